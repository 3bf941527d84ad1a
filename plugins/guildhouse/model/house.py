"""The root of the model: everything the site is about, read once, frozen, then only asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from guildhouse.model.community import Community, Membership
from guildhouse.model.decision import Decision
from guildhouse.model.document import Document
from guildhouse.model.learning import Kudos, LearningPath
from guildhouse.model.meeting import Action, Meeting
from guildhouse.model.person import Person
from guildhouse.model.problem import Problem


@dataclass(frozen=True, kw_only=True)
class Account:
    """What became of the sources: read = published + excluded with a reason + errors."""

    read: int = 0
    published: int = 0
    excluded: Mapping[str, int] = field(default_factory=dict)
    errors: int = 0

    @property
    def is_balanced(self) -> bool:
        """Tell whether every source is accounted for."""
        return self.read == self.published + sum(self.excluded.values()) + self.errors


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that something links to, copied as it is: `path` in the site's folder, `url` beginning with `/`."""

    path: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Redirect:
    """An old address (`/old/`) and the address that took its place."""

    url: str
    target: str
    owner: str
    """Path of the file that names the alias."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A folder of pages that has no README: its page lists what is in it."""

    url: str
    title: str
    path: str


@dataclass(frozen=True, kw_only=True)
class House:
    """All that is published. Tuples stand in the order in which they are shown: communities, people and paths by name or title,
    meetings, decisions and news newest first, pages by address; the keys of the mappings are ids or addresses."""

    today: dt.date
    home: Document | None = None
    communities: tuple[Community, ...] = ()
    people: tuple[Person, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    paths: tuple[LearningPath, ...] = ()
    kudos: tuple[Kudos, ...] = ()
    news: tuple[Document, ...] = ()
    pages: tuple[Document, ...] = ()
    """Pages, glossary terms and library documents: whatever is neither home, news, meeting, decision nor charter."""
    listings: Mapping[str, Document] = field(default_factory=dict)
    """Texts that open a generated listing (`communities/README.md`, `…/meetings/README.md`), by its address."""
    sections: tuple[Section, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    problems: tuple[Problem, ...] = ()
    account: Account = Account()

    @cached_property
    def _communities(self) -> dict[str, Community]:
        return {community.id: community for community in self.communities}

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    def community(self, id_: str | None) -> Community | None:
        """Find a community by id."""
        return self._communities.get(id_ or "")

    def person(self, id_: str | None) -> Person | None:
        """Find a person by id; a name without a record finds nobody."""
        return self._people.get(id_ or "")

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """All action items of all notes: open ones first, by due date (none last), then by id."""
        found = [action for meeting in self.meetings for action in meeting.actions]
        return tuple(sorted(found, key=lambda a: (a.is_done, a.due or dt.date.max, a.id)))

    def meetings_of(self, community: str) -> tuple[Meeting, ...]:
        """List the notes of a community, newest first."""
        return self._by_community[0].get(community, ())

    def decisions_of(self, community: str | None) -> tuple[Decision, ...]:
        """List the decision records of a community, newest first; None asks for the organisation's own."""
        return self._by_community[1].get(community, ())

    def library_of(self, community: str) -> tuple[Document, ...]:
        """List the library documents of a community in reading order."""
        return self._by_community[2].get(community, ())

    def roles_of(self, person: str) -> tuple[tuple[Community, Membership], ...]:
        """List a person's memberships with their communities, by the community's name."""
        return self._roles.get(person, ())

    @cached_property
    def _by_community(self) -> tuple[dict[str | None, tuple[Meeting, ...]], dict[str | None, tuple[Decision, ...]], dict[str | None, tuple[Document, ...]]]:
        library = tuple(page for page in self.pages if page.page_kind == "resource")
        return _grouped(self.meetings), _grouped(self.decisions), _grouped(library)

    @cached_property
    def _roles(self) -> dict[str, tuple[tuple[Community, Membership], ...]]:
        roles: dict[str, tuple[tuple[Community, Membership], ...]] = {}
        for community in self.communities:
            for membership in community.members:
                roles[membership.person] = (*roles.get(membership.person, ()), (community, membership))
        return roles


T = TypeVar("T", bound=Document)


def _grouped(documents: tuple[T, ...]) -> dict[str | None, tuple[T, ...]]:
    groups: dict[str | None, list[T]] = {}
    for document in documents:
        groups.setdefault(document.community, []).append(document)
    return {community: tuple(members) for community, members in groups.items()}
