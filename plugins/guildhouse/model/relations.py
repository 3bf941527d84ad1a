"""How communities stand to each other, told from both sides."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guildhouse.model.community import Community, Membership


@dataclass(frozen=True, kw_only=True)
class Relations:
    """The communities that have to do with one, by id, in the order of all communities.

    `sent` and `received` are current liaisons, each with the community where they go to or come from.
    """

    parts: tuple[str, ...] = ()
    sponsored: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    sent: tuple[tuple[str, Membership], ...] = ()
    received: tuple[tuple[str, Membership], ...] = ()


def relations(communities: Iterable[Community], today: dt.date) -> Mapping[str, Relations]:
    """Collect, in one pass, what every community says of others."""
    found: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for community in communities:
        for other, side, what in _said(community, today):
            found[other][side].append(what)
    return {id_: Relations(**{side: tuple(entries) for side, entries in sides.items()}) for id_, sides in found.items()}  # type: ignore[arg-type]


def _said(community: Community, today: dt.date) -> Iterator[tuple[str, str, object]]:
    """Name for every statement whom it is about, on which side it counts there, and what it says."""
    if community.parent:
        yield community.parent, "parts", community.id
    if community.successor:
        yield community.successor, "predecessors", community.id
    for sponsor in community.sponsors:
        yield sponsor, "sponsored", community.id
    for membership in community.current_members(today):
        if membership.source_community:
            yield membership.source_community, "sent", (community.id, membership)
            yield community.id, "received", (membership.source_community, membership)
