"""What stands inside running text, as patterns of Python-Markdown that follow the forges and note every link."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import Any

from markdown import Markdown, treeprocessors
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor
from markdown.inlinepatterns import ESCAPE_RE, EscapeInlineProcessor, InlineProcessor, SubstituteTagInlineProcessor
from markdown.util import ETX, STX, AtomicString, Registry

from guildhouse.sources.forge.desk import Desk
from guildhouse.sources.forge.emphasis import Emphasis, without_emphasis
from guildhouse.sources.forge.record import Kind, Place
from guildhouse.sources.forge.references import Address, label
from guildhouse.sources.forge.starts import TAG

Found = tuple[etree.Element | str | None, int | None, int | None]
"""What a pattern answers to Python-Markdown: an element or text, and the range that it replaces."""

_BRACKET = re.compile(r"[\[\]]")
_DESTINATION = re.compile(
    r"""\(\s*+(?:<([^<>\n]*)>|((?:[^\s()]|\((?:[^\s()]|\((?:[^\s()]|\([^\s()]*+\))*+\))*+\))*+))"""
    r"""(?:\s++("[^"]*+"|'[^']*+'|\([^()]*+\)))?\s*+\)"""
)
_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
_STASHED = re.compile(f"{STX}[^{ETX}]*{ETX}")
_PUNCTUATION = frozenset("?!.,:;*_~'\"")
_LABEL = re.compile(r"\[([^\[\]]*)\]")
_INNER = re.compile(r"!?\[([^\[\]]*+)\](?:\([^()]*+\))?+")
_INNER_LINK = re.compile(r"(?<!!)\[[^\[\]]*+\]\(")
_WANTED = "{wanted}"
_CLOSING = {"<!-": "-->", "<?": "?>", "<!": ">"}
"""What ends a comment, an instruction, a declaration."""


class Placed(str):
    """Running text that knows its place."""

    __slots__ = ("place",)
    place: Place


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
        """Remember the place; text inside an element comes again without one and holds no mention then."""
        record = self.desk.record
        record.place = data.place if isinstance(data, Placed) else Place(record.place.line, data)
        return iter(())


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


class _Pattern(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, desk: Desk) -> None:
        super().__init__(pattern, md)
        self.desk = desk

    def link(self, target: str, words: str, kind: Kind = "link") -> etree.Element:
        """Make a link whose words are taken as they are."""
        element = etree.Element("a")
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
        element = etree.Element("code")
        element.text = AtomicString(code)
        return element, m.start(), close.end()


class Entity(InlineProcessor):
    """A character written as `&name;` or `&#number;`."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802
        """Give the character; what is no entity stays as written."""
        return literal(html.unescape(m[0])), m.start(), m.end()


class Html(_Pattern):
    """A tag or comment in running text."""

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


class Autolink(_Pattern):
    """`<https://example.org>` or `<me@example.org>`."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802
        """Make the link."""
        words = without_stash(self.unescape(m[1] or m[2]))
        return self.link(words if m[1] else f"mailto:{words}", words), m.start(), m.end()


class BareAddress(_Pattern):
    """An address in running text; closing punctuation is not part of it (GitHub Flavored Markdown, section 6.9)."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802
        """Make the link."""
        words = _without_end(m[0])
        target = words if "://" in words else f"http://{words}"
        return self.link(target, words), m.start(), m.start() + len(words)


class Mention(_Pattern):
    """`@name` in a task."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802
        """Make the mention, in tasks only."""
        if not self.desk.record.place.is_task:
            return None, m.start(), m.end()
        element = self.link(m[1], m[0], "mention")
        element.set("class", "mention")
        return element, m.start(), m.end()


class Wanted(_Pattern):
    """`[[a page that nobody has written yet]]`."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802
        """Make the wish, unless the inner brackets are a reference that exists."""
        if label(m[1]) in self.md.references:
            return None, m.start(), m.end()
        words = without_stash(self.unescape(m[1])).strip()
        return self.link(words, words, "wanted"), m.start(), m.end()


class Bracket(_Pattern):
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

    def element(self, words: str, href: str) -> etree.Element:
        """Make the link."""
        element = etree.Element("a")
        element.text = words
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

    def element(self, words: str, href: str) -> etree.Element:
        """Make the picture, which is loaded when it comes near the window."""
        alt = self._words(without_emphasis(_INNER.sub(r"\1", words)))
        return etree.Element("img", {"src": self._note(href, "picture", words), "alt": alt, "loading": "lazy"})


def register(md: Markdown, desk: Desk) -> None:
    """Replace Python-Markdown's patterns by these; of its own only escapes stay."""
    patterns: Registry[InlineProcessor] = Registry()
    patterns.register(Noticed(desk), "notice", 1000)
    patterns.register(CodeSpan(md, desk), "code", 190)
    patterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash-break", 185)
    patterns.register(Autolink(r"(?<!\]\()<(?:([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)|([\w.+-]+@[\w-]+(?:\.[\w-]+)*))>", md, desk), "autolink", 178)
    patterns.register(Html(rf"(?<!\]\()(?:{TAG}|<!--|<[?]|<!(?=[A-Za-z]))", md, desk), "html", 177)
    patterns.register(Wanted(r"(?<!!)\[\[([^\[\]\n|]+)\]\](?![(\[])", md, desk), "wanted", 172)
    patterns.register(Link(r"(?<!!)\[", md, desk), "link", 160)
    patterns.register(Picture(r"!\[", md, desk), "picture", 150)
    patterns.register(BareAddress(r"(?<![\w/=\"'])(?:https?://|www\.)[\w\[][^\s<>\x02]*", md, desk), "address", 122)
    patterns.register(Mention(r"(?<![\w/@.`-])@([A-Za-z0-9]+(?:[._-]?[A-Za-z0-9]+)*)", md, desk), "mention", 121)
    patterns.register(SubstituteTagInlineProcessor(r"(?<! ) {2,}\n", "br"), "linebreak", 100)
    patterns.register(Entity(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});", md), "entity", 80)
    md.ESCAPED_CHARS = list("""!"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~""")
    patterns.register(EscapeInlineProcessor(ESCAPE_RE, md), "escape", 180)
    patterns.register(Emphasis(desk), "emphasis", 10)
    md.inlinePatterns = patterns
    md.treeprocessors.register(treeprocessors.InlineProcessor(md), "inline", 20)


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


def _without_end(address: str) -> str:
    """Take closing punctuation, and a closing parenthesis without its partner, off an address."""
    loose = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in _PUNCTUATION or (address[end - 1] == ")" and loose > 0)):
        loose -= address[end - 1] == ")"
        end -= 1
    return address[:end]
