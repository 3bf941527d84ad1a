"""Breaks a good small site in one place after another, and holds every build to what it promises about a bad one.

Each build must end with exit code 1, name file, line and code of the mistake on standard error, print no traceback, and leave the
published site and everything beside it as it was, byte for byte. Builds are forked from one warm process; every tenth also runs as
the command itself. `python -m benchmarks.faults`, with `--every N` to take only each Nth fault.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.editing.forks import forked
from benchmarks.fault_table import SITE, Fault, faults

TODAY = "2026-11-16"
COMMAND_EVERY = 10


@dataclass
class Tally:
    """What came of all builds."""

    builds: int = 0
    commands: int = 0
    broken: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("exit", "place", "traceback", "site"), 0))

    def count(self, fault: Fault, code: int, said: str, *, is_untouched: bool) -> None:
        """Hold one build to the four promises; a broken one is printed at once."""
        lines = said.splitlines()
        kept = {
            "exit": code == 1,
            "place": any(line.startswith(fault.place) and f"[{fault.code}]" in line for line in lines),
            "traceback": "Traceback" not in said and "internal error" not in said,
            "site": is_untouched,
        }
        self.builds += 1
        for promise, is_kept in kept.items():
            self.broken[promise] += not is_kept
        if not all(kept.values()):
            broken = ", ".join(promise for promise, is_kept in kept.items() if not is_kept)
            print(f"{fault.name}: {fault.place} [{fault.code}] broke {broken}; exit {code}", *lines[:6], sep="\n    ")


def main(arguments: Sequence[str] | None = None) -> int:
    """Build every fault and print one line of a table; returns 0 when every promise was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    every = parser.parse_args(arguments).every
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = _break_all(Path(folder), every)
    seconds = time.monotonic() - started
    print("| builds | of them by the command | wrong exit code | without place | tracebacks | published site touched | seconds |")
    print("|", " | ".join(str(number) for number in (tally.builds, tally.commands, *tally.broken.values(), f"{seconds:.0f}")), "|")
    return int(any(tally.broken.values()))


def _break_all(folder: Path, every: int) -> Tally:
    site, output = folder / "site", folder / "published"
    write(site, SITE)
    if forked(site, output, today=TODAY, jobs=1)[0]:
        sys.exit("The site without a fault does not build.")
    before = _fingerprint(folder, "site")
    tally = Tally()
    for number, fault in enumerate(tuple(faults())[::every]):
        with _changed(site, fault.change(SITE)):
            tally.count(fault, *forked(site, output, today=TODAY, jobs=1), is_untouched=_fingerprint(folder, "site") == before)
            if number % COMMAND_EVERY == 0:
                tally.commands += 1
                tally.count(fault, *_command(site, output), is_untouched=_fingerprint(folder, "site") == before)
    return tally


def write(site: Path, files: Mapping[str, str]) -> None:
    """Write the files of a site."""
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")


@contextlib.contextmanager
def _changed(site: Path, files: Mapping[str, str]) -> Iterator[None]:
    """Bring one mistake into the site for a while."""
    changed = {path: text for path, text in files.items() if SITE.get(path) != text}
    lost = SITE.keys() - files.keys()
    write(site, changed)
    for path in lost:
        (site / path).unlink()
    yield
    for path in changed.keys() - SITE.keys():
        (site / path).unlink()
        with contextlib.suppress(OSError):  # a folder that held nothing else
            (site / path).parent.rmdir()
    write(site, {path: SITE[path] for path in (*(changed.keys() & SITE.keys()), *lost)})


def _fingerprint(folder: Path, besides: str) -> str:
    """Name everything in a folder but one: paths, kinds, times of change and bytes."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if besides not in path.relative_to(folder).parts and path.suffix != ".lock"):
        state = path.lstat()
        found.update(f"{path}\0{state.st_mode}\0{state.st_mtime_ns}\0".encode())
        found.update(path.read_bytes() if path.is_file() else b"")
    return found.hexdigest()


def _command(site: Path, output: Path) -> tuple[int, str]:
    command = (sys.executable, "-m", "guildhouse", "build", "--site", str(site), "--output", str(output), "--today", TODAY)
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.returncode, result.stderr


if __name__ == "__main__":
    sys.exit(main())
