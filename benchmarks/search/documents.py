"""The documents of a built site, so that all engines search in the same text: title, what stands in <main>, and its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html as parser
from lxml.html import HtmlElement

CHROME = (
    "//main//*[contains(concat(' ', @class, ' '), ' crumbs ') or contains(concat(' ', @class, ' '), ' shelf ') or self::nav or self::script"
    " or self::svg or self::button or contains(concat(' ', @class, ' '), ' trust ')]"
)
"""What a reading page shows around its text: ways to other pages, and what is known about this one."""
LISTS = frozenset({"section", "path-print", "subscribe", "actions", "search"})
"""Kinds of pages (`data-kind`) that only list or repeat others."""


@dataclass(frozen=True)
class Section:
    """What stands below one heading; the first, without anchor, before all headings."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """One page: its address from the site's root, title, text, sections, and its <main> as HTML."""

    url: str
    title: str
    text: str
    sections: tuple[Section, ...]
    html: str


def documents(site: Path) -> Iterator[Document]:
    """Yield the pages of a built site that have a text, by their addresses; redirects and lists are none.

    The site has to know its own address, which tells a page from the addresses that it had before.
    """
    for path in sorted(site.rglob("index.html")):
        url = "/" + "".join(f"{part}/" for part in path.parent.relative_to(site).parts)
        if found := _document(url, path.read_text(encoding="utf-8")):
            yield found


def _document(url: str, text: str) -> Document | None:
    page = parser.document_fromstring(text)
    if page.xpath("//meta[@http-equiv='refresh']") or page.xpath("string(//body/@data-kind)") in LISTS:
        return None
    if not page.xpath("string(//link[@rel='canonical']/@href)").endswith(url):  # an address that the page had before
        return None
    for element in page.xpath(CHROME):
        element.drop_tree()
    main, heading = next(iter(page.xpath("//main")), None), next(iter(page.xpath("//main//h1")), None)
    if main is None or heading is None:
        return None
    sections = tuple(_sections(main))
    words = _joined(f"{section.heading} {section.text}" for section in sections)
    return Document(url, _text(heading), words, sections, parser.tostring(main, encoding="unicode"))


def _sections(main: HtmlElement) -> Iterator[Section]:
    """Walk through the text in its order, and cut it before each heading that has an anchor."""
    anchor, heading, parts = "", "", list[str]()
    skipped: HtmlElement | None = None
    for event, element in _walked(main):
        if event == "start" and element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            skipped = element
            if element.tag != "h1":
                yield Section(anchor, heading, _joined(parts))
                anchor, heading, parts = element.get("id") or "", _text(element), []
        if skipped is None:
            parts.append((element.text if event == "start" else element.tail) or "")
        elif event == "end" and element is skipped:
            skipped = None
            parts.append(element.tail or "")
    yield Section(anchor, heading, _joined(parts))


def _walked(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    if isinstance(element.tag, str):
        yield "start", element
        for child in element:
            yield from _walked(child)
        yield "end", element


def _text(element: HtmlElement) -> str:
    return _joined([element.text_content()])


def _joined(parts: Iterator[str] | list[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(part for part in parts if part)).strip()
