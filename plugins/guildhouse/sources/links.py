"""Where links lead: what an author wrote, found among the files and pages of the site."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from urllib.parse import unquote

from guildhouse.model.names import folded
from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.anchors import own_anchor
from guildhouse.sources.attachments import Shelf
from guildhouse.sources.codes import Code
from guildhouse.sources.diagrams import Drawings, drawings
from guildhouse.sources.diagrams import place as drawing_of
from guildhouse.sources.finish import Resolved, Track
from guildhouse.sources.forge.record import SHOWN, Link
from guildhouse.sources.nearest import nearest_path
from guildhouse.sources.problems import Problems, did_you_mean
from guildhouse.sources.recordings import captions, element_of
from guildhouse.sources.schemes import SCHEMES, WEB, encode, fault, safe_url, scheme, visible

__all__ = ["Index", "Mention", "Place", "Resolved", "Target", "resolve"]

_PELICAN = re.compile(r"[{|](\w+)[}|](.*)", re.DOTALL)
_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(?:#(.*))?", re.DOTALL)
MAX_SHOWN = 120
"""Characters of an address in a message."""
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link stands: its file, and `source`, which finds the line and column when something is wrong."""

    path: str
    source: Callable[[], Source]


def resolve(link: Link, place: Place, index: Index, problems: Problems, attachments: set[str]) -> Resolved:
    """Find where a link leads; what is wrong is added to `problems`, files that get published to `attachments`."""
    known = index.settled.get((posixpath.dirname(place.path), link.target)) if link.kind == "link" else None
    return known or _Resolver(link, place, index, problems, attachments).resolve()


