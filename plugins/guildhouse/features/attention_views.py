"""What needs somebody's attention in a community, as entries of a feed: facts with a day since which they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from guildhouse.features.community_views import leads
from guildhouse.features.health import QUIET
from guildhouse.features.teller import Teller, paragraph
from guildhouse.model.community import Community
from guildhouse.model.document import Document
from guildhouse.model.publication import Publication
from guildhouse.model.publication_dates import noon, settled
from guildhouse.model.tags import part
from guildhouse.model.words import Words, say

DAY = dt.timedelta(days=1)
KIND = "attention"


@dataclass(frozen=True)
class Need:
    """One thing that needs attention since a day; `name` tells it from others of its community, for ever."""

    name: str
    since: dt.date
    words: Words
    url: str


def attention(teller: Teller, community: Community) -> tuple[Publication, ...]:
    """List what needs attention now, newest first; what is settled is no longer in it."""
    found = (need for need in _needs(teller, community) if need.since <= teller.house.today)
    return settled(_told(teller, community, need) for need in found)


def _told(teller: Teller, community: Community, need: Need) -> Publication:
    words = teller.tongue.plain(need.words)
    id_ = teller.id(f"{community.url}{KIND}/", (), community.id, need.name)
    moment = noon(need.since, id_)
    return Publication(
        id=id_,
        kind=KIND,
        title=words,
        url=need.url,
        published=moment,
        updated=moment,
        summary=words,
        parts=(paragraph(f'<a href="{escape(need.url)}">{escape(words)}</a>'),),
        community=community.id,
    )


def _needs(teller: Teller, community: Community) -> Iterator[Need]:
    yield from _late(teller, community)
    yield from _to_review(teller, community)
    yield from _quiet(teller, community)
    yield from _leading(teller, community)


def _late(teller: Teller, community: Community) -> Iterator[Need]:
    for action in teller.house.actions_of(community.id):
        if action.due and action.url and teller.house.is_late(action):
            words = say("Due on %(date)s: %(task)s", date=action.due, task=action.task)
            name = part("late", _place(teller, action.url), teller.lasting(action.owner), action.task, action.due.isoformat())
            yield Need(name, action.due + DAY, words, action.url)


def _to_review(teller: Teller, community: Community) -> Iterator[Need]:
    """Name the texts that somebody should read again, and the community itself where its own day has come."""
    house = teller.house
    if community.review_by:
        words = say("%(title)s was to be reviewed by %(date)s", title=community.name, date=community.review_by)
        yield Need(f"review-{community.review_by}", community.review_by, words, community.url)
    charter = (community.charter,) if community.charter else ()
    documents: tuple[Document, ...] = (*charter, *house.library_of(community.id), *house.decisions_of(community.id))
    for document in documents:
        if document.review_by:
            words = say("%(title)s was to be reviewed by %(date)s", title=document.title, date=document.review_by)
            yield Need(
                part("review", _place(teller, document.url), document.review_by.isoformat()), document.review_by, words, document.url
            )


def _quiet(teller: Teller, community: Community) -> Iterator[Need]:
    held = next(
        (note for note in teller.house.meetings_of(community.id) if note.status == "held" and note.date <= teller.house.today), None
    )
    if held and community.status == "active":
        yield Need(f"quiet-{held.date}", held.date + QUIET + DAY, say("No note since %(date)s", date=held.date), held.url)


def _leading(teller: Teller, community: Community) -> Iterator[Need]:
    """Name terms that have ended, and a community that nobody leads any more, since its last lead went."""
    for each in leads(teller.house, community):
        if each.term and each.term.end:
            words = say("The term of %(person)s ended on %(date)s", person=teller.names.shown(each.person), date=each.term.end)
            yield Need(
                part("term", teller.lasting(each.person), each.term.end.isoformat()), each.term.end + DAY, words, f"{community.url}members/"
            )
    if not leads(teller.house, community):
        ended = [day for each in community.members if each.is_leading and (day := each.until or _left(teller, each.person))]
        began = [change.date for change in community.lifecycle]
        if since := max((*(day + DAY for day in ended), *began), default=None):
            yield Need(f"lead-{since}", since, say("Nobody leads %(community)s", community=community.name), community.url)


def _place(teller: Teller, url: str) -> str:
    """Name a text in an id by its oldest address."""
    document = teller.house.document_at(url)
    return teller.address(document.url, document.aliases, document.community) if document else url


def _left(teller: Teller, person: str) -> dt.date | None:
    found = teller.house.person(person)
    return found.left if found else None
