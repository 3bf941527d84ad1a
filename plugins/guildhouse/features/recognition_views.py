"""How milestones and successes are shown, for the whole house and for one community: by name, and never beside anybody else's figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from guildhouse.features.community_views import leads
from guildhouse.features.contribution_views import Deed, deed, named
from guildhouse.features.document_views import LinkView
from guildhouse.features.thanks_views import ThanksView, recent_thanks
from guildhouse.features.views import CommunityView, PersonView, credit_view, view_of
from guildhouse.model.community import Community, Goal
from guildhouse.model.contributions import PRESENCE, credited
from guildhouse.model.first_times import First
from guildhouse.model.house import House
from guildhouse.model.milestones import Anniversary, Newcomer
from guildhouse.model.words import Words, count, say

URL = "/recognition/"
DEEDS = 3
"""So many of the things that a newcomer did are named."""

FIRST_WORDS: Mapping[str, Words] = {
    "page": say("First page"),
    "notes": say("First notes"),
    "talk": say("First talk"),
    "mentoring": say("First mentee"),
}
"""What each first time is called."""


@dataclass(frozen=True, kw_only=True)
class MilestoneView:
    """A first time (`first`) or an anniversary (`anniversary`); `about` is what it was, when it has a page."""

    kind: str
    words: Words
    date: dt.date
    about: LinkView | None = None


@dataclass(frozen=True, kw_only=True)
class CelebratedView:
    """Somebody with their milestones."""

    person: PersonView
    milestones: tuple[MilestoneView, ...]


@dataclass(frozen=True, kw_only=True)
class NewcomerView:
    """Somebody new: what they did, where one meets them, and who will help them there."""

    person: PersonView
    date: dt.date
    deeds: tuple[Deed, ...]
    communities: tuple[CommunityView, ...]
    hosts: tuple[PersonView, ...]


@dataclass(frozen=True, kw_only=True)
class GoalStory:
    """A goal that was reached."""

    title: str
    community: CommunityView
    period: str | None
    owner: PersonView | None


@dataclass(frozen=True, kw_only=True)
class CommunityRecognition:
    """What a community says of those who did something in it, beside its thanks."""

    celebrated: tuple[CelebratedView, ...]
    contributors: tuple[PersonView, ...]


def firsts(house: House, community: str | None = None) -> tuple[CelebratedView, ...]:
    """Show first times, by name; `community` asks for those in one."""
    found = (each for each in house.milestones.firsts if community in (None, each.contribution.community))
    return _celebrated(house, ((each.person, _first(house, each)) for each in found))


def anniversaries(house: House, community: str | None = None) -> tuple[CelebratedView, ...]:
    """Show anniversaries, by name; `community` asks for those in one."""
    found = (each for each in house.milestones.anniversaries if community in (None, each.community))
    return _celebrated(house, ((each.person, _anniversary(house, each)) for each in found))


def nearest(house: House, celebrated: tuple[CelebratedView, ...], most: int) -> tuple[CelebratedView, ...]:
    """Choose those whose day is nearest to today, for there may be very many; they stand by name all the same."""
    ordered = sorted(celebrated, key=lambda each: min(abs(milestone.date - house.today) for milestone in each.milestones))
    near = ordered[:most]
    return tuple(each for each in celebrated if each in near)


def newcomers(house: House) -> tuple[NewcomerView, ...]:
    """Show who is new this quarter, by name."""
    return tuple(_newcomer(house, each, view) for each in house.milestones.newcomers if (view := credit_view(house, each.person)))


def impact_stories(house: House, but: tuple[ThanksView, ...] = ()) -> Iterator[ThanksView]:
    """List thanks that tell what came of a deed, newest first, `but` those that are shown elsewhere."""
    for view in recent_thanks(house):
        if view.impact and view not in but:
            yield view


def goal_stories(house: House) -> tuple[GoalStory, ...]:
    """List the goals that were reached, by community."""
    reached = ((community, goal) for community in house.communities for goal in community.goals if goal.status == "achieved")
    return tuple(_goal(house, community, goal) for community, goal in reached)


def community_recognition(house: House, community: Community) -> CommunityRecognition:
    """Say who did something in a community; who only came stands in the notes."""
    people = (each.person for each in house.contributions if each.community == community.id and each.type != PRESENCE)
    told = (*firsts(house, community.id), *anniversaries(house, community.id))
    return CommunityRecognition(celebrated=told, contributors=named(house, people))


def is_shown(house: House) -> bool:
    """Tell whether there is anybody whom the page of recognition could be about."""
    return bool(house.people or house.kudos or house.contributions)


def _celebrated(house: House, milestones: Iterable[tuple[str, MilestoneView]]) -> tuple[CelebratedView, ...]:
    """Gather the milestones of each person, who stand beside one another already."""
    groups = groupby(milestones, key=itemgetter(0))
    return tuple(
        CelebratedView(person=view, milestones=tuple(milestone for _, milestone in each))
        for person, each in groups
        if (view := credit_view(house, person))
    )


def _first(house: House, first: First) -> MilestoneView:
    did = first.contribution
    return MilestoneView(
        kind="first",
        words=FIRST_WORDS[first.kind],
        date=did.date or house.today,
        about=LinkView(title=did.title, url=did.url) if did.url else None,
    )


def _anniversary(house: House, anniversary: Anniversary) -> MilestoneView:
    community = house.community(anniversary.community)
    years = anniversary.years
    if community:
        words = count("%(number)s year in %(community)s", "%(number)s years in %(community)s", years, community=community.name)
    else:
        words = count("%(number)s year since the first contribution", "%(number)s years since the first contribution", years)
    return MilestoneView(kind="anniversary", words=words, date=anniversary.date)


def _newcomer(house: House, newcomer: Newcomer, person: PersonView) -> NewcomerView:
    communities = [each for each in map(house.community, newcomer.communities) if each and each.status != "archived"]
    leading = dict.fromkeys(lead.person for each in communities for lead in leads(house, each))
    hosts = (lead for lead in leading if lead != newcomer.person and (found := credit_view(house, lead)) and found.id)
    once = {each.title: deed(each) for each in reversed(newcomer.did) if each.title}
    return NewcomerView(
        person=person,
        date=newcomer.date,
        deeds=tuple(reversed(once.values()))[:DEEDS],
        communities=tuple(view_of(house, each) for each in communities),
        hosts=named(house, hosts),
    )


def _goal(house: House, community: Community, goal: Goal) -> GoalStory:
    owner = credited(house, goal.owner) if goal.owner else None
    return GoalStory(
        title=goal.title, community=view_of(house, community), period=goal.period, owner=credit_view(house, owner) if owner else None
    )
