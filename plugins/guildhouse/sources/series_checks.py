"""What can be wrong with the dates of a series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from guildhouse.model.duration import Duration
from guildhouse.model.meeting import Series
from guildhouse.model.source import Source
from guildhouse.sources import codes, zones
from guildhouse.sources.codes import Code
from guildhouse.sources.days import FIRST, LAST, Change, Days, is_near, last_day
from guildhouse.sources.problems import Problems
from guildhouse.sources.rules import Rule

AHEAD = relativedelta(years=10)
LONGEST = 28 * 24 * 60
"""Minutes of the longest meeting: anything above is a slip, and could carry a date out of the calendar."""

Finding = tuple[Code, str | Source, str]
"""A code, the key or place that is wrong, and the message."""


@dataclass(frozen=True)
class Case:
    """A series with all that the checks look at."""

    series: Series
    rule: Rule | None
    days: Days
    zone: ZoneInfo | None
    changes: tuple[Change, ...]
    today: dt.date

    @property
    def horizon(self) -> dt.date:
        """The day up to which dates are tried out."""
        return min(LAST, max(min(self.today, LAST), self.series.starts or FIRST) + AHEAD)


def plausible(
    series: Series, at: Callable[[str], Source], changes: Sequence[Change], problems: Problems
) -> tuple[Series, tuple[Change, ...]]:
    """Take out dates and durations that no calendar could carry, with a problem for each."""
    written = [(at("starts"), series.starts), *((at("also"), day) for day in series.also), *((c.source, c.date) for c in changes)]
    for source, day in written:
        if day and not is_near(day):
            problems.add(codes.BAD_VALUE, source, f"{day} is out of reach.", f"Years from {FIRST.year} to {LAST.year} are possible.")
    is_short = series.duration is None or _minutes(series.duration) <= LONGEST
    if not is_short:
        problems.add(codes.BAD_VALUE, at("duration"), f"No meeting lasts {series.duration}.", "Four weeks are the most.")
    sound = replace(
        series,
        starts=series.starts if series.starts and is_near(series.starts) else None,
        also=tuple(day for day in series.also if is_near(day)),
        duration=series.duration if is_short else None,
    )
    return sound, tuple(change for change in changes if is_near(change.date))


def _minutes(duration: Duration) -> int:
    days = 31 * duration.calendar_months + 7 * duration.weeks + duration.days
    return (24 * days + duration.hours) * 60 + duration.minutes


def check(case: Case, at: Callable[[str], Source], problems: Problems) -> None:
    """Add the problems of a series whose rule can be expanded."""
    for find in (_start, _end, _leap_day, _skips, _moves, _gap, _changed_gaps):
        for code, place, message in find(case):
            problems.add(code, at(place) if isinstance(place, str) else place, message)


def _start(case: Case) -> Iterator[Finding]:
    starts = case.series.starts
    if case.rule and starts and next(case.rule.days(starts)) != starts:
        yield (
            codes.OFF_RULE,
            "starts",
            f"The first date {starts} does not meet its rule; the nearest one is {case.rule.nearest(starts)}.",
        )


def _end(case: Case) -> Iterator[Finding]:
    starts, ends = case.series.starts, case.series.ends
    if starts and ends and ends < starts:
        yield codes.INCONSISTENT, "ends", f"The series ends on {ends}, before it starts on {starts}."
    if starts and case.rule and last_day(case.rule.until, case.series.time, case.zone) < starts:
        yield codes.INCONSISTENT, "rrule", f"UNTIL lies before the first date {starts}."


def _leap_day(case: Case) -> Iterator[Finding]:
    if case.rule and case.rule.picks_leap_day(case.series.starts):
        for day in takewhile(lambda day: day <= case.horizon, case.days.rule):
            if (day.month, day.day) == (2, 29):
                yield codes.LEAP_DAY, "rrule", f"The rule lands on {day}, a day that most years do not have."
                return


def _skips(case: Case) -> Iterator[Finding]:
    for day in case.series.skip:
        if day in case.days.also:
            yield codes.INCONSISTENT, "skip", f"{day} stands in `skip` and in `also`."
        elif day not in case.days.rule:
            near = min(case.days.rule.around(day), key=lambda own: abs(own - day), default=None)
            yield codes.UNUSED_SKIP, "skip", f"{day} is no date of the series" + (f"; the nearest is {near}." if near else ".")


def _moves(case: Case) -> Iterator[Finding]:
    replaced: set[dt.date] = set()
    for change in sorted(case.changes, key=lambda change: change.source):
        old = change.instead_of
        if old and old not in case.days:
            near = case.days.nearest(old)
            known = f"; the nearest is {near}" if near else ""
            yield codes.OFF_RULE, change.source, f"{old} is no date of the series {case.series.title!r}{known}."
        if old in replaced:
            yield codes.INCONSISTENT, change.source, f"Another note takes the place of {old} already."
        if old and change.date in case.series.skip:
            yield codes.INCONSISTENT, change.source, f"The series skips {change.date}, to which this note moves a meeting."
        replaced |= {old} if old else set()


def _gap(case: Case) -> Iterator[Finding]:
    """Look for meetings at a time that the clocks skip; such days are so few that only they are compared with the series."""
    time, zone, horizon = case.series.time, case.zone, case.horizon
    if time is None or zone is None:
        return
    own_time = {change.date for change in case.changes if change.time}
    gaps = set(zones.gaps(max(case.series.starts or case.today, FIRST), horizon, time, zone)) - own_time
    found = [day for day in takewhile(lambda day: day <= horizon, case.days) if day in gaps] if gaps else []
    if found:
        later = len(found) - 1
        more = f", nor on {later} later {'date' if later == 1 else 'dates'}" if later else ""
        yield codes.DST_GAP, "time", _no_such_time(time, zone, found[0], more)


def _changed_gaps(case: Case) -> Iterator[Finding]:
    for change in case.changes:
        if change.time and case.zone and not change.cancelled and zones.is_gap(zones.moment(change.date, change.time, case.zone)):
            yield codes.DST_GAP, change.source, _no_such_time(change.time, case.zone, change.date)


def _no_such_time(time: dt.time, zone: ZoneInfo, day: dt.date, more: str = "") -> str:
    return f"{time:%H:%M} does not exist in {zone.key} on {day}, when the clocks go forward{more}."
