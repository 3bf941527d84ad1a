"""Where links lead: what an author wrote, found among the files and pages of the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.anchors import own_anchor
from guildhouse.sources.codes import Code
from guildhouse.sources.diagrams import place as drawing_of
from guildhouse.sources.finish import Resolved, Track
from guildhouse.sources.forge.record import SHOWN, Link
from guildhouse.sources.nearest import nearest_path
from guildhouse.sources.problems import Problems, did_you_mean
from guildhouse.sources.recordings import element_of
from guildhouse.sources.schemes import SCHEMES, WEB, encode, fault, safe_url, scheme, visible
from guildhouse.sources.targets import Hidden, Index, Target

_PELICAN = re.compile(r"[{|](\w+)[}|](.*)", re.DOTALL)
_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(?:#(.*))?", re.DOTALL)
MAX_SHOWN = 120
"""Characters of an address in a message."""


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
