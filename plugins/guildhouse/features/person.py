"""A page for each person: what they publish, keep, told and are thanked for, where they take part; and a card for address books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from guildhouse.features import edge
from guildhouse.features.action_views import ActionView, action_view
from guildhouse.features.calendar_views import CalendarLinks, person_calendar
from guildhouse.features.context import Context, Crumb, NewText
from guildhouse.features.contribution_views import Deeds, deeds_of
from guildhouse.features.feed_views import writers
from guildhouse.features.head import FEED
from guildhouse.features.mentor_views import MentorView, OfferView, could_ask, own_offer, service_name
from guildhouse.features.milestone_views import MilestoneView, milestones
from guildhouse.features.note_views import DecisionView, NoteView, decision_view, note_view
from guildhouse.features.outputs import File, Page, page_at
from guildhouse.features.role_views import RoleView, role_view
from guildhouse.features.subject_views import SubjectLink, subject_links
from guildhouse.features.text_views import TalkView, TextView, talk_views, text_views
from guildhouse.features.thanks_views import ThanksView, thanks_of
from guildhouse.features.views import PersonView, person_view
from guildhouse.formats.json_ld import Someone
from guildhouse.formats.urls import absolute
from guildhouse.formats.vcard import Card, card
from guildhouse.model.body import Body
from guildhouse.model.house import House
from guildhouse.model.person import Mentoring, Person
from guildhouse.model.words import Words, say, strung
from guildhouse.settings import Settings

NOTES, DECISIONS, TEXTS, TALKS, THANKS = 8, 8, 8, 8, 5
"""How many of each a person's page shows before the rest is folded away."""


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
    card: str | None
    """Address of the card for address books; tools have none."""
    skills: tuple[SubjectLink, ...]
    offer: MentorView | None
    """How to ask them, while they teach."""
    offers: tuple[SubjectLink, ...]
    capacity: int | None
    wants: tuple[OfferView, ...]
    """What they want to learn, each with those whom they could ask."""
    body: Body
    roles: tuple[RoleView, ...]
    past_roles: tuple[RoleView, ...]
    actions: tuple[ActionView, ...]
    texts: tuple[TextView, ...]
    more_texts: tuple[TextView, ...]
    notes: tuple[NoteView, ...]
    older_notes: tuple[NoteView, ...]
    talks: tuple[TalkView, ...]
    older_talks: tuple[TalkView, ...]
    decisions: tuple[DecisionView, ...]
    older_decisions: tuple[DecisionView, ...]
    thanks: tuple[ThanksView, ...]
    older_thanks: tuple[ThanksView, ...]
    milestones: tuple[MilestoneView, ...]
    deeds: tuple[Deeds, ...]
    calendar: CalendarLinks | None = None
    """Their communities' meetings, and what they have promised."""
    feed: str | None = None
    """Address of the feed of what they write."""

    def rewritten(self, text: NewText) -> PersonPage:
        """Show what the person writes now."""
        return replace(self, body=text.body)


def outputs(house: House, settings: Settings) -> Iterator[Page | File]:
    """Make a page for each person, and a card for each who is no tool."""
    telling = writers(house, settings) if settings.site_url else frozenset()
    for person in house.people:
        page = replace(
            person_page(house, person),
            calendar=person_calendar(house, settings, person),
            feed=f"{person.url}{FEED}" if person.id in telling else None,
        )
        yield page_at("people/person.html", page, person.source.path)
        if person.kind == "person":
            yield File(_card_url(person).removeprefix("/"), card(person_card(person, settings)).encode(), person.source.path)


def person_page(house: House, person: Person) -> PersonPage:
    """Say what the page of a person shows: nothing but what they publish, and what public notes say."""
    return PersonPage(
        **_itself(house, person),
        **_published(house, person),
        **_part(house, person),
        **_work(house, person),
        **_thanks(house, person),
    )


def person_card(person: Person, settings: Settings) -> Card:
    """Say what stands on a person's card: what they publish, and nothing else."""
    return Card(
        name=person.name,
        title=person.title,
        organization=person.organization,
        team=person.team,
        email=person.email,
        timezone=person.timezone,
        skills=tuple(skill.replace("-", " ") for skill in person.skills),
        accounts=tuple(person.accounts.items()),
        url=absolute(person.url, settings.site_url) if settings.site_url else None,
    )


