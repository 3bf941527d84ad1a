"""Tables of what was measured, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.comparing.figures import CPU, MEMORY, WALL, Figures, Ratio, Series
from benchmarks.comparing.goals import reached
from benchmarks.comparing.operations import OPERATIONS, TITLES
from benchmarks.comparing.peers import ENGINE, OURS

NONE = "-"
READERS = ("pelican", "mkdocs-material", "zensical", "hugo")
"""The peers of the reader's comparison."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; empty without rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *lines]) if lines else ""


def readers(figures: Figures, size: int) -> str:
    """Our whole theme against each peer in its own plain set-up."""
    peers = [name for name in READERS if figures.median(Series(name, "full", size)) is not None]
    head = ["", "CPU s", "wall s", "memory MB", *(f": {figures.tools[name, 1].title}" for name in peers)]
    return table(head, [*_ours(figures, OURS, size, peers), *_theirs(figures, size, peers)])


def engines(figures: Figures, size: int) -> str:
    """Our plugins under Pelican's `simple` theme against Pelican with the same theme."""
    peers = [name for name in ("pelican-simple",) if figures.median(Series(name, "full", size)) is not None]
    head = ["", "CPU s", "wall s", "memory MB", *(f": {figures.tools[name, 1].title}" for name in peers)]
    return table(head, [*_ours(figures, ENGINE, size, peers), *_theirs(figures, size, peers)])


def growths(figures: Figures) -> str:
    """CPU seconds at all sizes, and the exponent they grow with."""
    head = ["CPU s", *(f"{size:,}" for size in figures.sizes), "exponent"]
    return table(head, list(_growths(figures)))


def goals(figures: Figures) -> str:
    """Show what was to be reached."""
    return table(("", "bar", "reached", "documents"), list(reached(figures)))


def _ours(figures: Figures, tool: str, size: int, peers: Sequence[str]) -> Iterator[list[str]]:
    many = sorted({jobs for name, jobs in figures.tools if name == tool})
    for operation in OPERATIONS:
        for jobs in many:
            series = Series(tool, operation.name, size, jobs)
            if figures.median(series) is not None:
                title = operation.title if jobs == 1 else f"{operation.title}, {jobs} processes"
                yield [title, *_costs(figures, series), *(_ratio(figures.ratio(series, Series(name, "full", size))) for name in peers)]


def _theirs(figures: Figures, size: int, peers: Sequence[str]) -> Iterator[list[str]]:
    for name in peers:
        about = figures.tools[name, 1]
        for operation in ("full", "body"):
            series = Series(name, operation, size)
            if figures.median(series) is not None:
                title = f"{about.title} {about.version}, {TITLES[operation]}"
                yield [title, *_costs(figures, series), *("" for _ in peers)]


def _growths(figures: Figures) -> Iterator[list[str]]:
    for (tool, jobs), about in sorted(figures.tools.items(), key=lambda item: (item[0][0] not in (OURS, ENGINE), item[0])):
        for operation, title in TITLES.items():
            values = [figures.median(Series(tool, operation, size, jobs)) for size in figures.sizes]
            growth = figures.growth(tool, operation, jobs)
            if any(value is not None for value in values):
                yield [f"{about.title}: {title}", *map(seconds, values), NONE if growth is None else f"{growth:.2f}"]


def _costs(figures: Figures, series: Series) -> list[str]:
    memory = figures.median(series, MEMORY)
    return [seconds(figures.median(series, CPU)), seconds(figures.median(series, WALL)), NONE if memory is None else f"{memory:.0f}"]


def _ratio(ratio: Ratio | None) -> str:
    if ratio is None:
        return NONE
    digits = 3 if ratio.median < 0.1 else 2  # noqa: PLR2004 - one more where there is a zero in front
    return f"{ratio.median:.{digits}f} ({ratio.least:.{digits}f} to {ratio.most:.{digits}f})"


def seconds(value: float | None) -> str:
    """Write seconds with as many digits as they are worth."""
    if value is None:
        return NONE
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"  # noqa: PLR2004
