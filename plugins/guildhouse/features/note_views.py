"""How meeting notes and decisions are shown in lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from guildhouse.features.document_views import outcome
from guildhouse.features.views import CommunityView, community_view
from guildhouse.model.decision import Decision
from guildhouse.model.house import House
from guildhouse.model.meeting import Meeting
from guildhouse.model.words import Words, say


@dataclass(frozen=True, kw_only=True)
class NoteView:
    """A meeting note in a list; `facts` say what came out of it."""

    title: str
    url: str
    date: dt.date
    status: str
    facts: tuple[Words, ...]
    community: CommunityView | None


UNSTATED = "unstated"
"""Stands for the status of a record that says none."""

STATUS_WORDS: Mapping[str, Words] = {
    "proposed": say("proposed"),
    "accepted": say("accepted"),
    "rejected": say("rejected"),
    "deprecated": say("deprecated"),
    "superseded": say("superseded"),
    UNSTATED: say("status not stated"),
}
"""The words for the states of decisions, in the order of the log: what is still open comes first."""


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """A decision in a list; `status` is None for a decision of a note that has no record."""

    title: str
    url: str
    date: dt.date | None
    status: str | None
    community: CommunityView | None


@dataclass(frozen=True, kw_only=True)
class NoteGroup:
    """Notes of one year or month; `first` is its first day."""

    first: dt.date
    notes: tuple[NoteView, ...]

    @property
    def anchor(self) -> str:
        """Name the place on the page where the month begins."""
        return f"gh-{self.first:%Y-%m}"


def is_coming(note: Meeting, today: dt.date) -> bool:
    """Tell whether a note prepares a meeting that is still to come."""
    return note.status == "planned" and note.date >= today


def note_view(house: House, meeting: Meeting, *, community: bool = False) -> NoteView:
    """Show a note; with `community` it names whose it is."""
    return NoteView(
        title=meeting.title,
        url=meeting.url,
        date=meeting.date,
        status=meeting.status,
        facts=tuple(outcome(meeting)),
        community=community_view(house, meeting.community) if community else None,
    )


def decision_view(house: House, decision: Decision, *, community: bool = False) -> DecisionView:
    """Show a decision record; with `community` it names whose it is."""
    return DecisionView(
        title=decision.title,
        url=decision.url,
        date=decision.date,
        status=decision.status or UNSTATED,
        community=community_view(house, decision.community) if community else None,
    )


def unrecorded(house: House, notes: Iterable[Meeting], *, community: bool = False) -> tuple[DecisionView, ...]:
    """List the decisions of notes that have no record of their own."""
    return tuple(
        DecisionView(
            title=decision.title,
            url=note.url,
            date=note.date,
            status=None,
            community=community_view(house, note.community) if community else None,
        )
        for note in notes
        for decision in note.decisions
        if not decision.record
    )


def by_year(house: House, notes: Iterable[Meeting]) -> tuple[NoteGroup, ...]:
    """Group notes, newest first, by year."""
    groups = groupby(notes, key=lambda note: note.date.year)
    return tuple(NoteGroup(first=dt.date(year, 1, 1), notes=tuple(note_view(house, note) for note in group)) for year, group in groups)


def by_month(house: House, notes: Iterable[Meeting]) -> tuple[NoteGroup, ...]:
    """Group notes of all communities, newest first, by month."""
    groups = groupby(notes, key=lambda note: note.date.replace(day=1))
    return tuple(NoteGroup(first=first, notes=tuple(note_view(house, note, community=True) for note in group)) for first, group in groups)
