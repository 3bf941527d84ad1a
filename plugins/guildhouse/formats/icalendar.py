"""Calendars that people subscribe to (RFC 5545, with the properties of RFC 7986): series, changed dates, promises with a due date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, Todo, vDuration, vRecur, vText, vUri

from guildhouse.formats.icalendar_zones import UTC_NAMES
from guildhouse.model.meeting import Changed, Recurrence

PRODUCT = "-//Guildhouse//Calendars//EN"
REFRESH = dt.timedelta(hours=12)
"""How often programs should look for something new."""
ONCE = "FREQ=DAILY;COUNT=1"
"""The rule of a series that has none: beside additions alone, ical.js can lose the first date."""
END = b"END:VCALENDAR\r\n"
COLOURS: Mapping[str, str] = {
    "teal": "teal",
    "blue": "royalblue",
    "clay": "sienna",
    "moss": "olivedrab",
    "plum": "mediumorchid",
    "sky": "steelblue",
    "ochre": "goldenrod",
    "rose": "palevioletred",
}
"""The names of CSS colours that come near the hues of communities: calendars know no others."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Written:
    """When something was written: `stamp` is its last change, `changes` a number that grows with every one; aware, in UTC."""

    stamp: dt.datetime
    changes: int = 0
    is_known: bool = False
    """Whether the change is known from history, and not taken from the dates of the thing itself."""


@dataclass(frozen=True, kw_only=True)
class Meetings:
    """A series of meetings; `time` is told in `zone`, addresses are full ones, texts are plain."""

    uid: str
    title: str
    recurrence: Recurrence
    time: dt.time
    zone: ZoneInfo
    written: Written
    length: dt.timedelta | None = None
    location: str | None = None
    join_url: str | None = None
    url: str | None = None
    description: str = ""
    category: str | None = None
    cancelled: str = "%s"
    """The title of a meeting that does not take place, with `%s` for that of the series."""
    notes: tuple[tuple[str, str], ...] = ()
    """Every note that changes a date: its address in the site, and the same in full."""

    @property
    def zone_name(self) -> str | None:
        """The zone that a calendar with these meetings has to describe; none for times in UTC."""
        return None if self.zone.key in UTC_NAMES else self.zone.key


