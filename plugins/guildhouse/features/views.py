"""Small values that many pages show: a person, a community, a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from guildhouse.formats.crest import Crest, crests, hue
from guildhouse.model.community import Community
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.person import FORMER, FORMER_COLLEAGUE, Person
from guildhouse.model.source import Source
from guildhouse.model.words import Words, say

KIND_WORDS: Mapping[str, Words] = {
    "page": say("Page"),
    "news": say("News"),
    "term": say("Glossary"),
    "resource": say("Resource"),
    "meeting": say("Meeting note"),
    "decision": say("Decision"),
    "charter": say("Charter"),
}
"""What each kind of document is called."""


@dataclass(frozen=True, kw_only=True)
class PersonView:
    """A person wherever one is named; `id` and `url` are None for a name without a record."""

    id: str | None
    name: str | Words
    initials: str
    url: str | None
    hue: str
    title: str | None = None
    team: str | None = None


@dataclass(frozen=True, kw_only=True)
class CommunityView:
    """A community wherever one is named."""

    id: str
    name: str
    url: str
    hue: str
    status: str
    kind: str
    summary: str | None
    crest: Crest


@dataclass(frozen=True, kw_only=True)
class DocumentView:
    """A document in a list."""

    title: str
    url: str
    description: str
    date: dt.date | None
    kind_word: str | Words
    community: CommunityView | None


def person_view(house: House, ref: str) -> PersonView:
    """Show a person by id, or by the name that was written."""
    person = house.person(ref)
    if person is None:
        name = FORMER if ref == FORMER_COLLEAGUE else ref
        return PersonView(id=None, name=name, initials=_initials(ref), url=None, hue=hue(ref))
    return PersonView(
        id=person.id, name=person.name, initials=person.initials, url=person.url, hue=hue(person.id), title=person.title, team=person.team
    )


def people_views(house: House, refs: tuple[str, ...]) -> tuple[PersonView, ...]:
    """Show several people in the order in which they are named."""
    return tuple(person_view(house, ref) for ref in refs)


def credit_view(house: House, ref: str) -> PersonView | None:
    """Show a person where something thanks or credits them, as they chose: named, as initials without a link, or not at all."""
    view, person = person_view(house, ref), house.person(ref)
    if person is None or person.recognition == "named":
        return view
    if person.recognition == "initials":
        name = person.credited_name
        return PersonView(id=None, name=name, initials=_initials(name), url=None, hue=hue(name))
    return None


def community_view(house: House, id_: str | None) -> CommunityView | None:
    """Show a community by id; None when there is none of that id."""
    community = house.community(id_)
    return view_of(house, community) if community else None


def document_view(house: House, document: Document) -> DocumentView:
    """Show a document as lists do."""
    return DocumentView(
        title=document.title,
        url=document.url,
        description=document.description,
        date=document.date,
        kind_word=KIND_WORDS.get(document.page_kind, document.page_kind.capitalize()),
        community=community_view(house, document.community),
    )


def view_of(house: House, community: Community) -> CommunityView:
    """Show a community of the house."""
    return CommunityView(
        id=community.id,
        name=community.name,
        url=community.url,
        hue=hue(community.id, community.hue),
        status=community.status,
        kind=community.kind,
        summary=community.summary,
        crest=_crests(house.community_ids)[community.id],
    )


@cache
def _crests(ids: tuple[str, ...]) -> dict[str, Crest]:
    """Draw the crests of all communities together, for no two may be alike."""
    return crests(ids)


def _initials(name: str) -> str:
    return Person(id="", url="", name=name, source=Source("")).initials
