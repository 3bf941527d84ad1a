"""How a community's ties to others are shown, those that others name too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guildhouse.features.views import CommunityView, PersonView, community_view, person_view
from guildhouse.model.community import Community, Membership
from guildhouse.model.house import House
from guildhouse.model.words import Words, say

LIAISONS = "liaisons"
"""Ties made by people who go between."""


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A community, and the people who go between, where the tie is one of people."""

    community: CommunityView
    people: tuple[PersonView, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TieGroup:
    """Ties of one kind; `kind` is LIAISONS or empty."""

    title: Words
    ties: tuple[Tie, ...]
    kind: str = ""


def tie_groups(house: House, community: Community) -> tuple[TieGroup, ...]:
    """List the ties of a community by kind, each as it looks from here."""
    others = house.relations_of(community.id)
    groups = (
        TieGroup(title=say("Part of"), ties=_ties(house, (community.parent,))),
        TieGroup(title=say("Its parts"), ties=_ties(house, others.parts)),
        TieGroup(title=say("Sponsored by"), ties=_ties(house, community.sponsors)),
        TieGroup(title=say("Sponsor of"), ties=_ties(house, others.sponsored)),
        TieGroup(title=say("Followed by"), ties=_ties(house, (community.successor,))),
        TieGroup(title=say("Took over from"), ties=_ties(house, others.predecessors)),
        TieGroup(title=say("Liaisons from"), ties=tuple(_liaisons(house, others.received)), kind=LIAISONS),
        TieGroup(title=say("Liaisons to"), ties=tuple(_liaisons(house, others.sent)), kind=LIAISONS),
    )
    return tuple(group for group in groups if group.ties)


def _ties(house: House, ids: Iterable[str | None]) -> tuple[Tie, ...]:
    views = (community_view(house, id_) for id_ in ids)
    return tuple(Tie(community=view) for view in views if view)


def _liaisons(house: House, memberships: Iterable[tuple[str, Membership]]) -> Iterator[Tie]:
    people: dict[str, list[str]] = {}
    for other, membership in memberships:
        people.setdefault(other, []).append(membership.person)
    for other, names in people.items():
        if view := community_view(house, other):
            yield Tie(community=view, people=tuple(person_view(house, name) for name in dict.fromkeys(names)))
