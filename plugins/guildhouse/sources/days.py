"""The days on which a series meets: those of its rule, those it names, and what its notes changed."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import takewhile
from zoneinfo import ZoneInfo

from guildhouse.model.meeting import Series
from guildhouse.model.source import Source
from guildhouse.sources.rules import Rule
from guildhouse.sources.zones import DAY, moment

FIRST = dt.date(1900, 1, 1)
LAST = dt.date(2199, 12, 31)
"""No series is followed outside these days: a year beyond them is a slip of the hand."""


def is_near(day: dt.date) -> bool:
    """Tell whether a day is one that a series can be followed to."""
    return FIRST <= day <= LAST


@dataclass(frozen=True, kw_only=True)
class Change:
    """What the note of one meeting says about its series; `note` is the note's address when it should be linked."""

    date: dt.date
    source: Source
    instead_of: dt.date | None = None
    cancelled: bool = False
    time: dt.time | None = None
    note: str | None = None
    facilitator: str | None = None
    note_taker: str | None = None


class Expansion:
    """The days of a rule, soonest first, expanded no further than somebody asks."""

    def __init__(self, days: Iterator[dt.date]) -> None:
        """Begin with nothing expanded; `days` must end."""
        self._rest = days
        self._known: list[dt.date] = []

    def __iter__(self) -> Iterator[dt.date]:
        """Walk through all days."""
        place = 0
        while place < len(self._known) or self._grow():
            yield self._known[place]
            place += 1

    def __contains__(self, day: object) -> bool:
        """Tell whether the rule meets a day."""
        return isinstance(day, dt.date) and day in self.around(day)

    def around(self, day: dt.date) -> list[dt.date]:
        """List the last day before `day` and the first one that is not, as far as there are such."""
        while (not self._known or self._known[-1] < day) and self._grow():
            pass
        place = bisect_left(self._known, day)
        return self._known[max(0, place - 1) : place + 1]

    def _grow(self) -> bool:
        day = next(self._rest, None)
        if day is not None:
            self._known.append(day)
        return day is not None


class Days:
    """The days of one series."""

    def __init__(self, rule: Expansion, series: Series, changes: Sequence[Change]) -> None:
        """Bring together the rule, the series' own lists and its notes; where they disagree, the one that removes a date wins."""
        self.rule = rule
        self.also = frozenset(series.also)
        moves = [(c.date, c.instead_of) for c in changes if c.instead_of and c.instead_of != c.date]
        self.moved_to = {to for to, _ in moves}
        self.gone = {*series.skip, *(old for _, old in moves), *(c.date for c in changes if c.cancelled)}

    def __iter__(self) -> Iterator[dt.date]:
        """Walk through the days on which a meeting takes place, soonest first, each once."""
        last = None
        for day in merge(self.rule, sorted(self.also | self.moved_to)):
            if day != last and day not in self.gone:
                yield day
            last = day

    def __contains__(self, day: object) -> bool:
        """Tell whether the series has a day, be it taken away again or not."""
        return day in self.also or day in self.moved_to or day in self.rule

    def nearest(self, day: dt.date) -> dt.date | None:
        """Find the series' own day that is nearest, the earlier of two; None for a series without any."""
        return min(self.also.union(self.rule.around(day)), key=lambda own: (abs(own - day), own), default=None)


def expand(rule: Rule | None, series: Series, zone: ZoneInfo | None, anchor: dt.date) -> Expansion:
    """Expand a rule from the series' first date (or any day long before, where it has none) to its last."""
    if rule is None:
        return Expansion(iter(()))
    last = min(series.ends or LAST, last_day(rule.until, series.time, zone))
    return Expansion(takewhile(lambda day: day <= last, rule.days(series.starts or anchor)))


def last_day(until: dt.date | None, time: dt.time | None, zone: ZoneInfo | None) -> dt.date:
    """Find the last day that UNTIL leaves: a moment counts when the meeting has begun by then, in the series' zone."""
    if until is None:
        return LAST
    day = until.date() if isinstance(until, dt.datetime) else until
    if not isinstance(until, dt.datetime) or time is None or zone is None or not FIRST < day < LAST:
        return min(day, LAST)
    aware = until if until.tzinfo else until.replace(tzinfo=zone)
    day = aware.astimezone(zone).date()
    return day if moment(day, time, zone).astimezone(dt.UTC) <= aware else day - DAY
