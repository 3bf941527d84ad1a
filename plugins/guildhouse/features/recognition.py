"""Thanks: who did what for others, what came of it, who is new, and what there is to celebrate. Nobody is counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from guildhouse.features import edge
from guildhouse.features.context import Context, Crumb
from guildhouse.features.contribution_views import KINDS
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.recognition_views import (
    URL,
    CelebratedView,
    GoalStory,
    NewcomerView,
    anniversaries,
    firsts,
    goal_stories,
    impact_stories,
    is_shown,
    nearest,
    newcomers,
)
from guildhouse.features.thanks_views import ThanksView, recent_thanks
from guildhouse.formats.forge import source_links
from guildhouse.model.house import House
from guildhouse.model.milestones import quarter
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings

THANKS, STORIES, GOALS, PEOPLE = 8, 6, 6, 12
"""How many of each the page shows; the others are folded away."""

EXAMPLE = "- to: [ada]\n  for: …\n  impact: …"


@dataclass(frozen=True, kw_only=True)
class RecognitionPage(Context):
    """The page: thanks and stories newest first, people by name; `edit` is the address at which one writes thanks, when it is known."""

    thanks: tuple[ThanksView, ...]
    older: tuple[ThanksView, ...]
    firsts: tuple[CelebratedView, ...]
    other_firsts: tuple[CelebratedView, ...]
    anniversaries: tuple[CelebratedView, ...]
    other_anniversaries: tuple[CelebratedView, ...]
    newcomers: tuple[NewcomerView, ...]
    other_newcomers: tuple[NewcomerView, ...]
    since: dt.date
    """The first day of the quarter in which newcomers are new."""
    stories: tuple[ThanksView, ...]
    goals: tuple[GoalStory, ...]
    other_goals: tuple[GoalStory, ...]
    kinds: tuple[Words, ...]
    example: str
    """Thanks as one writes them."""
    edit: str | None
    has_history: bool


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make the page, where anybody is to be thanked."""
    if is_shown(house):
        yield page_at("recognition/hall.html", recognition_page(house, settings))


def recognition_page(house: House, settings: Settings) -> RecognitionPage:
    """Say what the page shows."""
    every = tuple(recent_thanks(house))
    thanks = every[:THANKS]
    goals = goal_stories(house)
    new, years = nearest(house, firsts(house), PEOPLE), nearest(house, anniversaries(house), PEOPLE)
    stories = tuple(islice(impact_stories(house, thanks), STORIES))
    return RecognitionPage(
        kind="recognition",
        url=URL,
        title=say("Thanks"),
        description=say("Who did something for others, what came of it, and who is new."),
        crumbs=(Crumb(label=say("Home"), url="/"),),
        thanks=thanks,
        older=tuple(each for each in every[THANKS:] if each not in stories),
        firsts=new,
        other_firsts=_but(firsts(house), new),
        anniversaries=years,
        other_anniversaries=_but(anniversaries(house), years),
        newcomers=newcomers(house)[:PEOPLE],
        other_newcomers=newcomers(house)[PEOPLE:],
        since=quarter(house.today),
        stories=stories,
        goals=goals[:GOALS],
        other_goals=goals[GOALS:],
        kinds=tuple(KINDS.values()),
        example=EXAMPLE,
        edit=_edit(house, settings),
        has_history=house.history.availability == "complete",
    )


def _but(every: tuple[CelebratedView, ...], shown: tuple[CelebratedView, ...]) -> tuple[CelebratedView, ...]:
    """List the others, by name as they stand."""
    return tuple(each for each in every if each not in shown)


def _edit(house: House, settings: Settings) -> str | None:
    """Find where one adds thanks: the file that holds the newest ones, in the forge's editor."""
    if settings.repository is None or not house.kudos:
        return None
    newest = max(house.kudos, key=lambda each: (each.date or dt.date.min, each.id))
    return source_links(settings.repository, newest.source.path, "", "").edit


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
