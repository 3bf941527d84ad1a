"""What was to be reached, and whether it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.comparing.figures import CPU, MEMORY, WALL, Figures, Series
from benchmarks.comparing.peers import ENGINE, OURS


@dataclass(frozen=True)
class Goal:
    """At most so many times the full build of a peer; `size` is None where it holds for any, and then the largest measured counts."""

    words: str
    operation: str
    peer: str
    bar: float
    of: str = CPU
    size: int | None = None
    jobs: int = 1
    tool: str = OURS

    def reached(self, figures: Figures) -> tuple[int, float] | None:
        """Give the size that was looked at and the ratio; None when it was not measured."""
        for size in reversed(figures.sizes):
            if self.size in (None, size):
                found = figures.ratio(Series(self.tool, self.operation, size, self.jobs), Series(self.peer, "full", size), self.of)
                if found:
                    return size, found.median
        return None


GOALS = (
    Goal("one body edit : Hugo's full build", "body", "hugo", 0.15),
    *(Goal(f"{words} : stock Pelican", name, "pelican", 0.05) for name, words in (
        ("body", "one body edit"), ("title", "one title edit"), ("tag", "one tag edit"), ("add", "one document added"),
        ("delete", "one document deleted"),
    )),
    Goal("nothing changed : stock Pelican", "nothing", "pelican", 0.005),
    Goal("cold : stock Pelican", "cold", "pelican", 0.65),
    Goal("cold, 2 processes : stock Pelican, wall", "cold", "pelican", 0.45, WALL, jobs=2),
    Goal("the engine cold : stock Pelican, both with `simple`", "cold", "pelican-simple", 0.65, tool=ENGINE),
    Goal("cold : MkDocs-Material", "cold", "mkdocs-material", 0.5, size=5000),
    Goal("cold : Zensical", "cold", "zensical", 0.5, size=5000),
    Goal("theme change, texts kept : stock Pelican", "theme", "pelican", 0.3),
    Goal("memory, cold : Hugo", "cold", "hugo", 0.2, MEMORY),
)  # fmt: skip
GROWTH = 1.0
"""The exponent that neither a cold build nor an edit should exceed."""


def reached(figures: Figures) -> Iterator[tuple[str, str, str, str]]:
    """Yield a line for each goal: what, the bar, what was measured, at what size."""
    for goal in GOALS:
        found = goal.reached(figures)
        if found:
            size, ratio = found
            yield goal.words, f"≤ {goal.bar:g}", _verdict(ratio, goal.bar), f"{size:,}"
    for operation, words in (("cold", "cold"), ("body", "one body edit")):
        growth = figures.growth(OURS, operation)
        if growth is not None:
            yield f"growth exponent, {words}", f"≤ {GROWTH:.1f}", _verdict(growth, GROWTH), f"{figures.sizes[0]:,} → {figures.sizes[-1]:,}"


def _verdict(value: float, bar: float) -> str:
    digits = 3 if bar < 0.1 else 2  # noqa: PLR2004 - a bar of 0.005 needs a third one
    return f"{value:.{digits}f}{'' if round(value, digits) <= bar else ' (not reached)'}"
