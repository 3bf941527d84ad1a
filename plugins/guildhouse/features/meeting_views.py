"""How meetings to come are shown: one by one, and as the series that they belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from guildhouse.features.views import CommunityView, PersonView, community_view, person_view, view_of
from guildhouse.formats.rhythm import rhythm
from guildhouse.model.community import Community
from guildhouse.model.house import House
from guildhouse.model.meeting import Occurrence, Series
from guildhouse.model.words import Words, say


@dataclass(frozen=True, kw_only=True)
class MeetingView:
    """One meeting to come; `start` is aware and told in `zone`, `url` leads to its planned note or its community's meetings."""

    title: str
    url: str
    start: dt.datetime
    end: dt.datetime | None
    zone: str
    place: str | Words
    community: CommunityView | None


@dataclass(frozen=True, kw_only=True)
class DateView:
    """One date of a series, and whose turn it is."""

    start: dt.datetime
    end: dt.datetime | None
    zone: str
    facilitator: PersonView | None
    note_taker: PersonView | None
    url: str | None


@dataclass(frozen=True, kw_only=True)
class SeriesView:
    """A series: its next dates, or the words that stand in their place."""

    id: str
    title: str
    hue: str
    place: str | Words
    rhythm: str | Words
    """When it is in words: the authors' own, else those of its rule; or empty."""
    group: str
    note: str
    join_url: str | None
    calendar_url: str | None
    file: str | None
    """A calendar file with this series alone, when there are dates to come."""
    notes_url: str | None
    recordings_url: str | None
    agenda: tuple[str, ...]
    facilitators: tuple[PersonView, ...]
    note_takers: tuple[PersonView, ...]
    dates: tuple[DateView, ...]
    undated: Words


def series_view(house: House, community: Community, series: Series) -> SeriesView:
    """Show a series of a community or of one of its projects."""
    view = view_of(house, community)
    return SeriesView(
        id=series.id,
        title=series.title,
        hue=view.hue,
        place=place(series),
        rhythm=rhythm_of(series),
        group=series.group or "",
        note=series.note or "",
        join_url=series.join_url,
        calendar_url=series.calendar_url,
        file=series_file(community, series),
        notes_url=series.notes_url,
        recordings_url=series.recordings_url,
        agenda=series.agenda,
        facilitators=tuple(person_view(house, person) for person in series.facilitators),
        note_takers=tuple(person_view(house, person) for person in series.note_takers),
        dates=tuple(_date_view(house, series, each) for each in series.occurrences or ()),
        undated=say("Next date not known. %(reason)s", reason=series.undated) if series.undated else say("Next date not known."),
    )


def upcoming(house: House) -> tuple[MeetingView, ...]:
    """List the next meetings of all communities, soonest first."""
    found = [view for community in house.communities for view in _coming(house, community)]
    return tuple(sorted(found, key=lambda meeting: (meeting.start, meeting.title, meeting.url)))


def coming_of(community: Community) -> Iterator[Series]:
    """List all series of a community, those of its projects too."""
    yield from community.meetings
    for project in community.projects:
        yield from project.meetings


def is_over(series: Series) -> bool:
    """Tell whether no date of a series can come any more."""
    return series.occurrences == ()


def rhythm_of(series: Series) -> str | Words:
    """Say in words when a series meets: as its authors do, else the days of its rule and the time as far as they are known."""
    words = rhythm(series.rrule)
    if series.when or words is None:
        return series.when or ""
    return say("%(days)s, %(time)s", days=words, time=f"{series.time:%H:%M}") if series.time else words


def series_file(community: Community, series: Series) -> str | None:
    """Name the file with one series alone, None when its dates cannot be computed or none is to come."""
    is_coming = series.recurrence is not None and bool(series.occurrences)
    return f"{community.url}calendar/{series.id}.ics" if is_coming else None


def place(series: Series) -> str | Words:
    """Say where a series meets."""
    if series.location:
        return say("%(place)s and online", place=series.location) if series.join_url else series.location
    return say("online") if series.join_url else ""


def _coming(house: House, community: Community) -> Iterator[MeetingView]:
    for series in coming_of(community):
        for each in series.occurrences or ():
            yield MeetingView(
                title=series.title,
                url=each.note or f"{community.url}meetings/",
                start=each.start,
                end=each.end,
                zone=series.timezone or "",
                place=place(series),
                community=community_view(house, community.id),
            )


def _date_view(house: House, series: Series, each: Occurrence) -> DateView:
    return DateView(
        start=each.start,
        end=each.end,
        zone=series.timezone or "",
        facilitator=person_view(house, each.facilitator) if each.facilitator else None,
        note_taker=person_view(house, each.note_taker) if each.note_taker else None,
        url=each.note,
    )
