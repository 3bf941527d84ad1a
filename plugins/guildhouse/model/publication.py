"""What was published: one thing that somebody who follows the site wants to hear of, with an id and dates that stay."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from guildhouse.model.body import Body


@dataclass(frozen=True, slots=True)
class Byline:
    """Somebody who is credited, as they want to be named; `url` is the site address of their page."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A word by which readers sort: `scheme` says what it is (kind, community, topic), `term` names it to programs."""

    scheme: str
    term: str
    words: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A recording: site address or address elsewhere, media type, and bytes where they are known."""

    url: str
    type: str
    size: int | None = None


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One thing that was published; words are in the language of the site.

    `parts` are its text, piece by piece: what is read of the sources only when somebody asks, and what was made here, both with site
    addresses and sanitised or escaped. `published` and `updated` are aware and whole seconds.
    """

    id: str
    """A `tag:` URI."""
    kind: str
    title: str
    url: str
    """Site address of the page that shows it, perhaps of a part of it."""
    published: dt.datetime
    updated: dt.datetime
    source: str = ""
    """Path of the file that it stands in."""
    own_date: dt.date | None = None
    summary: str = ""
    parts: tuple[Body | str, ...] = ()
    authors: tuple[Byline, ...] = ()
    labels: tuple[Label, ...] = ()
    community: str | None = None
    people: tuple[str, ...] = ()
    """Ids of those in whose own feed it stands."""
    topics: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    lang: str | None = None
    gives_way: bool = False
    """Whether its instant was only chosen near one that is known, to which it gives way."""

    @cached_property
    def mark(self) -> str:
        """Stand for everything in it: two publications with the same mark are the same."""
        written = repr(list(vars(self).values()))  # nothing else is kept in it before its mark
        return blake2b(written.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def __repr__(self) -> str:
        """Write the mark alone, for the same publication stands in many feeds."""
        return f"Publication({self.mark})"

    def __hash__(self) -> int:
        """Hash the id, which no two share."""
        return hash(self.id)
