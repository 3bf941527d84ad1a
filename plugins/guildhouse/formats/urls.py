"""Addresses of the site, written for whoever follows them: from another page, from a disk, from anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from html import escape, unescape
from typing import TypeAlias
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


View: TypeAlias = tuple[int, str]
"""How deep a page lies, and the innermost folder on the way to it that it shares with others."""


class Place:
    """A page of the site, from which addresses are written; made once for a page, and asked for every address on it."""

    def __init__(self, here: str, *, offline: bool = False) -> None:
        """Stand at `here`, the address of the page's file; with `offline` addresses of folders end in index.html."""
        folders = here.split("/")[:-1]
        above = (("/".join([*folders[:depth], ""]), "../" * (len(folders) - depth)) for depth in range(len(folders), 1, -1))
        self._below_root = [(folder, steps) for folder, steps in above if "?" not in folder and "#" not in folder]
        self._up, self._depth = "../" * (len(folders) - 1), len(folders)
        self._offline = offline

    def relative(self, address: str) -> str:
        """Write a site address as seen from here; addresses with a scheme, and those that are relative already, stay as they are."""
        if not is_internal(address):
            return address
        if self._offline:
            path, rest = _split(address)
            address = f"{path}index.html{rest}" if path.endswith("/") else address
        up, way = self._up, address[1:]
        for folder, steps in self._below_root:
            if address.startswith(folder):
                up, way = steps, address[len(folder) :]
                break
        return up + way if up or _is_way(way) else "./" + way

    def view(self, folders: Container[str]) -> View:
        """Tell from where one sees addresses in these folders (`folders_of`): places with the same view write all of them the same."""
        for folder, _ in self._below_root:
            if folder in folders:
                return self._depth, folder
        return self._depth, ""


class Root(Place):
    """A page that is shown at any depth, so that its addresses begin at the root of the host, below the path of the site."""

    def __init__(self, site_url: str) -> None:
        """Name addresses below the path of `site_url`."""
        super().__init__("/")
        self._site_url = site_url

    def relative(self, address: str) -> str:
        """Write a site address from the root of the host."""
        return rooted(address, self._site_url)

    def view(self, folders: Container[str]) -> View:  # noqa: ARG002 - every folder looks the same from here
        """Tell that one stands nowhere."""
        return 0, self._site_url


def folders_of(addresses: Iterable[str]) -> frozenset[str]:
    """Name all folders on the way to addresses of the site."""
    parts = (_split(address)[0].split("/")[:-1] for address in addresses if is_internal(address))
    return frozenset("/".join([*folders[:depth], ""]) for folders in parts for depth in range(1, len(folders) + 1))


def relative(address: str, here: str, *, offline: bool = False) -> str:
    """Write one site address as seen from the page at `here`."""
    return Place(here, offline=offline).relative(address)


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

    def rewritten(tag: re.Match[str]) -> str:
        return _ATTRIBUTE.sub(attribute, tag[0]) if '="/' in tag[0] else tag[0]

    return _TAG.sub(rewritten, html)


def _split(address: str) -> tuple[str, str]:
    """Part the path of an address from its query and fragment."""
    end = min((place for mark in "?#" if (place := address.find(mark)) != -1), default=len(address))
    return address[:end], address[end:]


def _is_way(words: str) -> bool:
    """Tell whether a browser reads words as a path: not as nothing, a query, a fragment or a scheme."""
    path = _split(words)[0]
    return path != "" and ":" not in path.partition("/")[0]
