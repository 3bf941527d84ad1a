"""The accent colour of a site, light and dark, held against the contrast that readers need (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

LEAST = 4.5
"""The contrast that text must have with its ground."""

GROUNDS = MappingProxyType({"paper": ("#faf8f4", "#131517"), "surface": ("#ffffff", "#1b1e21"), "sunken": ("#f1eee7", "#0e1011")})
"""What the accent is read on, light and dark, as in the theme's tokens.css; a test holds both against each other."""

OURS = ("#0d6155", "#6fd6c3")
"""The accent of a site that sets none, light and dark."""

_STRAIGHT = 0.04045
"""Up to here the curve of sRGB is a line (IEC 61966-2-1)."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TINT = (0.09, 0.15)
"""How much of the accent is in the ground of selected things, light and dark."""


@dataclass(frozen=True, slots=True)
class Accent:
    """Two pairs: a colour and the text on it, for light and for dark."""

    light: str
    on_light: str
    dark: str
    on_dark: str

    @property
    def soft(self) -> tuple[str, str]:
        """The ground of selected things, light and dark: paper with a little of the accent in it."""
        light, dark = (
            _mixed(colour, paper, share) for colour, paper, share in zip((self.light, self.dark), GROUNDS["paper"], _TINT, strict=True)
        )
        return light, dark


def accent(colours: object) -> Accent:
    """Read four colours, or two pairs of them; ValueError names the pair that cannot be read, and its contrast."""
    flat = tuple(_flat(colours))
    if len(flat) != len(Accent.__slots__) or not all(isinstance(each, str) and _COLOUR.fullmatch(each) for each in flat):
        message = (
            "must be two pairs of colours, light and dark, each with the text on it, as (('#0d6155', '#ffffff'), ('#6fd6c3', '#06231e'))"
        )
        raise ValueError(message)
    found = Accent(*(str(each).lower() for each in flat))
    for words, one, other in _pairs(found):
        if (ratio := contrast(one, other)) < LEAST:
            message = f"cannot be read: {words} has a contrast of {int(ratio * 100) / 100}, and {LEAST} is the least"
            raise ValueError(message)
    return found


def contrast(one: str, other: str) -> float:
    """Measure the contrast of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _flat(colours: object) -> Iterator[object]:
    if isinstance(colours, (list, tuple)):
        for each in colours:
            yield from _flat(each)
    else:
        yield colours


def _pairs(found: Accent) -> Iterator[tuple[str, str, str]]:
    """Give every pair of colours that stand on each other, and how to name it."""
    for side, mode in enumerate(("light", "dark")):
        colour, words = ((found.light, found.on_light), (found.dark, found.on_dark))[side]
        yield f"the text {words} on the {mode} accent {colour}", words, colour
        for name, ground in (GROUNDS | {"soft": found.soft}).items():
            yield f"the {mode} accent {colour} on {name} {ground[side]}", colour, ground[side]


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _mixed(colour: str, ground: str, share: float) -> str:
    mixed = (round(one * share + other * (1 - share)) for one, other in zip(_channels(colour), _channels(ground), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _luminance(colour: str) -> float:
    shares = (channel / 255 for channel in _channels(colour))
    red, green, blue = (share / 12.92 if share <= _STRAIGHT else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
