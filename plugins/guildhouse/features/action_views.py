"""How action items are shown, wherever they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from guildhouse.features.views import CommunityView, PersonView, community_view, person_view
from guildhouse.model.house import House
from guildhouse.model.meeting import Action


@dataclass(frozen=True, kw_only=True)
class ActionView:
    """Something promised; `note` is the title of the note at `url`, empty where the note itself is shown."""

    task: str
    owner: PersonView | None
    due: dt.date | None
    is_late: bool
    is_done: bool
    done: dt.date | None
    url: str | None
    note: str
    community: CommunityView | None


def action_view(house: House, action: Action, *, note: bool = True, community: bool = False) -> ActionView:
    """Show an action; with `note` it names the note that holds it, with `community` whose it is."""
    return ActionView(
        task=action.task,
        owner=person_view(house, action.owner) if action.owner else None,
        due=action.due,
        is_late=house.is_late(action),
        is_done=action.is_done,
        done=action.done,
        url=action.url,
        note=(house.title_at(action.url) or "") if note and action.url else "",
        community=community_view(house, action.community) if community else None,
    )
