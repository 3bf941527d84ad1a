"""Numbers made from runs: medians, ratios of runs that belong together, and how cost grows with size."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.comparing.results import Row

CPU, WALL, MEMORY = "cpu", "wall", "memory"


@dataclass(frozen=True, slots=True)
class Series:
    """The runs of one operation of one tool at one size."""

    tool: str
    operation: str
    size: int
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Ratio:
    """What one thing costs of another: the median of the paired runs, and the least and the most of them."""

    median: float
    least: float
    most: float


class Figures:
    """Answers questions about measured rows; None wherever something was not measured."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._runs: dict[Series, dict[tuple[str, int], Row]] = {}
        for row in rows:
            self._runs.setdefault(Series(*row.series), {})[row.session, row.run] = row
        self.sizes = sorted({row.size for row in rows})
        self.tools = {(row.tool, row.jobs): row for row in rows}

    def median(self, series: Series, of: str = CPU) -> float | None:
        """Give the median of all runs: seconds, or MB of memory."""
        runs = self._runs.get(series)
        return statistics.median(getattr(row.cost, of) for row in runs.values()) if runs else None

    def ratio(self, one: Series, other: Series, of: str = CPU) -> Ratio | None:
        """Compare runs of the same session and number; those of different sessions say nothing about each other."""
        mine, theirs = self._runs.get(one, {}), self._runs.get(other, {})
        found = [getattr(mine[turn].cost, of) / getattr(theirs[turn].cost, of) for turn in sorted(mine.keys() & theirs.keys())]
        return Ratio(statistics.median(found), min(found), max(found)) if found else None

    def growth(self, tool: str, operation: str, jobs: int = 1) -> float | None:
        """Give the exponent with which CPU time grows from the smallest to the largest size: 1 is in step with the size."""
        known = [(size, cpu) for size in self.sizes if (cpu := self.median(Series(tool, operation, size, jobs)))]
        if len(known) < 2:  # noqa: PLR2004 - a line has two ends
            return None
        return exponent(known[0], known[-1])


def exponent(first: tuple[int, float], last: tuple[int, float]) -> float:
    """Give the power of the size (the first of each pair) that the cost (the second) grows with."""
    return math.log(last[1] / first[1]) / math.log(last[0] / first[0])
