"""The finished HTML of a text as a tree, for the writer of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from guildhouse.formats.feed_content import clean

Node: TypeAlias = Any
"""A piece of running text, or an element of lxml, which ships no types."""
BLOCKS = frozenset({
    "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "label",
    "li", "ol", "p", "pre", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
"""Elements that stand on lines of their own; all others stand in a line."""
_DEEPEST = 60
"""Elements in each other of which something is made; of deeper ones only the words are."""
_VOID = re.compile(r'<((?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b(?:[^>"]|"[^"]*")*)>')
_PARSER = {"huge_tree": True, "resolve_entities": False, "no_network": True, "recover": True, "remove_comments": True, "remove_pis": True}


def tree(html: str) -> Node:
    """Parse HTML as the sanitiser writes it: every element is closed, every value quoted, and no entity has a name but `&nbsp;`."""
    xml = _VOID.sub(r"<\1/>", clean(html)).replace("&nbsp;", "\u00a0")
    root = etree.fromstring(f"<div>{xml}</div>", etree.XMLParser(**_PARSER))
    for element in list(_too_deep(root)):
        words = "".join(element.itertext())
        del element[:]
        element.text = words
    return root


def content(element: Node) -> Iterator[Node]:
    """Go through what an element holds: pieces of text and elements, as they follow each other."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def has(element: Node, name: str) -> bool:
    """Tell whether an element has a class."""
    return name in element.get("class", "").split()


def _too_deep(root: Node) -> Iterator[Node]:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == _DEEPEST:
            yield element
