"""What every published text has, whatever its kind."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from guildhouse.model.body import Body
from guildhouse.model.duration import Duration
from guildhouse.model.source import Source


def internal(**kwargs: Any) -> Any:
    """Declare a dataclass field that machine-readable outputs leave out."""
    return field(metadata={"internal": True}, **kwargs)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A Markdown file that is published as a page.

    `url` begins with `/` and holds no host; people are named by id where they have a record, else as written.
    """

    id: str
    url: str
    title: str
    page_kind: str = internal()
    """The value of `data-kind`: page, news, term, resource, meeting, decision, charter …"""
    source: Source = internal()
    body: Body = internal(default=Body())
    description: str = ""
    date: dt.date | None = None
    updated: dt.date | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    community: str | None = None
    aliases: tuple[str, ...] = ()
    owner: str | None = None
    reviewed: dt.date | None = None
    review_every: Duration | None = None
    review_by: dt.date | None = None
    """The day by which somebody should read it again: written, or `reviewed` plus `review_every`."""
    lang: str | None = None
    translation_of: str | None = None
    offline: bool = False
    order: float | None = None
    """From `nav_order`, `sidebar_position` or `weight`: documents without it come after those with it."""
    listed_as_resource: bool = internal(default=False)
    term: str | None = None

    def is_due(self, today: dt.date) -> bool:
        """Tell whether its review is due."""
        return self.review_by is not None and self.review_by <= today
