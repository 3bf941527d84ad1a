"""Charts worked out when the site is built: numbers in, coordinates out; colours, words and tables are the theme's part.

Across, a place is a percentage of the chart's width, so that a chart fills whatever room there is while its words keep their size;
down, it is a length in rem, so that the room between the words grows with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from guildhouse.model.words import Value

SPARK_WIDTH, SPARK_HEIGHT = 96, 28
"""Size of a sparkline in the units of its points."""

SHORTEST = 2
"""Numbers that a course needs at least."""

BAR_STEP = 2.75
"""Height of a bar with its label, in rem."""
BAR_LONGEST = 70.0
"""Width of the longest bar in percent; beyond it stands its number."""

PLOT, ABOVE, BELOW = 7.5, 1.75, 1.75
"""Heights in rem: of the drawing of a line chart, of the room for numbers above it and for labels below."""
MARGIN = 3.0
"""Room in percent at both ends of a line."""
NEAREST = 15.0
"""Percent between two numbers that are written without meeting."""
WITH_MIDDLE = 5
"""From this many points on, the one in the middle is labelled too."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to draw, and what it is about; None where nobody measured."""

    label: Value
    value: float | None


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line without words: `points` as a polyline takes them, and where the last one lies."""

    points: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label: where it begins in rem, its width in percent; without a number it has none."""

    label: Value
    value: float | None
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart; `height` in rem."""

    figures: tuple[Figure, ...]
    bars: tuple[Bar, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a line: percent across, rem down; whether its number and its label are written."""

    label: Value
    value: float
    x: float
    y: float
    is_told: bool
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A straight piece of a line, between two measured neighbours."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line chart over time; `base` is where zero lies, `target` where the goal does (rem), None without one."""

    figures: tuple[Figure, ...]
    marks: tuple[Mark, ...]
    stretches: tuple[Stretch, ...]
    height: float
    base: float
    target: float | None
    goal: float | None


def sparkline(values: Sequence[float]) -> Spark | None:
    """Draw a series of numbers between its own lowest and highest; None for fewer than two, which show no course."""
    if len(values) < SHORTEST:
        return None
    low, high = min(values), max(values)
    inner = SPARK_HEIGHT - 6
    places = [
        (round(3 + (SPARK_WIDTH - 6) * index / (len(values) - 1), 2), round(3 + inner * (1 - _share(value, low, high)), 2))
        for index, value in enumerate(values)
    ]
    return Spark(" ".join(f"{x:g},{y:g}" for x, y in places), *places[-1])


def bars(figures: Sequence[Figure]) -> Bars:
    """Draw numbers as bars from zero, in their order; ValueError for a number below zero, whose bar would lie."""
    measured = [figure.value for figure in figures if figure.value is not None]
    if any(value < 0 for value in measured):
        message = "a bar chart shows no numbers below zero"
        raise ValueError(message)
    most = max(measured, default=0) or 1
    drawn = tuple(
        Bar(figure.label, figure.value, round(index * BAR_STEP, 2), round(BAR_LONGEST * (figure.value or 0) / most, 2))
        for index, figure in enumerate(figures)
    )
    return Bars(tuple(figures), drawn, round(len(drawn) * BAR_STEP, 2))


def line(figures: Sequence[Figure], goal: float | None = None) -> Line:
    """Draw numbers as a line over zero; where one is missing the line has a gap. The first, the last and the highest are written."""
    measured = [figure.value for figure in figures if figure.value is not None] + ([] if goal is None else [goal])
    low, high = min(measured, default=0), max(measured, default=0)
    low, high = min(low, 0), max(high, 0)
    places = [(_across(index, len(figures)), figure) for index, figure in enumerate(figures)]
    known = [(x, figure.label, figure.value) for x, figure in places if figure.value is not None]
    told = _told([(x, value) for x, _, value in known])
    labelled = _labelled([x for x, _, _ in known])
    marks = tuple(Mark(label, value, x, _down(value, low, high), x in told, x in labelled) for x, label, value in known)
    return Line(
        figures=tuple(figures),
        marks=marks,
        stretches=_stretches(marks, [x for x, _ in places]),
        height=ABOVE + PLOT + BELOW,
        base=_down(0, low, high),
        target=None if goal is None else _down(goal, low, high),
        goal=goal,
    )


def _share(value: float, low: float, high: float) -> float:
    """Say how far up a number lies; in the middle when all are alike."""
    return (value - low) / (high - low) if high > low else 0.5


def _across(index: int, number: int) -> float:
    return round(MARGIN + (100 - 2 * MARGIN) * index / (number - 1), 2) if number > 1 else 50.0


def _down(value: float, low: float, high: float) -> float:
    return round(ABOVE + PLOT * (1 - _share(value, low, high)), 2) if high > low else ABOVE + PLOT


def _told(known: list[tuple[float, float]]) -> set[float]:
    """Choose the points whose number is written: both ends, and the highest where it meets neither."""
    ends = {x for x, _ in known[:1] + known[-1:]}
    highest = max(known, key=lambda each: each[1], default=None)
    if highest and all(abs(highest[0] - x) >= NEAREST for x in ends):
        ends.add(highest[0])
    return ends


def _labelled(known: list[float]) -> set[float]:
    """Choose the points that are named below: both ends, and one in the middle of many."""
    middle = [known[len(known) // 2]] if len(known) >= WITH_MIDDLE else []
    return {*known[:1], *middle, *known[-1:]}


def _stretches(marks: tuple[Mark, ...], places: list[float]) -> tuple[Stretch, ...]:
    """Join neighbours; where a number is missing between two, they are none."""
    following = dict(pairwise(places))
    return tuple(Stretch(one.x, one.y, other.x, other.y) for one, other in pairwise(marks) if following[one.x] == other.x)
