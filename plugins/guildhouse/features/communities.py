"""The directory of all communities: who is at work, who begins, who rests, who needs a lead, who has ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guildhouse.features import edge
from guildhouse.features.community_views import KINDS, STATUS_WORDS, CommunityCard, community_card, leads
from guildhouse.features.context import Context, Crumb
from guildhouse.features.listing_views import Choices, opening, owner_of
from guildhouse.features.outputs import Page, page_at
from guildhouse.model.body import Body
from guildhouse.model.community import Community
from guildhouse.model.house import House
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings

URL = "/communities/"
GROUPS = (
    ("at-work", say("At work"), ""),
    ("being-formed", say("Being formed"), say("These need people who want them.")),
    ("resting", say("Resting"), say("These do not meet at present; whoever wants to wake one is welcome.")),
    ("needs-a-lead", say("Needs a lead"), say("Nobody answers for these at the moment. Say so in their channel if you would.")),
    ("archived", say("Archived"), say("These have ended. What they wrote is kept.")),
)
"""Where a community stands in the directory: anchor, heading, and a sentence on it."""


@dataclass(frozen=True, kw_only=True)
class DirectoryGroup:
    """Communities that stand together."""

    anchor: str
    title: Words
    lead: Words | str
    cards: tuple[CommunityCard, ...]


@dataclass(frozen=True, kw_only=True)
class Directory(Context):
    """All communities; `choices` are for the filter, which a script brings to life."""

    intro: Body
    groups: tuple[DirectoryGroup, ...]
    choices: tuple[Choices, ...]
    count: int


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make the directory where there is a community, or somebody wrote a text for it."""
    del settings
    if house.communities or URL in house.listings:
        yield page_at("community/directory.html", directory(house), owner_of(house, URL))


def directory(house: House) -> Directory:
    """Say what the directory shows."""
    placed: dict[str, list[CommunityCard]] = {}
    for community in house.communities:
        placed.setdefault(_place(house, community), []).append(community_card(house, community))
    return Directory(
        **opening(house, URL, say("Communities"), say("Every community, what it is for, and how to join it.")),
        kind="communities",
        crumbs=(Crumb(label=say("Home"), url="/"),),
        groups=tuple(
            DirectoryGroup(anchor=f"gh-{anchor}", title=title, lead=lead, cards=tuple(placed[anchor]))
            for anchor, title, lead in GROUPS
            if anchor in placed
        ),
        choices=tuple(choices for choices in _choices(house.communities) if len(choices.options) > 1),
        count=len(house.communities),
    )


def _place(house: House, community: Community) -> str:
    match community.status:
        case "archived":
            return "archived"
        case "proposed":
            return "being-formed"
    if not leads(house, community):
        return "needs-a-lead"
    return "resting" if community.status == "dormant" else "at-work"


def _choices(communities: Iterable[Community]) -> Iterator[Choices]:
    every = tuple(communities)
    kinds, states = {each.kind for each in every}, {each.status for each in every}
    topics = sorted({topic for each in every for topic in each.topics}, key=str.casefold)
    yield Choices(name="kind", label=say("Kind"), options=tuple((kind, words) for kind, words in KINDS.items() if kind in kinds))
    shown = tuple((status, words) for status, words in STATUS_WORDS.items() if status in states)
    yield Choices(name="status", label=say("State"), options=shown)
    yield Choices(name="topic", label=say("Topic"), options=tuple((topic, topic.replace("-", " ")) for topic in topics))


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
