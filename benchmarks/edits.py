"""Edits a site at random, many times over, and holds every build that follows an edit against a clean one: every byte must be the same.

The program is copied first, so that it can be edited too. Each edit costs four builds: after the edit, clean, and the two of `--audit`.
With `--damage` something happens between the edits to what the site keeps for its next build; with `--crowd` several builds run at
once while somebody reads the site.

`python3 tasks.py bench --name edits [--options "--edits 500 --seed 1"]`
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.comparing.results import prove
from benchmarks.editing.builds import by_command, by_fork, copied_program
from benchmarks.editing.crowd import crowd
from benchmarks.editing.damage import Damager
from benchmarks.editing.trial import trial


def main(words: Sequence[str] | None = None) -> int:
    """Measure once; exit code 1 when a build was not as a clean one."""
    given = _parser().parse_args(words)
    lines: list[str] = []
    with tempfile.TemporaryDirectory(prefix="guildhouse-edits-") as folder:
        wrong = crowd(Path(folder), given.rebuilds, lines.append) if given.crowd else _edited(Path(folder), given, lines)
    print(*lines, sep="\n")
    name = 'edits --options "--crowd"' if given.crowd else 'edits --options "--damage"' if given.damage else "edits"
    prove(given.results, name, "; ".join(lines), dt.datetime.now(dt.UTC).date().isoformat())
    return 1 if wrong else 0


def _edited(folder: Path, given: argparse.Namespace, lines: list[str]) -> list[str]:
    program = None if given.forked else copied_program(folder / "program")
    run = trial(folder, given.seed, by_fork if given.forked else by_command(program), program)
    run.audit_every = given.audit_every
    if given.damage:
        run.damage = (damager := Damager(random.Random(given.seed)))
    wrong = run.run(given.edits, given.only)
    lines.append(f"seed {given.seed}: {run.summary}")
    if given.damage:
        lines.append(f"{len(damager.done)} kinds of damage")
    return wrong


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", default=[], metavar="KIND", help="kinds of edits to draw from")
    parser.add_argument("--audit-every", type=int, default=1, metavar="EDITS", help="ask build --audit after so many edits (0: never)")
    parser.add_argument("--forked", action="store_true", help="build in forks of one process, which is faster; the program is not edited")
    parser.add_argument("--damage", action="store_true", help="damage the caches between the edits")
    parser.add_argument("--crowd", action="store_true", help="instead: several builds at once, and a reader")
    parser.add_argument("--rebuilds", type=int, default=10, help="of --crowd")
    parser.add_argument("--results", type=Path, help="results file of `bench` to note the outcome in")
    return parser


if __name__ == "__main__":
    sys.exit(main())
