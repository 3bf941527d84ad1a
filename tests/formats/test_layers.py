"""Graphs in layers: what comes first stands above, nothing overlaps, and the order of the input changes nothing."""

from __future__ import annotations

import re
import time
from graphlib import CycleError
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.formats.layers import HEIGHT, WIDTH, layered


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[str], dict[str, list[str]]]:
    """Make graphs without circles: each thing waits only for things before it."""
    number = draw(st.integers(0, 9))
    names = [f"n{place}" for place in range(number)]
    pairs = list(combinations(names, 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    before: dict[str, list[str]] = {}
    for first, second in chosen:
        before.setdefault(second, []).append(first)
    return names, before


@given(graphs())
def test_it_reads_from_top_to_bottom_and_nothing_overlaps(graph: tuple[list[str], dict[str, list[str]]]) -> None:
    names, before = graph
    drawing = layered(names, before)
    boxes = {box.id: box for box in drawing.boxes}
    assert boxes.keys() == set(names)
    for edge in drawing.edges:
        assert boxes[edge.start].y + HEIGHT < boxes[edge.end].y
    assert {(edge.start, edge.end) for edge in drawing.edges} == {(first, thing) for thing, firsts in before.items() for first in firsts}
    for one, other in combinations(drawing.boxes, 2):
        assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT
    for box in drawing.boxes:
        assert 0 <= box.x <= drawing.width - WIDTH
        assert 0 <= box.y <= drawing.height - HEIGHT


@given(graphs())
def test_the_order_of_the_input_changes_nothing(graph: tuple[list[str], dict[str, list[str]]]) -> None:
    names, before = graph
    assert layered(names, before) == layered(
        names[::-1], {thing: [*reversed(firsts), *firsts, "nobody"] for thing, firsts in before.items()}
    )


def test_an_edge_ends_where_its_boxes_are() -> None:
    drawing = layered("abc", {"b": ["a"], "c": ["a", "b"]})
    boxes = {box.id: box for box in drawing.boxes}
    for edge in drawing.edges:
        x, y = map(float, re.match(r"M(\S+) ([\d.]+)C", edge.path).groups())  # type: ignore[union-attr]
        assert (x, y) == (boxes[edge.start].x + WIDTH / 2, boxes[edge.start].y + HEIGHT)
        assert f" {boxes[edge.end].x + WIDTH / 2:g} {boxes[edge.end].y:g}M" in edge.path
    long = next(edge for edge in drawing.edges if (edge.start, edge.end) == ("a", "c"))
    assert long.path.count("C") == 2, "it bends around the layer between"


def test_few_edges_cross() -> None:
    drawing = layered("abxy", {"x": ["b"], "y": ["a"]})
    places = {box.id: box.x for box in drawing.boxes}
    assert (places["a"] < places["b"]) == (places["y"] < places["x"])


def test_a_circle_cannot_be_drawn() -> None:
    with pytest.raises(CycleError):
        layered("ab", {"a": ["b"], "b": ["a"]})


def test_a_chain_of_a_thousand_is_no_work() -> None:
    names = [f"{place:04}" for place in range(1000)]
    begin = time.process_time()
    drawing = layered(names, {f"{place + 1:04}": [f"{place:04}"] for place in range(999)})
    assert len(drawing.edges) == 999
    assert time.process_time() - begin < 1
