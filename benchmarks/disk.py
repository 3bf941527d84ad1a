"""Builds where the disk is full at some moment, or nothing can be written: the published site stays, and the next build equals a clean one.

The site stands on a small file system in memory where one can be mounted; else files may not grow beyond a limit (`ulimit -f`), and
folders are closed by their mode.

`python3 tasks.py bench --name disk [--options "--steps 20"]`
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.comparing.results import prove
from benchmarks.editing.builds import environment, hashes
from benchmarks.editing.editor import Editor
from benchmarks.editing.site import original, put

SIZE = 24_000_000
"""Bytes of the small file system: a site, its caches, and two builds."""
FULL, READ_ONLY = "full disk", "read-only"
MACHINE = 3


@dataclass
class Trial:
    """A site on a small disk, or on one that is only pretended to be small."""

    site: Path
    clean: Path
    is_mounted: bool
    wrong: list[str] = field(default_factory=list)
    refused: int = 0

    def build(self, *options: str, limit: int | None = None) -> tuple[int, str]:
        """Build; `limit` is the most bytes that a file may have."""
        words = ["build", "--site", str(self.site), "--today", "2026-11-16", *options]
        command = [sys.executable, "-m", "guildhouse", *words]
        limited = None if limit is None else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        done = subprocess.run(command, env=environment(), preexec_fn=limited, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    @property
    def output(self) -> dict[str, str]:
        """The published site."""
        return hashes(self.site / "output")

    def met(self, what: str, code: int, said: str, before: dict[str, str]) -> None:
        """Look at a build that met a fault: it succeeds all the same, or ends with one line and leaves everything."""
        if code not in (0, MACHINE) or "Traceback" in said or "internal error" in said:
            self.wrong.append(f"{what}: exit {code}, said {said.strip()[-300:]!r}")
        if code:
            self.refused += 1
            if self.output != before:
                self.wrong.append(f"{what}: the published site was touched")

    def mended(self, what: str) -> None:
        """Build again, without the fault: as a clean build, and nothing lies about."""
        code, said = self.build()
        shutil.rmtree(self.clean, ignore_errors=True)
        self.build("--no-cache", "--output", str(self.clean))
        if code or self.output != hashes(self.clean):
            self.wrong.append(f"{what}: the next build is not as a clean one (exit {code}, {said.strip()[-200:]!r})")
        if litter := [path.name for path in self.site.glob(".output*") if path.suffix != ".lock"]:
            self.wrong.append(f"{what}: left {litter}")


def main() -> int:
    """Measure once and print what was found; exit code 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--results", type=Path, help="results file of `bench` to note the outcome in")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guildhouse-disk-") as folder, _small(Path(folder) / "disk") as is_mounted:
        trial = Trial(Path(folder) / "disk/site", Path(folder) / "clean", is_mounted)
        editor = Editor(trial.site, random.Random(1))
        put(trial.site, original())
        trial.build()
        for turn in range(given.steps):
            editor.put("content/news/2026-11-01-open.md", f"# Open {turn}\n\nWe are open.\n")
            _full(trial, turn, given.steps)
        _read_only(trial, editor)
    kind = "a small file system" if is_mounted else "limited files"
    line = f"{given.steps + 1} builds on {kind}, {trial.refused} refused, {len(trial.wrong)} faults"
    print(line, *trial.wrong, sep="\n")
    prove(given.results, "disk", line, dt.datetime.now(dt.UTC).date().isoformat())
    return 1 if trial.wrong else 0


@contextlib.contextmanager
def _small(folder: Path) -> Iterator[bool]:
    """Mount a small file system, and tell whether that was allowed."""
    folder.mkdir()
    is_mounted = not _quietly("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder))
    try:
        yield is_mounted
    finally:
        if is_mounted:
            _quietly("umount", str(folder))


def _quietly(*command: str) -> int:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode
    except OSError:
        return 1


def _full(trial: Trial, turn: int, steps: int) -> None:
    """Build with room for less than a build needs, in each turn for more of it; every other time with what earlier builds have kept."""
    if turn % 2:
        shutil.rmtree(trial.site / ".cache", ignore_errors=True)
    before, what = trial.output, f"{FULL}, step {turn + 1}"
    if trial.is_mounted:
        filler = trial.site.parent / "filler"
        needed = sum(path.stat().st_size for path in (trial.site / "output").rglob("*") if path.is_file())
        filler.write_bytes(bytes(max(0, shutil.disk_usage(trial.site).free - int(1.5 * needed * turn / steps))))
        trial.met(what, *trial.build(), before)
        filler.unlink()
    else:
        trial.met(what, *trial.build(limit=turn * 200_000 // steps), before)
    trial.mended(what)


def _read_only(trial: Trial, editor: Editor) -> None:
    """Build where nothing can be written."""
    editor.put("content/news/2026-11-01-open.md", "# Closed\n\nWe are closed.\n")
    before, disk = trial.output, str(trial.site.parent)
    if trial.is_mounted:
        _quietly("mount", "-o", "remount,ro", disk)
    else:
        trial.site.chmod(0o555)
    code, said = trial.build()
    if trial.is_mounted:
        _quietly("mount", "-o", "remount,rw", disk)
    else:
        trial.site.chmod(0o755)
    trial.met(READ_ONLY, code, said, before)
    if trial.is_mounted and code != MACHINE:
        trial.wrong.append(f"{READ_ONLY}: exit {code} instead of {MACHINE}")
    trial.mended(READ_ONLY)


if __name__ == "__main__":
    sys.exit(main())
