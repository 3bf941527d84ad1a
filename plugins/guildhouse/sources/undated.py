"""Why the dates of a series are not known, in words for authors and for readers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from guildhouse.model.meeting import Series
from guildhouse.model.source import Source
from guildhouse.model.words import say
from guildhouse.sources import codes
from guildhouse.sources.problems import Problems
from guildhouse.sources.rules import Rule
from guildhouse.sources.wording import said

FIRST: Final = MappingProxyType({
    "rrule": say("The days"),
    "time": say("The time"),
    "timezone": say("The time zone"),
    "starts": say("The first date"),
})  # fmt: skip
READERS: Final = MappingProxyType({
    "rrule": say("the days"),
    "time": say("the time"),
    "timezone": say("the time zone"),
    "starts": say("the first date"),
})  # fmt: skip
EXAMPLES: Final = MappingProxyType({
    "rrule": "`rrule: FREQ=WEEKLY;BYDAY=WE` or the dates in `also`",
    "time": '`time: "14:00"`',
    "timezone": "`timezone: Europe/Berlin`",
    "starts": "`starts` with the date of the first meeting",
})  # fmt: skip


def missing(series: Series, rule: Rule | None, zone: ZoneInfo | None) -> tuple[str, ...]:
    """List the keys without which no date can be computed."""
    is_missing = {
        "rrule": not series.rrule and not series.also,
        "time": series.time is None,
        "timezone": zone is None,
        "starts": rule is not None and series.starts is None and rule.needs_start is not None,
    }
    return tuple(key for key, value in is_missing.items() if value)


def report(series: Series, keys: Sequence[str], rule: Rule | None, at: Callable[[str], Source], problems: Problems) -> None:
    """Tell the author which keys are missing and how they look."""
    names = {"rrule": "`rrule` (or `also`)", "starts": f"`starts` ({rule.needs_start})" if rule else ""}
    what = _listed([names.get(key, f"`{key}`") for key in keys])
    message = f"The dates of {series.title!r} cannot be computed: {what} {'is' if len(keys) == 1 else 'are'} missing."
    place = at("when" if "rrule" in keys else "rrule" if "starts" in keys else keys[0])
    problems.add(codes.UNDATED_SERIES, place, message, f"Add {_listed([EXAMPLES[key] for key in keys])}.")


def words(keys: Sequence[str]) -> str:
    """Tell readers what is not known; without a missing key it is the rule that nobody can read."""
    if not keys:
        return said(say("The rule of its dates cannot be read."))
    what = (FIRST[keys[0]], *(READERS[key] for key in keys[1:]))
    is_one = len(keys) == 1 and keys[0] != "rrule"
    return said(say("%(what)s is not known.") if is_one else say("%(what)s are not known."), what=what)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
