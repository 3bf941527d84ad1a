"""Checks what communities say about each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guildhouse.model.community import Community
from guildhouse.sources import codes
from guildhouse.sources.circles import check_circles
from guildhouse.sources.entries import Entry
from guildhouse.sources.problems import Problems


def check_communities(communities: Iterable[Community], entries: Mapping[str, Entry], problems: Problems) -> None:
    """Check parents and successors for circles, successors and lifecycles against the state."""
    found = tuple(communities)
    places = {each.id: each.source for each in found}
    check_circles({each.id: [each.parent] if each.parent else [] for each in found}, places, "communities", problems)
    check_circles({each.id: [each.successor] if each.successor else [] for each in found}, places, "successors", problems)
    for each in found:
        _check(each, entries[each.id], problems)


def _check(community: Community, entry: Entry, problems: Problems) -> None:
    if community.successor and community.status != "archived":
        place = entry.values.at("successor")
        problems.add(
            codes.INCONSISTENT,
            place,
            f"a successor follows an archived community, this one is {community.status}",
            "Set `status: archived`, or delete `successor`.",
        )
    latest = max(community.lifecycle, key=lambda change: change.date, default=None)
    if latest is not None and latest.status != community.status:
        problems.add(
            codes.STALE_STATUS,
            entry.values.at("lifecycle"),
            f"the lifecycle ends with {latest.status!r}, the status is {community.status!r}",
        )
