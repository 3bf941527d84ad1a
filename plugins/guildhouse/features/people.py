"""People: a plain directory by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from guildhouse.features import edge
from guildhouse.features.community_views import has_left
from guildhouse.features.context import Context, Crumb
from guildhouse.features.listing_views import anchor_of, letter_of, letter_order, opening, owner_of
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.views import PersonView, person_view
from guildhouse.model.body import Body
from guildhouse.model.house import House
from guildhouse.model.person import Person
from guildhouse.model.words import say
from guildhouse.settings import Settings

URL = "/people/"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The people whose names begin with one letter."""

    letter: str
    anchor: str
    people: tuple[PersonView, ...]


@dataclass(frozen=True, kw_only=True)
class PeoplePage(Context):
    """Everybody with a record: those who are there by letter, tools, and those who have left."""

    intro: Body
    letters: tuple[Letter, ...]
    tools: tuple[PersonView, ...]
    left: tuple[PersonView, ...]
    count: int


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make the directory."""
    del settings
    if house.people or house.communities or URL in house.listings:
        yield page_at("people/directory.html", people_page(house), owner_of(house, URL))


def people_page(house: House) -> PeoplePage:
    """Say what the directory shows."""
    tools = [person for person in house.people if person.kind != "person"]
    left = [person for person in house.people if person.kind == "person" and has_left(house, person.id)]
    gone = {person.id for person in left}
    here = [person for person in house.people if person.kind == "person" and person.id not in gone]
    return PeoplePage(
        **opening(house, URL, say("People"), say("Everybody who takes part, by name.")),
        kind="people",
        crumbs=(Crumb(label=say("Home"), url="/"),),
        letters=tuple(_letters(house, here)),
        tools=tuple(person_view(house, person.id) for person in tools),
        left=tuple(person_view(house, person.id) for person in left),
        count=len(here),
    )


def _letters(house: House, people: Iterable[Person]) -> Iterator[Letter]:
    ordered = sorted(people, key=lambda person: (letter_order(person.name), person.id))
    for letter, group in groupby(ordered, key=lambda person: letter_of(person.name)):
        yield Letter(letter=letter, anchor=anchor_of(letter), people=tuple(person_view(house, person.id) for person in group))


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
