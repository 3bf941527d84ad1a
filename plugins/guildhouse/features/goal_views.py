"""How goals are shown: where they began, stand and should arrive, in words and as a bar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from guildhouse.features.filters import Filters
from guildhouse.features.views import PersonView, person_view
from guildhouse.model.community import Goal, KeyResult
from guildhouse.model.house import House

STATES = {"planned": ("Planned", ""), "active": ("Under way", ""), "achieved": ("Achieved", "ok"), "dropped": ("Dropped", "")}
"""The word and tone of every state of a goal."""


@dataclass(frozen=True, kw_only=True)
class ResultView:
    """A key result; `figures` are words, `share` the way done, 0 to 1, None when it cannot be said."""

    title: str
    figures: str
    share: float | None
    updated: dt.date | None


@dataclass(frozen=True, kw_only=True)
class GoalView:
    """A goal with its key results."""

    title: str
    period: str | None
    owner: PersonView | None
    state: str
    tone: str
    results: tuple[ResultView, ...]


def goal_view(house: House, goal: Goal, say: Filters) -> GoalView:
    """Show a goal."""
    state, tone = STATES[goal.status]
    return GoalView(
        title=goal.title,
        period=goal.period,
        owner=person_view(house, goal.owner) if goal.owner else None,
        state=state,
        tone=tone,
        results=tuple(
            ResultView(title=each.title, figures=figures(each, say), share=each.share, updated=each.updated) for each in goal.key_results
        ),
    )


def figures(result: KeyResult, say: Filters) -> str:
    """Say where a key result stands: `6 per quarter, from 9, goal 4`."""
    unit = f" {result.unit}" if result.unit else ""
    now = "" if result.current is None else f"{say.amount(result.current)}{unit}"
    start = "" if result.baseline is None else f"from {say.amount(result.baseline)}"
    goal = "" if result.target is None else f"goal {say.amount(result.target)}{'' if now else unit}"
    words = ", ".join(part for part in (now, start, goal) if part)
    return words if now or not words else f"Not measured yet, {words}"
