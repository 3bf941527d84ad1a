"""Where links lead: what an author wrote, found among the files and pages of the site."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote, unquote

from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.anchors import own_anchor
from guildhouse.sources.codes import Code
from guildhouse.sources.finish import Resolved
from guildhouse.sources.forge.record import Link
from guildhouse.sources.nearest import nearest_path
from guildhouse.sources.problems import Problems, did_you_mean
from guildhouse.sources.schemes import encode, safe_url, scheme, visible

__all__ = ["Index", "Mention", "Resolved", "Target", "attachment_url", "resolve"]

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


@dataclass(frozen=True)
class Index:
    """What links can lead to. Paths are relative to the site's folder, without `/` at either end.

    `documents` maps source files to pages, `addresses` published addresses to pages, `folders` folders to the address that opens for them;
    `files` are what may be published as it is, `hidden` what is left out of the build; `mentions` names people by id and account.
    """

    documents: Mapping[str, Target]
    addresses: Mapping[str, Target]
    files: frozenset[str]
    folders: Mapping[str, str]
    hidden: frozenset[str] = frozenset()
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
    def titles(self) -> Mapping[str, Target]:
        """Give pages by title, without regard to case; of two the first by path."""
        found: dict[str, Target] = {}
        for _, target in sorted(self.documents.items()):
            found.setdefault(target.title.casefold(), target)
        return found


def attachment_url(path: str) -> str:
    """Give the address of a file that is published as it is: its path, `content/` or `content/pages/` removed."""
    root = next((root for root in ("content/pages/", "content/") if path.startswith(root)), "")
    return "/" + quote(path.removeprefix(root), safe="/!$&'()*+,;=:@~")


def resolve(link: Link, source: Source, index: Index, problems: Problems, attachments: set[str]) -> Resolved:
    """Find where a link of the file `source` leads; what is wrong is added to `problems`, files that get published to `attachments`."""
    return _Resolver(link, source if source.line == link.line else Source(source.path, link.line), index, problems, attachments).resolve()


@dataclass(frozen=True)
class _Resolver:
    link: Link
    source: Source
    index: Index
    problems: Problems
    attachments: set[str]

    def resolve(self) -> Resolved:
        if self.link.kind == "mention":
            return self._mention()
        if self.link.kind == "wanted":
            return self._wanted()
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

    def _mention(self) -> Resolved:
        name = self.link.target
        person = self.index.mentions.get(name) or self.index.mentions.get(name.lower())
        if person:
            return Resolved(person.url, person.text)
        return self._tell(codes.UNKNOWN_MENTION, f"`@{name}` is nobody's id or account.", did_you_mean(name, self.index.mentions))

    def _wanted(self) -> Resolved:
        words = visible(self.link.target)
        page = self.index.titles.get(words.casefold()) or self.index.documents.get(self._path(words) or "")
        if page:
            return Resolved(encode(page.url))
        self.problems.add(codes.WANTED, self.source, f"A page is wanted here: {words}.")
        return Resolved(None, missing=True)

    def _outside(self, address: str) -> Resolved:
        """Judge an address with a scheme; pictures and recordings from elsewhere become links."""
        url = safe_url(address)
        is_shown = self.link.kind in {"picture", "media"}
        if url is None or (is_shown and not url.lower().startswith(("http:", "https:"))):
            return self._tell(codes.UNSAFE_LINK, f"`{_short(address)}` is no address that pages may use.")
        if is_shown:
            self.problems.add(codes.FOREIGN_PICTURE, self.source, f"`{_short(address)}` is on another host and is shown as a link.")
        return Resolved(url, as_link=is_shown)

    def _inside(self, address: str) -> Resolved:
        match = _PARTS.fullmatch(address)
        written, query, fragment = match.groups() if match else (address, None, None)
        if not written and (fragment is not None or query):
            own = self.index.documents.get(self.source.path)
            return self._page(own, query or "", fragment) if own else Resolved(f"#{encode(own_anchor(unquote(fragment or '')))}")
        path = self._path(visible(unquote(written)))
        if path is None:
            return self._tell(codes.OUTSIDE, f"`{_short(address)}` leads out of the site's folder.")
        return self._found(path, written, query or "", fragment) if written else self._dead("", address)

    def _path(self, written: str) -> str | None:
        """Give the path from the site's folder, without `/` at either end, or None when it is outside."""
        base = "" if written.startswith("/") else posixpath.dirname(self.source.path)
        path = posixpath.normpath(posixpath.join(base, written.strip("/")))
        return None if path == ".." or path.startswith("../") else "" if path == "." else path

    def _found(self, path: str, written: str, query: str, fragment: str | None) -> Resolved:
        is_rooted = written.startswith("/")
        for candidate in self._candidates(path, is_rooted=is_rooted):
            if candidate in self.index.hidden:
                return self._tell(codes.HIDDEN_TARGET, f"`{_short(written)}` is left out of the build.")
            if candidate in self.index.files:
                self.attachments.add(candidate)
                return Resolved(f"{attachment_url(candidate)}{encode(query)}{f'#{encode(fragment)}' if fragment else ''}")
            page = self._page_at(candidate) or (self._published(candidate) if is_rooted else None)
            if page and self.link.kind in {"link", "wanted"}:
                return self._page(page, query, fragment)
        return self._dead(path, written)

    def _candidates(self, path: str, *, is_rooted: bool) -> list[str]:
        """Name the paths that could be meant: also in the other normal form of Unicode, and below content/ for an address from the root."""
        forms = dict.fromkeys((path, unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path)))
        return [root + form for form in forms for root in (_ROOTS if is_rooted else _ROOTS[:1])]

    def _page_at(self, path: str) -> Target | None:
        if path in self.index.documents:
            return self.index.documents[path]
        url = self.index.folders.get(path)
        return None if url is None else self.index.addresses.get(url, Target(url))

    def _published(self, path: str) -> Target | None:
        url = "/" + path.removesuffix("index.html").strip("/")
        forms = (url, f"{url}/".replace("//", "/"), encode(url), encode(f"{url}/".replace("//", "/")))
        return next((self.index.addresses[form] for form in forms if form in self.index.addresses), None)

    def _page(self, page: Target, query: str, fragment: str | None) -> Resolved:
        url = encode(page.url) + encode(query)
        anchor = own_anchor(visible(unquote(fragment or "")))
        if not anchor or anchor == "top" or anchor.startswith(":~:"):
            return Resolved(f"{url}#{encode(anchor)}" if anchor else url)
        if page.anchors is not None and anchor not in page.anchors:
            self._tell(codes.DEAD_ANCHOR, f"`#{_short(fragment or '')}` is no heading of {page.url}.", _anchor_hint(anchor, page.anchors))
            return Resolved(url)
        return Resolved(f"{url}#{encode(anchor)}")

    def _dead(self, path: str, written: str) -> Resolved:
        code = codes.DEAD_LINK if self.link.kind == "link" else codes.DEAD_PICTURE
        near = nearest_path(path, self.index.paths if code is codes.DEAD_LINK else self.index.media) if path else None
        relative = posixpath.relpath(near, posixpath.dirname(self.source.path) or ".") if near else ""
        hint = f"Did you mean '{relative}'?" if near else ""
        return self._tell(code, f"`{_short(written)}` leads to nothing." if written else "The link has no address.", hint)


def _short(address: str) -> str:
    """Shorten an address for a message."""
    address = visible(address)
    return address if len(address) <= MAX_SHOWN else f"{address[:MAX_SHOWN]}..."


def _anchor_hint(anchor: str, anchors: frozenset[str]) -> str:
    by_case = {known.casefold(): known for known in sorted(anchors)}
    near = by_case.get(anchor.casefold())
    return f"Did you mean '#{near}'?" if near else did_you_mean(anchor, anchors).replace("'", "'#", 1)
