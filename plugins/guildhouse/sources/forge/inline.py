"""What stands inside running text, as patterns of Python-Markdown that follow the forges and note every link."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString

from guildhouse.sources.forge.desk import Desk
from guildhouse.sources.forge.record import Kind, Place
from guildhouse.sources.forge.references import label
from guildhouse.sources.forge.starts import TAG

Found = tuple[ET.Element | str | None, int | None, int | None]
"""What a pattern answers to Python-Markdown: an element or text, and the range that it replaces."""

_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
_STASHED = re.compile(f"{STX}[^{ETX}]*{ETX}")
_AUTOLINK = r"(?<!\]\()<(?:([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)|([\w.+-]+@[\w-]+(?:\.[\w-]+)*))>"
_ADDRESS = r"(?<![\w/=\"'])(?:https?://|www\.)[\w\[][^\s<>\x02]*"
_MENTION = r"(?<![\w/@.`-])@([A-Za-z0-9]+(?:[._-]?[A-Za-z0-9]+)*)"
_WANTED = r"(?<!!)\[\[([^\[\]\n|]+)\]\](?![(\[])"
_PUNCTUATION = frozenset("?!.,:;*_~'\"")
_CLOSING = {"<!-": "-->", "<?": "?>", "<!": ">"}
"""What ends a comment, an instruction, a declaration."""


class Placed(str):
    """Running text that knows its place."""

    __slots__ = ("place",)
    place: Place

    def __add__(self, other: str) -> Placed:
        """Keep the place when Python-Markdown's footnotes add something."""
        return placed(f"{self}{other}", self.place)


def placed(text: str, place: Place) -> Placed:
    """Tie a text to its place."""
    result = Placed(text)
    result.place = place
    return result


def literal(text: str) -> str:
    """Write characters so that no later pattern reads them as markup."""
    return "".join(f"{STX}{ord(character)}{ETX}" for character in text)


def without_stash(text: str) -> str:
    """Give the words of a text that still holds signs of Python-Markdown."""
    return _STASHED.sub("", _ESCAPED.sub(lambda match: chr(int(match[1])), text))


class Noticed(InlineProcessor):
    """Never matches: it notices which text is being read, so that links know their line."""

    def __init__(self, desk: Desk) -> None:
        """Watch for this desk."""
        super().__init__("")
        self.desk = desk

    def getCompiledRegExp(self) -> Any:  # noqa: N802 - the name is Python-Markdown's
        """Stand in for the pattern itself."""
        return self

    def finditer(self, data: str, start: int) -> Iterator[re.Match[str]]:  # noqa: ARG002
        """Find nothing."""
        self.notice(data)
        return iter(())

    def notice(self, data: str) -> None:
        """Remember the place; text inside an element comes again without one and holds no mention then."""
        record = self.desk.record
        record.place = data.place if isinstance(data, Placed) else Place(record.place.line, data)


class FootnoteMark(FootnoteInlineProcessor):
    """`[^label]`, in which capitals make no difference."""

    def __init__(self, footnotes: FootnoteExtension) -> None:
        """Ask this extension for footnotes."""
        super().__init__(r"\[\^([^\]\s]+)\]", footnotes)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """Make the number that leads to the footnote."""
        small = self.getCompiledRegExp().match(m[0].lower())
        element = super().handleMatch(small, data)[0] if small else None
        return (element, m.start(), m.end()) if element is not None else (None, None, None)


class Pattern(InlineProcessor):
    """A pattern that makes links."""

    def __init__(self, pattern: str, md: Markdown, desk: Desk) -> None:
        """Read for this desk."""
        super().__init__(pattern, md)
        self.desk = desk

    def link(self, target: str, words: str, kind: Kind = "link") -> ET.Element:
        """Make a link whose words are taken as they are."""
        element = ET.Element("a")
        record = self.desk.record
        element.set("href", record.link(kind, target, record.place.line_of(words), words))
        element.text = AtomicString(words)
        return element


