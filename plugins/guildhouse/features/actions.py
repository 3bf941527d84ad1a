"""The page of all actions: what is open, by community and late ones first; what is done, folded away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from guildhouse.features import edge
from guildhouse.features.action_views import ActionView, action_view
from guildhouse.features.community_frame import tab_url
from guildhouse.features.context import Context, Crumb
from guildhouse.features.listing_views import opening, owner_of
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.views import CommunityView, community_view
from guildhouse.model.body import Body
from guildhouse.model.house import House
from guildhouse.model.meeting import Action
from guildhouse.model.words import say
from guildhouse.settings import Settings

URL = "/actions/"
ABOUT = say("What people promised at meetings: what is late, what is due, what is done.")

OPEN, LEFT, DONE = 1000, 200, 200
"""How many of each kind the page holds, so that it stays below a megabyte; notes and `/actions.json` hold all."""


@dataclass(frozen=True, kw_only=True)
class CommunityActions:
    """The actions of one community, the most urgent ones; `late` says how many of all are late, `more` how many are not among them."""

    community: CommunityView | None
    anchor: str
    late: int
    actions: tuple[ActionView, ...]
    more: int
    notes: str | None
    """Address of the notes that hold all of them."""


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
    older_count: int
    """How many done ones are older than those shown."""


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
        **opening(house, URL, say("Actions"), ABOUT),
        kind="actions",
        crumbs=(Crumb(label=say("Home"), url="/"),),
        open=_by_community(house, pending, OPEN),
        open_count=len(pending),
        late_count=sum(house.is_late(action) for action in pending),
        left=_by_community(house, left, LEFT),
        left_count=len(left),
        done=_by_community(house, done[:DONE], DONE),
        done_count=len(done),
        older_count=len(done[DONE:]),
    )


def _by_community(house: House, actions: list[Action], limit: int) -> tuple[CommunityActions, ...]:
    """Group actions by community; those whose first action is due first come first. Above the limit all have an equal share of it."""
    groups: dict[str | None, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.community, []).append(action)
    share = len(actions) if len(actions) <= limit else max(1, limit // len(groups))
    return tuple(_group(house, community, group, share) for community, group in groups.items())


def _group(house: House, id_: str | None, actions: list[Action], share: int) -> CommunityActions:
    community = house.community(id_)
    return CommunityActions(
        community=community_view(house, id_),
        anchor=f"gh-{id_}",
        late=sum(house.is_late(action) for action in actions),
        actions=tuple(action_view(house, action) for action in actions[:share]),
        more=len(actions[share:]),
        notes=tab_url(community, "meetings") if community else None,
    )


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
