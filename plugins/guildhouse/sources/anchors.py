"""Anchors of headings as GitHub makes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_KEPT = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_VARIATION = re.compile("[\ufe00-\ufe0f]")
_SPACE = re.compile(r"\s+")
THEME_PREFIX = "gh-"
"""Ids that begin so belong to the theme."""


def slug(text: str) -> str:
    """Make the anchor of a heading: small letters of any script, marks, digits, `_` and `-`; a space becomes a hyphen, the rest goes.

    As github-slugger does it, but for the invisible variation selectors of emoji, which are left out on both sides of a link.
    """
    kept = (character for character in text.strip().lower() if character in " -" or unicodedata.category(character) in _KEPT)
    return own_anchor("".join(kept).replace(" ", "-"))


def own_anchor(anchor: str) -> str:
    """Give the id that stands in the page for an anchor as written: without white space, and outside the theme's own names."""
    anchor = _SPACE.sub("-", _VARIATION.sub("", anchor).strip())
    return f"h-{anchor}" if anchor.lower().startswith(THEME_PREFIX) else anchor


class Anchors:
    """The anchors of one page: each is given out once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Begin with those that authors chose themselves."""
        self._taken = set(taken)
        self._counts: dict[str, int] = {}

    def of(self, text: str) -> str:
        """Make the anchor of the next heading; a repeated one gets -1, -2 and so on."""
        wanted = slug(text) or "section"
        anchor = wanted
        while anchor in self._taken:
            self._counts[wanted] = self._counts.get(wanted, 0) + 1
            anchor = f"{wanted}-{self._counts[wanted]}"
        self._taken.add(anchor)
        return anchor
