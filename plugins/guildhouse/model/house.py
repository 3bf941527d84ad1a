"""The root of the model: everything the site is about, read once, frozen, then only asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar
from urllib.parse import unquote

from guildhouse.model.account import Account
from guildhouse.model.community import Community, Membership
from guildhouse.model.contribution import Contribution
from guildhouse.model.contributions import Contributors, contributions, contributors
from guildhouse.model.decision import Decision
from guildhouse.model.document import Document
from guildhouse.model.expertise import Subject, subjects
from guildhouse.model.history import Change, History
from guildhouse.model.learning import Effort, Kudos, LearningPath, efforts
from guildhouse.model.meeting import Action, Meeting
from guildhouse.model.mentoring import open_offers
from guildhouse.model.milestones import Milestones, milestones
from guildhouse.model.person import Person
from guildhouse.model.problem import Problem
from guildhouse.model.relations import Relations, relations
from guildhouse.model.traces import Traces, traces
from guildhouse.model.translations import translations

LISTED = ("meetings", "decisions", "resources", "members")
"""The tabs of a community that show a list."""
TABS = (*LISTED, "charter")
"""What a community may have a page of its own for, in the order in which they are shown."""


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that something links to, copied as it is: `path` in the site's folder, `url` beginning with `/`, `size` in bytes."""

    path: str
    url: str
    size: int | None = None


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


