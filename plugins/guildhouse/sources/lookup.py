"""Finds what one file refers to in all the others."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from guildhouse.model.person import FORMER_COLLEAGUE, initialled
from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.draft import Link
from guildhouse.sources.links import Place, resolve
from guildhouse.sources.problems import Problems, did_you_mean, nearest_word
from guildhouse.sources.schemes import fault
from guildhouse.sources.targets import Index

NEAR = 0.85
EMAIL = re.compile(r"(?<![\w/:@.+-])(?!git@[\w.-]+:\S)(?:mailto:)?[\w.!#$%&*+=?^`{|}~/'-]+@[^\s<>(),;@]+")
"""An e-mail address beside a name; `https://host/@name` and `git@host:path` are none."""
NUMBER = re.compile(r"(?:adr[-_ ]?)?0*(\d+)(?!\d)", re.IGNORECASE)
"""How the name of a decision record begins: `0012`, `ADR-12`."""


@dataclass(frozen=True)
class Known:
    """What others may know of a person when they name them: how credits may, and whether they are to be forgotten."""

    id: str
    name: str = ""
    recognition: str = "named"
    forgotten: bool = False
    kind: str = "person"

    @property
    def credit(self) -> str | None:
        """How thanks and bylines name the person: by id, by initials, or not at all."""
        if self.recognition == "initials":
            return initialled(self.name)
        return None if self.recognition == "no" or self.forgotten else self.id


@dataclass(frozen=True)
class OptOut:
    """People without a record who do not want to be credited: hashes of `salt` with an address or a full name."""

    salt: str = ""
    hashes: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """Full names and addresses, in small letters, that git knows of the same people."""

    def covers(self, name: str) -> bool:
        """Tell whether a name or address is one of them, or a part of `Name <address>` or `Name (address)`."""
        if not self.hashes and not self.words:
            return False
        parts = {part.strip().lower() for part in (name, *re.split(r"[<>()]", name))}
        return not self.words.isdisjoint(" ".join(part.split()) for part in parts) or any(map(self._is_hashed, parts))

    def _is_hashed(self, word: str) -> bool:
        return hashlib.sha256((self.salt + word).encode("utf-8", "surrogatepass")).hexdigest() in self.hashes


@dataclass(frozen=True)
class Register:
    """Every id that a site defines; `names` leads ids and accounts, in small letters, to people."""

    names: Mapping[str, Known] = field(default_factory=dict)
    described: Mapping[str, Known] = field(default_factory=dict)
    """The same by full name or e-mail address, in small letters, for lists in which any name may stand."""
    communities: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    decisions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """File names of records, by community; those of the organisation by the empty string."""
    series: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    """Communities whose series may stand in a file that could not be read."""
    opt_out: OptOut = OptOut()
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Ids and names of today by former full names that git knows, in small letters."""
    uncredited: set[str] = field(default_factory=set)
    """Names of those people where they stand for another reason than credit, as they are found."""


