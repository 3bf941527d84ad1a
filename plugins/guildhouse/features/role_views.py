"""How a person's part in a community is shown on their own page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from guildhouse.features.member_views import role_word
from guildhouse.features.subject_views import SubjectLink, subject_links
from guildhouse.features.views import CommunityView, view_of
from guildhouse.model.community import Community, Membership
from guildhouse.model.house import House
from guildhouse.model.words import Words, strung


@dataclass(frozen=True, kw_only=True)
class RoleView:
    """A person's part in a community."""

    community: CommunityView
    roles: str | Words
    topics: tuple[SubjectLink, ...]
    since: dt.date | None
    until: dt.date | None
    term_end: dt.date | None
    is_past: bool


def role_view(house: House, community: Community, membership: Membership) -> RoleView:
    """Show a part in a community; in one that has ended all parts are past."""
    return RoleView(
        community=view_of(house, community),
        roles=strung(role_word(role) for role in membership.roles) or role_word("member"),
        topics=subject_links(house, membership.topics),
        since=membership.since,
        until=membership.until,
        term_end=membership.term.end if membership.term else None,
        is_past=membership.is_past(house.today) or community.status == "archived",
    )