@dataclass(frozen=True)
class _Resolver:
    link: Link
    place: Place
    index: Index
    problems: Problems
    attachments: set[str]

    @property
    def path(self) -> str:
        """The file that the link stands in."""
        return self.place.path

    @property
    def source(self) -> Source:
        """Where the link stands."""
        return self.place.source()

    def resolve(self) -> Resolved:
        if self.link.kind == "mention":
            return self._mention()
        if self.link.kind == "wanted":
            return self._wanted()
        if self.link.kind == "diagram":
            return self._diagram()
        address = visible(self.link.target)
        if address.startswith("//"):
            address = f"https:{address}"
        pelican = _PELICAN.match(address)
        if pelican and pelican[1] in {"filename", "static", "attach"}:
            return self._inside(pelican[2])
        if scheme(address) or pelican:
            return self._outside(address)
        return self._inside(address)

    def _tell(self, code: Code, message: str, hint: str = "") -> Resolved:
        self.problems.add(code, self.source, message, hint)
        return Resolved(None)

    @property
    def _may_hint(self) -> bool:
        return self.problems.may_hint(self.path)

    def _mention(self) -> Resolved:
        name = self.link.target
        person = self.index.mentions.get(name) or self.index.mentions.get(name.lower())
        if person:
            return Resolved(person.url, person.text)
        hint = did_you_mean(name, self.index.mentions) if self._may_hint else ""
        return self._tell(codes.UNKNOWN_MENTION, f"`@{name}` is nobody's id or account.", hint)

    def _wanted(self) -> Resolved:
        words = visible(self.link.target)
        page = self.index.titles.get(words.casefold()) or self.index.documents.get(self._path(words) or "")
        if page:
            return Resolved(encode(page.url))
        self.problems.add(codes.WANTED, self.source, f"A page is wanted here: {words}.")
        return Resolved(None, missing=True)

    def _outside(self, address: str) -> Resolved:
        """Judge an address with a scheme; pictures and recordings from elsewhere become links."""
        is_shown = self.link.kind in SHOWN
        wrong = fault(address, _short(address), WEB if is_shown else SCHEMES)
        if wrong:
            return self._tell(codes.UNSAFE_LINK, *wrong)
        if is_shown:
            self.problems.add(codes.FOREIGN_PICTURE, self.source, f"`{_short(address)}` is on another host and is shown as a link.")
        return Resolved(safe_url(address), as_link=is_shown)

    def _inside(self, address: str) -> Resolved:
        match = _PARTS.fullmatch(address)
        written, query, fragment = match.groups() if match else (address, None, None)
        if not written and (fragment is not None or query):
            own = self.index.documents.get(self.path)
            return self._page(own, query or "", fragment) if own else Resolved(f"#{encode(own_anchor(unquote(fragment or '')))}")
        path = self._path(visible(unquote(written)))
        if path is None:
            return self._tell(codes.OUTSIDE, f"`{_short(address)}` leads out of the site's folder.")
        return self._found(path, written, query or "", fragment) if written else self._dead("", address)

    def _path(self, written: str) -> str | None:
        """Give the path from the site's folder, without `/` at either end, or None when it is outside."""
        base = "" if written.startswith("/") else posixpath.dirname(self.path)
        path = posixpath.normpath(posixpath.join(base, written.strip("/")))
        return None if path == ".." or path.startswith("../") else "" if path == "." else path

    def _found(self, path: str, written: str, query: str, fragment: str | None) -> Resolved:
        match self.index.meant(path, is_rooted=written.startswith("/"), may_be_page=self.link.kind not in SHOWN):
            case Target() as page:
                found = self._page(page, query, fragment)
                if self.link.kind == "link" and (not fragment or "#" in (found.href or "")):  # else the page has no such heading
                    self.index.settled[posixpath.dirname(self.path), self.link.target] = found
                return found
            case str() as file:
                return self._file(file, written, f"{encode(query)}{f'#{encode(fragment)}' if fragment else ''}")
            case Hidden():
                return self._tell(codes.HIDDEN_TARGET, f"`{_short(written)}` is left out of the build.")
        return self._dead(path, written)

    def _file(self, path: str, written: str, rest: str) -> Resolved:
        """Publish a file as it is, or as plain text when it could run scripts: then a picture becomes a link."""
        self.attachments.add(path)
        file = self.index.shelf[path]
        if file.is_active:
            name = file.url.rpartition("/")[2]
            message = f"`{_short(written)}` could run scripts or steer the server, and is published as plain text, {name}."
            self.problems.add(codes.ACTIVE_FILE, self.source, message)
        if file.is_active and self.link.kind in SHOWN:
            return Resolved(file.url + rest, as_link=True)
        width, height = file.size or (None, None)
        return Resolved(file.url + rest, width=width, height=height, tracks=self._tracks(path) if self.link.kind == "clip" else ())

    def _tracks(self, path: str) -> tuple[Track, ...]:
        """Publish the captions of a recording with it."""
        found = self.index.captions.get(path.rpartition(".")[0], ())
        if not found and element_of(path) == "video":
            name = posixpath.basename(path).rpartition(".")[0]
            self.problems.add(codes.NO_CAPTIONS, self.source, f"`{_short(self.link.target)}` has no captions.", _captions_hint(name))
        self.attachments.update(file for _, file in found)
        return tuple(Track(self.index.shelf[file].url, language) for language, file in found)

    def _diagram(self) -> Resolved:
        """Find the drawing of a diagram; that there is none is told for the page as a whole."""
        path = drawing_of(self.path, self.link.target)
        return self._file(path, posixpath.basename(path), "") if path in self.index.files else Resolved(None)

    def _page(self, page: Target, query: str, fragment: str | None) -> Resolved:
        url = encode(page.url) + encode(query)
        anchor = own_anchor(visible(unquote(fragment or "")))
        if not anchor or anchor == "top" or anchor.startswith(":~:"):
            return Resolved(f"{url}#{encode(anchor)}" if anchor else url)
        if page.anchors is not None and anchor not in page.anchors:
            hint = _anchor_hint(anchor, page.anchors) if self._may_hint else ""
            self._tell(codes.DEAD_ANCHOR, f"`#{_short(fragment or '')}` is no heading of {page.url}.", hint)
            return Resolved(url)
        return Resolved(f"{url}#{encode(anchor)}")

    def _dead(self, path: str, written: str) -> Resolved:
        code = codes.DEAD_LINK if self.link.kind == "link" else codes.DEAD_PICTURE
        near = nearest_path(path, self.index.paths if code is codes.DEAD_LINK else self.index.media) if path and self._may_hint else None
        relative = posixpath.relpath(near, posixpath.dirname(self.path) or ".") if near else ""
        hint = f"Did you mean '{relative}'?" if near else ""
        return self._tell(code, f"`{_short(written)}` leads to nothing." if written else "The link has no address.", hint)


def _candidates(path: str, *, is_rooted: bool) -> list[str]:
    """Name the paths that could be meant: also in the other normal form of Unicode, and below content/ for an address from the root."""
    forms = (path,) if path.isascii() else dict.fromkeys((path, unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path)))
    return [root + form for form in forms for root in (_ROOTS if is_rooted else _ROOTS[:1])]


def _short(address: str) -> str:
    """Shorten an address for a message."""
    address = visible(address)
    return address if len(address) <= MAX_SHOWN else f"{address[:MAX_SHOWN]}..."


def _captions_hint(name: str) -> str:
    return f"Add them as WebVTT in `{name}.vtt` beside it, or `{name}.en.vtt` to name the language; without sound, the one line `WEBVTT`."


def _anchor_hint(anchor: str, anchors: frozenset[str]) -> str:
    by_case = _by_case(anchors)
    near = by_case.get(anchor.casefold())
    return f"Did you mean '#{near}'?" if near else did_you_mean(anchor, by_case.values()).replace("'", "'#", 1)


@lru_cache(maxsize=8)
def _by_case(anchors: frozenset[str]) -> Mapping[str, str]:
    """Lead anchors without regard to case to those of a page; sorted once, for a page may have many and many dead links to it."""
    return {known.casefold(): known for known in sorted(anchors)}