@dataclass(frozen=True, kw_only=True)
class Promise:
    """Something that somebody promised for a day."""

    uid: str
    task: str
    due: dt.date
    written: Written
    url: str | None = None
    description: str = ""
    category: str | None = None


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What a calendar says of itself (RFC 7986, section 5).

    `url` is the page that shows the same, `source` the calendar's own address, `image` that of a small SVG picture, all in full; `changed`
    is the aware instant of the last change, in UTC.
    """

    name: str
    uid: str
    changed: dt.datetime | None = None
    categories: tuple[str, ...] = ()
    description: str = ""
    colour: str | None = None
    url: str | None = None
    source: str | None = None
    image: str | None = None


Part: TypeAlias = Meetings | Promise
"""What a calendar can hold."""


def meetings_or_promise(part: Part) -> bytes:
    """Write a part of a calendar."""
    return meetings(part) if isinstance(part, Meetings) else promise(part)


def calendar(cover: Cover, zones: Iterable[bytes], parts: Iterable[bytes]) -> bytes:
    """Write a calendar of parts that are written already: the zones that they name, then series and promises."""
    head = Calendar()
    name = _line(cover.name)
    head.add("PRODID", PRODUCT)
    head.add("VERSION", "2.0")
    head.add("CALSCALE", "GREGORIAN")
    head.add("NAME", vText(name))
    head.add("X-WR-CALNAME", vText(name))
    head.add("UID", cover.uid)
    if cover.changed:
        head.add("LAST-MODIFIED", cover.changed)
    if cover.categories:
        head.add("CATEGORIES", [_line(each) for each in cover.categories])
    head.add("REFRESH-INTERVAL", vDuration(REFRESH), {"VALUE": "DURATION"})
    head.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    for key, value in (("DESCRIPTION", vText(_text(cover.description))), ("COLOR", vText(cover.colour or ""))):
        if value:
            head.add(key, value)
    if cover.url:
        head.add("URL", vUri(cover.url))
    if cover.source:
        head.add("SOURCE", vUri(cover.source), {"VALUE": "URI"})
    if cover.image:
        head.add("IMAGE", vUri(cover.image), {"VALUE": "URI", "FMTTYPE": "image/svg+xml", "DISPLAY": "BADGE"})
    return b"".join([bytes(head.to_ical()).removesuffix(END), *zones, *parts, END])


def meetings(series: Meetings) -> bytes:
    """Write a series: the event that recurs, each date that takes place otherwise, and each before the first one."""
    recurrence = series.recurrence
    events = [_recurring(series), *(_changed(series, each) for each in recurrence.changed)]
    return b"".join(bytes(event.to_ical()) for event in (*events, *(_apart(series, each) for each in recurrence.apart)))


def promise(given: Promise) -> bytes:
    """Write something promised as a task with the day by which it should be done."""
    task = Todo()
    _about(task, given.uid, given.task, given.written)
    task.add("DUE", given.due)
    task.add("STATUS", "NEEDS-ACTION")
    _details(task, given.url, given.description, given.category)
    return bytes(task.to_ical())


def _recurring(series: Meetings) -> Component:
    recurrence = series.recurrence
    event = _event(series, series.uid, series.title, recurrence.first, None)
    if rule := recurrence.rule or (ONCE if recurrence.also else None):
        event.add("RRULE", vRecur.from_ical(rule))
    for name, days in (("EXDATE", recurrence.without), ("RDATE", recurrence.also)):
        for day in days:  # a line for each: some programs read no more than the first date of one
            event.add(name, _moment(series, day, None))
    return event


def _changed(series: Meetings, change: Changed) -> Component:
    """Write a date that takes place otherwise, or not at all."""
    title = series.cancelled % series.title if change.cancelled else series.title
    event = _event(series, series.uid, title, change.date, change.time, change.note)
    event.add("RECURRENCE-ID", _moment(series, change.day, None))
    if change.cancelled:
        event["STATUS"] = vText("CANCELLED")
        event["TRANSP"] = vText("TRANSPARENT")
    return event


def _apart(series: Meetings, change: Changed) -> Component:
    """Write a date before the first one as an event of its own."""
    name, _, authority = series.uid.partition("@")
    return _event(series, f"{name}.{change.day:%Y%m%d}@{authority}", series.title, change.date, change.time, change.note)


def _event(series: Meetings, uid: str, title: str, day: dt.date, time: dt.time | None, note: str | None = None) -> Component:  # noqa: PLR0913, PLR0917
    event = Event()
    _about(event, uid, title, series.written)
    start = _moment(series, day, time)
    event.add("DTSTART", start)
    if series.length:
        event.add("DTEND", (start.astimezone(dt.UTC) + series.length).astimezone(start.tzinfo))
    event.add("STATUS", "CONFIRMED")
    if place := series.location or series.join_url:
        event.add("LOCATION", _line(place))
    if series.join_url:
        event.add("CONFERENCE", vUri(series.join_url), {"VALUE": "URI", "FEATURE": "VIDEO"})
    _details(event, dict(series.notes).get(note or "") or series.url, series.description, series.category)
    return event


def _about(component: Component, uid: str, title: str, written: Written) -> None:
    component.add("UID", uid)
    component.add("SUMMARY", _line(title))
    component.add("DTSTAMP", written.stamp)
    component.add("SEQUENCE", written.changes)
    if written.is_known:
        component.add("LAST-MODIFIED", written.stamp)


def _details(component: Component, url: str | None, description: str, category: str | None) -> None:
    if text := _text(description):
        component.add("DESCRIPTION", text)
    if url:
        component.add("URL", vUri(url))
    if category:
        component.add("CATEGORIES", [_line(category)])


def _moment(series: Meetings, day: dt.date, time: dt.time | None) -> dt.datetime:
    zone: Any = series.zone if series.zone_name else dt.UTC
    return dt.datetime.combine(day, (time or series.time).replace(fold=0), tzinfo=zone)


def _line(text: str) -> str:
    """Keep what stands in a line to it, without characters that no program may read."""
    return " ".join(_text(text).split())


def _text(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
