"""First times that are certain: of a page that came into the site with its first change, of notes, of a talk, of a mentee."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from guildhouse.model.contribution import Contribution
from guildhouse.model.contributions import WRITES, documents, name_order
from guildhouse.model.person import is_initials

if TYPE_CHECKING:
    from guildhouse.model.house import House

FirstKind = Literal["page", "notes", "talk", "mentoring"]
FIRSTS: Mapping[FirstKind, frozenset[str]] = {
    "page": WRITES,
    "notes": frozenset({"notes"}),
    "talk": frozenset({"talk"}),
    "mentoring": frozenset({"mentoring"}),
}
"""The first times that are told, each with the types of contributions that count as it."""
RECENT = dt.timedelta(days=92)
"""For so long a first time is told."""


@dataclass(frozen=True, kw_only=True)
class First:
    """The first time that somebody did something of a kind."""

    person: str
    kind: FirstKind
    contribution: Contribution


def firsts(house: House) -> tuple[First, ...]:
    """Find the first times of the last months, by name; of what has no date nobody knows whether it came first."""
    found = (First(person=person, kind=kind, contribution=each) for person, kind, each in _first_times(house))
    return tuple(sorted(found, key=lambda each: (*name_order(house, each.person), tuple(FIRSTS).index(each.kind))))


def _first_times(house: House) -> Iterator[tuple[str, FirstKind, Contribution]]:
    oldest: dict[tuple[str, FirstKind], Contribution] = {}
    came = _came(house)
    unclear = _unclear(house, came)
    for kind, each in _candidates(house, came):
        before = oldest.get((each.person, kind))
        if before is None or _day(each) < _day(before):
            oldest[each.person, kind] = each
    for (person, kind), each in oldest.items():
        is_first = kind != "page" or _day(each) <= unclear.get(person, dt.date.max)
        if is_first and each.date and each.date > house.today - RECENT and not is_initials(person):
            yield person, kind, each


def _candidates(house: House, came: Mapping[str, dt.date]) -> Iterator[tuple[FirstKind, Contribution]]:
    """List what may have been a first time; what `.all-contributorsrc` says has no date and repeats what has one."""
    told = [each for each in house.contributions if each.origin != "all-contributors"]
    for kind, types in FIRSTS.items():
        yield from ((kind, each) for each in told if each.type in types and (kind != "page" or _is_new(each, came)))


def _is_new(each: Contribution, came: Mapping[str, dt.date]) -> bool:
    """Tell whether this is a page of somebody's own: one that came with the change, or one that they signed with a day."""
    day = came.get(each.url or "")
    return day is not None and (each.date == day if each.origin == "git" else each.origin == "byline" and each.date is not None)


def _came(house: House) -> Mapping[str, dt.date]:
    """Tell the day on which each page came into the site; without all of the history nobody knows."""
    if house.history.availability != "complete":
        return {}
    spans = ((each.url, house.history.written.get(each.source.path)) for each in documents(house))
    return {url: span.first.date() for url, span in spans if span}


def _unclear(house: House, came: Mapping[str, dt.date]) -> Mapping[str, dt.date]:
    """Tell since when people may have written pages of which nobody knows.

    Those are the pages of a mass commit, those that are gone, and those that somebody signed without a day: they may be older than git.
    """
    found: dict[str, dt.date] = {}
    signed = ((each.person, came.get(each.url or "")) for each in house.contributions if each.origin == "byline" and not each.date)
    hidden = ((each.person, each.date) for each in house.history.changes if each.type == "content" and not each.paths)
    for person, day in (*signed, *hidden):
        found[person] = min(day or dt.date.min, found.get(person, dt.date.max))
    return found


def _day(each: Contribution) -> dt.date:
    """Order by the day; what has none may have come before everything."""
    return each.date or dt.date.min
