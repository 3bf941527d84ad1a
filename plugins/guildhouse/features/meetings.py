"""Notes of meetings, one page each, and the page of all meetings: those to come by day, the notes of those that were by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from guildhouse.features import edge
from guildhouse.features.action_views import ActionView, action_view
from guildhouse.features.calendar_views import CalendarLinks, calendar_links
from guildhouse.features.context import Context, Crumb, NewText
from guildhouse.features.document_views import LinkView, TrustView, link_view, outcome, trust_view
from guildhouse.features.listing_views import Part, opening, owner_of, year_anchor, year_part
from guildhouse.features.meeting_views import MeetingView, upcoming
from guildhouse.features.note_times import NoteTime, meeting_event, note_time, series_of
from guildhouse.features.note_views import NoteGroup, by_month, is_coming
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.reading_frame import framed, reading_frame, told
from guildhouse.features.views import CommunityView, PersonView, community_view, people_views, person_view
from guildhouse.model.body import Body, Heading
from guildhouse.model.house import House
from guildhouse.model.meeting import Meeting, NoteDecision
from guildhouse.model.words import Words, say, strung
from guildhouse.settings import Settings

URL = "/meetings/"
SOON = dt.timedelta(weeks=5)
"""So far ahead the page of all meetings lists every date at once."""


@dataclass(frozen=True, kw_only=True)
class DecidedView:
    """A decision as the note words it, with its record when there is one."""

    title: str
    record: LinkView | None
    status: str | None


@dataclass(frozen=True, kw_only=True)
class MeetingPage(Context):
    """The note of a meeting: what came out of it first, then what was said."""

    heading: str
    community: CommunityView | None
    date: dt.date
    when: NoteTime
    instead_of: dt.date | None
    status: str
    series: str
    series_url: str
    facilitator: PersonView | None
    note_taker: PersonView | None
    attendees: tuple[PersonView, ...]
    guests: int
    recording: str | None
    slides: tuple[LinkView, ...]
    decisions: tuple[DecidedView, ...]
    actions: tuple[ActionView, ...]
    body: Body
    headings: tuple[Heading, ...]
    trust: TrustView | None
    previous: LinkView | None
    next: LinkView | None
    topics: tuple[str, ...]

    def rewritten(self, text: NewText) -> MeetingPage:
        """Show a new text; what is gathered from it elsewhere on the page follows with the next build."""
        return replace(self, **framed(text.title, text.body))


@dataclass(frozen=True, kw_only=True)
class Day:
    """The meetings of one day."""

    date: dt.date
    meetings: tuple[MeetingView, ...]


@dataclass(frozen=True, kw_only=True)
class NotesOfYear:
    """The notes of one year by month; `count` says how many."""

    year: int
    anchor: str
    count: int
    months: tuple[NoteGroup, ...]


@dataclass(frozen=True, kw_only=True)
class AllMeetings(Context):
    """All meetings of all communities."""

    intro: Body
    calendar: CalendarLinks | None
    parts: tuple[Part, ...]
    days: tuple[Day, ...]
    later: tuple[Day, ...]
    """Days beyond the next weeks, folded away."""
    years: tuple[NotesOfYear, ...]


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make a page for each note, and one for all meetings."""
    for note, before, after in in_series(house.meetings):
        yield page_at("meeting/note.html", meeting_page(house, note, before, after, settings), note.source.path)
    if house.communities or house.meetings or URL in house.listings:
        yield page_at("meeting/all.html", all_meetings(house, settings), owner_of(house, URL))


def in_series(notes: Iterable[Meeting]) -> Iterator[tuple[Meeting, Meeting | None, Meeting | None]]:
    """Give every note with the one before and the one after it in its series; notes without a series of one community are one."""
    groups: dict[tuple[str, str | None], list[Meeting]] = {}
    for note in notes:
        groups.setdefault((note.community, note.series), []).append(note)
    for group in groups.values():
        ordered = sorted(group, key=lambda note: (note.date, note.url))
        yield from zip(ordered, [None, *ordered[:-1]], [*ordered[1:], None], strict=True)