@dataclass(frozen=True)
class Lookup:
    """The view of one file: `path` is the file, `community` the one it stands in (or the empty string)."""

    register: Register
    index: Index
    problems: Problems
    attachments: set[str]
    path: str
    community: str = ""

    def person(self, name: str, place: Source, *, prose: bool, credit: bool) -> str | None:
        """Name a person by id, or as written where prose allows it; None leaves them out."""
        name = self._current(name) if prose else name
        known = self._known_person(name, prose=prose)
        if known is not None:
            if credit:
                return known.credit
            return FORMER_COLLEAGUE if known.forgotten else known.id
        if prose:
            self._warn_of_slip(name, place)
            if wrong := fault(name, name) if "://" in name else None:
                self.problems.add(codes.UNSAFE_LINK, place, *wrong)
                return None
        else:
            hint = (
                did_you_mean(name.lower(), self.register.names)
                or f"Add content/people/{_slug(name)}.yml, or name somebody who has a record."
            )
            self.problems.add(codes.UNKNOWN_PERSON, place, f"nobody has the id or account {name!r}", hint)
        shown = without_email(name)
        if not shown:
            self.problems.add(codes.NAMELESS, place, "an e-mail address stands here without a name, and names nobody")
        if shown and self.register.opt_out.covers(name):
            self.register.uncredited.add(shown)
            return None if credit else shown
        return shown or None

    def identity(self, name: str, *, prose: bool) -> str:
        """Tell who is meant, so that two names of one person count once; somebody without a record is the name."""
        name = self._current(name) if prose else name
        known = self._known_person(name, prose=prose)
        return known.id if known else f"{without_email(name)} ".casefold()

    def _current(self, name: str) -> str:
        """Give the name that somebody uses now where an earlier one is written, unless it is what a record says."""
        plain = " ".join(without_email(name).lower().split())
        return name if plain in self.register.described else self.register.renamed.get(plain, name)

    def _known_person(self, name: str, *, prose: bool) -> Known | None:
        """Find a person by id or account; where prose is allowed, by full name or e-mail address too."""
        found = self.register.names.get(name.lower())
        if found or not prose:
            return found
        addresses = (match[0].removeprefix("mailto:") for match in EMAIL.finditer(name))
        words = (part.lower() for part in (name, *addresses, without_email(name)))
        return next((known for word in words if (known := self.register.names.get(word) or self.register.described.get(word))), None)

    def _warn_of_slip(self, name: str, place: Source) -> None:
        near = nearest_word(name, self.register.names, NEAR) if re.fullmatch(r"[a-z0-9._-]+", name) else None
        if near:
            self.problems.add(codes.UNKNOWN_MENTION, place, f"{name!r} is nobody's id and is shown as written", f"Did you mean {near!r}?")

    def reference(self, kind: str, id_: str, place: Source) -> str | None:
        """Check that something of that kind has the id; None when nothing has."""
        match kind:
            case "community":
                return self._known(kind, id_, self.register.communities, place)
            case "path":
                return self._known(kind, id_, self.register.paths, place)
            case "series" if self.community in self.register.unreadable:
                return id_
            case "series":
                return self._known(kind, id_, self.register.series.get(self.community, ()), place)
            case "decision":
                return self._record(id_, place)
        return self._first_step(id_, place)

    def _known(self, kind: str, id_: str, known: frozenset[str] | tuple[str, ...], place: Source) -> str | None:
        if id_ in known:
            return id_
        listed = ", ".join(sorted(known)[:12])
        hint = did_you_mean(id_, known) or (f"Known are: {listed}." if listed else f"There is no {kind} yet.")
        self.problems.add(codes.UNKNOWN_REFERENCE, place, f"no {kind} has the id {id_!r}", hint)
        return None

    def _record(self, id_: str, place: Source) -> str | None:
        """Find a decision record by its file's name: one of the community, or with `/` before it one of the organisation."""
        name = id_.removesuffix(".md").rsplit("/", 1)[-1]
        own = () if id_.startswith("/") else self.register.decisions.get(self.community, ())
        found = self._known("decision", name, (*own, *self.register.decisions.get("", ())), place)
        return f"/{found}" if found and id_.startswith("/") else found

    def _first_step(self, id_: str, place: Source) -> str | None:
        if id_.startswith("paths/"):
            return id_ if self._known("path", id_.removeprefix("paths/"), self.register.paths, place) else None
        return self.address(id_, place, local=False)

    def decision(self, name: str, place: Source) -> str | None:
        """Find the record that supersedes one, by number or file name among its neighbours, or by link; its full id."""
        wanted = name.partition("#")[0].removesuffix(".md").rsplit("/", 1)[-1]
        number = NUMBER.fullmatch(wanted)
        community = self._linked_community(name) if "/" in name else self.community
        records = self.register.decisions.get(community, ())
        found = [record for record in records if record == wanted or (number and (own := NUMBER.match(record)) and own[1] == number[1])]
        if len(found) == 1:
            return f"{community}/{found[0]}"
        hint = did_you_mean(wanted, records) or f"Known are: {', '.join(records[:12])}."
        self.problems.add(codes.UNKNOWN_REFERENCE, place, f"{len(found) or 'no'} decisions here are called {wanted!r}", hint)
        return None

    def _linked_community(self, link: str) -> str:
        """Name the community whose decisions a link leads to; empty for those of the organisation."""
        folder = posixpath.dirname(link if link.startswith("/") else posixpath.join(posixpath.dirname(self.path), link))
        parts = posixpath.normpath(folder).strip("/").split("/")
        return parts[1] if parts[0] == "communities" and len(parts) > 1 else ""

    def address(self, target: str, place: Source, *, local: bool) -> str | None:
        """Find a page, file or address that a field names, relative to the file; None when it leads nowhere.

        `local` addresses are pages of the site and may leave out the first slash of a path from the root.
        """
        if local and target.split("/", 1)[0] in ("content", "communities"):
            target = f"/{target}"
        found = resolve(
            Link("link", target, place.line, target), Place(place.path, lambda: place), self.index, self.problems, self.attachments
        )
        if local and found.href and not found.href.startswith("/"):
            self.problems.add(
                codes.UNKNOWN_REFERENCE, place, f"{target!r} is not a page of this site", "Name the page's file from the site's root."
            )
            return None
        return found.href


def without_email(name: str) -> str:
    """Take e-mail addresses out of `Name <address>` or `address (Name)`; what is left is the name."""
    return " ".join(re.sub(r"[<(\[]\s*[>)\]]", " ", EMAIL.sub(" ", name)).split()).strip(" \"'<>()[],;:") if EMAIL.search(name) else name


def _slug(name: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", name.lower())) or "<id>"
