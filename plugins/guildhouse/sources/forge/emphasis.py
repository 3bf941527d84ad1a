"""Emphasis as CommonMark pairs it (section 6.2), and GitHub's strikethrough.

Python-Markdown's own pairing loses text after runs that do not match, such as `a*b**c*e`.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

from guildhouse.sources.forge.desk import Desk
from guildhouse.sources.forge.limits import MAX_DEPTH, TooMuchError

Found = tuple[ET.Element | None, int, int]
"""What Python-Markdown wants: an element, or nothing, and the range that it replaces."""

FLOW = "flow"
"""Element that holds a paired text until it is written; it never gets into a page."""

_RUN = re.compile(r"\*+|_+|~{1,2}(?!~)(?<!~~~)")
_LEFT_OVER = re.compile(r"[*_~]")
_TAGS = {("*", 1): "em", ("*", 2): "strong", ("_", 1): "em", ("_", 2): "strong", ("~", 1): "del", ("~", 2): "del"}


@dataclass(slots=True)
class Run:
    """Delimiters in a row: where they begin, how many are left, how many there were, and whether they may open or close."""

    index: int
    sign: str
    start: int
    left: int
    length: int
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """Where an element begins or ends: the place of its delimiters, their number, and the tag that begins there, if one does."""

    at: int
    width: int
    tag: str


class Emphasis(InlineProcessor):
    """Pairs all delimiters of a text at once."""

    def __init__(self, desk: Desk) -> None:
        """Read for this desk."""
        super().__init__(_RUN.pattern)
        self.desk = desk

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """Give the whole text from here with its emphasis, or leave it when nothing pairs."""
        edges = sorted(_pairs(_runs(data)))
        if not edges:
            return None, m.start(), len(data)
        if _depth(edges) > MAX_DEPTH:
            raise TooMuchError(self.desk.record.place.line, "Emphasis is nested too deeply.")
        return _build(data, edges), 0, len(data)


def without_emphasis(text: str) -> str:
    """Give a text without the delimiters that pair in it, as the words of a picture need it."""
    parts: list[str] = []
    at = 0
    for edge in sorted(_pairs(_runs(text))):
        parts.append(text[at : edge.at])
        at = edge.at + edge.width
    return "".join([*parts, text[at:]])


def _runs(text: str) -> Iterator[Run]:
    for index, match in enumerate(_RUN.finditer(text)):
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        opens = not after.isspace() and (not _is_punctuation(after) or before.isspace() or _is_punctuation(before))
        closes = not before.isspace() and (not _is_punctuation(before) or after.isspace() or _is_punctuation(after))
        sign = match[0][0]
        if sign == "_":
            opens, closes = opens and (not closes or _is_punctuation(before)), closes and (not opens or _is_punctuation(after))
        yield Run(index, sign, match.start(), len(match[0]), len(match[0]), opens, closes)


def _is_punctuation(character: str) -> bool:
    """Tell whether CommonMark counts a character as punctuation; whatever was set aside before ended with some."""
    return character in {STX, ETX} or unicodedata.category(character)[0] in "PS"


def _pairs(runs: Iterable[Run]) -> Iterator[Edge]:
    """Pair closing runs with the nearest opening ones; in time that grows with their number."""
    stack: list[Run] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        key = (run.sign, run.opens, run.length % 3)
        while run.closes and run.left and (depth := _opener(stack, run, bottoms.get(key, -1))) is not None:
            del stack[depth + 1 :]
            yield from _match(stack[depth], run)
            if not stack[depth].left:
                stack.pop()
        if run.closes and run.left:
            bottoms[key] = stack[-1].index if stack else -1
        if run.opens and run.left:
            stack.append(run)


def _opener(stack: list[Run], closer: Run, bottom: int) -> int | None:
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].index <= bottom:
            return None
        if _fits(stack[depth], closer):
            return depth
    return None


def _fits(opener: Run, closer: Run) -> bool:
    if opener.sign != closer.sign:
        return False
    if closer.sign == "~":
        return opener.length == closer.length
    is_odd = (opener.closes or closer.opens) and closer.length % 3 != 0 and (opener.length + closer.length) % 3 == 0
    return not is_odd


def _match(opener: Run, closer: Run) -> tuple[Edge, Edge]:
    width = 2 if opener.left >= 2 and closer.left >= 2 else 1  # noqa: PLR2004 - two delimiters are strong, one is not
    opener.left -= width
    begin = Edge(opener.start + opener.left, width, _TAGS[opener.sign, width])
    end = Edge(closer.start, width, "")
    closer.left -= width
    closer.start += width
    return begin, end


def _depth(edges: Iterable[Edge]) -> int:
    return max(accumulate(1 if edge.tag else -1 for edge in edges))


def _build(text: str, edges: list[Edge]) -> ET.Element:
    """Make the elements; delimiters that are left over become characters that no later step reads."""
    builder = ET.TreeBuilder()
    builder.start(FLOW, {})
    at = 0
    open_tags: list[str] = []
    for edge in edges:
        builder.data(_literal(text[at : edge.at]))
        if edge.tag:
            open_tags.append(edge.tag)
            builder.start(edge.tag, {})
        else:
            builder.end(open_tags.pop())
        at = edge.at + edge.width
    builder.data(_literal(text[at:]))
    builder.end(FLOW)
    return builder.close()


def _literal(text: str) -> str:
    return _LEFT_OVER.sub(lambda match: f"{STX}{ord(match[0])}{ETX}", text)
