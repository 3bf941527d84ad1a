"""Texts as publications, and what was promised at a meeting: a promise has no file of its own, so the note that holds it dates it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from guildhouse.features.document_views import outcome
from guildhouse.features.teller import DONE, PROMISED, Teller, items, paragraph, shortened
from guildhouse.formats.media import media_type
from guildhouse.model.body import Body
from guildhouse.model.decision import Decision
from guildhouse.model.document import Document
from guildhouse.model.instants import MINUTE, spread
from guildhouse.model.meeting import Action, Meeting
from guildhouse.model.publication import Enclosure, Publication
from guildhouse.model.publication_dates import noon
from guildhouse.model.tags import part
from guildhouse.model.words import say


def told_document(teller: Teller, document: Document) -> Publication | None:
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


def _recording(teller: Teller, document: Document) -> Iterator[Enclosure]:
    """Give the recording of a meeting where its media type is known."""
    if isinstance(document, Meeting) and document.recording and (kind := media_type(document.recording)):
        yield Enclosure(document.recording, kind, teller.sizes.get(document.recording))


def _promise(teller: Teller, action: Action) -> str:
    """Say what somebody promised."""
    owner = teller.names.shown(action.owner) if action.owner else ""
    words = say("%(owner)s: %(task)s", owner=owner, task=action.task) if owner else action.task
    return teller.tongue.plain(say("%(what)s (due %(date)s)", what=words, date=action.due) if action.due else words)


def told_promises(teller: Teller, note: Meeting, told: Publication) -> Iterator[Publication]:
    """Tell of what was promised at a meeting, and of what was kept of it on a day that somebody wrote down."""
    for action in note.actions:
        named, said = part("", teller.lasting(action.owner), action.task), _promise(teller, action)
        common: dict[str, Any] = {
            "url": note.url,
            "source": note.source.path,
            "community": note.community,
            "people": (action.owner,) if action.owner and teller.house.person(action.owner) else (),
            "summary": shortened(said),
            "gives_way": True,
            "parts": (paragraph(escape(said)), paragraph(f'<a href="{escape(note.url)}">{escape(note.title)}</a>')),
        }
        id_ = teller.id(note.url, note.aliases, note.community, PROMISED + named)
        began = spread(teller.dates.after(note.source.path, told.published), id_, MINUTE)
        yield Publication(
            id=id_,
            kind=PROMISED,
            title=teller.tongue.plain(say("To do: %(task)s", task=action.task)),
            published=began,
            updated=began,
            own_date=told.own_date,
            labels=teller.labels(PROMISED, note.community),
            **common,
        )
        if action.done and note.date <= action.done <= teller.house.today:
            id_ = teller.id(note.url, note.aliases, note.community, DONE + named)
            moment = max(noon(action.done, id_), began)
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
