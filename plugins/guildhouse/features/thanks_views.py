"""How thanks are shown: to whom, what for, from whom; never counted, and only as the people themselves chose to be named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from guildhouse.features.views import CommunityView, PersonView, community_view, credit_view
from guildhouse.model.contributions import by_name, credited
from guildhouse.model.house import House
from guildhouse.model.learning import Kudos
from guildhouse.model.person import Person


@dataclass(frozen=True, kw_only=True)
class ThanksView:
    """One thank-you."""

    people: tuple[PersonView, ...]
    reason: str
    thanked_by: PersonView | None
    date: dt.date | None
    community: CommunityView | None
    impact: str | None = None
    """What came of it."""


def thanks_view(house: House, kudos: Kudos) -> ThanksView | None:
    """Show a thank-you; None when nobody whom it thanks wants to be thanked in public."""
    people = tuple(view for view in (credit_view(house, person) for person in kudos.to) if view)
    if not people:
        return None
    return ThanksView(
        people=people,
        reason=kudos.reason,
        thanked_by=credit_view(house, kudos.thanked_by) if kudos.thanked_by else None,
        date=kudos.date,
        community=community_view(house, kudos.community),
        impact=kudos.impact,
    )


def recent_thanks(house: House, community: str | None = None) -> Iterator[ThanksView]:
    """List thanks, newest first, with those that commits say; `community` asks for those of one."""
    happened = [kudos for kudos in house.kudos if kudos.date is None or kudos.date <= house.today]
    told = [
        ((kudos.date or dt.date.min, kudos.id), thanks_view(house, kudos)) for kudos in happened if community in (None, kudos.community)
    ]
    for _, view in sorted((*told, *_in_git(house, community)), key=itemgetter(0), reverse=True):
        if view:
            yield view


def _in_git(house: House, community: str | None) -> Iterator[tuple[tuple[dt.date, str], ThanksView | None]]:
    """Show what commits thank for, people of one reason and day together; who wrote the commit stands in git alone."""
    people: dict[tuple[dt.date, str, str | None], list[str]] = {}
    for each in house.thanks_in_git:
        where = _community(each.paths)
        person = credited(house, each.person) if community in (None, where) else None
        if person:
            people.setdefault((each.date, each.reason or "", where), []).append(person)
    for (date, reason, where), names in people.items():
        views = tuple(view for person in by_name(house, names) if (view := credit_view(house, person)))
        yield (date, reason), ThanksView(people=views, reason=reason, thanked_by=None, date=date, community=community_view(house, where))


def _community(paths: tuple[str, ...]) -> str | None:
    """Name the community to which all of the files belong."""
    (found, *others) = {path.split("/")[1] if path.startswith("communities/") else None for path in paths} or {None}
    return None if others else found


def thanks_of(house: House, person: Person) -> tuple[ThanksView, ...]:
    """List the thanks to somebody for their own page, newest first; whom thanks do not name has none there."""
    kudos = house.traces_of(person.id).kudos if person.recognition == "named" else ()
    return tuple(view for view in (thanks_view(house, each) for each in kudos) if view)
