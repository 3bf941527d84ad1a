"""Links and pictures in square brackets."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET

from markdown.util import STX

from guildhouse.sources.forge.emphasis import without_emphasis
from guildhouse.sources.forge.inline import Found, Pattern, without_stash
from guildhouse.sources.forge.record import Kind
from guildhouse.sources.forge.references import Address, label
from guildhouse.sources.recordings import element_of

_BRACKET = re.compile(r"[\[\]]")
_DESTINATION = re.compile(
    r"""\(\s*+(?:<([^<>\n]*)>|((?:[^\s()]|\((?:[^\s()]|\((?:[^\s()]|\([^\s()]*+\))*\))*\))*))"""
    r"""(?:\s++("[^"]*+"|'[^']*+'|\([^()]*+\)))?\s*+\)"""
)
_LABEL = re.compile(r"\[([^\[\]]*)\]")
_INNER = re.compile(r"!?\[([^\[\]]*+)\](?:\([^()]*+\))?")
_INNER_LINK = re.compile(r"\[[^\[\]]*+\]\(")
_WANTED = "{wanted}"


class Bracket(Pattern):
    """`[words](address "title")`, `[words][label]`, `[label]`; with `!` before it a picture (CommonMark, sections 6.3 and 6.4)."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """Make the link or picture; a bracket that is neither stays as it is."""
        close = _closing(data, m.end())
        if close < 0 or self.is_refused(data[m.end() : close]):
            return None, None, None
        found = self._inline(data, close + 1) or self._reference(data, m.end(), close)
        if found is None:
            return None, None, None
        href, title, end = found
        if data.startswith(_WANTED, end):
            href, end = _WANTED + href, end + len(_WANTED)
        element = self.element(data[m.end() : close], href)
        if title:
            element.set("title", title)
        return element, m.start(), end

    def is_refused(self, words: str) -> bool:
        """Tell whether these words can be no link, because another stands in them."""
        return _INNER_LINK.search(words) is not None

    def element(self, words: str, href: str) -> ET.Element:
        """Make the link."""
        element = ET.Element("a")
        element.text = words if words.strip() else self._words(href)
        element.set("href", self._note(href, "link", words))
        return element

    def _inline(self, data: str, index: int) -> tuple[str, str | None, int] | None:
        match = _DESTINATION.match(data, index)
        if not match:
            return None
        return match[1] if match[1] is not None else match[2], self._words(match[3][1:-1]) if match[3] else None, match.end()

    def _reference(self, data: str, start: int, close: int) -> tuple[str, str | None, int] | None:
        match = _LABEL.match(data, close + 1)
        name = label(self._words((match[1] if match else "") or data[start:close]))
        if name not in self.md.references:
            return None
        return *self.md.references[name], match.end() if match else close + 1

    def _words(self, text: str) -> str:
        return html.unescape(without_stash(self.unescape(text)))

    def _note(self, href: str, kind: Kind, words: str) -> str:
        record = self.desk.record
        line = href.line if isinstance(href, Address) else record.place.line_of(_needle(href))
        target = str(href) if isinstance(href, Address) else self._words(href)
        if target.startswith(_WANTED):
            kind, target = "wanted", target.removeprefix(_WANTED)
        return record.link(kind, target, line, self._words(words))


class Link(Bracket):
    """A link; none stands inside another."""

    ANCESTOR_EXCLUDES = ("a",)


class Picture(Bracket):
    """A picture; links and pictures in its words are only words."""

    def is_refused(self, words: str) -> bool:  # noqa: ARG002
        """Accept all words."""
        return False

    def element(self, words: str, href: str) -> ET.Element:
        """Make the picture, or what plays a recording."""
        alt = self._words(without_emphasis(_INNER.sub(r"\1", words)))
        player = element_of(self._words(str(href)))
        if player is None:
            return ET.Element("img", {"src": self._note(href, "picture", words), "alt": alt})
        name = {"aria-label": alt} if alt else {}
        return ET.Element(player, {"src": self._note(href, "clip", words), "controls": "", "preload": "metadata", **name})


def _closing(data: str, index: int) -> int:
    """Find the bracket that closes the one before `index`, or -1."""
    depth = 1
    for bracket in _BRACKET.finditer(data, index):
        depth += 1 if bracket[0] == "[" else -1
        if not depth:
            return bracket.start()
    return -1


def _needle(href: str) -> str:
    """Give the beginning of an address that still stands in the source as it is."""
    return href.split(STX, maxsplit=1)[0] or "]("
