"""Builds generated sites with Guildhouse and with its peers in turn, and compares what they cost.

Results are kept in .cache/bench/results.json, where later ones are added, so that a long comparison may be split; `--write` makes
docs/performance.md and its chart from them, without measuring when it stands alone.

`python3 tasks.py bench [--options "--sizes 1000 5000 10000 --runs 3 --peers hugo pelican --only cold body --write"]`
"""

from __future__ import annotations

import argparse
import datetime as dt
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from benchmarks.comparing import page, peers, results, table
from benchmarks.comparing.figures import Figures
from benchmarks.comparing.operations import OPERATIONS, costs
from benchmarks.comparing.peers import NotInstalled, Tool
from benchmarks.comparing.results import Results, Row

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(".cache/bench/results.json")
SHARED = frozenset({"cold", "first"})
"""What is measured with a second process too: after an edit there is never work enough for one."""
Lane = tuple[Tool, int, frozenset[str]]
"""A tool, its processes, and the operations that are wanted of it (none named: all)."""


def main(words: Sequence[str] | None = None) -> int:
    """Measure and keep; exit code 1 when nothing was measured and there is nothing to write."""
    given = _parser().parse_args(words)
    path = ROOT / given.results
    if given.measure:
        lanes, skipped = _lanes(given.peers, frozenset(given.only))
        command = f"python3 tasks.py bench --options {shlex.quote(_said(given))}"
        now = dt.datetime.now(dt.UTC)
        session = now.isoformat(timespec="seconds")
        found = Results(now.date().isoformat(), results.machine(), {session: command}, (), skipped)
        for size in given.sizes:
            rows = results.rounded(list(_rows(session, lanes, size, given.runs)))
            found = replace(found, rows=(*found.rows, *rows))
            print(table.readers(Figures(rows), size), table.engines(Figures(rows), size), sep="\n\n", flush=True)
            results.write(path, results.read(path).merged(found))
    known = results.read(path)
    if given.write and known.rows:
        page.write(ROOT, known)
    return 0 if known.rows else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000], metavar="DOCUMENTS")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", nargs="*", choices=peers.PEERS, default=peers.PEERS)
    parser.add_argument("--only", nargs="+", choices=[operation.name for operation in OPERATIONS], default=[])
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--measure", action=argparse.BooleanOptionalAction, default=True, help="with --write: only write")
    return parser


def _said(given: argparse.Namespace) -> str:
    """Write the options down that decide what is measured."""
    said = [f"--sizes {' '.join(map(str, given.sizes))}", f"--runs {given.runs}"]
    said += [f"--peers {' '.join(given.peers)}".strip()] if tuple(given.peers) != peers.PEERS else []
    said += [f"--only {' '.join(given.only)}"] if given.only else []
    return " ".join(said)


def _lanes(names: Sequence[str], only: frozenset[str]) -> tuple[list[Lane], dict[str, str]]:
    """Gather the tools that take part, and why others cannot."""
    lanes: list[Lane] = [(peers.ours(1), 1, only), (peers.ours(2), 2, only & SHARED if only else SHARED), (peers.engine(), 1, only)]
    skipped = {}
    for name in names:
        try:
            lanes.append((peers.peer(name), 1, only))
        except NotInstalled as missing:
            print(f"Skipped: {missing}", file=sys.stderr)
            skipped[name] = str(missing)
    return lanes, skipped


def _rows(session: str, lanes: Sequence[Lane], size: int, runs: int) -> Iterator[Row]:
    """Let all tools take turns, so that what else the machine does falls on all of them."""
    with tempfile.TemporaryDirectory(prefix="guildhouse-bench-") as folder:
        sites = [_laid(Path(folder), lane, size) for lane in lanes]
        for run in range(runs):
            for (tool, jobs, only), site in zip(lanes, sites, strict=True):
                print(f"{size:,} documents, run {run + 1} of {runs}: {tool.title}", file=sys.stderr, flush=True)
                for operation, cost in costs(tool, site, run, only):
                    yield Row(session, tool.name, tool.title, tool.version, operation, size, jobs, run, cost)


def _laid(folder: Path, lane: Lane, size: int) -> Path:
    tool, jobs, _ = lane
    site = folder / f"{tool.name}-{jobs}"
    tool.lay(site, size)
    return site


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
    sys.exit(130)
