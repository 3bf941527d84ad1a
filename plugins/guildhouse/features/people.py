"""People: a directory by name, to be chosen from by team, community, skill and time zone, and grouped by them without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from guildhouse.features import edge
from guildhouse.features.community_views import has_left
from guildhouse.features.context import Context, Crumb
from guildhouse.features.facet_views import Facet, PersonRow, facets, rows
from guildhouse.features.listing_views import Choices, anchor_of, letter_of, letter_order, opening, owner_of
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.subject_views import URL as EXPERTISE
from guildhouse.features.subject_views import has_expertise
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
    people: tuple[PersonRow, ...]


@dataclass(frozen=True, kw_only=True)
class PeoplePage(Context):
    """Everybody with a record: those who are there by letter, tools, and those who have left."""

    intro: Body
    letters: tuple[Letter, ...]
    tools: tuple[PersonView, ...]
    left: tuple[PersonView, ...]
    count: int
    choices: tuple[Choices, ...]
    facets: tuple[Facet, ...]
    """The same choices as lists, for those whose browser runs no script."""
    expertise: str | None
    """Address of the page that says who can be asked about what."""


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make the directory."""
    del settings
    if house.people or house.communities or URL in house.listings:
        yield page_at("people/directory.html", people_page(house), owner_of(house, URL))


def people_page(house: House) -> PeoplePage:
    """Say what the directory shows."""
    tools = [person for person in house.people if person.kind != "person"]
    left = [person for person in house.people if person.kind == "person" and has_left(house, person.id)]
    here = tuple(person for person in house.people if person.is_there(house.today))
    found = facets(house, here)
    return PeoplePage(
        **opening(house, URL, say("People"), say("Everybody who takes part, by name.")),
        kind="people",
        crumbs=(Crumb(label=say("Home"), url="/"),),
        letters=tuple(_letters(here, rows(house, here, found))),
        tools=tuple(person_view(house, person.id) for person in tools),
        left=tuple(person_view(house, person.id) for person in left),
        count=len(here),
        choices=tuple(facet.choices for facet in found if len(facet.groups) > 1),
        facets=found,
        expertise=EXPERTISE if has_expertise(house) else None,
    )


def _letters(people: Iterable[Person], shown: Mapping[str, PersonRow]) -> Iterator[Letter]:
    ordered = sorted(people, key=lambda person: (letter_order(person.name), person.id))
    for letter, group in groupby(ordered, key=lambda person: letter_of(person.name)):
        yield Letter(letter=letter, anchor=anchor_of(letter), people=tuple(shown[person.id] for person in group))


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
