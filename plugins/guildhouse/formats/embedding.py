"""Sanitised texts on a page that is not their own: anchors that meet no others, headings below those around, links that stay inside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import unquote

_TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>""")
_ATTRIBUTE = re.compile(r'(?<= )([a-z-]+)="([^"]*)"')
_NAMED = {("map", "name"), ("input", "name")}
"""Names that belong together within a text, as ids do."""
_IDS = frozenset({"id", "for", "headers"})
_DEEPEST = 6
_LINKED = frozenset({"a", "area"})


def embedded(html: str, prefix: str = "", deeper: int = 0, inside: Mapping[str, str] | None = None) -> str:
    """Write a sanitised text for a page that shows several: its anchors begin with `prefix`, its headings lie `deeper` by so many levels.

    `inside` maps the addresses of texts on that page, without percents, to the prefixes of their anchors, which without `-` at the end
    are the anchors of the texts themselves; the empty prefix keeps anchors as they are.
    """
    found = inside or {}

    def tag(match: re.Match[str]) -> str:
        name, rest = match[2], match[3]
        if deeper and len(name) == 2 and name[0] == "h" and name[1].isdigit():  # noqa: PLR2004 - h1 to h6
            name = f"h{min(int(name[1]) + deeper, _DEEPEST)}"
        if '="' in rest:
            rest = _ATTRIBUTE.sub(lambda attribute: _attribute(match[2], attribute, prefix, found), rest)
        return f"<{match[1]}{name}{rest}>"

    return _TAG.sub(tag, html)


def _attribute(element: str, match: re.Match[str], prefix: str, inside: Mapping[str, str]) -> str:
    name, value = match[1], unescape(match[2])
    if name in _IDS or (element, name) in _NAMED:
        value = " ".join(prefix + part for part in value.split(" "))
    elif name == "usemap" or (name == "href" and value.startswith("#")):
        value = f"#{prefix}{value[1:]}" if value[1:] not in ("", "top") else value
    elif name == "href" and element in _LINKED:
        value = _link(value, inside)
    elif prefix and (name, value) == ("role", "region"):
        value = "group"  # every text begins to count its boxes anew, and no two landmarks may have one name
    else:
        return match[0]
    return f'{name}="{escape(value)}"'


def _link(address: str, inside: Mapping[str, str]) -> str:
    """Lead to the place on the page where the text at an address stands, when it does."""
    path, _, anchor = address.partition("#")
    prefix = inside.get(unquote(path))
    if prefix is None:
        return address
    if not anchor or anchor == "top" or anchor.startswith(":~:"):
        return f"#{prefix.removesuffix('-')}" if prefix else "#"
    return f"#{prefix}{anchor}"
