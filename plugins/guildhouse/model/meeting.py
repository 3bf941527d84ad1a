"""Meetings: the series that says when, the note that says what happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from guildhouse.model.document import Document, internal
from guildhouse.model.duration import Duration
from guildhouse.model.source import Source


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One meeting of a series: aware start and end, and whose turn it is."""

    start: dt.datetime
    end: dt.datetime | None = None
    facilitator: str | None = None
    note_taker: str | None = None
    note: str | None = None
    """Address of its planned note, when there is one."""


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A date of a series that takes place otherwise: `day` is the series' own, `date` and `time` are when it takes place now."""

    day: dt.date
    date: dt.date
    time: dt.time | None = None
    """None is the time of the series."""
    cancelled: bool = False
    note: str | None = None
    """Address of the note that says so."""


@dataclass(frozen=True, kw_only=True)
class Recurrence:
    """All dates of a series, past ones too, as calendars say them (RFC 5545): rule, exceptions, additions, changes.

    `first` is the first date of the rule, else of those in `also`; nothing in `without`, `also` and `changed` lies before it, but where
    a changed date is moved to. `rule` is complete, with COUNT or UNTIL in UTC where it ends.
    """

    first: dt.date
    rule: str | None = None
    without: tuple[dt.date, ...] = ()
    also: tuple[dt.date, ...] = ()
    changed: tuple[Changed, ...] = ()
    apart: tuple[Changed, ...] = ()
    """Dates before the first one, which programs read differently where they stand in the list of additions."""

    @property
    def earliest(self) -> dt.date:
        """The day of the very first meeting, wherever it stands."""
        return min([self.first, *(each.date for each in (*self.changed, *self.apart))])


@dataclass(frozen=True, kw_only=True)
class Series:
    """Meetings that belong together; `occurrences` is None when its dates cannot be computed, and then its words stand alone."""

    id: str
    title: str
    source: Source = internal()
    starts: dt.date | None = None
    ends: dt.date | None = None
    time: dt.time | None = None
    duration: Duration | None = None
    timezone: str | None = None
    rrule: str | None = None
    skip: tuple[dt.date, ...] = ()
    also: tuple[dt.date, ...] = ()
    when: str | None = None
    group: str | None = None
    location: str | None = None
    join_url: str | None = None
    notes_url: str | None = None
    recordings_url: str | None = None
    calendar_url: str | None = None
    facilitators: tuple[str, ...] = ()
    note_takers: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    note: str | None = None
    visibility: Literal["organization"] = "organization"
    occurrences: tuple[Occurrence, ...] | None = internal(default=None)
    """The next ones from the build's day on, soonest first."""
    undated: str | None = internal(default=None)
    """Why the dates are not known, in one sentence for readers."""
    recurrence: Recurrence | None = internal(default=None)
    """All dates; None when they cannot be computed, or nobody can come any more."""


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something somebody promised; `task` is plain text, `done_on` None with `done` true means done on an unknown day."""

    id: str
    url: str | None
    task: str
    owner: str | None = None
    due: dt.date | None = None
    is_done: bool = field(default=False, metadata={"internal": True})
    done: dt.date | None = None
    community: str | None = None
    note: str | None = None
    """Id of the note that holds it."""
    source: Source = internal()

    def is_late(self, today: dt.date) -> bool:
        """Tell whether it should have been done before `today`."""
        return not self.is_done and self.due is not None and self.due < today


@dataclass(frozen=True, kw_only=True)
class NoteDecision:
    """A decision as a meeting note words it; `record` is the id of its decision record, when there is one."""

    title: str
    record: str | None = None
    source: Source = internal()


@dataclass(frozen=True, kw_only=True)
class Meeting(Document):
    """The note of one meeting; `attendees` are ids of people, or names as written."""

    community: str
    date: dt.date
    series: str | None = None
    status: Literal["planned", "held", "cancelled"] = "held"
    instead_of: dt.date | None = None
    time: dt.time | None = None
    facilitator: str | None = None
    note_taker: str | None = None
    attendees: tuple[str, ...] = ()
    guests: int | None = None
    recording: str | None = None
    slides: tuple[str, ...] = ()
    decisions: tuple[NoteDecision, ...] = ()
    actions: tuple[Action, ...] = ()
    contributions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    visibility: Literal["organization"] = "organization"
