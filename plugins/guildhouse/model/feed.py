"""A feed: which publications it holds, and what it says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from guildhouse.model.publication import Publication

MOST = 50
"""Entries of a feed; readers keep what they have seen."""
FORMATS: Mapping[str, str] = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}
"""The endings of a feed's three files, with their media types."""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed beside the page at `url`; words are in the language of the site.

    `entries` are its newest, newest first; `updated` is aware and the instant of the last change in it.
    """

    id: str
    """A `tag:` URI."""
    url: str
    """Site address of the folder in which its files stand, ending in `/`."""
    page: str
    """Site address of the page that it follows."""
    title: str
    description: str
    author: str
    """Name of the organisation, which stands for entries that credit nobody."""
    language: str
    updated: dt.datetime
    entries: tuple[Publication, ...]

    def address(self, kind: str) -> str:
        """Name the site address of its file of a format."""
        return f"{self.url}feed.{kind}"
