"""What was measured, kept as JSON: rows of single runs, what could not be measured, and on what machine."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from benchmarks.comparing.measure import Cost


@dataclass(frozen=True, slots=True)
class Row:
    """One run of one operation. Rows of one session and run were measured in turn, so that they may be compared."""

    session: str
    tool: str
    title: str
    version: str
    operation: str
    size: int
    jobs: int
    run: int
    cost: Cost

    @property
    def series(self) -> tuple[str, str, int, int]:
        """What the row is a run of."""
        return self.tool, self.operation, self.size, self.jobs


@dataclass(frozen=True)
class Results:
    """Everything known so far.

    `commands` are what was called, by session; `skipped` the peers that are not to be had, and why; `proofs` the last line of each other
    measurement.
    """

    date: str = ""
    machine: str = ""
    commands: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    skipped: Mapping[str, str] = field(default_factory=dict)
    proofs: Mapping[str, str] = field(default_factory=dict)

    def merged(self, later: Results) -> Results:
        """Add later results; what was measured again replaces what was known of it, and a command stays while rows of it do."""
        again = {row.series for row in later.rows}
        rows = (*(row for row in self.rows if row.series not in again), *later.rows)
        measured = {row.tool for row in rows}
        skipped = {name: why for name, why in {**self.skipped, **later.skipped}.items() if name not in measured}
        sessions = {row.session for row in rows}
        commands = {session: command for session, command in {**self.commands, **later.commands}.items() if session in sessions}
        proofs = {**self.proofs, **later.proofs}
        return Results(later.date or self.date, later.machine or self.machine, commands, rows, skipped, proofs)


def machine() -> str:
    """Tell what a figure depends on and who measured does not: cores, system, Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}"


def read(path: Path) -> Results:
    """Read results; empty ones where there is no file yet."""
    if not path.is_file():
        return Results()
    data = json.loads(path.read_text(encoding="utf-8"))
    rows = tuple(Row(**{**row, "cost": Cost(**row["cost"])}) for row in data.pop("rows"))
    return Results(**data, rows=rows)


def write(path: Path, results: Results) -> None:
    """Write results, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    aside.write_text(json.dumps(asdict(results), indent=1) + "\n", encoding="utf-8")
    aside.replace(path)


def prove(path: Path | None, name: str, line: str, date: str) -> None:
    """Note what another measurement found last, where it was asked to be noted."""
    if path is not None:
        known = read(path)
        write(path, replace(known, proofs={**known.proofs, name: f"{line} ({date})"}))


def rounded(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Leave out digits that no measurement carries."""
    return tuple(replace(row, cost=Cost(round(row.cost.cpu, 3), round(row.cost.wall, 3), round(row.cost.memory, 1))) for row in rows)
