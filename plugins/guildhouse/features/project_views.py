"""How the projects of a community are shown."""

from __future__ import annotations

from dataclasses import dataclass

from guildhouse.features.contact_views import ContactView, contact_view
from guildhouse.features.views import PersonView, person_view
from guildhouse.model.community import Project
from guildhouse.model.house import House


@dataclass(frozen=True, kw_only=True)
class OwnerView:
    """What or who owns a project."""

    words: str
    url: str | None


@dataclass(frozen=True, kw_only=True)
class ProjectView:
    """Work that a community keeps going together."""

    name: str
    description: str
    owners: tuple[OwnerView, ...]
    people: tuple[PersonView, ...]
    contacts: tuple[ContactView, ...]


def project_view(house: House, project: Project) -> ProjectView:
    """Show a project with those who work on it now."""
    return ProjectView(
        name=project.name,
        description=project.description or "",
        owners=tuple(_owner(house, owner) for owner in project.owners),
        people=tuple(person_view(house, each.person) for each in project.members if not each.is_past(house.today)),
        contacts=tuple(contact_view(contact) for contact in project.contact),
    )


def _owner(house: House, owner: str) -> OwnerView:
    person = house.person(owner)
    if person:
        return OwnerView(words=person.name, url=person.url)
    return OwnerView(words=owner.removeprefix("https://"), url=owner if owner.startswith(("https://", "http://")) else None)
