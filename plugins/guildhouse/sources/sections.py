"""The parts of a finished text, each under the heading that a reader can be led to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from guildhouse.model.body import Section
from guildhouse.sources.draft import plain_text

_HEADING = re.compile(r'<h([1-6])\b[^>]*? id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_GROUPS = 4
"""Pieces that each heading parts a text into: its level, anchor and words, and the text below it."""


def sections(html: str) -> Iterator[Section]:
    """Part the HTML of a finished text at its headings; what stands before the first has neither anchor nor heading."""
    first, *parts = _HEADING.split(html)
    if text := plain_text(first):
        yield Section(anchor="", heading="", text=text)
    for at in range(0, len(parts), _GROUPS):
        _, anchor, heading, below = parts[at : at + _GROUPS]
        yield Section(anchor=unescape(anchor), heading=" ".join(plain_text(heading).split()), text=plain_text(below))
