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
from guildhouse.sources.days import FIRST, LAST, Change, Days, last_day
from guildhouse.sources.problems import Problems
from guildhouse.sources.rules import Rule

AHEAD = relativedelta(years=10)
LONGEST = 28 * 24 * 60
"""Minutes of the longest meeting: anything above is a slip, and could carry a date out of the calendar."""

Finding = tuple[Code, str | Source, str]
"""A code, the key (or the place) that is wrong, and the message."""


@dataclass(frozen=True)
class Case:
    """All that the checks look at."""

    series: Series
    rule: Rule | None
    days: Days
    zone: ZoneInfo | None
    changes: tuple[Change, ...]
    today: dt.date

    @property
    def horizon(self) -> dt.date:
        """The day up to which dates are tried out."""
        return min(LAST, max(self.today.replace(day=1), self.series.starts or FIRST) + AHEAD) if self.today < LAST else LAST


def plausible(
    series: Series, at: Callable[[str], Source], changes: Sequence[Change], problems: Problems
) -> tuple[Series, tuple[Change, ...]]:
    """Take out dates and durations that no calendar could carry, with a problem for each."""
    extent = f"Years from {FIRST.year} to {LAST.year} are possible."
    for key, day in [("starts", series.starts), *(("also", day) for day in series.also)]:
        if day and not FIRST <= day <= LAST:
            problems.add(codes.BAD_VALUE, at(key), f"{day} in `{key}` is out of reach.", extent)
    if series.duration and not _is_short(series.duration):
        problems.add(codes.BAD_VALUE, at("duration"), "A meeting lasts four weeks at most.")
    for change in changes:
        if not FIRST <= change.date <= LAST:
            problems.add(codes.BAD_VALUE, change.source, f"{change.date} is out of reach.", extent)
    sound = replace(
        series,
        starts=series.starts if series.starts and FIRST <= series.starts <= LAST else None,
        also=tuple(day for day in series.also if FIRST <= day <= LAST),
        duration=series.duration if series.duration and _is_short(series.duration) else None,
    )
    return sound, tuple(change for change in changes if FIRST <= change.date <= LAST)
