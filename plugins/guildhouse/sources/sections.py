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
_BORDER = "\0"
"""Stands between pieces while the markup is taken out of all of them at once; texts have no such character."""


def sections(html: str) -> Iterator[Section]:
    """Part the HTML of a finished text at its headings; what stands before the first has neither anchor nor heading."""
    first, *parts = _HEADING.split(html)
    headings, below = parts[2::_GROUPS], parts[3::_GROUPS]
    pieces = [piece.strip("\n") for piece in plain_text(f"\n{_BORDER}\n".join((first, *headings, *below))).split(_BORDER)]
    if pieces[0]:
        yield Section(anchor="", heading="", text=pieces[0])
    for at, anchor in enumerate(parts[1::_GROUPS], 1):
        yield Section(anchor=unescape(anchor), heading=pieces[at].replace("\n", " "), text=pieces[at + len(headings)])
