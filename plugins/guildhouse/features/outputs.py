"""What a feature can put into the site: a page, a file, one made of a value, a copy of an author's file, a last word about all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from guildhouse.features.context import Context
from guildhouse.formats.urls import output_path
from guildhouse.sources.store import Store

PACKAGE = "guildhouse"
"""The owner of outputs that no author's file asked for."""


@dataclass(frozen=True)
class Page:
    """A page: a template rendered with one frozen value.

    `path` is its place in the output, `owner` the author's file it stands for (else `guildhouse`); `owner` is what a conflict names.
    """

    path: str
    template: str
    page: Context
    owner: str = PACKAGE


@dataclass(frozen=True)
class File:
    """A file whose bytes are known."""

    path: str
    content: bytes
    owner: str = PACKAGE


@dataclass(frozen=True)
class Made:
    """A file that takes a while to make: taken over from the published site when `made_from`, a frozen value, is what it was.

    `make` sees nothing but that value, the settings and the program.
    """

    path: str
    made_from: object
    make: Callable[[], bytes]
    owner: str = PACKAGE


@dataclass(frozen=True)
class Copy:
    """An author's file, byte for byte; `source` is its path in the site's folder."""

    path: str
    source: str
    owner: str


@dataclass(frozen=True)
class Closing:
    """A file about all others, made when they are written: `content` receives path → SHA-256; the receipt comes last, and tells of all."""

    path: str
    content: Callable[[Mapping[str, str]], bytes]
    owner: str = PACKAGE


@dataclass(frozen=True)
class Folder:
    """Files whose names are known when they are made, all that stands in the folder `path`: `make` gives them, each with its whole path.

    It may ask a store for what earlier builds have worked out for it, and keep there what the next ones need.
    """

    path: str
    make: Callable[[Store], Iterable[File]]
    owner: str = PACKAGE


@dataclass(frozen=True)
class Later:
    """What can only be made when all pages are known, such as a list of them; it is asked before anything is claimed."""

    make: Callable[[tuple[Page, ...]], Iterable[File | Folder]]


Output: TypeAlias = Page | File | Made | Copy | Closing | Folder


def page_at(template: str, page: Context, owner: str = PACKAGE) -> Page:
    """Make the page of a context at the address that the context names."""
    return Page(output_path(page.url), template, page, owner)
