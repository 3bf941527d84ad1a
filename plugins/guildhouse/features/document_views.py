"""How documents are shown: who keeps one, what is new, who its neighbours are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from guildhouse.features.context import Translation
from guildhouse.features.contribution_views import Writers, writers_of
from guildhouse.features.views import KIND_WORDS, CommunityView, PersonView, community_view, credit_view, person_view
from guildhouse.formats.json_ld import About, Article
from guildhouse.language import own_name
from guildhouse.model.body import Body, Heading
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.meeting import Meeting
from guildhouse.model.words import Words, count, strung
from guildhouse.settings import Settings

ICONS = {"meeting": "notebook-text", "decision": "scale", "news": "newspaper", "resource": "book-open", "charter": "scroll-text"}
"""The icon of each kind of document; all others show a sheet of paper."""

CONTENTS_FROM = 3
"""A text with fewer sections needs no list of them."""

DEEPEST = 3
"""Headings of a deeper level stand in no list of contents."""


@dataclass(frozen=True, kw_only=True)
class LinkView:
    """A title and where it leads."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class TrustView:
    """Who keeps a page, and whether somebody should read it again; `minutes` is the reading time, None for what is read at a glance."""

    owner: PersonView | None
    authors: tuple[PersonView, ...]
    date: dt.date | None
    updated: dt.date | None
    reviewed: dt.date | None
    review_by: dt.date | None
    is_due: bool
    minutes: int | None
    writers: Writers = field(default=Writers())
    """Who wrote and improved it, where its history is known; else `authors` say who signed it."""

    def __bool__(self) -> bool:
        """Tell whether anything is known."""
        known = (self.owner, self.authors, self.writers.people, self.writers.tools)
        return any((*known, self.date, self.updated, self.reviewed, self.review_by, self.minutes))


@dataclass(frozen=True, kw_only=True)
class UpdateView:
    """A document in a list of what is new."""

    title: str
    url: str
    description: str | Words
    kind_word: str | Words
    icon: str
    date: dt.date | None
    community: CommunityView | None


def trust_view(house: House, document: Document, *, dated: bool = False) -> TrustView:
    """Say who keeps a document; bylines honour what people chose. With `dated` its own date is told too."""
    authors = (credit_view(house, author) for author in document.authors)
    writers = writers_of(house, document)
    return TrustView(
        owner=person_view(house, document.owner) if document.owner else None,
        authors=() if writers.people else tuple(author for author in authors if author),
        date=document.date if dated else None,
        updated=document.updated,
        reviewed=document.reviewed,
        review_by=document.review_by,
        is_due=document.is_due(house.today),
        minutes=document.body.minutes if document.body else None,
        writers=writers,
    )


def translation_views(house: House, document: Document, settings: Settings) -> tuple[Translation, ...]:
    """Name a document in all its languages, each in itself; a second text in one language is no translation."""
    found: dict[str, Translation] = {}
    for place, each in enumerate(house.translations_of(document)):
        tag = each.lang or settings.language
        found.setdefault(tag, Translation(lang=tag, name=own_name(tag), url=each.url, is_original=place == 0))
    return tuple(found.values()) if len(found) > 1 and any(each.url == document.url for each in found.values()) else ()


def article(house: House, document: Document) -> Article:
    """Describe a text for machines; bylines honour what people chose, and nobody forgotten is named."""
    authors = (credit_view(house, author) for author in document.authors)
    return Article(
        headline=document.title,
        authors=tuple(author.name for author in authors if author and isinstance(author.name, str)),
        published=document.date,
        modified=document.updated,
    )


def update_view(house: House, document: Document) -> UpdateView:
    """Show a document in a list of what is new; a meeting note is described by what came out of it."""
    return UpdateView(
        title=document.title,
        url=document.url,
        description=strung(outcome(document)) if isinstance(document, Meeting) else document.description,
        kind_word=KIND_WORDS.get(document.page_kind, document.page_kind.capitalize()),
        icon=ICONS.get(document.page_kind, "file-text"),
        date=document.date,
        community=community_view(house, document.community),
    )


def outcome(meeting: Meeting) -> Iterator[Words]:
    """Say what came out of a meeting: how many came, decided and promised how much."""
    if people := len(meeting.attendees) + (meeting.guests or 0):
        yield count("%(number)s person", "%(number)s people", people)
    if meeting.decisions:
        yield count("%(number)s decision", "%(number)s decisions", len(meeting.decisions))
    if meeting.actions:
        yield count("%(number)s action", "%(number)s actions", len(meeting.actions))


def retimed(trust: TrustView, body: Body) -> TrustView:
    """Say how long it takes to read another text."""
    return replace(trust, minutes=body.minutes if body else None)


def headlined(subject: About | None, title: str) -> About | None:
    """Give the description of a text for machines another headline."""
    return replace(subject, headline=title) if isinstance(subject, Article) else subject


def contents(body: Body) -> tuple[Heading, ...]:
    """Choose the headings for the list of contents; a text with few sections needs none."""
    headings = tuple(heading for heading in body.headings if heading.level <= DEEPEST)
    return headings if len(headings) >= CONTENTS_FROM else ()


def link_view(document: Document) -> LinkView:
    """Link a document."""
    return LinkView(title=document.title, url=document.url)


@dataclass(frozen=True)
class Row:
    """Documents in the order in which one reads them."""

    documents: tuple[Document, ...] = ()

    @cached_property
    def _places(self) -> dict[str, int]:
        return {document.url: place for place, document in enumerate(self.documents)}

    def neighbours(self, url: str) -> tuple[LinkView | None, LinkView | None]:
        """Find what stands before and after the document at `url`."""
        place = self._places.get(url)
        if place is None:
            return None, None
        before = self.documents[place - 1] if place else None
        after = self.documents[place + 1] if place + 1 < len(self.documents) else None
        return (link_view(before) if before else None), (link_view(after) if after else None)
