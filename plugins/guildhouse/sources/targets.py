"""What links can lead to: every page, file, person and folder of the site, found by what an author may have written."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from guildhouse.model.names import folded
from guildhouse.sources.attachments import Shelf
from guildhouse.sources.diagrams import Drawings, drawings
from guildhouse.sources.finish import Resolved
from guildhouse.sources.recordings import captions
from guildhouse.sources.schemes import encode

_ROOTS = ("", "content/", "content/pages/")
"""Folders in which an address from the root may lie, for the last two are not part of addresses."""


@dataclass(frozen=True, slots=True)
class Target:
    """A page: its address, its anchors (None when they are not known, as on pages that templates make), and its title."""

    url: str
    anchors: frozenset[str] | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who can be named in a task: the name to show and the address of the page, if there is one."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something that is left out of the build."""


@dataclass(frozen=True)
class Index:
    """What links can lead to. Paths are relative to the site's folder, without `/` at either end.

    `documents` maps source files to pages, `addresses` published addresses to pages, `folders` folders to the address that opens for them;
    `files` are what may be published as it is, as the `shelf` says, `hidden` what is left out; `mentions` names people by id and account.
    """

    documents: Mapping[str, Target]
    addresses: Mapping[str, Target]
    files: frozenset[str]
    shelf: Shelf
    folders: Mapping[str, str]
    hidden: frozenset[str] = frozenset()
    hidden_addresses: frozenset[str] = frozenset()
    mentions: Mapping[str, Mention] = field(default_factory=dict)

    @cached_property
    def media(self) -> Mapping[str, tuple[str, ...]]:
        """Give the files among `paths`, which a picture may have meant."""
        kept = {name: tuple(path for path in found if path in self.files) for name, found in self.paths.items()}
        return {name: found for name, found in kept.items() if found}

    @cached_property
    def paths(self) -> Mapping[str, tuple[str, ...]]:
        """Give everything that could be meant, by its last name."""
        names: dict[str, list[str]] = {}
        for path in sorted((set(self.documents) | self.files | set(self.folders)) - self.hidden - {""}):
            names.setdefault(posixpath.basename(path), []).append(path)
        return {name: tuple(found) for name, found in names.items()}

    @cached_property
    def captions(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Give language and path of captions by the path of their recording without its ending."""
        return captions(self.files)

    @cached_property
    def drawings(self) -> Drawings:
        """Give the drawings of diagrams."""
        return drawings(self.files)

    def meant(self, path: str, *, is_rooted: bool, may_be_page: bool) -> Target | str | Hidden | None:
        """Find what a path means: a page, the path of a file, something that is left out, or nothing; many links lead to one place.

        Paths that are `is_rooted` were written from the root; those of pictures are none that `may_be_page`.
        """
        key = (path, is_rooted, may_be_page)
        if key not in self._meant:
            self._meant[key] = self._search(path, is_rooted=is_rooted, may_be_page=may_be_page)
        return self._meant[key]

    @cached_property
    def settled(self) -> dict[tuple[str, str], Resolved]:
        """Links to pages in which nothing is wrong, by the folder of the file that they stand in and what is written there."""
        return {}

    @cached_property
    def _meant(self) -> dict[tuple[str, bool, bool], Target | str | Hidden | None]:
        return {}

    def _search(self, path: str, *, is_rooted: bool, may_be_page: bool) -> Target | str | Hidden | None:
        for candidate in _candidates(path, is_rooted=is_rooted):
            if candidate in self.hidden:
                return Hidden()
            if candidate in self.files:
                return candidate
            page = (self._page_at(candidate) or (self._published(candidate) if is_rooted else None)) if may_be_page else None
            if page:
                return page
        if is_rooted and folded(f"/{path.removesuffix('index.html').strip('/')}/") in self.hidden_addresses:
            return Hidden()
        return None

    def _page_at(self, path: str) -> Target | None:
        if path in self.documents:
            return self.documents[path]
        url = self.folders.get(path)
        return None if url is None else self.addresses.get(url, Target(url))

    def _published(self, path: str) -> Target | None:
        url = "/" + path.removesuffix("index.html").strip("/")
        forms = (url, f"{url}/".replace("//", "/"), encode(url), encode(f"{url}/".replace("//", "/")))
        return next((self.addresses[form] for form in forms if form in self.addresses), None)

    @cached_property
    def titles(self) -> Mapping[str, Target]:
        """Give pages by title, without regard to case; of two the first by path."""
        found: dict[str, Target] = {}
        for _, target in sorted(self.documents.items()):
            found.setdefault(target.title.casefold(), target)
        return found


def _candidates(path: str, *, is_rooted: bool) -> list[str]:
    """Name the paths that could be meant: also in the other normal form of Unicode, and below content/ for an address from the root."""
    forms = (path,) if path.isascii() else dict.fromkeys((path, unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path)))
    return [root + form for form in forms for root in (_ROOTS if is_rooted else _ROOTS[:1])]
