"""Everything that was published, newest first, made of the House in one pass: what all feeds are selections of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from html import escape

import guildhouse
from guildhouse.features.document_publications import told_document, told_promises
from guildhouse.features.teller import Teller, items, paragraph, shortened
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.instants import MINUTE, spread
from guildhouse.model.publication import Publication
from guildhouse.model.publication_dates import noon, settled
from guildhouse.model.tags import part
from guildhouse.model.words import say
from guildhouse.settings import Settings


@lru_cache(maxsize=1)
def publications(house: House, settings: Settings) -> tuple[Publication, ...]:
    """List everything that was published until the day of the build, newest first, at instants of which no two are equal."""
    teller = Teller(house, settings)
    return settled(_all(teller))


def _all(teller: Teller) -> Iterator[Publication]:
    house = teller.house
    for note in house.meetings:
        if note.status == "held" and (told := told_document(teller, note)):
            yield told
            yield from told_promises(teller, note, told)
    for document in (*house.decisions, *house.news, *house.pages, *_charters(house)):
        if found := told_document(teller, document):
            yield found
    yield from _paths(teller)
    yield from _thanks(teller)
    yield from _communities(teller)


def _charters(house: House) -> Iterator[Document]:
    return (community.charter for community in house.communities if community.charter)


def _paths(teller: Teller) -> Iterator[Publication]:
    """Tell of the learning paths that have a page."""
    for path in teller.house.paths:
        id_ = teller.id(path.url or "", path.aliases)
        if path.url is None or (span := teller.dates.span(id_, path.source.path, None, None)) is None:
            continue
        credited = path.maintainers
        yield Publication(
            id=id_,
            kind="path",
            title=path.title,
            url=path.url,
            published=span.first,
            updated=span.last,
            source=path.source.path,
            summary=shortened(path.summary or ""),
            parts=(paragraph(escape(path.summary or path.title)), items(map(escape, path.outcomes)) if path.outcomes else ""),
            authors=teller.names.bylines(credited),
            labels=teller.labels("path", path.community),
            community=path.community,
            people=teller.names.known(credited),
        )


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _thanks(teller: Teller) -> Iterator[Publication]:
    """Tell of thanks, to those who want to be thanked in public."""
    for kudos in teller.house.kudos:
        people = teller.names.bylines(kudos.to)
        id_ = teller.id(
            "/recognition/", fragment=part("thanks", *map(teller.lasting, (*kudos.to, kudos.thanked_by)), _day(kudos.date), kudos.reason)
        )
        span = teller.dates.span(id_, kudos.source.path, kudos.date)
        if not people or span is None:
            continue
        found = teller.house.community(kudos.community)
        listed = tuple(each.name for each in people)
        after = teller.dates.after(kudos.source.path, span.first)
        moment = noon(kudos.date, id_) if kudos.date else spread(after, id_, MINUTE)  # the file holds the thanks of a whole quarter
        yield Publication(
            id=id_,
            kind="thanks",
            title=teller.tongue.plain(say("Thanks to %(people)s", people=listed)),
            url=kudos.url or thanks_page() or (found.url if found else "/"),
            published=moment,
            updated=moment,
            source=kudos.source.path,
            own_date=kudos.date,
            summary=shortened(kudos.reason),
            parts=(
                paragraph(teller.names.linked(people)),
                paragraph(escape(kudos.reason)),
                paragraph(escape(kudos.impact)) if kudos.impact else "",
            ),
            authors=teller.names.bylines((kudos.thanked_by,) if kudos.thanked_by else ()),
            gives_way=True,
            labels=teller.labels("thanks", kudos.community),
            community=kudos.community,
        )


def thanks_page() -> str | None:
    """Name the page of thanks; None where this version has none."""
    return "/recognition/" if "recognition" in guildhouse.FEATURES else None


def _communities(teller: Teller) -> Iterator[Publication]:
    """Tell of new communities."""
    for community in teller.house.communities:
        id_ = teller.id(community.url, community.aliases)
        began = min((change.date for change in community.lifecycle), default=None)
        if span := teller.dates.span(id_, community.source.path, began):
            told = community.summary or community.mission or ""
            yield Publication(
                id=id_,
                kind="community",
                title=community.name,
                url=community.url,
                published=span.first,
                updated=span.first,  # its file changes with every goal and member
                source=community.source.path,
                own_date=began,
                summary=shortened(told),
                parts=(paragraph(escape(told or community.name)),),
                labels=teller.labels("community", community.id, community.topics),
                community=community.id,
                topics=community.topics,
            )
