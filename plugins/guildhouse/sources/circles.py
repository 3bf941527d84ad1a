"""Finds things that refer to each other in a circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.problems import Problems

MOST = 50


def check_circles(graph: Mapping[str, Sequence[str]], places: Mapping[str, Source], what: str, problems: Problems) -> None:
    """Note every circle of a graph (thing → what it refers to) with all its members, at the place of the first by name.

    A circle found is cut before the search goes on, so that each is told once; MOST are told at a time.
    """
    edges = {thing: sorted(set(others)) for thing, others in graph.items()}
    for _ in range(MOST):
        try:
            TopologicalSorter(edges).prepare()
        except CycleError as error:
            ring: list[str] = list(reversed(error.args[1][1:]))
            start = ring.index(min(ring))
            ring = ring[start:] + ring[:start]
            problems.add(codes.CIRCLE, places[ring[0]], f"these {what} refer to each other in a circle: {' → '.join([*ring, ring[0]])}")
            edges[ring[0]].remove(ring[1 % len(ring)])
        else:
            return
