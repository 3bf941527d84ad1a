"""Markdown turned into a draft: HTML in which every link is a placeholder, and what is known about the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape

from guildhouse.model.body import Heading
from guildhouse.sources.anchors import Anchors
from guildhouse.sources.codes import TOO_LARGE
from guildhouse.sources.forge.limits import MAX_BYTES, TooMuchError
from guildhouse.sources.forge.reader import Reader
from guildhouse.sources.forge.record import PLACEHOLDER, Finding, Kind, Link
from guildhouse.sources.minutes import Minutes
from guildhouse.sources.sanitize import policy
from guildhouse.sources.stated import Stated
from guildhouse.sources.tree import CONTROL
from guildhouse.sources.wording import LINK_TO, said

__all__ = ["Draft", "Finding", "Kind", "Link", "draft", "plain_text"]

HEADING_WORDS = "[^<]*+(?:<(?!/?h[1-6][ >])[^<]*+)*"
"""What can stand in a heading: anything but the tag of a heading, so that one without an end reaches no further than the next."""
_HEADING = re.compile(rf'<h([1-6])((?: [a-z]+="[^"]*")*)>({HEADING_WORDS})</h\1>')
_ID = re.compile(r' id="([^"]*)"')
_HIDDEN = re.compile(
    r'<a [^>]*class="(?:footnote-backref|full-size)"[^>]*>(?:<span [^>]*>)?[^<]*(?:</span>)?</a>'
    r'|<sup id="fnref[^>]*>(?:<a [^>]*>)?[^<]*(?:</a>)?</sup>'
)
_PLACEHOLDER = re.compile(rf"{PLACEHOLDER}(\d+)")
_BREAK = re.compile(r"</?(?:p|div|figure|figcaption|label|li|ul|ol|h[1-6]|t[hdr]|br|pre|blockquote|summary|dt|dd)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


NOTHING_NOTED = Minutes()


@dataclass(frozen=True, slots=True)
class Draft:
    """A text before its links are resolved.

    `html` holds PLACEHOLDER and a number where an address belongs, numbered as `links` are. `title` is the first heading of level 1,
    `findings` are problems of the text itself. `minutes` is known of notes, what is `stated` of decision records. A draft that is kept has
    a `mark`: two with one mark are the same; its HTML is fetched when somebody reads it.
    """

    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    title: str | None = None
    findings: tuple[Finding, ...] = ()
    minutes: Minutes = NOTHING_NOTED
    stated: Mapping[str, Stated] = field(default_factory=dict)
    mark: bytes = field(default=b"", compare=False)
    written: Callable[[], str] = field(default=str, repr=False, compare=False)

    @property
    def html(self) -> str:
        """The text as HTML."""
        return self.written()


def draft(text: str, first_line: int = 1, allow_html: tuple[str, ...] = ()) -> Draft:
    """Read Markdown whose first line is line `first_line` of its file; text that is too large or too deep becomes a finding."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return _refused(first_line, f"The text has more than {MAX_BYTES:,} bytes.")
    try:
        html, record = _reader(allow_html).read(_normal(text), first_line)
    except TooMuchError as error:
        return _refused(error.line, str(error))
    except RecursionError:
        _reader.cache_clear()
        return _refused(first_line, "The markup is nested too deeply.")
    html, links = _ordered(html, record.links)
    html, headings = _anchored(html)
    title = next((heading.text for heading in headings if heading.level == 1), None)
    anchors = frozenset(unescape(anchor) for anchor in _ID.findall(html))
    return Draft(links, headings, anchors, title, tuple(record.findings), written=lambda: html)


def plain_text(html: str) -> str:
    """Take the markup out of HTML that this package wrote; blocks stand on lines of their own."""
    lines = map(str.split, unescape(_TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", html)))).split("\n"))
    return "\n".join(" ".join(words) for words in lines if words)


@cache
def _reader(allow_html: tuple[str, ...]) -> Reader:
    return Reader(policy(allow_html))


def _refused(line: int, message: str) -> Draft:
    return Draft(findings=((TOO_LARGE, line, message),))


def _normal(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.sub("", text)


def _ordered(html: str, noted: Sequence[Link]) -> tuple[str, tuple[Link, ...]]:
    """Count the links anew in the order of the text; one that did not get into the text is no link."""
    links: list[Link] = []

    def renumber(match: re.Match[str]) -> str:
        links.append(noted[int(match[1])])
        return f"{PLACEHOLDER}{len(links) - 1}"

    return _PLACEHOLDER.sub(renumber, html), tuple(links)


def _anchored(html: str) -> tuple[str, tuple[Heading, ...]]:
    """Give every heading its anchor and a link to it; an id of another element that repeats one is taken away."""
    found = list(_HEADING.finditer(html))
    own = [unescape(match[1]) if (match := _ID.search(heading[2])) else "" for heading in found]
    anchors = Anchors(filter(None, own))
    seen: set[str] = set()
    headings: list[Heading] = []
    for heading, chosen in zip(found, own, strict=True):
        words = _line(heading[3])
        anchor = chosen if chosen and chosen not in seen else anchors.of(words)
        seen.add(anchor)
        headings.append(Heading(int(heading[1]), anchor, words))
    parts: list[str] = []
    at = 0
    for match, heading_ in zip(found, headings, strict=True):
        parts += [_unique(html[at : match.start()], seen), _linked(match, heading_, seen)]
        at = match.end()
    return "".join([*parts, _unique(html[at:], seen)]), tuple(headings)


def _line(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _HIDDEN.sub("", html))).split())


def _linked(match: re.Match[str], heading: Heading, seen: set[str]) -> str:
    anchor, label = escape(heading.anchor), escape(said(LINK_TO, words=heading.text))
    link = f'<a class="anchor" href="#{anchor}" aria-label="{label}"></a>'
    return f'<h{match[1]} id="{anchor}"{_ID.sub("", match[2])}>{_unique(match[3], seen)}{link}</h{match[1]}>'


def _unique(html: str, seen: set[str]) -> str:
    """Keep the first use of each id."""

    def keep(match: re.Match[str]) -> str:
        anchor = unescape(match[1])
        if not anchor or anchor in seen:
            return ""
        seen.add(anchor)
        return match[0]

    return _ID.sub(keep, html)