def _itself(house: House, person: Person) -> dict[str, Any]:
    """Give what the page is, and whose."""
    return {
        "kind": "person",
        "subject": _subject(house, person),
        "url": person.url,
        "title": person.name,
        "description": _description(house, person),
        "crumbs": (Crumb(label=say("Home"), url="/"), Crumb(label=say("People"), url="/people/")),
        "source": person.source.path,
        "person": person_view(house, person.id),
        "is_tool": person.kind != "person",
        "card": _card_url(person) if person.kind == "person" else None,
    }


def _published(house: House, person: Person) -> dict[str, Any]:
    """Give what somebody writes of themselves; an offer stands only while it is open, and nobody who left wants to be asked."""
    offer, mentoring = own_offer(house, person), person.mentoring or Mentoring()
    return {
        "pronouns": person.pronouns,
        "left": person.left,
        "organization": person.organization,
        "timezone": person.timezone,
        "languages": person.languages,
        "accounts": tuple((service_name(service), account) for service, account in person.accounts.items()),
        "email": person.email,
        "skills": subject_links(house, person.skills),
        "offer": offer,
        "offers": subject_links(house, mentoring.offers) if offer else (),
        "capacity": mentoring.capacity,
        "wants": could_ask(house, person),
        "body": person.body,
    }


def _part(house: House, person: Person) -> dict[str, Any]:
    """Give where somebody takes part and did."""
    roles = tuple(role_view(house, community, membership) for community, membership in house.roles_of(person.id))
    return {"roles": tuple(role for role in roles if not role.is_past), "past_roles": tuple(role for role in roles if role.is_past)}


def _work(house: House, person: Person) -> dict[str, Any]:
    """Give what somebody promised, keeps and wrote, told and decided, and where they came."""
    traces = house.traces_of(person.id)
    notes = tuple(note_view(house, note, community=True) for note in traces.meetings)
    decisions = tuple(decision_view(house, each, community=True) for each in traces.decisions)
    texts, talks = text_views(house, person), talk_views(house, person)
    return {
        "actions": tuple(action_view(house, action, community=True) for action in traces.actions if not action.is_done),
        "texts": texts[:TEXTS],
        "more_texts": texts[TEXTS:],
        "notes": notes[:NOTES],
        "older_notes": notes[NOTES:],
        "talks": talks[:TALKS],
        "older_talks": talks[TALKS:],
        "decisions": decisions[:DECISIONS],
        "older_decisions": decisions[DECISIONS:],
    }


def _thanks(house: House, person: Person) -> dict[str, Any]:
    """Give what somebody is thanked for, their milestones, and what they did for others."""
    thanks = thanks_of(house, person)
    return {
        "thanks": thanks[:THANKS],
        "older_thanks": thanks[THANKS:],
        "milestones": milestones(house, person),
        "deeds": deeds_of(house, person.id),
    }


def _card_url(person: Person) -> str:
    return f"{person.url}{person.id}.vcf"


def _subject(house: House, person: Person) -> Someone | None:
    """Describe a person for machines; a tool is none, and who has left works for nobody here."""
    if person.kind != "person":
        return None
    is_there = person.is_there(house.today)
    return Someone(
        name=person.name,
        job_title=person.title,
        knows_about=tuple(skill.replace("-", " ") for skill in person.skills),
        works_for=person.organization if is_there else None,
        email=person.email,
        languages=person.languages,
        member_of=_current(house, person) if is_there else (),
    )


def _description(house: House, person: Person) -> Words:
    """Describe a person in a sentence: what they do, and where they take part."""
    communities = _current(house, person)
    work = strung(part for part in (person.title, person.team) if part)
    who = say("%(name)s: %(work)s", name=person.name, work=work) if work else person.name
    if not communities:
        return say("%(who)s.", who=who)
    return say("%(who)s. Takes part in %(communities)s.", who=who, communities=strung(communities))


def _current(house: House, person: Person) -> tuple[str, ...]:
    """Name the communities in which somebody takes part now, each once."""
    current = ((community, each) for community, each in house.roles_of(person.id) if not each.is_past(house.today))
    return tuple(dict.fromkeys(community.name for community, _ in current if community.status != "archived"))


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
