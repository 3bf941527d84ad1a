"""What is worth a word of welcome or congratulation: first times, years together, who is new. Nobody's figures stand beside another's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guildhouse.model.community import Community
from guildhouse.model.contribution import Contribution
from guildhouse.model.contributions import PRESENCE, credited, name_order
from guildhouse.model.first_times import First, firsts

if TYPE_CHECKING:
    from guildhouse.model.house import House

AROUND = dt.timedelta(days=14)
"""So long before and after its day an anniversary is told."""


@dataclass(frozen=True, kw_only=True)
class Anniversary:
    """Full years in a community, or (None) since a first contribution."""

    person: str
    years: int
    date: dt.date
    community: str | None = None


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Somebody whose first trace is of this quarter: what they did, oldest first, and in which communities one meets them."""

    person: str
    date: dt.date
    did: tuple[Contribution, ...]
    communities: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Milestones:
    """All of them, each kind by name."""

    firsts: tuple[First, ...]
    anniversaries: tuple[Anniversary, ...]
    newcomers: tuple[Newcomer, ...]


def milestones(house: House) -> Milestones:
    """Find what is worth a word these days."""
    return Milestones(firsts=firsts(house), anniversaries=anniversaries(house), newcomers=newcomers(house))


def anniversaries(house: House) -> tuple[Anniversary, ...]:
    """Find the anniversaries of these weeks, by name."""
    found = (*_memberships(house), *_first_contributions(house))
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (*name_order(house, each.person), each.community or "")))


def newcomers(house: House) -> tuple[Newcomer, ...]:
    """Find who is new this quarter, by name.

    A name without a record must have done something: a guest who came once is none of us yet.
    """
    begin = quarter(house.today)
    joined = _joined(house)
    found = (_newcomer(house, person, joined.get(person, {}), begin) for person in dict.fromkeys((*joined, *_people(house))))
    return tuple(sorted((each for each in found if each), key=lambda each: name_order(house, each.person)))


def in_year(day: dt.date, year: int) -> dt.date:
    """Give the same day of another year; 29 February is the first of March where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1)


def last_anniversary(since: dt.date, today: dt.date) -> tuple[int, dt.date]:
    """Count the full years since a day, and give the day on which the last of them was full."""
    year = today.year if in_year(since, today.year) <= today else today.year - 1
    return year - since.year, in_year(since, max(year, 1))


def quarter(day: dt.date) -> dt.date:
    """Give the first day of the quarter of a year that a day is in."""
    return dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _memberships(house: House) -> Iterator[Anniversary]:
    for community in house.communities:
        if community.status == "archived":
            continue
        for each in community.current_members(house.today):
            person = credited(house, each.person)
            if person and each.since and not _has_left(house, each.person):
                yield from _anniversary(house, person, each.since, community.id)


def _first_contributions(house: House) -> Iterator[Anniversary]:
    """Find those whose first contribution is years ago to the week; without all of the history nobody knows which was the first."""
    if house.history.availability != "complete":
        return
    for person in _people(house):
        first = min((each.date or dt.date.min for each in _dated(house, person)), default=dt.date.min)
        if first > dt.date.min and not _has_left(house, person):
            yield from _anniversary(house, person, first, None)


def _anniversary(house: House, person: str, since: dt.date, community: str | None) -> Iterator[Anniversary]:
    for year in (house.today.year - 1, house.today.year, house.today.year + 1):
        day = in_year(since, year)
        if year > since.year and abs(day - house.today) <= AROUND:
            yield Anniversary(person=person, years=year - since.year, date=day, community=community)


def _newcomer(house: House, person: str, joined: Mapping[str, dt.date | None], begin: dt.date) -> Newcomer | None:
    did = _dated(house, person)
    dates = [*(each.date for each in did), *joined.values()]
    first = min(filter(None, dates), default=None)
    helped = [each for each in did if each.type != PRESENCE]
    is_known = house.person(person) is not None or bool(helped)
    if first is None or None in dates or not begin <= first <= house.today or not is_known:
        return None
    places = dict.fromkeys((*joined, *(each.community for each in did if each.community)))
    if not places and not any(each.title for each in did):
        return None  # there is nothing to say of them yet
    return Newcomer(person=person, date=first, did=tuple(reversed(helped or did)), communities=tuple(places))


def _joined(house: House) -> dict[str, dict[str, dt.date | None]]:
    """Tell since when (None for nobody knows) people are or were members of what."""
    found: dict[str, dict[str, dt.date | None]] = {}
    for community in house.communities:
        for name, since in _since(community):
            if person := credited(house, name):
                found.setdefault(person, {})[community.id] = since
    return found


def _since(community: Community) -> Iterable[tuple[str, dt.date | None]]:
    """List the members of a community; who came back is a member since the first time."""
    return [(each.person, each.since) for each in sorted(community.members, key=lambda each: each.since or dt.date.min, reverse=True)]


def _people(house: House) -> Iterable[str]:
    return dict.fromkeys(each.person for each in house.contributions)


def _dated(house: House, person: str) -> tuple[Contribution, ...]:
    """List what somebody did, but for the entries of `.all-contributorsrc`: those have no date, and repeat what has one."""
    return tuple(each for each in house.contributions_of(person) if each.date or each.origin != "all-contributors")


def _has_left(house: House, person: str) -> bool:
    known = house.person(person)
    return known is not None and known.has_left(house.today)
