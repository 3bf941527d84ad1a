"""What is noted about a text while it is being read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from guildhouse.sources.codes import Code
from guildhouse.sources.forge.limits import Meter

Kind = Literal["link", "picture", "media", "clip", "diagram", "mention", "wanted"]
SHOWN = frozenset({"picture", "media", "clip", "diagram"})
"""Kinds of links whose target a page shows inside itself."""

PLACEHOLDER = "\x1agh:"
"""Begins the addresses that stand for links until they are resolved. No author can write one, for texts lose their control characters."""

_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """Something that a text points to: `target` as written with entities decoded, `line` in the file, `text` its words.

    A mention's target is the name after `@`; a wanted page's the words between the brackets; a diagram's the digest of its source, which is
    its text. A clip is a recording written as a picture, media one of an author's own HTML.
    """

    kind: Kind
    target: str
    line: int
    text: str


Finding = tuple[Code, int, str]
"""A problem of the text itself: code, line in the file, message."""


@dataclass(slots=True)
class Place:
    """A piece of running text: where it begins, its source, and whether it stands in a task."""

    line: int
    text: str
    is_task: bool = False
    unclosed: set[int | str] = field(default_factory=set)
    """Lengths of backtick runs, and ends of comments, that are known to come no more."""
    _masked: str | None = field(default=None, init=False)
    _seen: dict[str, int] = field(default_factory=dict, init=False)

    def line_of(self, needle: str) -> int:
        """Find the line of the next use of `needle` that is not code; the first line when it cannot be found."""
        if "\n" not in self.text:
            return self.line
        if self._masked is None:
            self._masked = _CODE_SPAN.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), self.text)
        at = self._masked.find(needle, self._seen.get(needle, 0))
        if at < 0:
            at = max(self._masked.find(needle), 0)
        self._seen[needle] = at + 1
        return self.line + self._masked.count("\n", 0, at)


@dataclass(slots=True)
class Record:
    """Links, findings and places of one text, in the order in which they were met."""

    links: list[Link] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    place: Place = field(default_factory=lambda: Place(1, ""))
    counts: Counter[str] = field(default_factory=Counter)
    abbreviations: dict[str, str] = field(default_factory=dict)
    meter: Meter = field(default_factory=Meter)

    def link(self, kind: Kind, target: str, line: int, text: str = "") -> str:
        """Note a link and give the address that stands for it."""
        self.links.append(Link(kind, target, line, text))
        return f"{PLACEHOLDER}{len(self.links) - 1}"

    def number(self, what: str) -> int:
        """Count a thing of the page, such as its tables, so that names of regions differ."""
        self.counts[what] += 1
        return self.counts[what]
