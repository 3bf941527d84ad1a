"""How a community is shown in lists of communities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from guildhouse.features.meeting_views import coming_of
from guildhouse.features.views import CommunityView, view_of
from guildhouse.model.community import Community, Membership
from guildhouse.model.house import House
from guildhouse.model.words import Words, say

STATUS_WORDS: Mapping[str, Words] = {
    "active": say("Active"),
    "proposed": say("Proposed"),
    "dormant": say("Resting"),
    "archived": say("Archived"),
}
"""The word for every state of a community."""

TONES = {"proposed": "warn", "dormant": "warn", "archived": ""}
"""The tone of every state that is not the usual one."""

KINDS: Mapping[str, Words] = {
    "community-of-practice": say("Community of practice"),
    "special-interest-group": say("Special interest group"),
    "working-group": say("Working group"),
    "user-group": say("User group"),
    "committee": say("Committee"),
    "guild": say("Guild"),
    "chapter": say("Chapter"),
    "project": say("Project"),
}
"""The words for every kind of community."""


SPANS = 6
"""Dates that a card carries, so that it still knows one weeks after the build."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """When a meeting begins and, where that is known, ends; both are aware."""

    start: dt.datetime
    end: dt.datetime | None


@dataclass(frozen=True, kw_only=True)
class CommunityCard:
    """A community in a list: how many take part, when it meets, or the word that says what is special about it."""

    community: CommunityView
    members: int
    meets: tuple[Span, ...]
    """Coming meetings, soonest first: the page shows one, and the script, which reads the clock, the one that comes next."""
    care: Words | str
    tone: str
    topics: tuple[str, ...]


def community_card(house: House, community: Community) -> CommunityCard:
    """Show a community in a list."""
    view = view_of(house, community)
    care, tone = _care(house, community)
    spans = {Span(start=each.start, end=each.end) for series in coming_of(community) for each in series.occurrences or ()}
    return CommunityCard(
        community=view,
        members=len(current_people(house, community)),
        meets=tuple(sorted(spans, key=lambda span: (span.start, span.end or span.start)))[:SPANS],
        care=care,
        tone=tone,
        topics=community.topics,
    )


def _care(house: House, community: Community) -> tuple[Words | str, str]:
    """Say in a word, with its tone, what is special about a community; nothing when all is as it should be."""
    if community.status in TONES:
        return STATUS_WORDS[community.status], TONES[community.status]
    return ("", "") if leads(house, community) else (say("No lead"), "bad")


def current_people(house: House, community: Community) -> tuple[str, ...]:
    """List the people who take part now, each once, in the file's order; bots and assistants are tools, not people."""
    found = dict.fromkeys(membership.person for membership in community.current_members(house.today))
    return tuple(person for person in found if not is_tool(house, person))


def leads(house: House, community: Community) -> tuple[Membership, ...]:
    """List who answers for a community now: people with a leading role who have not left the organisation."""
    now = (each for each in community.current_members(house.today) if each.is_leading)
    return tuple(each for each in now if not has_left(house, each.person) and not is_tool(house, each.person))


def is_tool(house: House, person: str) -> bool:
    """Tell whether somebody is a bot or an assistant."""
    found = house.person(person)
    return found is not None and found.kind != "person"


def has_left(house: House, person: str) -> bool:
    """Tell whether a person has left the organisation."""
    found = house.person(person)
    return found is not None and found.has_left(house.today)
