"""What search knows of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page that a result can lead to; the first has the anchor "" and holds what stands before the first heading."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A page as it is found: its words by field, its facts to filter by, its parts to show.

    `tags` are words to find it by: its tags, labels of its topics, aliases, former names. `weight` is less than 1 for what is out of date.
    """

    url: str
    kind: str
    title: str
    description: str = ""
    lang: str = "en"
    community: str | None = None
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    path: str = ""
    sections: tuple[Section, ...] = ()
    weight: float = 1.0
