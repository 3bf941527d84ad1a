"""Recurrence rules that give whole days, expanded by dateutil."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import dropwhile, islice
from types import MappingProxyType
from typing import Any, Final, Literal

from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

Frequency = Literal[0, 1, 2, 3]
"""YEARLY, MONTHLY, WEEKLY, DAILY as dateutil numbers them."""

PERIODS: Final = MappingProxyType({YEARLY: "years", MONTHLY: "months", WEEKLY: "weeks", DAILY: "days"})
PER_YEAR: Final = MappingProxyType({YEARLY: 1, MONTHLY: 12, WEEKLY: 53, DAILY: 366})
LEAP_DAY: Final = 29
CYCLES: Final = dt.timedelta(days=19 * 146_097)
"""Nineteen times 400 years, after which the calendar, weekdays included, is the same. dateutil looks for a next date until the year 9999:
so far ahead, a rule that never meets one (31 February) ends soon."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule, still without a first date; `by` holds its lists of numbers by their names in dateutil."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: dt.date | None = None
    """The last day, or (as a datetime) the last moment, aware when the rule says it in UTC."""
    week_start: int = 0
    weekdays: tuple[weekday, ...] = ()
    by: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def needs_start(self) -> str | None:
        """Name the part that has no meaning without a first date, None when there is none."""
        if self.interval > 1:
            return f"INTERVAL={self.interval} counts from it"
        if self.count:
            return "COUNT counts from it"
        return None if self._names_days else "the rule names no day"

    @property
    def _names_days(self) -> bool:
        return self.frequency == DAILY or bool(self.weekdays or {"bymonthday", "byyearday"} & set(self.by))

    def days(self, starts: dt.date) -> Iterator[dt.date]:
        """Walk through the rule's days from its first date on; without end when the rule has none but `until`, which is not looked at."""
        return islice(dropwhile(lambda day: day < starts, self._expand(starts, starts)), self.count)

    def nearest(self, starts: dt.date) -> dt.date | None:
        """Find the day nearest to a first date that may be off the rule, among a year before it and all after."""
        back = self.interval * (PER_YEAR[self.frequency] // self.interval + 1)
        before = None
        a_year: dict[str, Any] = {PERIODS[self.frequency]: back}
        for day in self._expand(starts - relativedelta(**a_year), starts):
            if day >= starts:
                return before if before and starts - before <= day - starts else day
            before = day
        return before

    def picks_leap_day(self, starts: dt.date | None) -> bool:
        """Tell whether the rule chooses days by the number 29, which in February most years lack."""
        implied = self._implied(starts) if starts else {}
        return not self.weekdays and LEAP_DAY in {**self.by, **implied}.get("bymonthday", ())

    def _expand(self, anchor: dt.date, starts: dt.date) -> Iterator[dt.date]:
        """Walk from the beginning of the anchor's period, for dateutil would apply BYSETPOS to the rest of a week alone."""
        first = dt.datetime.combine(self._period(anchor), dt.time()) + CYCLES
        by: dict[str, Any] = {"byweekday": self.weekdays or None, **self.by, **self._implied(starts)}
        for found in rrule(self.frequency, dtstart=first, interval=self.interval, wkst=self.week_start, **by):
            yield (found - CYCLES).date()

    def _period(self, day: dt.date) -> dt.date:
        if self.frequency == WEEKLY:
            return day - dt.timedelta(days=(day.weekday() - self.week_start) % 7)
        return day if self.frequency == DAILY else day.replace(day=1, month=1 if self.frequency == YEARLY else day.month)

    def _implied(self, starts: dt.date) -> dict[str, tuple[int, ...]]:
        """Take from the first date what the rule leaves open."""
        if self._names_days:
            return {}
        if self.frequency == WEEKLY or "byweekno" in self.by:
            return {"byweekday": (starts.weekday(),)}
        months = {} if self.frequency == MONTHLY else {"bymonth": self.by.get("bymonth", (starts.month,))}
        return {**months, "bymonthday": (starts.day,)}
