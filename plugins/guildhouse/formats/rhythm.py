"""A recurrence rule in words, as far as words are shorter than the rule; what they cannot say stays unsaid."""

from __future__ import annotations

import re

_DAYS = {"MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday", "SU": "Sunday"}
_PLACES = {"1": "First", "2": "Second", "3": "Third", "4": "Fourth", "5": "Fifth", "-1": "Last"}
_EVERY = {"1": "every", "2": "every second", "3": "every third", "4": "every fourth", "6": "every sixth"}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")
_DAY = re.compile(r"(-?\d+)?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = {"FREQ", "INTERVAL", "BYDAY", "WKST", "UNTIL", "COUNT"}


def rhythm(rrule: str | None) -> str:
    """Say a rule (RFC 5545) in words, `Every second Wednesday`; empty when there is none or it says more than these words could."""
    parts = dict(part.split("=", 1) for part in (rrule or "").upper().removeprefix("RRULE:").split(";") if "=" in part)
    every = _EVERY.get(parts.get("INTERVAL", "1"))
    days = [_DAY.fullmatch(day) for day in parts["BYDAY"].split(",")] if "BYDAY" in parts else []
    if every is None or parts.keys() - _KNOWN or not all(days):
        return ""
    found = [(day[1], day[2]) for day in days if day]
    match parts.get("FREQ"):
        case "WEEKLY":
            return _weekly(every, [day for _, day in found])
        case "MONTHLY":
            return _monthly(every, found)
        case "DAILY" if not found:
            return f"{every.capitalize()} day"
    return ""


def _weekly(every: str, days: list[str]) -> str:
    if tuple(days) == _WEEKDAYS and every == "every":
        return "Monday to Friday"
    if not days:
        return f"{every.capitalize()} week"
    names = [_DAYS[day] for day in days]
    if every in ("every", "every second"):
        return f"{every.capitalize()} {_listed(names)}"
    return f"{_listed(names)} of {every} week"


def _monthly(every: str, days: list[tuple[str | None, str]]) -> str:
    if not days or any(place not in _PLACES for place, _ in days):
        return ""
    names = [f"{_PLACES[place or ''].lower()} {_DAYS[day]}" for place, day in days]
    words = _listed(names)
    return f"{words[:1].upper()}{words[1:]} of {'the' if every == 'every' else every} month"


def _listed(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
