"""Lengths of time as authors write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

PATTERN = re.compile(
    r"P(?=\d|T\d)(?:(?P<years>\d{1,6})Y)?(?:(?P<months>\d{1,6})M)?(?:(?P<weeks>\d{1,6})W)?(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,6})M)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """An ISO 8601 duration in years, months, weeks, days, hours and minutes (`PT45M`, `P1Y`)."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0

    @classmethod
    def parse(cls, text: str) -> Duration | None:
        """Read an ISO 8601 duration; None when the text is not one."""
        match = PATTERN.fullmatch(text)
        return cls(**{unit: int(count) for unit, count in match.groupdict("0").items()}) if match else None

    def __str__(self) -> str:
        """Write the duration as ISO 8601 does."""
        date = "".join(f"{n}{unit}" for n, unit in ((self.years, "Y"), (self.months, "M"), (self.weeks, "W"), (self.days, "D")) if n)
        time = "".join(f"{n}{unit}" for n, unit in ((self.hours, "H"), (self.minutes, "M")) if n)
        return f"P{date}" + (f"T{time}" if time or not date else "") + ("0M" if not time and not date else "")

    @property
    def calendar_months(self) -> int:
        """The part that counts in calendar months."""
        return 12 * self.years + self.months

    @property
    def fixed(self) -> timedelta:
        """The part that is the same in every month."""
        return timedelta(weeks=self.weeks, days=self.days, hours=self.hours, minutes=self.minutes)

    @property
    def effort(self) -> int:
        """The minutes of work in it: a day has 8 hours, a week 5 days, a month 20."""
        days = 20 * self.calendar_months + 5 * self.weeks + self.days
        return 60 * (8 * days + self.hours) + self.minutes
