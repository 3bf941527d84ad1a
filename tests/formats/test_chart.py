"""Charts: numbers in, coordinates out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.formats.chart import ABOVE, BAR_LONGEST, BELOW, NEAREST, PLOT, SPARK_HEIGHT, SPARK_WIDTH, Figure, bars, line, sparkline

NUMBERS = st.floats(-1e9, 1e9) | st.integers(-1000, 1000)
GAPPY = st.lists(st.none() | NUMBERS, max_size=40)


def _figures(*values: float | None) -> list[Figure]:
    return [Figure(f"n{index}", value) for index, value in enumerate(values)]


def test_a_sparkline_runs_from_the_lowest_to_the_highest():
    spark = sparkline([1, 3, 2])
    assert spark is not None
    assert spark.points == "3,25 48,3 93,14"
    assert (spark.x, spark.y) == (93, 14)


def test_a_sparkline_of_equal_numbers_lies_in_the_middle():
    assert sparkline([4, 4]).points == "3,14 93,14"


@pytest.mark.parametrize("values", [[], [7]])
def test_fewer_than_two_numbers_show_no_course(values: list[float]):
    assert sparkline(values) is None


@given(st.lists(NUMBERS, min_size=2, max_size=60))
def test_a_sparkline_stays_inside_its_frame(values: list[float]):
    points = [tuple(map(float, point.split(","))) for point in sparkline(values).points.split()]
    assert len(points) == len(values)
    assert all(0 <= x <= SPARK_WIDTH and 0 <= y <= SPARK_HEIGHT for x, y in points)
    assert [x for x, _ in points] == sorted(x for x, _ in points)


def test_bars_keep_their_order_and_their_shares():
    drawn = bars(_figures(20, 10, 0, None))
    assert [bar.width for bar in drawn.bars] == [BAR_LONGEST, BAR_LONGEST / 2, 0, 0]
    assert [bar.value for bar in drawn.bars] == [20, 10, 0, None]
    assert [bar.y for bar in drawn.bars] == [0, 2.75, 5.5, 8.25]
    assert drawn.height == 11
    assert drawn.figures == tuple(_figures(20, 10, 0, None))


def test_bars_of_nothing_are_empty_or_flat():
    assert bars([]).bars == ()
    assert bars(_figures(0, 0)).bars[1].width == 0


def test_a_number_below_zero_has_no_bar():
    with pytest.raises(ValueError, match="below zero"):
        bars(_figures(1, -1))


def test_a_line_stands_on_zero():
    drawn = line(_figures(0, 10, 5))
    assert [(mark.x, mark.y) for mark in drawn.marks] == [(3, ABOVE + PLOT), (50, ABOVE), (97, ABOVE + PLOT / 2)]
    assert drawn.base == ABOVE + PLOT
    assert drawn.height == ABOVE + PLOT + BELOW
    assert [(each.x1, each.y1, each.x2, each.y2) for each in drawn.stretches] == [
        (3, ABOVE + PLOT, 50, ABOVE),
        (50, ABOVE, 97, ABOVE + PLOT / 2),
    ]
    assert (drawn.target, drawn.goal) == (None, None)


def test_numbers_below_zero_hang_below_the_line_of_zero():
    drawn = line(_figures(-10, 10))
    assert drawn.base == ABOVE + PLOT / 2
    assert [mark.y for mark in drawn.marks] == [ABOVE + PLOT, ABOVE]
    assert line(_figures(-10, -5)).base == ABOVE


def test_a_goal_above_every_number_has_its_place():
    drawn = line(_figures(0, 45), goal=90)
    assert (drawn.target, drawn.goal) == (ABOVE, 90)
    assert drawn.marks[1].y == ABOVE + PLOT / 2


def test_a_missing_number_leaves_a_gap():
    drawn = line(_figures(1, 2, None, 3, 4))
    assert [(each.x1, each.x2) for each in drawn.stretches] == [(3, 26.5), (73.5, 97)]
    assert len(drawn.figures) == 5
    assert len(drawn.marks) == 4


@pytest.mark.parametrize(("values", "told"), [([1, 9, 2], ["n0", "n1", "n2"]), ([9, 1, 2], ["n0", "n2"]), ([5], ["n0"])])
def test_the_ends_and_the_highest_number_are_written(values: list[float], told: list[str]):
    assert [mark.label for mark in line(_figures(*values)).marks if mark.is_told] == told


def test_a_number_that_would_meet_another_is_not_written():
    marks = line(_figures(*[1] * 18, 9, 2)).marks
    assert [mark.label for mark in marks if mark.is_told] == ["n0", "n19"]


@pytest.mark.parametrize(("number", "labelled"), [(1, ["n0"]), (4, ["n0", "n3"]), (5, ["n0", "n2", "n4"]), (12, ["n0", "n6", "n11"])])
def test_the_ends_and_the_middle_of_many_are_named(number: int, labelled: list[str]):
    assert [mark.label for mark in line(_figures(*range(number))).marks if mark.is_labelled] == labelled


@pytest.mark.parametrize("values", [[], [None], [0, 0]])
def test_a_line_of_nothing_lies_flat(values: list[float | None]):
    drawn = line(_figures(*values))
    assert drawn.base == ABOVE + PLOT
    assert {mark.y for mark in drawn.marks} <= {drawn.base}


@given(GAPPY, st.none() | NUMBERS)
def test_a_line_stays_inside_its_frame(values: list[float | None], goal: float | None):
    drawn = line(_figures(*values), goal)
    places = [drawn.base, *(mark.y for mark in drawn.marks), *([] if drawn.target is None else [drawn.target])]
    assert all(ABOVE <= y <= ABOVE + PLOT for y in places)
    assert all(0 <= mark.x <= 100 for mark in drawn.marks)
    assert len(drawn.marks) == sum(value is not None for value in values)
    assert len(drawn.stretches) == sum(None not in pair for pair in pairwise(values))
    told = [mark.x for mark in drawn.marks if mark.is_told]
    assert all(other - one >= NEAREST for one, other in pairwise(told[1:]))


@given(st.lists(st.none() | st.floats(0, 1e9), max_size=20))
def test_no_bar_is_longer_than_the_longest(values: list[float | None]):
    assert all(0 <= bar.width <= BAR_LONGEST for bar in bars(_figures(*values)).bars)
