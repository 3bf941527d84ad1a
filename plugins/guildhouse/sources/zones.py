"""Time zones from the tzdata package, so that the machine's own zone files never change what a build says."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

DAY = dt.timedelta(days=1)
NOON = dt.time(12)


class Zone(ZoneInfo):
    """A zone read from the package; unlike other zones read from a file it can be copied and sent to another process."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Name the zone, so that the other side reads it from the package again."""
        return zone, (self.key,)


@cache
def names() -> frozenset[str]:
    """List the names of the IANA database."""
    return frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())


@cache
def zone(name: str) -> Zone | None:
    """Find a zone by its IANA name, None for a name that the database does not hold."""
    if name not in names():
        return None
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return Zone.from_file(data, key=name)


@cache
def footer(name: str) -> str:
    """Give the rule by which a zone goes on after the changes that its file lists, as POSIX writes TZ; empty when there is none."""
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return data.read().rstrip(b"\n").rpartition(b"\n")[2].decode("ascii")


def moment(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """Say when the clocks of a zone show `time` on a day: the first time, where they show it twice."""
    return dt.datetime.combine(day, time.replace(fold=0), tzinfo=zone)


def is_gap(moment: dt.datetime) -> bool:
    """Tell whether the clocks skip this wall time because they go forward."""
    return moment.astimezone(dt.UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None)


def gaps(first: dt.date, last: dt.date, time: dt.time, zone: ZoneInfo) -> tuple[dt.date, ...]:
    """List the days from `first` to `last` on which the clocks of a zone skip `time`."""
    near = (day for year in range(first.year, last.year + 1) for day in _changes(year, zone))
    return tuple(day for day in near if first <= day <= last and is_gap(moment(day, time, zone)))


@cache
def _changes(year: int, zone: ZoneInfo) -> tuple[dt.date, ...]:
    """List the days of a year near a change of the clocks: those before and after it, for it may be in the evening."""
    start = dt.date(year, 1, 1) - DAY
    days = [start + n * DAY for n in range((dt.date(year, 12, 31) - start).days + 2)]
    offsets = [zone.utcoffset(dt.datetime.combine(day, NOON)) for day in days]
    pairs = zip(days, days[1:], offsets, offsets[1:], strict=False)
    changed = {day for one, two, before, after in pairs if before != after for day in (one, two)}
    return tuple(sorted(day for day in changed if day.year == year))
