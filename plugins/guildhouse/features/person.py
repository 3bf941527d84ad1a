"""A plain page for each person: what they publish of themselves, and where they take part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from guildhouse.features import edge
from guildhouse.features.action_views import ActionView, action_view
from guildhouse.features.context import Context, Crumb, NewText
from guildhouse.features.contribution_views import Deeds, deeds_of
from guildhouse.features.member_views import role_word
from guildhouse.features.note_views import DecisionView, NoteView, decision_view, note_view
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.views import CommunityView, PersonView, person_view, view_of
from guildhouse.formats.json_ld import Someone
from guildhouse.model.body import Body
from guildhouse.model.community import Community, Membership
from guildhouse.model.house import House
from guildhouse.model.person import Mentoring, Person
from guildhouse.model.words import Words, say, strung
from guildhouse.settings import Settings

NOTES, DECISIONS = 8, 8
"""How many of each a person's page shows before the rest is folded away."""

SERVICES = {"github": "GitHub", "gitlab": "GitLab", "linkedin": "LinkedIn"}
"""Services whose names are written in a way of their own."""


@dataclass(frozen=True, kw_only=True)
class RoleView:
    """A person's part in a community."""

    community: CommunityView
    roles: str | Words
    topics: tuple[str, ...]
    since: dt.date | None
    until: dt.date | None
    term_end: dt.date | None
    is_past: bool


@dataclass(frozen=True, kw_only=True)
class PersonPage(Context):
    """What a person publishes, and where they take part."""

    person: PersonView
    pronouns: str | None
    is_tool: bool
    left: dt.date | None
    organization: str | None
    timezone: str | None
    languages: tuple[str, ...]
    accounts: tuple[tuple[str, str], ...]
    email: str | None
    skills: tuple[str, ...]
    mentoring: Mentoring | None
    body: Body
    roles: tuple[RoleView, ...]
    past_roles: tuple[RoleView, ...]
    actions: tuple[ActionView, ...]
    notes: tuple[NoteView, ...]
    older_notes: tuple[NoteView, ...]
    decisions: tuple[DecisionView, ...]
    older_decisions: tuple[DecisionView, ...]
    deeds: tuple[Deeds, ...]

    def rewritten(self, text: NewText) -> PersonPage:
        """Show what the person writes now."""
        return replace(self, body=text.body)


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make a page for each person."""
    del settings
    for person in house.people:
        yield page_at("people/person.html", person_page(house, person), person.source.path)


def person_page(house: House, person: Person) -> PersonPage:
    """Say what the page of a person shows: nothing but what they publish, and what public notes say."""
    traces = house.traces_of(person.id)
    roles = [_role(house, community, membership) for community, membership in house.roles_of(person.id)]
    notes = tuple(note_view(house, note, community=True) for note in traces.meetings)
    decisions = tuple(decision_view(house, each, community=True) for each in traces.decisions)
    return PersonPage(
        kind="person",
        subject=_subject(person),
        url=person.url,
        title=person.name,
        description=_description(house, person),
        crumbs=(Crumb(label=say("Home"), url="/"), Crumb(label=say("People"), url="/people/")),
        source=person.source.path,
        person=person_view(house, person.id),
        pronouns=person.pronouns,
        is_tool=person.kind != "person",
        left=person.left,
        organization=person.organization,
        timezone=person.timezone,
        languages=person.languages,
        accounts=tuple((SERVICES.get(service, service.capitalize()), account) for service, account in person.accounts.items()),
        email=person.email,
        skills=tuple(skill.replace("-", " ") for skill in person.skills),
        mentoring=person.mentoring,
        body=person.body,
        roles=tuple(role for role in roles if not role.is_past),
        past_roles=tuple(role for role in roles if role.is_past),
        actions=tuple(action_view(house, action, community=True) for action in traces.actions if not action.is_done),
        notes=notes[:NOTES],
        older_notes=notes[NOTES:],
        decisions=decisions[:DECISIONS],
        older_decisions=decisions[DECISIONS:],
        deeds=deeds_of(house, person.id),
    )


def _subject(person: Person) -> Someone | None:
    """Describe a person for machines; a tool is none."""
    skills = tuple(skill.replace("-", " ") for skill in person.skills)
    return Someone(name=person.name, job_title=person.title, knows_about=skills) if person.kind == "person" else None


def _description(house: House, person: Person) -> Words:
    """Describe a person in a sentence: what they do, and where they take part."""
    current = ((community, each) for community, each in house.roles_of(person.id) if not each.is_past(house.today))
    communities = dict.fromkeys(community.name for community, _ in current if community.status != "archived")
    work = strung(part for part in (person.title, person.team) if part)
    who = say("%(name)s: %(work)s", name=person.name, work=work) if work else person.name
    if not communities:
        return say("%(who)s.", who=who)
    return say("%(who)s. Takes part in %(communities)s.", who=who, communities=strung(communities))


def _role(house: House, community: Community, membership: Membership) -> RoleView:
    view = view_of(house, community)
    return RoleView(
        community=view,
        roles=strung(role_word(role) for role in membership.roles) or role_word("member"),
        topics=tuple(topic.replace("-", " ") for topic in membership.topics),
        since=membership.since,
        until=membership.until,
        term_end=membership.term.end if membership.term else None,
        is_past=membership.is_past(house.today) or community.status == "archived",
    )


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
