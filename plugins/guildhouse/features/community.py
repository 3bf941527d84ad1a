"""The page of a community: what it is for, wants, does next and has promised; who is there, and how to join."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from guildhouse.features import edge
from guildhouse.features.action_views import ActionView, action_view
from guildhouse.features.calendar_views import CalendarLinks, calendar_links
from guildhouse.features.community_frame import CommunityContext, crumbs, frame, tab_url
from guildhouse.features.community_views import STATUS_WORDS, current_people, leads
from guildhouse.features.contact_views import ContactView, JoinView, contact_view, join_view, path_link
from guildhouse.features.document_views import LinkView, TrustView
from guildhouse.features.goal_views import GoalView, goal_view
from guildhouse.features.health import HealthFact, folder, health
from guildhouse.features.meeting_views import SeriesView, coming_of, is_over, series_view
from guildhouse.features.member_views import MemberView, member_view, thanked
from guildhouse.features.note_views import DecisionView, NoteView, decision_view, note_view
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.project_views import ProjectView, project_view
from guildhouse.features.reading_frame import told
from guildhouse.features.recognition_views import CommunityRecognition, community_recognition
from guildhouse.features.relation_views import TieGroup, tie_groups
from guildhouse.features.resource_views import ResourceView, resource_view
from guildhouse.features.thanks_views import ThanksView, recent_thanks
from guildhouse.features.views import PersonView, person_view
from guildhouse.model.body import Body
from guildhouse.model.community import Community, Lifecycle
from guildhouse.model.house import House
from guildhouse.model.meeting import Meeting
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings

ACTIONS, SERIES, DATES, NOTES, DECISIONS, RESOURCES, LEADS, PILE, THANKS = 8, 6, 3, 4, 4, 6, 5, 6, 3
"""How many of each the page shows; their tabs hold all."""


@dataclass(frozen=True, kw_only=True)
class StateView:
    """A change of the community's state, and the decision behind it."""

    word: Words
    date: dt.date
    decision: LinkView | None


