"""The next dates of a series, computed or openly unknown, never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from guildhouse.model.duration import Duration
from guildhouse.model.meeting import Occurrence, Series
from guildhouse.model.source import Source
from guildhouse.sources import codes, rota, zones
from guildhouse.sources.days import FIRST, LAST, Change, Days, expand
from guildhouse.sources.problems import Problems
from guildhouse.sources.rule_text import BadRuleError, parse
from guildhouse.sources.rules import Rule
from guildhouse.sources.series_checks import Case, check, plausible

__all__ = ["Change", "schedule"]

READERS: Final = MappingProxyType({"rrule": "the days", "time": "the time", "timezone": "the time zone", "starts": "the first date"})
EXAMPLES: Final = MappingProxyType({
    "rrule": "`rrule: FREQ=WEEKLY;BYDAY=WE` or the dates in `also`",
    "time": '`time: "14:00"`',
    "timezone": "`timezone: Europe/Berlin`",
    "starts": "`starts` with the date of the first meeting",
})  # fmt: skip


def schedule(
    series: Series,
    at: Callable[[str], Source],
    changes: Sequence[Change],
    today: dt.date,
    problems: Problems,
    count: int = 6,
    is_archived: bool = False,
) -> Series:
    """Give a series its next `count` occurrences from `today` on (that day in the series' zone), or say why they are not known.

    `at` tells where a key of the series is written. Every problem of the series is added to `problems`.
    """
    sound, changes = plausible(series, at, changes, problems)
    zone = zones.zone(sound.timezone or "")
    anchor = _anchor(sound, changes, today)
    rule = _rule(sound, anchor, at("rrule"), problems)
    missing = _missing(sound, rule, zone)
    days = Days(expand(None if "starts" in missing else rule, sound, zone, anchor), sound, changes)
    if "starts" not in missing and (rule or not sound.rrule):
        check(Case(sound, rule, days, zone, tuple(changes), today), at, problems)
    if is_archived or _is_over(sound, today):
        return replace(series, occurrences=(), undated=None)
    if missing:
        _report(sound, missing, rule, at, problems)
    if missing or zone is None or sound.time is None or (sound.rrule and rule is None):
        return replace(series, occurrences=None, undated=_words(missing))
    return replace(series, occurrences=tuple(islice(_occurrences(sound, zone, sound.time, days, changes, today), count)), undated=None)


def _anchor(series: Series, changes: Sequence[Change], today: dt.date) -> dt.date:
    """Choose a day before all that matters, from which a rule without a first date is expanded."""
    matter = [today, *series.skip, *(c.instead_of for c in changes if c.instead_of)]
    return dt.date(min(max(min(matter).year - 1, FIRST.year), LAST.year), 1, 1)


def _rule(series: Series, anchor: dt.date, source: Source, problems: Problems) -> Rule | None:
    """Read the rule; one that never meets a day is as good as unreadable."""
    if not series.rrule:
        return None
    try:
        rule = parse(series.rrule)
    except BadRuleError as error:
        problems.add(codes.BAD_RULE, source, f"The rule cannot be read: {error}.")
        return None
    if (series.starts or not rule.needs_start) and next(rule.days(series.starts or anchor), None) is None:
        problems.add(codes.BAD_RULE, source, "The rule never meets a day.", "Compare its parts: one excludes the other.")
        return None
    return rule


def _missing(series: Series, rule: Rule | None, zone: ZoneInfo | None) -> tuple[str, ...]:
    """List the keys without which no date can be computed."""
    is_missing = {
        "rrule": not series.rrule and not series.also,
        "time": series.time is None,
        "timezone": zone is None,
        "starts": rule is not None and series.starts is None and rule.needs_start is not None,
    }
    return tuple(key for key, value in is_missing.items() if value)


def _is_over(series: Series, today: dt.date) -> bool:
    """Tell whether no date can come any more, whatever is missing."""
    return series.ends is not None and series.ends < today and all(day < today for day in series.also)


def _report(series: Series, missing: tuple[str, ...], rule: Rule | None, at: Callable[[str], Source], problems: Problems) -> None:
    names = {"rrule": "`rrule` (or `also`)", "starts": f"`starts` ({rule.needs_start})" if rule else ""}
    what = _listed([names.get(key, f"`{key}`") for key in missing])
    message = f"The dates of {series.title!r} cannot be computed: {what} {'is' if len(missing) == 1 else 'are'} missing."
    hint = f"Add {_listed([EXAMPLES[key] for key in missing])}."
    problems.add(codes.UNDATED_SERIES, at("when" if "rrule" in missing else missing[0]), message, hint)


def _words(missing: tuple[str, ...]) -> str:
    if not missing:
        return "The rule of its dates cannot be read."
    words = _listed([READERS[key] for key in missing])
    return f"{words[0].upper()}{words[1:]} {'is' if missing in {('time',), ('timezone',), ('starts',)} else 'are'} not known."


def _listed(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _occurrences(
    series: Series, zone: ZoneInfo, time: dt.time, days: Days, changes: Sequence[Change], today: dt.date
) -> Iterator[Occurrence]:
    notes: Mapping[dt.date, Change] = {c.date: c for c in sorted(changes, key=lambda c: c.source)}
    for day, turn in rota.turns(days, series.starts):
        if day < today:
            continue
        note = notes.get(day) or Change(date=day, source=series.source)
        start = zones.moment(day, note.time or time, zone)
        yield Occurrence(
            start=start,
            end=_end(start, series.duration),
            facilitator=note.facilitator or rota.whose(series.facilitators, turn),
            note_taker=note.note_taker or rota.whose(series.note_takers, turn),
            note=note.note,
        )


def _end(start: dt.datetime, duration: Duration | None) -> dt.datetime | None:
    """Add a duration as RFC 5545 does: days by the calendar, hours and minutes as they pass, whatever the clocks do meanwhile."""
    if duration is None:
        return None
    day = start + relativedelta(weeks=duration.weeks, days=duration.days)
    passed = dt.timedelta(hours=duration.hours, minutes=duration.minutes)
    return (day.astimezone(dt.UTC) + passed).astimezone(start.tzinfo)
