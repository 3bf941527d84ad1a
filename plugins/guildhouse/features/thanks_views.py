"""How thanks are shown: to whom, what for, from whom; never counted, and only as the people themselves chose to be named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from guildhouse.features.views import CommunityView, PersonView, community_view, credit_view
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
    """List thanks, newest first; `community` asks for those of one."""
    happened = (kudos for kudos in house.kudos if kudos.date is None or kudos.date <= house.today)
    asked = (kudos for kudos in happened if community in (None, kudos.community))
    for kudos in sorted(asked, key=lambda each: (each.date or dt.date.min, each.id), reverse=True):
        if view := thanks_view(house, kudos):
            yield view


def thanks_of(house: House, person: Person) -> tuple[ThanksView, ...]:
    """List the thanks to somebody for their own page, newest first; whom thanks do not name has none there."""
    kudos = house.traces_of(person.id).kudos if person.recognition == "named" else ()
    return tuple(view for view in (thanks_view(house, each) for each in kudos) if view)
