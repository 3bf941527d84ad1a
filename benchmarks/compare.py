"""Builds generated sites with Guildhouse and with stock Pelican in turn, and compares what they cost.

The documents are the same files. Stock Pelican reads them as articles and writes its own theme; Guildhouse also reads communities,
people, series and links, and writes its whole theme, checks and JSON. CPU is user + system time of the whole process tree.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from benchmarks.corpus import write

STOCK = """
PATH = "content"
ARTICLE_PATHS = ["articles"]
SITENAME = "Stock"
TIMEZONE = "UTC"
DEFAULT_DATE = (2026, 1, 1)
DEFAULT_LANG = "en"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
LOAD_CONTENT_CACHE = False
"""


def cpu(*command: str) -> float:
    """Run a command and return the CPU seconds of its process tree."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "CI": "true"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def guildhouse(site: Path) -> float:
    """Build cold: no output of an earlier build, no cache."""
    shutil.rmtree(site / "output", ignore_errors=True)
    return cpu(sys.executable, "-m", "guildhouse", "build", "--site", str(site), "--today", "2026-11-16", "--no-cache")


def stock(site: Path) -> float:
    """Build the same documents with Pelican as it comes."""
    shutil.rmtree(site / "output", ignore_errors=True)
    return cpu(sys.executable, "-m", "pelican", "-s", str(site / "pelicanconf.py"), "-o", str(site / "output"), "-q")


def prepare(folder: Path, documents: int) -> tuple[Path, Path]:
    """Write one site twice: as it is, and as articles for stock Pelican."""
    ours, theirs = folder / f"ours-{documents}", folder / f"stock-{documents}"
    write(ours, documents)
    (theirs / "content/articles").mkdir(parents=True)
    (theirs / "pelicanconf.py").write_text(STOCK)
    for path in sorted(ours.glob("communities/*/*/*.md")):
        shutil.copy(path, theirs / "content/articles" / f"{path.parts[-3]}-{path.name}")
    return ours, theirs


def main() -> None:
    """Measure: `python tasks.py bench`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    medians: list[tuple[int, float]] = []
    print("| documents | Guildhouse CPU s | stock Pelican CPU s | ratio, median (min to max) |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            ours, theirs = prepare(Path(folder), size)
            pairs = [(guildhouse(ours), stock(theirs)) for _ in range(given.runs)]
            ratios = sorted(mine / other for mine, other in pairs)
            mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
            medians.append((size, mine))
            print(
                f"| {size:,} | {mine:.1f} | {other:.1f} | {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}) |",
                flush=True,
            )
    for (small, first), (large, last) in pairwise(medians):
        print(f"growth exponent {small:,} → {large:,}: {math.log(last / first) / math.log(large / small):.2f}")


if __name__ == "__main__":
    main()
