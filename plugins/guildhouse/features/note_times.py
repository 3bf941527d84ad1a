"""When the meeting of a note is or was, and how one gets into one that is still to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from guildhouse.features.meeting_views import coming_of, place
from guildhouse.features.note_views import is_coming
from guildhouse.formats.json_ld import Event
from guildhouse.model.house import House
from guildhouse.model.meeting import Meeting, Series
from guildhouse.model.words import Words
from guildhouse.sources import zones


@dataclass(frozen=True, kw_only=True)
class NoteTime:
    """`start` is aware and told in `zone`; where no zone is known, `clock` alone tells the time.

    Only meetings to come have `place` and `join_url`.
    """

    start: dt.datetime | None
    zone: str
    clock: dt.time | None
    place: str | Words
    join_url: str | None


def series_of(house: House, note: Meeting) -> Series | None:
    """Find the series that a note belongs to."""
    community = house.community(note.community)
    return next((series for series in coming_of(community) if series.id == note.series), None) if community else None


def note_time(house: House, note: Meeting) -> NoteTime:
    """Tell the time of a note's meeting: its own, else that of its series, in the zone of the series."""
    series = series_of(house, note)
    clock = note.time or (series.time if series else None)
    zone = zones.zone(series.timezone) if series and series.timezone else None
    opened = series if is_coming(note, house.today) and not house.is_archived(note.community) else None
    return NoteTime(
        start=zones.moment(note.date, clock, zone) if clock and zone else None,
        zone=zone.key if zone else "",
        clock=clock,
        place=place(opened) if opened else "",
        join_url=opened.join_url if opened else None,
    )


def meeting_event(house: House, note: Meeting) -> Event | None:
    """Describe a meeting to come for machines, when its time is known."""
    when, series, community = note_time(house, note), series_of(house, note), house.community(note.community)
    if when.start is None or not is_coming(note, house.today):
        return None
    length = series.duration.fixed if series and series.duration else None
    return Event(
        name=note.title,
        start=when.start,
        end=(when.start.astimezone(dt.UTC) + length).astimezone(when.start.tzinfo) if length else None,
        place=series.location if series else None,
        join_url=when.join_url,
        organizer=community.name if community else None,
    )
