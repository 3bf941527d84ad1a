"""A small picture for each community, drawn from its id: four geometric tiles and a hue. Nothing is uploaded, no two are alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Literal

from guildhouse.model.hue import HUES, hue_of

SIDE = 40
"""Side of the square in which a crest is drawn, in the units of its paths; a tile's side is half of it."""

_SHAPES = (
    "M0 0H20A20 20 0 0 1 0 20Z",  # quarter circles, round towards each corner
    "M20 0V20A20 20 0 0 1 0 0Z",
    "M20 20H0A20 20 0 0 1 20 0Z",
    "M0 20V0A20 20 0 0 1 20 20Z",
    "M0 0H20L0 20Z",  # triangles
    "M0 0H20V20Z",
    "M20 0V20H0Z",
    "M0 0L20 20H0Z",
    "M0 0A20 20 0 0 1 20 20A20 20 0 0 1 0 0Z",  # leaves
    "M20 0A20 20 0 0 1 0 20A20 20 0 0 1 20 0Z",
    "M1 10A9 9 0 0 1 19 10A9 9 0 0 1 1 10Z",  # circle
    "M0 20V10A10 10 0 0 1 20 10V20Z",  # arches
    "M0 0V10A10 10 0 0 0 20 10V0Z",
)
_CORNERS = ((0, 0), (20, 0), (0, 20), (20, 20))


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the four tiles: SVG path data drawn from its own corner, where that corner is, and which of the hue's two colours fills it."""

    path: str
    x: int
    y: int
    shade: Literal["strong", "mid"]


Crest = tuple[Tile, ...]


def hue(name: str, chosen: str | None = None) -> str:
    """Name the hue of a community or person: the chosen one, else one picked by a stable hash of the id."""
    return chosen if chosen in HUES else hue_of(name)


def crest(name: str, attempt: int = 0) -> Crest:
    """Draw the crest of an id; another attempt draws another one."""
    digest = _digest(f"{name}#{attempt}" if attempt else name)
    strong = 1 + digest[1] % 14  # one bit a tile; neither none nor all, so that both colours always appear
    shapes = (_SHAPES[byte % len(_SHAPES)] for byte in digest[2:6])
    return tuple(
        Tile(shape, x, y, "strong" if strong >> index & 1 else "mid")
        for index, (shape, (x, y)) in enumerate(zip(shapes, _CORNERS, strict=True))
    )


def crests(names: Iterable[str]) -> dict[str, Crest]:
    """Draw a crest for each id so that no two are alike; where two would be, the later id in the alphabet is drawn again."""
    drawn: dict[str, Crest] = {}
    taken: set[Crest] = set()
    for name in sorted(set(names)):
        drawn[name] = next(found for found in _attempts(name) if found not in taken)
        taken.add(drawn[name])
    return drawn


def _attempts(name: str) -> Iterator[Crest]:
    return (crest(name, attempt) for attempt in count())


def _digest(text: str) -> bytes:
    return sha256(text.encode()).digest()
