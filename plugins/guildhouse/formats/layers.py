"""Graphs laid out when the site is built, in layers (Sugiyama, Tagawa and Toda 1981): what comes first stands above what follows.

Lengths are pixels of CSS at the usual size of text. Nothing here knows what the things are, nor any colour.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import pairwise
from typing import TypeAlias

WIDTH, HEIGHT = 164, 64
"""Size of a box."""
ACROSS, DOWN = 20, 44
"""Room between neighbours and between layers."""
MARGIN = 4
"""Room around the drawing, for its strokes."""
TIP = 4.5
"""Half the width of the head of an arrow."""
SWEEPS = 4
"""How often layers are put in order, down and up: more changes little."""
_Node: TypeAlias = str | tuple[str, str, int]
"""A thing, or the bend of an edge that passes a layer: from, to, layer."""


@dataclass(frozen=True, slots=True)
class Box:
    """A thing: where the corner of its box is."""

    id: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from one thing to one that follows it, as the path of an SVG."""

    start: str
    end: str
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph that is laid out."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    box: tuple[float, float] = (WIDTH, HEIGHT)


def layered(things: Collection[str], before: Mapping[str, Sequence[str]]) -> Drawing:
    """Lay out things (ids) above one another; `before` tells what comes before each, and has no circle (CycleError).

    What it names beside the things is passed over. The same graph is drawn the same way, in whatever order it is given.
    """
    edges = {thing: sorted({each for each in before.get(thing, ()) if each in things}) for thing in sorted(things)}
    levels = _levels(edges)
    layers, links = _layers(edges, levels)
    places = _places(_ordered(layers, links), links)
    left = min(places.values(), default=0)
    xs = {node: x - left + MARGIN for node, x in places.items()}
    down = sorted(things, key=lambda thing: (levels[thing], xs[thing]))
    boxes = tuple(Box(thing, xs[thing], _top(levels[thing])) for thing in down)
    arrows = tuple(Edge(first, thing, _path(first, thing, levels, xs)) for thing, firsts in edges.items() for first in firsts)
    width = max(xs.values(), default=0) + WIDTH + MARGIN
    return Drawing(width, _top(max(levels.values(), default=0)) + HEIGHT + MARGIN, boxes, arrows)


def _top(level: int) -> float:
    return MARGIN + level * (HEIGHT + DOWN)


def _levels(edges: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Put each thing as high as what comes before it allows."""
    levels: dict[str, int] = {}
    for thing in TopologicalSorter(edges).static_order():
        levels[thing] = max((levels[each] + 1 for each in edges[thing]), default=0)
    return levels


def _layers(edges: Mapping[str, Sequence[str]], levels: Mapping[str, int]) -> tuple[list[list[_Node]], list[tuple[_Node, _Node]]]:
    """List what stands in each layer, bends of long edges too, and the links between neighbouring layers."""
    layers: list[list[_Node]] = [[] for _ in range(max(levels.values(), default=-1) + 1)]
    for thing, level in sorted(levels.items()):
        layers[level].append(thing)
    links: list[tuple[_Node, _Node]] = []
    for thing, firsts in edges.items():
        for first in firsts:
            way = _way(first, thing, levels)
            for level, bend in enumerate(way[1:-1], levels[first] + 1):
                layers[level].append(bend)
            links += pairwise(way)
    return layers, links


def _way(first: str, thing: str, levels: Mapping[str, int]) -> list[_Node]:
    """List where an edge passes: a thing, a bend in each layer between, the other thing."""
    return [first, *((first, thing, level) for level in range(levels[first] + 1, levels[thing])), thing]


def _ordered(layers: list[list[_Node]], links: Sequence[tuple[_Node, _Node]]) -> list[list[_Node]]:
    """Order layers so that few links cross: each stands near the middle of its neighbours, going down and up in turn."""
    above, below = _neighbours(links)
    for _ in range(SWEEPS):
        for neighbours, way in ((above, layers), (below, layers[::-1])):
            for fixed, free in pairwise(way):
                at = {node: place for place, node in enumerate(fixed)}
                middles = {node: _middle([at[each] for each in neighbours.get(node, ())], place) for place, node in enumerate(free)}
                free.sort(key=middles.__getitem__)
    return layers


def _neighbours(links: Sequence[tuple[_Node, _Node]]) -> tuple[dict[_Node, list[_Node]], dict[_Node, list[_Node]]]:
    above: dict[_Node, list[_Node]] = {}
    below: dict[_Node, list[_Node]] = {}
    for upper, lower in links:
        above.setdefault(lower, []).append(upper)
        below.setdefault(upper, []).append(lower)
    return above, below


def _middle(places: Sequence[float], own: float) -> float:
    """Find the middle of some places; without any one stays where one is."""
    return sum(places) / len(places) if places else own


def _places(layers: Sequence[Sequence[_Node]], links: Sequence[tuple[_Node, _Node]]) -> dict[_Node, float]:
    """Place everything across: each as near below the middle of those above it as its neighbours allow."""
    above, _ = _neighbours(links)
    places: dict[_Node, float] = {}
    for layer in layers:
        wished = [_middle([places[each] for each in above.get(node, ())], index * (WIDTH + ACROSS)) for index, node in enumerate(layer)]
        taken = _apart(wished)
        shift = (sum(wished) - sum(taken)) / len(layer)
        places |= {node: round(x + shift, 1) for node, x in zip(layer, taken, strict=True)}
    return places


def _apart(wished: Sequence[float]) -> list[float]:
    """Move neighbours so far apart that boxes do not touch."""
    taken: list[float] = []
    for wish in wished:
        taken.append(max(wish, taken[-1] + WIDTH + ACROSS) if taken else wish)
    return taken


def _path(first: str, thing: str, levels: Mapping[str, int], xs: Mapping[_Node, float]) -> str:
    """Draw an edge from below one box to above another, through its bends, as smooth curves."""
    words: list[str] = []
    for upper, (one, other) in enumerate(pairwise(_way(first, thing, levels)), levels[first]):
        x1, x2 = xs[one] + WIDTH / 2, xs[other] + WIDTH / 2
        y1, y2 = _top(upper) + HEIGHT, _top(upper + 1)
        begin = f"M{x1:g} {y1:g}" if not words else f"L{x1:g} {y1:g}"
        middle = (y1 + y2) / 2
        words.append(f"{begin}C{x1:g} {middle:g} {x2:g} {middle:g} {x2:g} {y2:g}")
    return "".join(words) + f"M{x2 - TIP:g} {y2 - 2 * TIP:g}L{x2:g} {y2:g}L{x2 + TIP:g} {y2 - 2 * TIP:g}"