class CodeSpan(InlineProcessor):
    """Code between runs of backticks of one length (CommonMark, section 6.1)."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        """Read for this desk."""
        super().__init__(r"(?<!\\)`+|(?<=\\\\)`+", md)
        self.desk = desk

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """Make `<code>`, or leave the backticks as they are when nothing closes them."""
        length = len(m[0])
        unclosed = self.desk.record.place.unclosed
        close = None if length in unclosed else re.compile(rf"(?<!`)`{{{length}}}(?!`)").search(data, m.end())
        if close is None:
            unclosed.add(length)
            return None, m.start(), m.end()
        code = data[m.end() : close.start()].replace("\n", " ")
        if code[:1] == code[-1:] == " " and code.strip():
            code = code[1:-1]
        element = ET.Element("code")
        element.text = AtomicString(code)
        return element, m.start(), close.end()


class Entity(InlineProcessor):
    """A character written as `&name;` or `&#number;`."""

    def __init__(self, md: Markdown) -> None:
        """Read for this instance."""
        super().__init__(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});", md)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802
        """Give the character; what is no entity stays as written."""
        return literal(html.unescape(m[0])), m.start(), m.end()


class Html(Pattern):
    """A tag or comment in running text."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        """Read for this desk."""
        super().__init__(rf"(?<!\]\()(?:{TAG}|<!--|<[?]|<!(?=[A-Za-z]))", md, desk)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """Keep what pages may hold."""
        end = self._end(m, data)
        if end < 0:
            return None, m.start(), m.end()
        written = without_stash(self.unescape(data[m.start() : end]))
        record = self.desk.record
        clean = self.desk.raw.read(written, record.place.line_of(written[:8].split("\n")[0]))
        return self.md.htmlStash.store(clean), m.start(), end

    def _end(self, m: re.Match[str], data: str) -> int:
        """Find the end of a tag, comment, instruction or declaration; what has none is text."""
        closing = _CLOSING.get(m[0][:3]) or _CLOSING.get(m[0][:2])
        if not closing:
            return m.end()
        unclosed = self.desk.record.place.unclosed
        at = -1 if closing in unclosed else data.find(closing, m.end())
        if at < 0:
            unclosed.add(closing)
        return at + len(closing) if at >= 0 else -1


class Autolink(Pattern):
    """`<https://example.org>` or `<me@example.org>`."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, desk: Desk) -> None:
        """Read for this desk."""
        super().__init__(_AUTOLINK, md, desk)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802
        """Make the link."""
        words = without_stash(self.unescape(m[1] or m[2]))
        return self.link(words if m[1] else f"mailto:{words}", words), m.start(), m.end()


class BareAddress(Pattern):
    """An address in running text; closing punctuation is not part of it (GitHub Flavored Markdown, section 6.9)."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, desk: Desk) -> None:
        """Read for this desk."""
        super().__init__(_ADDRESS, md, desk)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802
        """Make the link."""
        words = _without_end(m[0])
        target = words if "://" in words else f"http://{words}"
        return self.link(target, words), m.start(), m.start() + len(words)


class Mention(Pattern):
    """`@name` in a task."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, desk: Desk) -> None:
        """Read for this desk."""
        super().__init__(_MENTION, md, desk)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802
        """Make the mention, in tasks only."""
        if not self.desk.record.place.is_task:
            return None, m.start(), m.end()
        element = self.link(m[1], m[0], "mention")
        element.set("class", "mention")
        return element, m.start(), m.end()


class Wanted(Pattern):
    """`[[a page that nobody has written yet]]`."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, desk: Desk) -> None:
        """Read for this desk."""
        super().__init__(_WANTED, md, desk)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802
        """Make the wish, unless the inner brackets are a reference that exists."""
        if label(m[1]) in self.md.references:
            return None, m.start(), m.end()
        words = without_stash(self.unescape(m[1])).strip()
        return self.link(words, words, "wanted"), m.start(), m.end()


def _without_end(address: str) -> str:
    """Take closing punctuation, and a closing parenthesis without its partner, off an address."""
    loose = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in _PUNCTUATION or (address[end - 1] == ")" and loose > 0)):
        loose -= address[end - 1] == ")"
        end -= 1
    return address[:end]