@dataclass(frozen=True, kw_only=True, eq=False)
class House:
    """All that is published, in the order in which it is shown.

    Communities, people and paths stand by name or title; meetings, decisions and news newest first; pages by address.
    The keys of mappings are ids or addresses.
    """

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
    history: History = History()
    declared: tuple[Contribution, ...] = ()
    """What `.all-contributorsrc` says, without dates."""
    uncredited: frozenset[str] = frozenset()
    """Names without a record that stand in notes, and whose bearers want no credit."""
    problems: tuple[Problem, ...] = ()
    account: Account = Account()

    @cached_property
    def _communities(self) -> dict[str, Community]:
        return {community.id: community for community in self.communities}

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def thanks_in_git(self) -> tuple[Change, ...]:
        """List the changes that thank somebody and say what for, newest first; none when a part of the history is missing."""
        whole = self.history.changes if self.history.availability == "complete" else ()
        return tuple(each for each in whole if each.reason and each.date <= self.today)

    @cached_property
    def initialled(self) -> Mapping[str, str]:
        """Lead initials that stand in a text to the id of the person who wants them, where they are one person's alone."""
        found: dict[str, list[str]] = {}
        for person in self.people:
            if person.recognition == "initials":
                found.setdefault(person.credited_name, []).append(person.id)
        return {name: ids[0] for name, ids in found.items() if len(ids) == 1}

    @cached_property
    def community_ids(self) -> tuple[str, ...]:
        """The ids of all communities, in their order."""
        return tuple(community.id for community in self.communities)

    def community(self, id_: str | None) -> Community | None:
        """Find a community by id."""
        return self._communities.get(id_ or "")

    def person(self, id_: str | None) -> Person | None:
        """Find a person by id; a name without a record finds nobody."""
        return self._people.get(id_ or "")

    @cached_property
    def _paths(self) -> dict[str, LearningPath]:
        return {path.id: path for path in self.paths}

    def path(self, id_: str | None) -> LearningPath | None:
        """Find a learning path by id."""
        return self._paths.get(id_ or "")

    @cached_property
    def efforts(self) -> Mapping[str, Effort]:
        """How long each learning path takes, by its id."""
        return efforts(self.paths)

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

    def actions_of(self, community: str) -> tuple[Action, ...]:
        """List the actions of a community in the order of all actions."""
        return self._actions.get(community, ())

    def is_late(self, action: Action) -> bool:
        """Tell whether an action should have been done by now; nobody waits any more for what an ended community left open."""
        return action.is_late(self.today) and not self.is_archived(action.community)

    def is_archived(self, community: str | None) -> bool:
        """Tell whether a community has ended."""
        found = self.community(community)
        return found is not None and found.status == "archived"

    def resource_pages_of(self, community: str) -> tuple[Document, ...]:
        """List the pages elsewhere that say of themselves that they are a resource of a community."""
        return self._by_community[3].get(community, ())

    def tabs_of(self, community: Community) -> tuple[str, ...]:
        """Name those of a community's tabs that have something to show; links and pages both follow this."""
        notes = self.meetings_of(community.id)
        content = {
            "meetings": notes or community.meetings or any(project.meetings for project in community.projects),
            "decisions": self.decisions_of(community.id) or any(not each.record for note in notes for each in note.decisions),
            "resources": community.resources or self.library_of(community.id) or self.resource_pages_of(community.id),
            "members": community.members,
            "charter": community.charter,
        }
        return tuple(tab for tab in TABS if content[tab] or f"{community.url}{tab}/" in self.listings)

    def decision(self, id_: str | None) -> Decision | None:
        """Find a decision record by id, `<community>/<file>`."""
        return self._decisions.get(id_ or "")

    def record(self, name: str | None, community: str | None) -> Decision | None:
        """Find a decision record by its file's name, as a community names it: its own, else (or with `/` before it) the organisation's."""
        return (self.decision(f"{community}/{name}") or self.decision(f"/{name.removeprefix('/')}")) if name else None

    def notes_about(self, decision: str) -> tuple[Meeting, ...]:
        """List the notes of the meetings that name a decision record, newest first."""
        return self._notes_about.get(decision, ())

    def relations_of(self, community: str) -> Relations:
        """Tell what others say of a community."""
        return self._relations.get(community, Relations())

    def traces_of(self, person: str) -> Traces:
        """Tell where a person appears."""
        return self._traces.get(person, Traces())

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """List what people did for others, newest first and without a date last, but of nobody who wants no credit."""
        return contributions(self)

    def contributions_of(self, person: str) -> tuple[Contribution, ...]:
        """List what one person did, newest first; nothing of somebody who wants no credit."""
        return self._contributors.by_person.get(person, ())

    def contributors_of(self, place: str) -> tuple[str, ...]:
        """List who wrote and improved the text at an address, or in a file, by name; with bylines alone when git tells nothing."""
        return self._contributors.by_place.get(place, ())

    @cached_property
    def milestones(self) -> Milestones:
        """Find first times, anniversaries and newcomers."""
        return milestones(self)

    @cached_property
    def _contributors(self) -> Contributors:
        return contributors(self)

    def title_at(self, url: str) -> str | None:
        """Name the document at an address, whatever section of it is meant."""
        return self._titles.get(unquote(url.partition("#")[0]))

    def document_at(self, url: str | None) -> Document | None:
        """Find the document at an address, whatever section of it is meant."""
        return self._documents.get(unquote((url or "").partition("#")[0]))

    def changed(self, document: Document) -> dt.date | None:
        """Tell the day on which a document last changed, as it says itself, else as git knows; that it came in at all is no change."""
        span = self.history.written.get(document.source.path)
        is_known = span and span.first < span.last and span.last.date() <= self.today
        return document.updated or (span.last.date() if span and is_known else None)

    def translations_of(self, document: Document) -> tuple[Document, ...]:
        """List a document in all its languages, the original first; empty when it stands in one language only."""
        return self._translations.get(document.url, ())

    def roles_of(self, person: str) -> tuple[tuple[Community, Membership], ...]:
        """List a person's memberships with their communities, by the community's name."""
        return self._roles.get(person, ())

    @cached_property
    def _by_community(
        self,
    ) -> tuple[
        dict[str | None, tuple[Meeting, ...]],
        dict[str | None, tuple[Decision, ...]],
        dict[str | None, tuple[Document, ...]],
        dict[str | None, tuple[Document, ...]],
    ]:
        library = tuple(page for page in self.pages if page.page_kind == "resource")
        elsewhere = tuple(page for page in self.pages if page.listed_as_resource and page.page_kind != "resource")
        return _grouped(self.meetings), _grouped(self.decisions), _grouped(library), _grouped(elsewhere)

    @cached_property
    def _actions(self) -> dict[str, tuple[Action, ...]]:
        groups: dict[str, list[Action]] = {}
        for action in self.actions:
            groups.setdefault(action.community or "", []).append(action)
        return {community: tuple(actions) for community, actions in groups.items()}

    @cached_property
    def _decisions(self) -> dict[str, Decision]:
        return {decision.id: decision for decision in self.decisions}

    @cached_property
    def _notes_about(self) -> dict[str, tuple[Meeting, ...]]:
        found: dict[str, dict[str, Meeting]] = {}
        for meeting, decision in ((note, each) for note in self.meetings for each in note.decisions):
            if record := self.record(decision.record, meeting.community):
                found.setdefault(record.id, {})[meeting.id] = meeting
        return {record: tuple(notes.values()) for record, notes in found.items()}

    @cached_property
    def _relations(self) -> Mapping[str, Relations]:
        return relations(self.communities, self.today)

    @cached_property
    def _traces(self) -> Mapping[str, Traces]:
        return traces(self.meetings, self.decisions, self.actions, self.texts, self.kudos)

    @cached_property
    def texts(self) -> tuple[Document, ...]:
        """All texts that somebody may keep or sign, but for notes of meetings."""
        charters = (community.charter for community in self.communities if community.charter)
        return (*self.pages, *self.news, *self.decisions, *charters)

    @cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """What somebody can be asked about, by key."""
        return subjects(self.people, self.communities, self.texts, self.today)

    @cached_property
    def offers(self) -> Mapping[str, tuple[Person, ...]]:
        """Who teaches what now, by the key of the subject."""
        return open_offers(self.people, self.today)

    @cached_property
    def _titles(self) -> dict[str, str]:
        documents = (*self.pages, *self.news, *self.meetings, *self.decisions)
        found = {document.url: document.title for document in documents}
        return found | {path.url: path.title for path in self.paths} | {community.url: community.name for community in self.communities}

    @cached_property
    def _every(self) -> tuple[Document, ...]:
        charters = (community.charter for community in self.communities if community.charter)
        return (*self.pages, *self.news, *self.meetings, *self.decisions, *charters)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.url: document for document in (*self._every, *((self.home,) if self.home else ()))}

    @cached_property
    def _translations(self) -> Mapping[str, tuple[Document, ...]]:
        return translations(self._every)

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