@dataclass(frozen=True, kw_only=True)
class CommunityPage(CommunityContext):
    """The overview of a community."""

    folder: str
    mission: str
    about: Body
    goals: tuple[GoalView, ...]
    past_goals: tuple[GoalView, ...]
    series: tuple[SeriesView, ...]
    more_series: int
    calendar: CalendarLinks | None
    actions: tuple[ActionView, ...]
    action_count: int
    notes: tuple[NoteView, ...]
    decisions: tuple[DecisionView, ...]
    leads: tuple[MemberView, ...]
    pile: tuple[PersonView, ...]
    more_members: int
    past_members: tuple[MemberView, ...]
    ties: tuple[TieGroup, ...]
    projects: tuple[ProjectView, ...]
    resources: tuple[ResourceView, ...]
    paths: tuple[LinkView, ...]
    contacts: tuple[ContactView, ...]
    join: JoinView | None
    thanks: tuple[ThanksView, ...]
    recognition: CommunityRecognition
    health: tuple[HealthFact, ...]
    history: tuple[StateView, ...]
    topics: tuple[str, ...]
    trust: TrustView | None
    tab_urls: dict[str, str]


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make a page for each community."""
    for community in house.communities:
        yield page_at("community/overview.html", community_page(house, community, settings), community.source.path)


def community_page(house: House, community: Community, settings: Settings) -> CommunityPage:
    """Say what the page of a community shows."""
    return CommunityPage(
        **frame(house, community),
        **_itself(house, community),
        **_aims(house, community),
        **_work(house, community),
        **_people(house, community),
        **_ways(house, community),
        calendar=calendar_links(house, settings, community),
    )


def _itself(house: House, community: Community) -> dict[str, Any]:
    """Give what the page is, what the community says of itself, and how it is."""
    return {
        "kind": "community",
        "url": community.url,
        "title": community.name,
        "description": community.summary or community.mission or say("The community %(community)s.", community=community.name),
        "crumbs": crumbs(),
        "source": community.source.path,
        "folder": folder(community),
        "about": community.about,
        "topics": tuple(topic.replace("-", " ") for topic in community.topics),
        "health": health(house, community),
        "history": _history(house, community),
        "trust": _trust(house, community),
        "tab_urls": {tab: tab_url(community, tab) for tab in house.tabs_of(community)},
    }


def _aims(house: House, community: Community) -> dict[str, Any]:
    """Give what the community is for and wants."""
    goals = [(goal.status in ("achieved", "dropped"), goal_view(house, goal)) for goal in community.goals]
    return {
        "mission": community.mission or "",
        "goals": tuple(view for is_past, view in goals if not is_past),
        "past_goals": tuple(view for is_past, view in goals if is_past),
        "projects": tuple(project_view(house, project) for project in community.projects),
    }


def _work(house: House, community: Community) -> dict[str, Any]:
    """Give what the community does, has promised, decided and gathered."""
    open_actions = [action for action in house.actions_of(community.id) if not action.is_done]
    series = _series(house, community)
    return {
        "series": series[:SERIES],
        "more_series": len(series[SERIES:]),
        "actions": tuple(action_view(house, action) for action in open_actions[:ACTIONS]),
        "action_count": len(open_actions),
        "notes": tuple(note_view(house, note) for note in latest(house, community)),
        "decisions": tuple(decision_view(house, each) for each in house.decisions_of(community.id)[:DECISIONS]),
        "resources": tuple(resource_view(house, each) for each in community.resources[:RESOURCES]),
    }


def _people(house: House, community: Community) -> dict[str, Any]:
    """Give who is there, who was, and who is thanked."""
    leading = leads(house, community)[:LEADS]
    others = _others(house, community, {each.person for each in leading})
    return {
        "leads": tuple(member_view(house, each) for each in leading),
        "pile": others[:PILE],
        "more_members": len(others[PILE:]),
        "past_members": thanked(house, community),
        "thanks": tuple(islice(recent_thanks(house, community.id), THANKS)),
        "recognition": community_recognition(house, community),
    }


def _ways(house: House, community: Community) -> dict[str, Any]:
    """Give the ways to the community and on from it: to join, to ask, to learn, to its neighbours."""
    return {
        "join": join_view(house, community),
        "contacts": tuple(contact_view(contact) for contact in community.contact),
        "paths": tuple(path_link(house, id_) for id_ in community.paths),
        "ties": tie_groups(house, community),
    }


def latest(house: House, community: Community) -> list[Meeting]:
    """List the newest notes of meetings that took place."""
    return list(islice((note for note in house.meetings_of(community.id) if note.status == "held" and note.date <= house.today), NOTES))


def _series(house: House, community: Community) -> tuple[SeriesView, ...]:
    """List the series that still meet, the one that meets first first, those without known dates last; few dates of each."""
    views = (series_view(house, community, series) for series in coming_of(community) if not is_over(series))
    ordered = sorted(views, key=lambda view: (not view.dates, view.dates[0].start.timestamp() if view.dates else 0))
    return tuple(replace(view, dates=view.dates[:DATES]) for view in ordered)


def _others(house: House, community: Community, shown: set[str]) -> tuple[PersonView, ...]:
    return tuple(person_view(house, person) for person in current_people(house, community) if person not in shown)


def _history(house: House, community: Community) -> tuple[StateView, ...]:
    return tuple(_state(house, community, entry) for entry in sorted(community.lifecycle, key=lambda entry: entry.date))


def _state(house: House, community: Community, entry: Lifecycle) -> StateView:
    record = house.record(entry.decision, community.id)
    link = LinkView(title=record.title, url=record.url) if record else None
    return StateView(word=STATUS_WORDS[entry.status], date=entry.date, decision=link)


def _trust(house: House, community: Community) -> TrustView | None:
    charter = community.charter
    due = community.review_by or (charter.review_by if charter else None)
    held = latest(house, community)
    leading = leads(house, community)
    line = TrustView(
        owner=person_view(house, leading[0].person) if leading else None,
        authors=(),
        date=None,
        updated=held[0].date if held else None,
        reviewed=charter.reviewed if charter else None,
        review_by=due,
        is_due=due is not None and due <= house.today,
        minutes=None,
    )
    return told(line)


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
