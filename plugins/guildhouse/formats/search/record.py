"""What search knows of a page."""

from __future__ import annotations

from dataclasses import dataclass

from guildhouse.model.body import Section

__all__ = ["Record", "Section"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A page as it is found: its words by field, its facts to filter by, its parts to show.

    `tags` are words to find it by: its tags, labels of its topics, aliases, former names. `weight` is less than 1 for what is out of date.
    `state` says in a word or two that it holds no more, `date` of which day it is, as ISO 8601 writes it; both are shown, not searched.
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
    state: str = ""
    date: str = ""
