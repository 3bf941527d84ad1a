"""Reads the Markdown beside pages as programs do, with a parser of others, and the words of HTML as a browser shows them."""

from __future__ import annotations

import re

from lxml import html
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_NOTING = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("reference")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "area",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
_FOOTNOTE = re.compile(r"\[\^(\d+)\]")
_NOTE = re.compile(r"^\[\^\d+\]:(?: |$)", re.MULTILINE)


def _noted(state: StateInline, silent: bool) -> bool:
    """Read the sign of a footnote as its number; a reader without footnotes takes it for words."""
    found = _FOOTNOTE.match(state.src, state.pos)
    if found:
        state.pending += "" if silent else found[1]
        state.pos = found.end()
    return bool(found)


_NOTING.inline.ruler.before("link", "noted", _noted)


def words_of_markdown(text: str) -> str:
    """Give the words that a reader of Markdown shows; where there are footnotes, one that knows them."""
    notes = text.rfind("\n[^1]:") + 1
    if not notes and not text.startswith("[^1]:"):
        return words(READER.render(text))
    return words(_NOTING.render(text[:notes] + _NOTE.sub("1.  ", text[notes:])))


def words(markup: str) -> str:
    """Give the words of HTML, one space between them; boxes to tick are words."""
    tree = html.fragment_fromstring(markup.replace("\x00", ""), create_parent="main")
    for element in list(tree.iter()):
        if element.tag == "input" and element.get("type") == "checkbox":
            element.text = "[x] " if element.get("checked") is not None else "[ ] "
        elif element.tag in {"audio", "video"}:
            element.text = element.get("aria-label") or element.get("src").rpartition("/")[2]
        elif "footnote-backref" in element.get("class", ""):
            element[:] = []
        if element.tag not in _INLINE:
            element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    return " ".join("".join(tree.itertext()).split())
