"""What somebody keeps, wrote and told, as their own page lists it; who does not want to be credited is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from guildhouse.features.document_views import ICONS
from guildhouse.features.views import KIND_WORDS, CommunityView, community_view
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.meeting import Meeting
from guildhouse.model.person import Person
from guildhouse.model.words import Words


@dataclass(frozen=True, kw_only=True)
class TextView:
    """A text that somebody keeps, wrote, or both."""

    title: str
    url: str
    icon: str
    kind_word: str | Words
    community: CommunityView | None
    is_kept: bool
    is_written: bool


@dataclass(frozen=True, kw_only=True)
class TalkView:
    """A talk: the note of the meeting in which it was given, and where it can be watched again."""

    title: str
    url: str
    date: dt.date
    community: CommunityView | None
    recording: str | None


def text_views(house: House, person: Person) -> tuple[TextView, ...]:
    """List the texts that somebody keeps, which is a duty, and those they wrote, which is a credit; by title."""
    traces = house.traces_of(person.id)
    written = {text.url: text for text in traces.written} if _is_credited(person) else {}
    kept = {text.url: text for text in traces.kept}
    ordered = sorted((written | kept).values(), key=lambda text: (text.title.casefold(), text.url))
    return tuple(_text(house, text, is_kept=text.url in kept, is_written=text.url in written) for text in ordered)


def talk_views(house: House, person: Person) -> tuple[TalkView, ...]:
    """List the talks that somebody gave, newest first."""
    notes = house.traces_of(person.id).talks if _is_credited(person) else ()
    return tuple(_talk(house, note) for note in notes if note.status == "held" and note.date <= house.today)


def _is_credited(person: Person) -> bool:
    """Tell whether a person's own page may say what they did: initials elsewhere would lead nowhere if it did."""
    return person.recognition == "named"


def _text(house: House, text: Document, *, is_kept: bool, is_written: bool) -> TextView:
    return TextView(
        title=text.title,
        url=text.url,
        icon=ICONS.get(text.page_kind, "file-text"),
        kind_word=KIND_WORDS.get(text.page_kind, text.page_kind.capitalize()),
        community=community_view(house, text.community),
        is_kept=is_kept,
        is_written=is_written,
    )


def _talk(house: House, note: Meeting) -> TalkView:
    return TalkView(
        title=note.title, url=note.url, date=note.date, community=community_view(house, note.community), recording=note.recording
    )
