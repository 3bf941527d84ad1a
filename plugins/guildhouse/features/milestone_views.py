"""Milestones of a person: since when they take part, and how many years it is; for those who want to be named where people are thanked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from guildhouse.model.community import Community
from guildhouse.model.house import House
from guildhouse.model.milestones import last_anniversary
from guildhouse.model.person import Person
from guildhouse.model.words import Words, count, say


@dataclass(frozen=True, kw_only=True)
class MilestoneView:
    """A milestone; `kind` is first or anniversary, as the theme's badge wants it."""

    kind: str
    words: Words
    date: dt.date


def milestones(house: House, person: Person) -> tuple[MilestoneView, ...]:
    """List the milestones of a person, the newest first; none of those who are not named in thanks, and none of tools."""
    if person.recognition != "named" or person.kind != "person":
        return ()
    found = (*_first(house, person), *_anniversaries(house, person))
    return tuple(sorted(found, key=lambda each: each.date, reverse=True))


def _first(house: House, person: Person) -> Iterator[MilestoneView]:
    joined = [(each.since, community.name) for community, each in house.roles_of(person.id) if each.since and each.since <= house.today]
    if joined:
        date, name = min(joined)
        yield MilestoneView(kind="first", words=say("First community: %(community)s", community=name), date=date)


def _anniversaries(house: House, person: Person) -> Iterator[MilestoneView]:
    for community, since in _memberships(house, person).values() if person.is_there(house.today) else ():
        years, date = last_anniversary(since, house.today)
        if years > 0:
            words = count("%(number)s year in %(community)s", "%(number)s years in %(community)s", years, community=community.name)
            yield MilestoneView(kind="anniversary", words=words, date=date)


def _memberships(house: House, person: Person) -> dict[str, tuple[Community, dt.date]]:
    """Give the communities in which somebody takes part now, each with the earliest day of a part that still goes on."""
    found: dict[str, tuple[Community, dt.date]] = {}
    for community, each in house.roles_of(person.id):
        if each.since and not each.is_past(house.today) and community.status != "archived":
            before = found.get(community.id, (community, each.since))[1]
            found[community.id] = (community, min(before, each.since))
    return found
