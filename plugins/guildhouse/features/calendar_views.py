"""Which calendars there are, what they are called, and how one subscribes to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from guildhouse.features.meeting_views import coming_of
from guildhouse.formats.urls import absolute
from guildhouse.model.community import Community
from guildhouse.model.house import House
from guildhouse.model.meeting import Action, Series
from guildhouse.model.person import Person
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings

NAME = "calendar.ics"


@dataclass(frozen=True, kw_only=True)
class CalendarView:
    """A calendar that one can subscribe to; `community` or `person` is the id of whose it is, both None for that of the whole site."""

    words: Words
    """What it holds."""
    url: str
    community: str | None = None
    person: str | None = None


@dataclass(frozen=True, kw_only=True)
class CalendarLinks:
    """The ways to a calendar; `webcal` opens calendar programs, and there is none as long as the site has no address."""

    url: str
    webcal: str | None


def calendars_of(house: House) -> tuple[CalendarView, ...]:
    """List every calendar: that of the site, of communities by name, of people by name."""
    found = [*_of_communities(house), *_of_people(house)]
    meets, promised = any(dated(house, each) for each in house.communities), any(due(house, each) for each in house.communities)
    return (CalendarView(words=_holds(meets, promised), url=f"/{NAME}"), *found) if found else ()


def calendar_links(house: House, settings: Settings, community: Community | None = None) -> CalendarLinks | None:
    """Link the calendar of a community, or of the whole site; None when there is none."""
    communities = (community,) if community else house.communities
    if not any(dated(house, each) or due(house, each) for each in communities):
        return None
    url = f"{community.url if community else '/'}{NAME}"
    return CalendarLinks(url=url, webcal=webcal(url, settings))


def person_calendar(house: House, settings: Settings, person: Person) -> CalendarLinks | None:
    """Link the calendar of a person; None when there is none."""
    if not _has_calendar(house, person):
        return None
    url = f"{person.url}{NAME}"
    return CalendarLinks(url=url, webcal=webcal(url, settings))


def webcal(url: str, settings: Settings) -> str | None:
    """Write the address with which calendar programs subscribe; they need it in full."""
    return f"webcal://{absolute(url, settings.site_url).partition('://')[2]}" if settings.site_url else None


def dated(house: House, community: Community) -> tuple[Series, ...]:
    """List the series of a community whose dates a calendar can hold; an ended community meets no more."""
    return () if house.is_archived(community.id) else tuple(series for series in coming_of(community) if series.recurrence)


def due(house: House, community: Community) -> tuple[Action, ...]:
    """List what a community has promised for a day and not done yet."""
    return () if house.is_archived(community.id) else tuple(filter(is_due, house.actions_of(community.id)))


def is_due(action: Action) -> bool:
    """Tell whether something is open and promised for a day."""
    return action.due is not None and not action.is_done


def communities_of(house: House, person: Person) -> tuple[Community, ...]:
    """List the communities that somebody is a member of, by name."""
    found = {community.id: community for community, membership in house.roles_of(person.id) if not membership.is_past(house.today)}
    return tuple(found.values())


def promised_by(house: House, person: Person) -> Iterator[Action]:
    """List what somebody has promised for a day and not done yet, but for communities that have ended."""
    promised = house.traces_of(person.id).actions
    return (action for action in promised if is_due(action) and not house.is_archived(action.community))


def has_left(person: Person, today: dt.date) -> bool:
    """Tell whether somebody is gone, and needs no calendar."""
    return person.left is not None and person.left <= today


def _of_communities(house: House) -> Iterator[CalendarView]:
    for community in house.communities:
        meets, promised = dated(house, community), due(house, community)
        if meets or promised:
            yield CalendarView(words=_holds(meets, promised), url=f"{community.url}{NAME}", community=community.id)


def _of_people(house: House) -> Iterator[CalendarView]:
    for person in house.people:
        if _has_calendar(house, person):
            words = _holds(_meets(house, person), any(promised_by(house, person)))
            yield CalendarView(words=words, url=f"{person.url}{NAME}", person=person.id)


def _has_calendar(house: House, person: Person) -> bool:
    """Tell whether somebody who is here has something to come to or to do."""
    return not has_left(person, house.today) and (_meets(house, person) or any(promised_by(house, person)))


def _meets(house: House, person: Person) -> bool:
    return any(dated(house, community) for community in communities_of(house, person))


def _holds(meets: object, promised: object) -> Words:
    """Name a calendar by what stands in it."""
    return say("Meetings and actions") if meets and promised else say("Meetings") if meets else say("Actions with a date")
