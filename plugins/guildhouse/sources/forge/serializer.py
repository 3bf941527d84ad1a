"""The way back from the element tree to text: what ElementTree's own writer for HTML does, for the few things that stand in our trees."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

from markdown.util import ETX, STX

from guildhouse.sources.sanitize import VOID

_CHARACTER = re.compile(f"{STX}(\\d+){ETX}")
"""A character that was set aside so that nothing reads it as markup."""


def serialize(root: ET.Element) -> str:
    """Write the tree as HTML and put the characters back that were set aside; code holds none."""
    parts: list[str] = []
    _write(root, parts.append)
    return "".join(parts)


def _write(element: ET.Element, put: Callable[[str], object]) -> None:
    tag = element.tag
    put(f"<{tag}{''.join([_attribute(*each) for each in element.items()])}>" if element.attrib else f"<{tag}>")
    if element.text:
        put(_escaped(element.text if tag == "code" else _restored(element.text)))
    for child in element:
        _write(child, put)
    if tag not in VOID:
        put(f"</{tag}>")
    if element.tail:
        put(_escaped(_restored(element.tail)))


def _restored(text: str) -> str:
    return _CHARACTER.sub(lambda match: chr(int(match[1])), text) if STX in text else text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(key: str, value: str) -> str:
    """Write an attribute; a `<`, which ElementTree leaves as it is, must not look like the beginning of a tag."""
    return f' {key}="{_escaped(_restored(value)).replace(chr(34), "&quot;")}"'
