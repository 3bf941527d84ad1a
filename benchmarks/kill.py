"""Kills builds with `kill -9` at random moments: the published site is whole each time, and the next build equals a clean one.

Every third build starts without what earlier ones have kept, the others with it. Every other kill hits the process that builds, not
the command that waits for it.

`python3 tasks.py bench --name kill [--options "--times 50 --seed 1 --site DIR"]`
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.comparing.results import prove
from benchmarks.editing.builds import hashes
from guildhouse.publish.manifest import UnsoundBuild, verify

ROOT = Path(__file__).resolve().parents[1]
COLD_EVERY, ENGINE_EVERY = 3, 2


@dataclass
class Tally:
    """What was found after the kills."""

    broken: int = 0
    wrong: int = 0
    litter: int = 0

    @property
    def faults(self) -> int:
        """All that should not be."""
        return self.broken + self.wrong + self.litter


def main() -> int:
    """Measure once and print what was found; exit code 1 when a promise was broken."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="guildhouse-kill-") as folder:
        tally = _killed_often(_copied(options.site, Path(folder) / "site"), Path(folder) / "clean", options)
    line = (
        f"seed {options.seed}: {options.times} kills, {tally.broken} broken sites, "
        f"{tally.wrong} next builds not as clean ones, {tally.litter} with litter"
    )
    print(line)
    prove(options.results, "kill", line, dt.datetime.now(dt.UTC).date().isoformat())
    return 1 if tally.faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--site", type=Path, default=ROOT)
    parser.add_argument("--results", type=Path, help="results file of `bench` to note the outcome in")
    return parser.parse_args()


def _copied(origin: Path, site: Path) -> Path:
    site.mkdir()
    for name in ("content", "communities"):
        if (origin / name).is_dir():
            shutil.copytree(origin / name, site / name)
    return site


def _killed_often(site: Path, clean: Path, options: argparse.Namespace) -> Tally:
    tally, draw, output = Tally(), random.Random(options.seed), site / "output"
    cold = _timed(site)
    _edit(site, -1)
    warm = _timed(site)
    for turn in range(options.times):
        published = hashes(output)
        _edit(site, turn)
        is_cold = turn % COLD_EVERY == 0
        if is_cold:
            shutil.rmtree(site / ".cache", ignore_errors=True)
        _kill(_build(site), draw.uniform(0.02, 1.0) * (cold if is_cold else warm), is_engine=turn % ENGINE_EVERY == 0)
        tally.broken += not _is_sound(output) or (hashes(output) != published and not _is_next(site, turn))
        _timed(site)
        shutil.rmtree(clean, ignore_errors=True)
        _build(site, "--no-cache", "--output", str(clean)).wait()
        tally.wrong += hashes(output) != hashes(clean)
        tally.litter += any(path.suffix != ".lock" for path in (*site.glob(".output*"), *(site / ".cache/guildhouse").glob("*.[0-9]*")))
    return tally


def _edit(site: Path, turn: int) -> None:
    """Change a page, so that every build has something to publish."""
    page = site / "content" / "pages" / "kill.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"# Kill\n\nBuild {turn}.\n", encoding="utf-8")


def _build(site: Path, *options: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "guildhouse", "build", "--site", str(site), "--today", "2026-11-16", *options]
    return subprocess.Popen(words, stderr=subprocess.DEVNULL, env=os.environ | {"CI": "true"})


def _timed(site: Path) -> float:
    started = time.perf_counter()
    if _build(site).wait():
        sys.exit("the site does not build: run check first")
    return time.perf_counter() - started


def _kill(process: subprocess.Popen[bytes], after: float, *, is_engine: bool) -> None:
    """End a build, or the process that it has started, without a word; some have ended by then."""
    time.sleep(after)
    with contextlib.suppress(OSError, IndexError, ValueError):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(children[0]) if is_engine and children else process.pid, signal.SIGKILL)
    process.wait()


def _is_sound(output: Path) -> bool:
    try:
        verify(output)
    except UnsoundBuild:
        return False
    return True


def _is_next(site: Path, turn: int) -> bool:
    """Tell whether the kill came after the exchange, so that the new site stands there."""
    page = site / "output/kill/index.html"
    return page.is_file() and f"Build {turn}." in page.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