def meeting_page(house: House, note: Meeting, before: Meeting | None, after: Meeting | None, settings: Settings) -> MeetingPage:
    """Say what the page of a note shows."""
    community = house.community(note.community)
    where = community.name if community else ""
    series = series_of(house, note)
    return MeetingPage(
        **reading_frame(house, note, "meetings", settings),
        kind="meeting",
        subject=meeting_event(house, note),
        title=strung((note.title, where, note.date.isoformat())),
        description=_description(note, where),
        community=community_view(house, note.community),
        date=note.date,
        when=note_time(house, note),
        instead_of=note.instead_of,
        status=note.status,
        series=series.title if series else "",
        series_url=f"/communities/{note.community}/meetings/",
        facilitator=person_view(house, note.facilitator) if note.facilitator else None,
        note_taker=person_view(house, note.note_taker) if note.note_taker else None,
        attendees=people_views(house, note.attendees),
        guests=note.guests or 0,
        recording=note.recording,
        slides=tuple(LinkView(title=url.rpartition("/")[2] or url, url=url) for url in note.slides),
        decisions=tuple(_decided(house, note, decision) for decision in note.decisions),
        actions=tuple(action_view(house, action, note=False) for action in sorted(note.actions, key=lambda action: action.is_done)),
        trust=told(trust_view(house, note)),
        previous=link_view(before) if before else None,
        next=link_view(after) if after else None,
        topics=note.topics,
    )


def all_meetings(house: House, settings: Settings) -> AllMeetings:
    """Say what the page of all meetings shows."""
    groups = groupby(upcoming(house), key=lambda meeting: meeting.start.date())
    days = [Day(date=date, meetings=tuple(meetings)) for date, meetings in groups]
    end = house.today + SOON
    past = (note for note in house.meetings if not is_coming(note, house.today))
    years = tuple(_years(by_month(house, past)))
    return AllMeetings(
        **opening(house, URL, say("Meetings"), say("When the communities meet next, and what happened when they met.")),
        kind="meetings",
        crumbs=(Crumb(label=say("Home"), url="/"),),
        calendar=calendar_links(house, settings),
        parts=tuple(_parts(years)),
        days=tuple(day for day in days if day.date < end),
        later=tuple(day for day in days if day.date >= end),
        years=years,
    )


def _parts(years: tuple[NotesOfYear, ...]) -> Iterator[Part]:
    """List the dates to come, the newest year by month, each older one in a line."""
    if years:
        yield Part(level=2, anchor="gh-coming", text=say("Coming"), number=None)
        yield Part(level=2, anchor="gh-notes", text=say("Notes"), number=sum(year.count for year in years))
        yield from (Part(level=3, anchor=month.anchor, month=month.first, number=len(month.notes)) for month in years[0].months)
        yield from (year_part(year.year, year.count, 3) for year in years[1:])


def _years(months: Iterable[NoteGroup]) -> Iterator[NotesOfYear]:
    for year, group in groupby(months, key=lambda month: month.first.year):
        found = tuple(group)
        yield NotesOfYear(year=year, anchor=year_anchor(year), count=sum(len(month.notes) for month in found), months=found)


def _description(note: Meeting, where: str) -> str | Words:
    """Describe a note by its own words, else by what came out of it; where and when it was tell it from others."""
    what, words = strung((where, note.date.isoformat())), note.description or strung(outcome(note))
    return say("%(meeting)s: %(words)s", meeting=what, words=words) if words else what


def _decided(house: House, note: Meeting, decision: NoteDecision) -> DecidedView:
    record = house.record(decision.record, note.community)
    return DecidedView(title=decision.title, record=link_view(record) if record else None, status=record.status if record else None)


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
