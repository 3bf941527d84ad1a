"""The page of all actions: what is open, by community and late ones first; what is done, folded away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from guildhouse.features import edge
from guildhouse.features.action_views import ActionView, action_view
from guildhouse.features.context import Context, Crumb
from guildhouse.features.listing_views import opening, owner_of
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.views import CommunityView, community_view
from guildhouse.model.body import Body
from guildhouse.model.house import House
from guildhouse.model.meeting import Action
from guildhouse.settings import Settings

URL = "/actions/"


@dataclass(frozen=True, kw_only=True)
class CommunityActions:
    """The actions of one community; `late` says how many of them are."""

    community: CommunityView | None
    anchor: str
    late: int
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, kw_only=True)
class AllActions(Context):
    """All actions of all communities."""

    intro: Body
    open: tuple[CommunityActions, ...]
    open_count: int
    late_count: int
    left: tuple[CommunityActions, ...]
    """What archived communities left open."""
    left_count: int
    done: tuple[CommunityActions, ...]
    done_count: int


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make the page where there is a community that could promise something."""
    del settings
    if house.communities or URL in house.listings:
        yield page_at("action/all.html", all_actions(house), owner_of(house, URL))


def all_actions(house: House) -> AllActions:
    """Say what the page shows."""
    unfinished = [action for action in house.actions if not action.is_done]
    pending = [action for action in unfinished if not house.is_archived(action.community)]
    left = [action for action in unfinished if house.is_archived(action.community)]
    done = sorted((action for action in house.actions if action.is_done), key=lambda action: action.done or dt.date.min, reverse=True)
    return AllActions(
        **opening(house, URL, "Actions", "What people promised at meetings: what is late, what is due, what is done."),
        kind="actions",
        crumbs=(Crumb(label="Home", url="/"),),
        open=_by_community(house, pending),
        open_count=len(pending),
        late_count=sum(house.is_late(action) for action in pending),
        left=_by_community(house, left),
        left_count=len(left),
        done=_by_community(house, done),
        done_count=len(done),
    )


def _by_community(house: House, actions: list[Action]) -> tuple[CommunityActions, ...]:
    """Group actions by community; those whose first action is due first come first."""
    groups: dict[str | None, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.community, []).append(action)
    return tuple(
        CommunityActions(
            community=community_view(house, community),
            anchor=f"gh-{community}",
            late=sum(house.is_late(action) for action in group),
            actions=tuple(action_view(house, action) for action in group),
        )
        for community, group in groups.items()
    )


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
