"""Everything that was published, newest first, made of the House in one pass: what all feeds are selections of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from html import escape
from typing import Any

import guildhouse
from guildhouse.features.credit_names import Names
from guildhouse.features.document_views import outcome
from guildhouse.features.views import KIND_WORDS
from guildhouse.formats.media import media_type
from guildhouse.formats.urls import is_internal
from guildhouse.language import Language, language
from guildhouse.model.body import Body
from guildhouse.model.decision import Decision
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.meeting import Action, Meeting
from guildhouse.model.publication import Enclosure, Label, Publication, apart
from guildhouse.model.publication_dates import Dates, noon
from guildhouse.model.tags import authority_of, oldest, part, tag
from guildhouse.model.words import say
from guildhouse.settings import Settings

DONE, PROMISED = "done", "action"
"""The kinds of a promise that was kept and of a promise: those that the notes which hold them tell of as well."""
OWN_KINDS = {
    PROMISED: say("Action"),
    DONE: say("Action done"),
    "path": say("Learning path"),
    "thanks": say("Thanks"),
    "community": say("Community"),
}
"""The words for what is published and is no document."""
SUMMARY = 300
"""Characters of a summary."""


@dataclass(frozen=True)
class Teller:
    """Tells in the language of a site what was published in it, with the names and ids of that site."""

    house: House
    settings: Settings

    @cached_property
    def tongue(self) -> Language:
        """The language of the site."""
        return language(self.settings.language)

    @cached_property
    def authority(self) -> str:
        """What all ids begin with."""
        return self.settings.authority or authority_of(self.settings.site_url)

    @cached_property
    def dates(self) -> Dates:
        """When each file was published."""
        return Dates(self.house.history, self.house.today)

    @cached_property
    def names(self) -> Names:
        """How people are credited."""
        return Names(self.house, self.tongue)

    def address(self, url: str, aliases: tuple[str, ...] = (), community: str | None = None) -> str:
        """Find the oldest address of what stands at `url`."""
        found = self.house.community(community)
        return oldest(url, aliases, (found.url, found.aliases) if found else ("", ()))

    def id(self, url: str, aliases: tuple[str, ...] = (), community: str | None = None, fragment: str = "") -> str:
        """Name what stands at `url`, or a part of it, for ever."""
        return tag(self.authority, self.address(url, aliases, community), fragment)

    def lasting(self, person: str | None) -> str:
        """Name somebody in an id by the oldest address of their page, which stays when theirs changes; others as they are written."""
        found = self.house.person(person)
        return self.address(found.url, found.aliases).strip("/").rpartition("/")[2] if found else person or ""

    def labels(self, kind: str, community: str | None = None, topics: Iterable[str] = ()) -> tuple[Label, ...]:
        """Say by which words readers may sort it."""
        found = self.house.community(community)
        of_community = (Label("communities", found.id, found.name),) if found else ()
        return (
            _kind(self.tongue, kind),
            *of_community,
            *(Label("topics", topic, topic) for topic in dict.fromkeys(topics)),
        )


@cache
def _kind(tongue: Language, kind: str) -> Label:
    return Label("kinds", kind, tongue.plain(OWN_KINDS.get(kind) or KIND_WORDS.get(kind) or kind))


@lru_cache(maxsize=1)
def publications(house: House, settings: Settings) -> tuple[Publication, ...]:
    """List everything that was published until the day of the build, newest first, at instants of which no two are equal."""
    teller = Teller(house, settings)
    told: dict[str, Publication] = {}
    for each in _all(teller):
        told.setdefault(each.id, each)
    ordered = sorted(told.values(), key=lambda each: (each.published, each.own_date or dt.date.max, each.id))
    moments = apart((each.published, each.updated) for each in ordered)
    settled = [
        each if (published, updated) == (each.published, each.updated) else replace(each, published=published, updated=updated)
        for each, (published, updated) in zip(ordered, moments, strict=True)
    ]
    return tuple(reversed(settled))


def _all(teller: Teller) -> Iterator[Publication]:
    house = teller.house
    for note in house.meetings:
        if note.status == "held" and (told := _document(teller, note)):
            yield told
            yield from _promises(teller, note, told)
    for document in (*house.decisions, *house.news, *house.pages, *_charters(house)):
        if found := _document(teller, document):
            yield found
    yield from _paths(teller)
    yield from _thanks(teller)
    yield from _communities(teller)


def _charters(house: House) -> Iterator[Document]:
    return (community.charter for community in house.communities if community.charter)


def _document(teller: Teller, document: Document) -> Publication | None:
    """Tell of a text; None when it is not out yet, or nobody knows since when it is."""
    id_ = teller.id(document.url, document.aliases, document.community)
    span = teller.dates.span(id_, document.source.path, document.date, document.updated)
    if span is None:
        return None
    credited = _credited(document)
    return Publication(
        id=id_,
        kind=document.page_kind,
        title=document.title,
        url=document.url,
        published=span.first,
        updated=span.last,
        source=document.source.path,
        own_date=document.date,
        summary=_summary(teller, document),
        parts=tuple(_parts(teller, document)),
        authors=teller.names.bylines(credited),
        labels=teller.labels(document.page_kind, document.community, (*document.topics, *document.tags)),
        community=document.community,
        people=teller.names.known(credited),
        topics=document.topics,
        enclosures=tuple(_recording(teller, document)),
        lang=document.lang,
    )


def _credited(document: Document) -> tuple[str, ...]:
    """Name who wrote a text: its authors, else who took the notes or decided."""
    if document.authors:
        return document.authors
    if isinstance(document, Meeting):
        return (document.note_taker,) if document.note_taker else ()
    return document.decision_makers if isinstance(document, Decision) else ()


def _summary(teller: Teller, document: Document) -> str:
    """Describe a text in a line: as it describes itself, else by what came out of a meeting, else as it begins."""
    words = document.description
    if not words and isinstance(document, Meeting):
        words = ", ".join(teller.tongue.plain(each) for each in outcome(document))
    return shortened(words or document.body.facts.opening)


def shortened(words: str) -> str:
    """Cut a summary at a word, where it is long."""
    line = " ".join(words.split())
    return line if len(line) <= SUMMARY else line[: SUMMARY - 1].rpartition(" ")[0] + "…"


def _parts(teller: Teller, document: Document) -> Iterator[Body | str]:
    if isinstance(document, Meeting):
        if not document.body:
            yield _outcome(teller, document)
        if document.recording:
            yield paragraph(f'<a href="{escape(document.recording)}">{escape(teller.tongue.plain(say("Recording")))}</a>')
    if document.body:
        yield document.body


def _outcome(teller: Teller, note: Meeting) -> str:
    """Write what a note without a text says in its front matter."""
    decided = [escape(each.title) for each in note.decisions]
    promised = [escape(_promise(teller, each)) for each in note.actions]
    listed = ((say("Decisions"), decided), (say("Actions"), promised))
    return "".join(f"<p>{escape(teller.tongue.plain(words))}</p>\n{items(each)}" for words, each in listed if each)


def items(entries: Iterable[str]) -> str:
    """Write markup as the items of a list."""
    return "<ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>\n"


def paragraph(markup: str) -> str:
    """Write markup as a paragraph."""
    return f"<p>{markup}</p>\n"


def _recording(teller: Teller, document: Document) -> Iterator[Enclosure]:
    """Give the recording of a meeting where its media type is known."""
    if isinstance(document, Meeting) and document.recording and (kind := media_type(document.recording)):
        yield Enclosure(document.recording, kind, _sizes(teller.house).get(document.recording) if is_internal(document.recording) else None)


def _sizes(house: House) -> dict[str, int]:
    return {attachment.url: attachment.size for attachment in house.attachments if attachment.size is not None}


def _promise(teller: Teller, action: Action) -> str:
    """Say what somebody promised."""
    owner = teller.names.shown(action.owner) if action.owner else ""
    words = say("%(owner)s: %(task)s", owner=owner, task=action.task) if owner else action.task
    return teller.tongue.plain(say("%(what)s (due %(date)s)", what=words, date=action.due) if action.due else words)


def _promises(teller: Teller, note: Meeting, told: Publication) -> Iterator[Publication]:
    """Tell of what was promised at a meeting, and of what was kept of it on a day that somebody wrote down."""
    for action in note.actions:
        named, said = part("", teller.lasting(action.owner), action.task), _promise(teller, action)
        common: dict[str, Any] = {
            "url": note.url,
            "source": note.source.path,
            "community": note.community,
            "people": (action.owner,) if action.owner and teller.house.person(action.owner) else (),
            "summary": shortened(said),
            "parts": (paragraph(escape(said)), paragraph(f'<a href="{escape(note.url)}">{escape(note.title)}</a>')),
        }
        yield Publication(
            id=teller.id(note.url, note.aliases, note.community, PROMISED + named),
            kind=PROMISED,
            title=teller.tongue.plain(say("To do: %(task)s", task=action.task)),
            published=told.published,
            updated=told.published,
            own_date=told.own_date,
            labels=teller.labels(PROMISED, note.community),
            **common,
        )
        if action.done and note.date <= action.done <= teller.house.today:
            id_ = teller.id(note.url, note.aliases, note.community, DONE + named)
            moment = max(noon(action.done, id_), told.published)
            yield Publication(
                id=id_,
                kind=DONE,
                title=teller.tongue.plain(say("Done: %(task)s", task=action.task)),
                published=moment,
                updated=moment,
                own_date=action.done,
                labels=teller.labels(DONE, note.community),
                **common,
            )


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
        moment = noon(kudos.date, id_) if kudos.date else span.first  # the file holds the thanks of a whole quarter
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
