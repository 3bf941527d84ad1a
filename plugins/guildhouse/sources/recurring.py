"""All dates of a series as calendars say them: what `Days` walks through one by one, in a rule with its exceptions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from guildhouse.model.meeting import Changed, Recurrence
from guildhouse.sources import zones
from guildhouse.sources.days import LAST, Change, last_day
from guildhouse.sources.rule_text import written
from guildhouse.sources.rules import Rule
from guildhouse.sources.series_checks import Case


def recurrence(case: Case) -> Recurrence | None:
    """Say the dates of a series whose dates can be computed; None when it has none."""
    first = next(iter(case.days.rule), min(case.days.also, default=None))
    return _Dates(case, first).recurrence() if first else None


class _Dates:
    """Sorts the dates of one series by how a calendar says them."""

    def __init__(self, case: Case, first: dt.date) -> None:
        self.case, self.first, self.days = case, first, case.days
        self.notes = {change.date: change for change in sorted(case.changes, key=lambda change: change.source)}
        self.away = sorted(day for day in self.days.gone if self._is_own(day))
        self.moved = dict(self._moves())

    def recurrence(self) -> Recurrence:
        """Bring them together."""
        off = [day for day in self.away if day not in self.moved and not self._is_called_off(day)]
        added = sorted(self.days.also.union(self._extra()) - set(off))
        also = [day for day in added if day > self.first and day not in self.days.rule]
        apart = [day for day in added if day < self.first and day not in self.days.gone]
        return Recurrence(
            first=self.first,
            rule=self._rule(),
            without=tuple(off),
            also=tuple(also),
            changed=tuple(sorted((*self._changes(off, also),), key=lambda change: change.day)),
            apart=tuple(self._at(day) for day in apart),
        )

    def _is_own(self, day: dt.date) -> bool:
        return day in self.days.rule or (day in self.days.also and day >= self.first)

    def _is_called_off(self, day: dt.date) -> bool:
        """Tell whether a note says that the meeting of a day does not take place; what the series itself skips never was one."""
        note = self.notes.get(day)
        return note is not None and note.cancelled and day not in self.case.series.skip

    def _moves(self) -> Iterable[tuple[dt.date, dt.date]]:
        """Find where a date that is gone went: to a day that is free, and to which no other went before."""
        taken: set[dt.date] = set()
        for change in sorted(self.case.changes, key=lambda change: change.source):
            old, new = change.instead_of, change.date
            if old in self.away and new not in self.days.gone and new not in taken and not self._is_own(new):
                taken.add(new)
                yield old, new

    def _extra(self) -> set[dt.date]:
        """Find the days to which something was moved that no date of the series stands for."""
        found = self.days.moved_to - self.days.gone - set(self.moved.values())
        return {day for day in found if not self._is_own(day)}

    def _changes(self, off: list[dt.date], also: list[dt.date]) -> Iterable[Changed]:
        for old, new in self.moved.items():
            yield replace(self._at(new), day=old)
        for day in self.away:
            if day not in self.moved and day not in off:
                yield Changed(day=day, date=day, cancelled=True, note=self.notes[day].note)
        for day, note in self.notes.items():
            is_here = day not in self.days.gone and (day == self.first or day in self.days.rule or day in also)
            if is_here and (self._is_at_another_time(note) or day >= self.case.today):
                yield self._at(day)

    def _is_at_another_time(self, note: Change) -> bool:
        return note.time not in (None, self.case.series.time)

    def _at(self, day: dt.date) -> Changed:
        """Say when the meeting of a day takes place, as its note tells."""
        note = self.notes.get(day)
        return Changed(day=day, date=day, time=note.time if note else None, note=note.note if note else None)

    def _rule(self) -> str | None:
        """Write the rule with its end: a number, or the moment of the last meeting that there may be."""
        rule, series = self.case.rule, self.case.series
        if rule is None or self.first not in self.days.rule:
            return None
        if rule.count:
            return f"{written(rule)};COUNT={self._count(rule)}"
        last = min(series.ends or LAST, last_day(rule.until, series.time, self.case.zone))
        if last == LAST or series.time is None or self.case.zone is None:
            return written(rule)
        return f"{written(rule)};UNTIL={zones.moment(last, series.time, self.case.zone).astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"

    def _count(self, rule: Rule) -> int:
        """Count the days of a rule that counts them, for its series may end before."""
        return sum(1 for _ in self.days.rule) if self.case.series.ends else rule.count or 0
