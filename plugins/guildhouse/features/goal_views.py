"""How goals are shown: where they began, stand and should arrive, in words and as a bar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guildhouse.features.views import PersonView, person_view
from guildhouse.model.community import Goal, KeyResult
from guildhouse.model.house import House
from guildhouse.model.words import Words, say, strung

STATES: Mapping[str, tuple[Words, str]] = {
    "planned": (say("Planned"), ""),
    "active": (say("Under way"), ""),
    "achieved": (say("Achieved"), "ok"),
    "dropped": (say("Dropped"), ""),
}
"""The word and tone of every state of a goal."""


@dataclass(frozen=True, kw_only=True)
class ResultView:
    """A key result; `figures` are words, `share` the way done, 0 to 1, None when it cannot be said."""

    title: str
    figures: str | Words
    share: float | None
    updated: dt.date | None


@dataclass(frozen=True, kw_only=True)
class GoalView:
    """A goal with its key results."""

    title: str
    period: str | None
    owner: PersonView | None
    state: Words
    tone: str
    results: tuple[ResultView, ...]


def goal_view(house: House, goal: Goal) -> GoalView:
    """Show a goal."""
    state, tone = STATES[goal.status]
    return GoalView(
        title=goal.title,
        period=goal.period,
        owner=person_view(house, goal.owner) if goal.owner else None,
        state=state,
        tone=tone,
        results=tuple(
            ResultView(title=each.title, figures=figures(each), share=each.share, updated=each.updated) for each in goal.key_results
        ),
    )


def figures(result: KeyResult) -> str | Words:
    """Say where a key result stands: `6 per quarter, from 9, goal 4`."""
    if result.current is not None:
        return strung((_measured(result.current, result.unit), *_way(result, None)))
    words = strung(_way(result, result.unit))
    return say("Not measured yet, %(figures)s", figures=words) if words else ""


def _way(result: KeyResult, unit: str | None) -> Iterator[Words]:
    if result.baseline is not None:
        yield say("from %(amount)s", amount=result.baseline)
    if result.target is not None:
        yield say("goal %(amount)s", amount=_measured(result.target, unit))


def _measured(amount: float, unit: str | None) -> Words:
    return say("%(amount)s %(unit)s", amount=amount, unit=unit) if unit else say("%(amount)s", amount=amount)
