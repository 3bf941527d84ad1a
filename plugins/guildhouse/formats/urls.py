"""Addresses of the site, written for whoever follows them: from another page, from a disk, from anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, unquote, urlsplit

_TAG = re.compile(r"""<[a-z](?:[^>"]|"[^"]*")*>""")
_ATTRIBUTE = re.compile(r'(?<=\s)(href|src|poster|cite|srcset)="(/[^"]*)"')
_ADDRESS = {"srcset": re.compile(r"(?:(?<=, )|^)/\S*?(?=,?(?:\s|$))")}
"""Where addresses stand in an attribute that holds several."""
_WHOLE = re.compile(r".+", re.DOTALL)


def is_internal(address: str) -> bool:
    """Tell whether an address lies inside the site: it begins with one slash."""
    return address.startswith("/") and not address.startswith("//")


def output_path(url: str) -> str:
    """Name the file that answers for a site address: `/x/` is `x/index.html`, `/x.pdf` is itself."""
    path = unquote(url).removeprefix("/")
    if not path or path.endswith("/"):
        return path + "index.html"
    return path if "." in path.rpartition("/")[2] else path + "/index.html"


def relative(address: str, here: str, *, offline: bool = False) -> str:
    """Write a site address as seen from the page at `here`; with `offline` folders end in index.html.

    Addresses with a scheme, and those that are relative already, stay as they are.
    """
    if not is_internal(address):
        return address
    path, rest = _split(address)
    if offline and path.endswith("/"):
        path += "index.html"
    start = here.split("/")[1:-1]
    goal = path.split("/")[1:]
    shared = _shared(start, goal[:-1])
    steps = "../" * (len(start) - shared) + "/".join(goal[shared:])
    return (steps if steps and ":" not in steps.partition("/")[0] else "./" + steps) + rest


def rooted(address: str, site_url: str) -> str:
    """Write a site address from the root of the host, below the path of `site_url`: right on a page shown at any depth."""
    return urlsplit(site_url).path.rstrip("/") + address if is_internal(address) else address


def absolute(address: str, site_url: str) -> str:
    """Write a site address in full, for readers outside the site."""
    return site_url.rstrip("/") + quote(address, safe="/%#?&=+:;,@!$'()*~[]") if is_internal(address) else address


def rewrite(html: str, address: Callable[[str], str]) -> str:
    """Replace every site address in the markup of a sanitised text; what only looks like markup is text and stays."""
    if '="/' not in html:
        return html

    def attribute(match: re.Match[str]) -> str:
        value = _ADDRESS.get(match[1], _WHOLE).sub(lambda found: address(found[0]), unescape(match[2]))
        return f'{match[1]}="{escape(value)}"'

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(attribute, tag[0]), html)


def _split(address: str) -> tuple[str, str]:
    """Part the path of an address from its query and fragment."""
    end = min((place for mark in "?#" if (place := address.find(mark)) != -1), default=len(address))
    return address[:end], address[end:]


def _shared(one: list[str], other: list[str]) -> int:
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))
