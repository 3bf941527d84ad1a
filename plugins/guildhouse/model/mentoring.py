"""Who teaches and who wants to learn: offers that are open, and whom somebody could ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from guildhouse.model.names import alike
from guildhouse.model.person import Mentoring, Person

WORKING_DAY = (dt.time(9), dt.time(17))
"""When one can be met, on the clocks of one's own time zone."""
NEAR = (-1, 0, 1)
"""Days that may overlap with a day elsewhere on earth."""


def is_open(person: Person, today: dt.date) -> bool:
    """Tell whether somebody takes on mentees: there is room, the last day is not past, and they have not left."""
    offer = person.mentoring
    if offer is None or not offer.offers or not person.is_there(today):
        return False
    return offer.capacity != 0 and (offer.until is None or offer.until >= today)


def open_offers(people: Iterable[Person], today: dt.date) -> Mapping[str, tuple[Person, ...]]:
    """List who teaches what now, by name; keys are `alike` for all spellings of a subject."""
    found: dict[str, list[Person]] = {}
    ordered = sorted(people, key=lambda person: (person.name.casefold(), person.id))
    for person in (each for each in ordered if is_open(each, today)):
        for key in dict.fromkeys(alike(words) for words in (person.mentoring or Mentoring()).offers):
            found.setdefault(key, []).append(person)
    return {key: tuple(mentors) for key, mentors in found.items()}


def shared_languages(one: Person, other: Person) -> tuple[str, ...] | None:
    """List the languages that both speak, as `one` writes them; None when one of them publishes none."""
    if not one.languages or not other.languages:
        return None
    known = {_language(tag) for tag in other.languages}
    return tuple(tag for tag in one.languages if _language(tag) in known)


def common_hours(day: dt.date, here: ZoneInfo, there: ZoneInfo) -> tuple[dt.datetime, dt.datetime] | None:
    """Find when the working day in one zone meets one in another; given on the clocks of `here`, None when they never meet."""
    start, end = _working_day(day, here)
    both = ((max(start, first), min(end, last)) for first, last in _near(day, there))
    found = max(both, key=lambda hours: hours[1] - hours[0])
    return (found[0].astimezone(here), found[1].astimezone(here)) if found[0] < found[1] else None


def _near(day: dt.date, zone: ZoneInfo) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    return (_working_day(day + dt.timedelta(days=days), zone) for days in NEAR)


def _working_day(day: dt.date, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    """Give begin and end in UTC, for moments of one zone are compared by their clocks alone."""
    start, end = (dt.datetime.combine(day, time, tzinfo=zone).astimezone(dt.UTC) for time in WORKING_DAY)
    return start, end


def _language(tag: str) -> str:
    return tag.partition("-")[0].casefold()
