"""How mentoring is shown: who teaches what now, how to ask, and whom somebody who wants to learn could ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from guildhouse.features.subject_views import SubjectLink, subject_link
from guildhouse.features.views import PersonView, person_view
from guildhouse.model.house import House
from guildhouse.model.mentoring import common_hours, is_open, shared_languages
from guildhouse.model.names import alike, in_order
from guildhouse.model.person import Mentoring, Person
from guildhouse.model.words import Words, say
from guildhouse.sources.zones import zone

SERVICES = {"github": "GitHub", "gitlab": "GitLab", "linkedin": "LinkedIn"}
"""Services whose names are written in a way of their own."""


@dataclass(frozen=True, kw_only=True)
class MentorView:
    """Somebody who teaches a subject now; `languages` are those in which they can be asked, `hours` says when both work.

    `how` says how to ask; where it holds `%(address)s`, the page puts `email` there.
    """

    person: PersonView
    languages: tuple[str, ...]
    how: str | Words
    email: str | None
    until: dt.date | None
    hours: Words | None = None


@dataclass(frozen=True, kw_only=True)
class OfferView:
    """A subject with those who teach it, by name."""

    subject: SubjectLink
    mentors: tuple[MentorView, ...]


def open_offers(house: House) -> tuple[OfferView, ...]:
    """List what is taught now, by subject."""
    found = (
        OfferView(subject=subject_link(house, _written(key, mentors[0])), mentors=tuple(_mentor(house, each) for each in mentors))
        for key, mentors in house.offers.items()
    )
    return tuple(sorted(found, key=lambda offer: in_order(offer.subject.words)))


def could_ask(house: House, person: Person) -> tuple[OfferView, ...]:
    """Say for all that somebody wants to learn whom they could ask; nobody is chosen, and none may be found."""
    wants = person.mentoring.wants if person.mentoring and person.is_there(house.today) else ()
    return tuple(OfferView(subject=subject_link(house, words), mentors=tuple(_matches(house, person, words))) for words in wants)


def own_offer(house: House, person: Person) -> MentorView | None:
    """Say how somebody wants to be asked, for their own page; None when they take on nobody now."""
    return _mentor(house, person) if is_open(person, house.today) else None


def service_name(service: str) -> str:
    """Write the name of a service as it writes itself."""
    return SERVICES.get(service, service.capitalize())


def _matches(house: House, person: Person, words: str) -> Iterator[MentorView]:
    for mentor in house.offers.get(alike(words), ()):
        languages, hours = shared_languages(person, mentor), _hours(house.today, person, mentor)
        if mentor.id != person.id and languages != () and hours:
            yield _mentor(house, mentor, languages or (), hours)


def _hours(today: dt.date, person: Person, mentor: Person) -> Words | None:
    """Say when both work, on the clocks of who asks; None when they never do at once."""
    here, there = zone(person.timezone or ""), zone(mentor.timezone or "")
    if here is None or there is None:
        return say("When both work is not known.")
    both = common_hours(today, here, there)
    if both is None:
        return None
    if here.key == there.key:
        return say("Both work at the same hours.")
    start, end = (f"{moment:%H:%M}" for moment in both)
    return say("Both work from %(start)s to %(end)s, %(zone)s time.", start=start, end=end, zone=here.key.replace("_", " "))


def _mentor(house: House, mentor: Person, languages: tuple[str, ...] | None = None, hours: Words | None = None) -> MentorView:
    offer = mentor.mentoring or Mentoring()
    return MentorView(
        person=person_view(house, mentor.id),
        languages=mentor.languages if languages is None else languages,
        how=offer.how or _way(mentor),
        email=None if offer.how else mentor.email,
        until=offer.until,
        hours=hours,
    )


def _way(mentor: Person) -> str | Words:
    """Say how to reach somebody who says nothing of it, by what they publish."""
    if mentor.email:
        return say("Write to %(address)s")
    for service, account in mentor.accounts.items():
        return say("Write to %(account)s on %(service)s", account=account, service=service_name(service))
    return say("Ask when you meet.")


def _written(key: str, mentor: Person) -> str:
    return next(words for words in (mentor.mentoring or Mentoring()).offers if alike(words) == key)
