"""A recurrence rule in words, as far as words are shorter than the rule; what they cannot say stays unsaid."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guildhouse.model.words import Weekday, Words, say

_DAYS = {name: Weekday(number) for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_FIRST_PLACES: Mapping[str | None, Words] = {
    "1": say("First %(day)s"),
    "2": say("Second %(day)s"),
    "3": say("Third %(day)s"),
    "4": say("Fourth %(day)s"),
    "5": say("Fifth %(day)s"),
    "-1": say("Last %(day)s"),
}
_PLACES: Mapping[str | None, Words] = {
    "1": say("first %(day)s"),
    "2": say("second %(day)s"),
    "3": say("third %(day)s"),
    "4": say("fourth %(day)s"),
    "5": say("fifth %(day)s"),
    "-1": say("last %(day)s"),
}
_DAILY: Mapping[str, Words] = {
    "1": say("Every day"),
    "2": say("Every second day"),
    "3": say("Every third day"),
    "4": say("Every fourth day"),
    "6": say("Every sixth day"),
}
_WEEKS: Mapping[str, Words] = {
    "1": say("Every week"),
    "2": say("Every second week"),
    "3": say("Every third week"),
    "4": say("Every fourth week"),
    "6": say("Every sixth week"),
}
_WEEKLY: Mapping[str, Words] = {
    "1": say("Every %(days)s"),
    "2": say("Every second %(days)s"),
    "3": say("%(days)s of every third week"),
    "4": say("%(days)s of every fourth week"),
    "6": say("%(days)s of every sixth week"),
}
_MONTHLY: Mapping[str, Words] = {
    "1": say("%(days)s of the month"),
    "2": say("%(days)s of every second month"),
    "3": say("%(days)s of every third month"),
    "4": say("%(days)s of every fourth month"),
    "6": say("%(days)s of every sixth month"),
}
_WORKDAYS = ["MO", "TU", "WE", "TH", "FR"]
_DAY = re.compile(r"(-?\d+)?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = {"FREQ", "INTERVAL", "BYDAY", "WKST", "UNTIL", "COUNT"}


def rhythm(rrule: str | None) -> Words | None:
    """Say a rule (RFC 5545) in words, `Every second Wednesday`; None when there is none or it says more than these words could."""
    parts = dict(part.split("=", 1) for part in (rrule or "").upper().removeprefix("RRULE:").split(";") if "=" in part)
    interval = parts.get("INTERVAL", "1")
    days = [_DAY.fullmatch(day) for day in parts["BYDAY"].split(",")] if "BYDAY" in parts else []
    if interval not in _DAILY or parts.keys() - _KNOWN or not all(days):
        return None
    found = [(day[1], day[2]) for day in days if day]
    match parts.get("FREQ"):
        case "WEEKLY":
            return _weekly(interval, [day for _, day in found])
        case "MONTHLY":
            return _monthly(interval, found)
        case "DAILY" if not found:
            return _DAILY[interval]
    return None


def _weekly(interval: str, days: list[str]) -> Words:
    if days == _WORKDAYS and interval == "1":
        return say("%(first)s to %(last)s", first=_DAYS[days[0]], last=_DAYS[days[-1]])
    return _WEEKLY[interval].given(days=tuple(_DAYS[day] for day in days)) if days else _WEEKS[interval]


def _monthly(interval: str, days: list[tuple[str | None, str]]) -> Words | None:
    if not days or any(place not in _PLACES for place, _ in days):
        return None
    (first, its_day), *others = days
    named = (_FIRST_PLACES[first].given(day=_DAYS[its_day]), *(_PLACES[place].given(day=_DAYS[day]) for place, day in others))
    return _MONTHLY[interval].given(days=named)
