"""The next dates of a series, computed or openly unknown, never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from dateutil.relativedelta import relativedelta

from guildhouse.model.duration import Duration
from guildhouse.model.meeting import Occurrence, Series
from guildhouse.model.source import Source
from guildhouse.sources import codes, rota, undated, zones
from guildhouse.sources.days import FIRST, LAST, Change, Days, expand
from guildhouse.sources.problems import Problems
from guildhouse.sources.recurring import recurrence
from guildhouse.sources.rule_text import BadRuleError, parse
from guildhouse.sources.rules import Rule
from guildhouse.sources.series_checks import Case, check, plausible

__all__ = ["Change", "schedule"]


def schedule(  # noqa: PLR0913 - what a series says stands in as many places
    series: Series,
    at: Callable[[str], Source],
    changes: Sequence[Change],
    today: dt.date,
    problems: Problems,
    *,
    count: int = 6,
    is_archived: bool = False,
    wrong: Collection[str] = (),
) -> Series:
    """Give a series its next `count` occurrences from `today` on (that day in the series' zone), or say why they are not known.

    `at` tells where a key of the series is written, `wrong` names the keys whose value could not be read, which is told already.
    Every other problem of the series is added to `problems`.
    """
    sound, kept = plausible(series, at, changes, problems)
    zone, anchor = zones.zone(sound.timezone or ""), _anchor(sound, kept, today)
    rule = _rule(sound, anchor, at("rrule"), problems)
    missing = undated.missing(sound, rule, zone)
    days = Days(expand(None if "starts" in missing else rule, sound, zone, anchor), sound, kept)
    case = Case(sound, rule, days, zone, kept, today)
    is_unreadable = bool(sound.rrule) and rule is None
    if not is_unreadable and "starts" not in missing:
        check(case, at, problems)
    is_dated = not (missing or is_unreadable)
    if is_archived or _is_over(sound, today):
        return replace(series, occurrences=(), undated=None, recurrence=recurrence(case) if is_dated and not is_archived else None)
    if forgotten := tuple(key for key in missing if key not in wrong and not (key == "rrule" and "also" in wrong)):
        undated.report(sound, forgotten, rule, at, problems)
    if not is_dated:
        return replace(series, occurrences=None, undated=undated.words(missing))
    return replace(series, occurrences=tuple(islice(_occurrences(case), count)), undated=None, recurrence=recurrence(case))


def _anchor(series: Series, changes: Sequence[Change], today: dt.date) -> dt.date:
    """Choose a day before all that matters, from which a rule without a first date is expanded."""
    earliest = min([today, *series.skip, *(change.instead_of for change in changes if change.instead_of)])
    return dt.date(min(max(earliest.year - 1, FIRST.year), LAST.year), 1, 1)


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


def _is_over(series: Series, today: dt.date) -> bool:
    """Tell whether no date can come any more, whatever is missing."""
    return series.ends is not None and series.ends < today and all(day < today for day in series.also)


def _occurrences(case: Case) -> Iterator[Occurrence]:
    series, zone, time = case.series, case.zone, case.series.time
    notes = {change.date: change for change in sorted(case.changes, key=lambda change: change.source)}
    for day, turn in rota.turns(case.days, series.starts):
        note = notes.get(day) or Change(date=day, source=series.source)
        at = note.time or time
        if day < case.today or zone is None or at is None:
            continue
        start = zones.moment(day, at, zone)
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
