"""By what people are chosen: team, community, skill, time zone; once for the filter, and once as lists of links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from guildhouse.features.community_views import current_people
from guildhouse.features.listing_views import Choices
from guildhouse.features.subject_views import subject_link
from guildhouse.features.views import PersonView, person_view
from guildhouse.model.house import House
from guildhouse.model.names import alike, in_order
from guildhouse.model.person import Person
from guildhouse.model.words import Words, say

NAMED = 400
"""Of so many people the groups name each; in a larger house they would make the page too heavy, and its rows say title and team already."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """People with something in common, by id; `url` is a page that names them, else `people` do, which are left out in a large house."""

    value: str
    words: str
    members: tuple[str, ...]
    url: str | None = None
    people: tuple[PersonView, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Facet:
    """Something people are grouped by."""

    name: str
    title: Words
    label: Words
    groups: tuple[Group, ...]

    @property
    def anchor(self) -> str:
        """Name the place on the page where the groups stand."""
        return f"gh-by-{self.name}"

    @property
    def choices(self) -> Choices:
        """Give the same for a filter."""
        return Choices(name=self.name, label=self.label, options=tuple((group.value, group.words) for group in self.groups))


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """A person in the directory; `values` are what each facet chooses them by, several joined by bars as the filter's script reads them."""

    person: PersonView
    values: tuple[tuple[str, str], ...]


def facets(house: House, people: tuple[Person, ...]) -> tuple[Facet, ...]:
    """Group people in every way that they say something of."""
    teams = _named(house, _groups(people, lambda person: (person.team,) if person.team else ()), len(people))
    zones = _named(house, _groups(people, lambda person: (person.timezone.replace("_", " "),) if person.timezone else ()), len(people))
    skills = tuple(_skill(house, group) for group in _groups(people, lambda person: person.skills))
    found = (
        Facet(name="team", title=say("By team"), label=say("Team"), groups=teams),
        Facet(name="community", title=say("By community"), label=say("Community"), groups=_communities(house, people)),
        Facet(name="skill", title=say("By skill"), label=say("Skill"), groups=skills),
        Facet(name="zone", title=say("By time zone"), label=say("Time zone"), groups=zones),
    )
    return tuple(facet for facet in found if facet.groups)


def rows(house: House, people: Iterable[Person], found: Iterable[Facet]) -> Mapping[str, PersonRow]:
    """Show people, by id, with what the facets choose them by."""
    values: dict[str, dict[str, list[str]]] = {person.id: {} for person in people}
    held = [(member, facet.name, group.value) for facet in found for group in facet.groups for member in group.members]
    for member, name, value in held:
        values[member].setdefault(name, []).append(value)
    joined = {person: tuple((name, "|".join(each)) for name, each in own.items()) for person, own in values.items()}
    return {person: PersonRow(person=person_view(house, person), values=own) for person, own in joined.items()}


def _groups(people: Iterable[Person], words_of: Callable[[Person], Iterable[str]]) -> tuple[Group, ...]:
    """Group people by words, whichever way these are spelled; the spelling that is used most is shown, and values are numbers."""
    members: dict[str, dict[str, None]] = {}
    spellings: dict[str, Counter[str]] = {}
    said = [(person.id, words) for person in people for words in words_of(person)]
    for person, words in said:
        members.setdefault(alike(words), {})[person] = None
        spellings.setdefault(alike(words), Counter())[words] += 1
    named = {key: min(counted, key=lambda words: (-counted[words], words)) for key, counted in spellings.items()}
    ordered = sorted(members, key=lambda key: (in_order(named[key]), key))
    return tuple(Group(value=str(number), words=named[key], members=tuple(members[key])) for number, key in enumerate(ordered, 1))


def _named(house: House, groups: Iterable[Group], number: int) -> tuple[Group, ...]:
    """Name the people of groups, unless there are too many."""
    return tuple(replace(group, people=tuple(person_view(house, each) for each in group.members if number <= NAMED)) for group in groups)


def _skill(house: House, group: Group) -> Group:
    link = subject_link(house, group.words)
    return replace(group, words=link.words, url=link.url)


def _communities(house: House, people: Iterable[Person]) -> tuple[Group, ...]:
    """Group people by the communities that they take part in now; the page of a community's members names them."""
    there = {person.id for person in people}
    living = (community for community in house.communities if community.status != "archived")
    found = ((community, tuple(each for each in current_people(house, community) if each in there)) for community in living)
    return tuple(
        Group(value=community.id, words=community.name, members=members, url=f"{community.url}members/")
        for community, members in found
        if members
    )
