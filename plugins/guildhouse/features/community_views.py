"""How a community is shown in lists of communities."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from guildhouse.features.meeting_views import coming_of
from guildhouse.features.views import CommunityView, community_view
from guildhouse.model.community import Community
from guildhouse.model.house import House

STATES = {"proposed": ("Proposed", "warn"), "dormant": ("Resting", "warn"), "archived": ("Archived", "")}
"""The word and tone of every state that is not the usual one."""


@dataclass(frozen=True, kw_only=True)
class CommunityCard:
    """A community in a list: how many take part, when it meets next, or the word that says what is special about it."""

    community: CommunityView
    members: int
    meets: dt.date | None
    care: str
    tone: str
    topics: tuple[str, ...]


def community_card(house: House, community: Community) -> CommunityCard:
    """Show a community in a list."""
    view = community_view(house, community.id)
    assert view, "the community is one of the house's"
    care, tone = STATES.get(community.status, ("", ""))
    starts = [each.start for series in coming_of(community) for each in series.occurrences or ()]
    return CommunityCard(
        community=view,
        members=len({membership.person for membership in community.current_members(house.today)}),
        meets=min(starts).date() if starts else None,
        care=care,
        tone=tone,
        topics=community.topics,
    )
