"""Time zones as calendars carry them (RFC 5545, section 3.6.5): rules where they tell the truth, else every change by itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TypeAlias
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal"})
"""Zones whose times are written with a Z and need no description."""
DAY, HALF, SECOND = dt.timedelta(days=1), dt.timedelta(hours=12), dt.timedelta(seconds=1)
WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
"""The days of the week as POSIX numbers them."""
LAST_WEEK = 5
_FOOTER = re.compile(
    r"(?:<[^>]+>|[A-Za-z]+)[^,A-Za-z<]+(?:<[^>]+>|[A-Za-z]+)[^,]*,M(\d+)\.(\d)\.(\d)(?:/(\d+))?,M(\d+)\.(\d)\.(\d)(?:/(\d+))?"
)
"""A POSIX rule with two changes a year, each at a full hour of its own day: `CET-1CEST,M3.5.0,M10.5.0/3`."""
Offsets: TypeAlias = tuple[dt.timedelta, dt.timedelta]
"""What clocks are ahead of UTC before and after a change."""


@dataclass(frozen=True)
class Change:
    """Clocks go from one offset to another at `wall`, the time that they showed until then."""

    wall: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str
    is_summer: bool


@dataclass(frozen=True)
class Yearly:
    """A change of every year: in a month, on a weekday of its week (the last one is 5), at a full hour."""

    month: int
    week: int
    weekday: str
    hour: int

    @property
    def rule(self) -> dict[str, str]:
        """The parts of the recurrence rule."""
        place = -1 if self.week == LAST_WEEK else self.week
        return {"FREQ": "YEARLY", "BYMONTH": str(self.month), "BYDAY": f"{place}{self.weekday}"}

    def wall(self, year: int) -> dt.datetime:
        """Say when the clocks change in a year."""
        weekday = (WEEKDAYS.index(self.weekday) - 1) % 7
        if self.week == LAST_WEEK:
            last = dt.date(year + self.month // 12, self.month % 12 + 1, 1) - DAY
            day = last - DAY * ((last.weekday() - weekday) % 7)
        else:
            first = dt.date(year, self.month, 1)
            day = first + DAY * ((weekday - first.weekday()) % 7 + 7 * (self.week - 1))
        return dt.datetime.combine(day, dt.time(self.hour))


def timezone(zone: ZoneInfo, footer: str, first: int, last: int) -> bytes:
    """Describe a zone from the year `first` on; `footer` is the POSIX rule of its file.

    The rule is used from the first year from which on it tells every change until the end of `last`; the changes before, or all of them,
    stand one by one (a reader may take no more than the first date of a line).
    """
    changes = tuple(_changes(zone, first, last))
    rules, start = _in_force(footer, changes, first, last)
    described = Timezone()
    described.add("TZID", zone.key)
    for part in (_opening(zone, first), *_single(change for change in changes if change.wall.year < start)):
        described.add_component(part)
    for rule in rules:
        described.add_component(_ruled(rule, next(change for change in changes if change.wall == rule.wall(start))))
    return bytes(described.to_ical())


def _in_force(footer: str, changes: tuple[Change, ...], first: int, last: int) -> tuple[tuple[Yearly, ...], int]:
    """Find the rules of a footer and the first year from which on they tell the truth; none when they do not."""
    rules, start = _rules(footer), last + 1
    offsets = {change.wall: (change.before, change.after) for change in changes}
    wanted = [offsets.get(rule.wall(last)) for rule in rules]
    while rules and start > first and _is_told(rules, wanted, offsets, start - 1):
        start -= 1
    return (rules, start) if start <= last else ((), start)


def _is_told(rules: tuple[Yearly, ...], wanted: list[Offsets | None], offsets: Mapping[dt.datetime, Offsets], year: int) -> bool:
    """Tell whether rules say all changes of a year, and nothing else."""
    told = {rule.wall(year): pair for rule, pair in zip(rules, wanted, strict=True)}
    return told == {wall: pair for wall, pair in offsets.items() if wall.year == year}


def _rules(footer: str) -> tuple[Yearly, ...]:
    """Read the two changes of a POSIX rule; those that readers disagree about (before midnight or after the day) are left alone."""
    match = _FOOTER.fullmatch(footer)
    if match is None:
        return ()
    found = tuple(
        Yearly(int(month), int(week), WEEKDAYS[int(weekday)], int(hour or 2))
        for month, week, weekday, hour in (match.groups()[:4], match.groups()[4:])
    )
    return found if all(rule.hour < 24 for rule in found) else ()  # noqa: PLR2004 - hours of a day


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[Change]:
    """Walk through the changes of the years `first` to `last`."""
    for moment in _moments(zone, first, last):
        before, after = (moment - SECOND).astimezone(zone), moment.astimezone(zone)
        wall = (moment + _offset(before)).replace(tzinfo=None)
        yield Change(wall, _offset(before), _offset(after), after.tzname() or "", bool(after.dst()))


@cache
def _moments(zone: ZoneInfo, first: int, last: int) -> tuple[dt.datetime, ...]:
    """List the moments at which the offset changes in some years of the zone's own calendar."""
    found = []
    moment = dt.datetime(first, 1, 1, tzinfo=dt.UTC) - DAY
    end = dt.datetime(last, 12, 31, tzinfo=dt.UTC) + DAY
    offset = _offset(moment.astimezone(zone))
    while moment < end:
        later = moment + HALF
        if (other := _offset(later.astimezone(zone))) != offset:
            found.append(_between(zone, moment, later, offset))
            offset = other
        moment = later
    return tuple(each for each in found if first <= (each + _offset((each - SECOND).astimezone(zone))).year <= last)


def _between(zone: ZoneInfo, before: dt.datetime, after: dt.datetime, offset: dt.timedelta) -> dt.datetime:
    """Find the second at which an offset ends."""
    while after - before > SECOND:
        middle = before + ((after - before) // SECOND // 2) * SECOND
        before, after = (middle, after) if _offset(middle.astimezone(zone)) == offset else (before, middle)
    return after


def _offset(moment: dt.datetime) -> dt.timedelta:
    return moment.utcoffset() or dt.timedelta()


def _opening(zone: ZoneInfo, year: int) -> TimezoneStandard | TimezoneDaylight:
    """Say what the clocks show before the first change."""
    known = dt.datetime(year, 1, 1, tzinfo=zone) - SECOND
    begin = dt.datetime(year, 1, 1) - DAY  # noqa: DTZ001 - wall time, as the standard writes it
    return _part(Change(begin, _offset(known), _offset(known), known.tzname() or "", bool(known.dst())))


def _single(changes: Iterable[Change]) -> Iterator[TimezoneStandard | TimezoneDaylight]:
    """Write changes one by one, those that are alike together."""
    ordered = sorted(changes, key=lambda each: (each.is_summer, each.before, each.after, each.name, each.wall))
    for _, group in groupby(ordered, key=lambda each: (each.is_summer, each.before, each.after, each.name)):
        one, *others = group
        part = _part(one)
        for each in others:
            part.add("RDATE", each.wall)
        yield part


def _ruled(rule: Yearly, change: Change) -> TimezoneStandard | TimezoneDaylight:
    part = _part(change)
    part.add("RRULE", vRecur(rule.rule))
    return part


def _part(change: Change) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
    part.add("DTSTART", change.wall)
    part.add("TZOFFSETFROM", change.before)
    part.add("TZOFFSETTO", change.after)
    part.add("TZNAME", change.name)
    return part
