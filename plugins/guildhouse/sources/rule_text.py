"""The text of a recurrence rule (RFC 5545, section 3.3.10), read strictly: dateutil alone takes a 14th month for a rule without dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, weekday

from guildhouse.sources.problems import did_you_mean
from guildhouse.sources.rules import Frequency, Rule

FREQUENCIES: Final[Mapping[str, Frequency]] = MappingProxyType({"YEARLY": YEARLY, "MONTHLY": MONTHLY, "WEEKLY": WEEKLY, "DAILY": DAILY})
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKS: Final = 53
WEEKS_OF_MONTH: Final = 5
LIMITS: Final = MappingProxyType({
    "INTERVAL": 999, "COUNT": 9999, "BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": WEEKS, "BYSETPOS": 366,
})  # fmt: skip
SIGNED: Final = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
SINGLE: Final = frozenset({"INTERVAL", "COUNT"})
PARTS: Final = frozenset({"FREQ", "UNTIL", "WKST", "BYDAY", *LIMITS})
TOO_FINE: Final = frozenset({"HOURLY", "MINUTELY", "SECONDLY", "BYHOUR", "BYMINUTE", "BYSECOND"})
NUMBER: Final = re.compile(r"[+-]?\d{1,4}", re.ASCII)
MOMENT: Final = re.compile(r"\d{8}(T\d{6}Z?)?", re.ASCII)
WEEKDAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)


class BadRuleError(ValueError):
    """A rule that cannot be read; its words are meant for the author."""


def parse(text: str) -> Rule:
    """Read an RRULE value such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=WE`; raises BadRuleError."""
    parts = _parts(text.strip().upper())
    _refuse_contradictions(parts)
    numbers = {name: _numbers(name, value) for name, value in parts.items() if name in LIMITS}
    return Rule(
        frequency=FREQUENCIES[parts["FREQ"]],
        interval=numbers.pop("INTERVAL", (1,))[0],
        count=numbers.pop("COUNT", (None,))[0],
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        week_start=_weekday("WKST", parts.get("WKST", "MO")).weekday,
        weekdays=_weekdays(parts),
        by={name.lower(): values for name, values in numbers.items()},
    )


def written(rule: Rule) -> str:
    """Write a rule without its end, as every reader takes it: weekdays that stand beside numbered ones are written out already."""
    parts = {
        "FREQ": next(name for name, frequency in FREQUENCIES.items() if frequency == rule.frequency),
        "INTERVAL": str(rule.interval) if rule.interval > 1 else "",
        "WKST": WEEKDAYS[rule.week_start] if rule.week_start else "",
        **{name.upper(): ",".join(map(str, numbers)) for name, numbers in sorted(rule.by.items())},
        "BYDAY": ",".join(f"{day.n or ''}{WEEKDAYS[day.weekday]}" for day in rule.weekdays),
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.partition("=")
        if name in TOO_FINE or value in TOO_FINE:
            raise BadRuleError(f"`{part}` is not possible: a series meets once a day at most, and its `time` says when")
        if name not in PARTS:
            raise BadRuleError(f"`{part[:40]}` is no part of a rule. {did_you_mean(name[:40], PARTS)}".rstrip(". "))
        if name in parts:
            raise BadRuleError(f"{name} stands twice")
        parts[name] = value
    if parts.get("FREQ") not in FREQUENCIES:
        raise BadRuleError(f"FREQ must be one of {', '.join(FREQUENCIES)}")
    return parts


def _refuse_contradictions(parts: dict[str, str]) -> None:
    """Refuse the pairs that RFC 5545 forbids and readers take differently."""
    frequency, has_number = parts["FREQ"], any(sign.isdigit() for sign in parts.get("BYDAY", ""))
    others = any(name.startswith("BY") for name in parts.keys() - {"BYSETPOS"})
    for is_wrong, message in (
        ({"COUNT", "UNTIL"} <= parts.keys(), "COUNT and UNTIL cannot stand together"),
        ("BYMONTHDAY" in parts and frequency == "WEEKLY", "BYMONTHDAY cannot stand in a weekly rule"),
        ("BYYEARDAY" in parts and frequency != "YEARLY", "BYYEARDAY needs FREQ=YEARLY"),
        ("BYWEEKNO" in parts and frequency != "YEARLY", "BYWEEKNO needs FREQ=YEARLY"),
        (has_number and frequency in {"WEEKLY", "DAILY"}, "A number in BYDAY needs FREQ=MONTHLY or FREQ=YEARLY"),
        (has_number and "BYWEEKNO" in parts, "A number in BYDAY cannot stand beside BYWEEKNO"),
        ("BYSETPOS" in parts and not others, "BYSETPOS needs another BY… to choose from"),
    ):
        if is_wrong:
            raise BadRuleError(message)


def _numbers(name: str, value: str) -> tuple[int, ...]:
    words = value.split(",")
    if name in SINGLE and len(words) > 1:
        raise BadRuleError(f"{name} takes one number")
    return tuple(_number(name, word) for word in words)


def _number(name: str, word: str) -> int:
    number = int(word) if NUMBER.fullmatch(word) else 0
    least = -LIMITS[name] if name in SIGNED else 1
    if number == 0 or not least <= number <= LIMITS[name]:
        extent = f"1 to {LIMITS[name]}" + (f" or -{LIMITS[name]} to -1" if name in SIGNED else "")
        raise BadRuleError(f"{name}={word[:20]} is not a number from {extent}")
    return number


def _weekday(name: str, word: str) -> weekday:
    match = WEEKDAY.fullmatch(word)
    number = int(match[1] or 0) if match else 0
    if not match or (match[1] and not 0 < abs(number) <= WEEKS) or (name == "WKST" and match[1]):
        raise BadRuleError(f"{name}={word[:20]} is not a day such as MO{'' if name == 'WKST' else ' or 2FR'}")
    return weekday(WEEKDAYS.index(match[2]), number or None)


def _weekdays(parts: dict[str, str]) -> tuple[weekday, ...]:
    """Read BYDAY; beside numbered days a plain one is written out, for dateutil would ask of each date to be both."""
    days = tuple(_weekday("BYDAY", word) for word in parts["BYDAY"].split(",")) if "BYDAY" in parts else ()
    if not any(day.n for day in days):
        return days
    most = WEEKS if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts else WEEKS_OF_MONTH
    return tuple(weekday(day.weekday, n) for day in days for n in ([day.n] if day.n else range(1, most + 1)))


def _until(word: str) -> dt.date:
    """Read a day, a wall time, or a moment in UTC."""
    try:
        found = dt.datetime.fromisoformat(word if MOMENT.fullmatch(word) else "")
    except ValueError as error:
        raise BadRuleError(f"UNTIL={word[:20]} is not a moment such as 20261231 or 20261231T130000Z") from error
    return found if "T" in word else found.date()
