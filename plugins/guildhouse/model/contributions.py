"""What people did for others, from every place where it is written down; nobody is counted, nor named against their will."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from guildhouse.model.contribution import Contribution, Origin
from guildhouse.model.document import Document
from guildhouse.model.meeting import Meeting
from guildhouse.model.names import in_order
from guildhouse.model.person import FORMER_COLLEAGUE

if TYPE_CHECKING:
    from guildhouse.model.house import House

PRESENCE = "presence"
"""The type of having taken part in a meeting: told of people, and no contribution of the vocabulary."""
DECIDING, DOING, WRITING = "ideas", "maintenance", "content"
"""The types of the vocabulary for decision makers, for those who did what they had promised, and for authors."""
WRITES = frozenset({"blog", "code", "content", "data", "design", "doc", "example", "translation", "tutorial"})
"""The types of those who wrote a text themselves; who reviewed it, or is thanked for help with it, did not."""
COMMUNITY_FILES = frozenset({"community.yml", "members.yml", "goals.yml", "resources.yml", "projects.yml", "meetings.yml", "README.md"})
"""The files behind the page of a community."""


@dataclass(frozen=True, kw_only=True)
class Contributors:
    """The contributions of a house by the person, and its writers by the address and by the file of each text."""

    by_person: Mapping[str, tuple[Contribution, ...]]
    by_place: Mapping[str, tuple[str, ...]]


def contributions(house: House) -> tuple[Contribution, ...]:
    """Gather the contributions of a house: each thing that somebody did stands once, with its first date.

    How often somebody came back to a page, or how many commits it took, is lost here and on purpose.
    """
    first: dict[Contribution, dt.date | None] = {}
    for each in _credited(house):
        key = replace(each, date=None)
        first[key] = min(filter(None, (first.get(key), each.date)), default=None)
    places = {person: place for place, person in enumerate(by_name(house, (each.person for each in first)))}
    found = (replace(key, date=date) for key, date in first.items())
    return tuple(sorted(found, key=lambda each: _order(each, places)))


def contributors(house: House) -> Contributors:
    """Ask who did what, and who wrote where; people of one text stand by name."""
    people: dict[str, list[Contribution]] = {}
    for each in house.contributions:
        people.setdefault(each.person, []).append(each)
    writers: dict[str, dict[str, None]] = {}
    for each in house.contributions:
        if each.url and each.type in WRITES and each.origin in ("git", "byline"):
            writers.setdefault(each.url, {})[each.person] = None
    by_url = {url: by_name(house, names) for url, names in writers.items()}
    by_path = {each.source.path: by_url[each.url] for each in documents(house) if each.url in by_url}
    return Contributors(by_person={person: tuple(found) for person, found in people.items()}, by_place=by_url | by_path)


def by_name(house: House, people: Iterable[str]) -> tuple[str, ...]:
    """Put people in the order of their names, the only one in which they ever stand; each stands once."""
    return tuple(sorted(dict.fromkeys(people), key=lambda each: name_order(house, each)))


def name_order(house: House, person: str) -> tuple[str, str]:
    """Order somebody by name, capitals or not."""
    known = house.person(person)
    return in_order(known.credited_name if known else person), person


def documents(house: House) -> Iterator[Document]:
    """List every text of the house that has a page."""
    yield from (*([house.home] if house.home else ()), *house.pages, *house.news, *house.meetings, *house.decisions)
    yield from house.listings.values()
    yield from (community.charter for community in house.communities if community.charter)


def _credited(house: House) -> Iterator[Contribution]:
    """Name people as they chose; leave out tools, who wants no credit, and what has not happened yet."""
    for each in _everything(house):
        person = credited(house, each.person)
        if person and (each.date is None or each.date <= house.today):
            yield replace(each, person=person)


def credited(house: House, name: str) -> str | None:
    """Tell by id, or by name, whom thanks and credits may show; None for tools, the forgotten, and whoever wants no credit.

    Whoever wants initials alone keeps the id here, for two people may share initials; only what is shown is shortened.
    """
    person = house.person(name) or house.person(house.initialled.get(name))
    if person is None:
        return None if name == FORMER_COLLEAGUE or name in house.uncredited else name
    return person.id if person.kind == "person" and person.recognition != "no" else None


def _everything(house: House) -> Iterator[Contribution]:
    yield from _from_git(house)
    yield from _from_bylines(house)
    yield from _from_meetings(house)
    yield from _from_decisions(house)
    yield from _from_actions(house)
    yield from _from_kudos(house)
    yield from house.declared


def _from_git(house: House) -> Iterator[Contribution]:
    """Read the history where all of it is there: of a part, nobody could tell who began."""
    if house.history.availability != "complete":
        return
    places: dict[str, tuple[str, str | None, str | None]]
    places = {each.source.path: (each.title, each.url, each.community) for each in documents(house)}
    for community in house.communities:
        own = (community.name, community.url, community.id)
        places |= {f"communities/{community.id}/{name}": own for name in sorted(COMMUNITY_FILES)}
    for change in house.history.changes:
        about = [*dict.fromkeys(places.get(path, ("", None, None)) for path in change.paths or ("",))]
        if change.reason:  # says better than the files what it was
            url, community_id = about[0][1:] if len(about) == 1 else (None, None)
            about = [(change.reason, url, community_id)]
        for title, url, community_id in about:
            yield Contribution(
                person=change.person,
                type=change.type,
                origin="git",
                title=title,
                url=url,
                date=change.date,
                community=community_id,
            )


def _from_bylines(house: House) -> Iterator[Contribution]:
    for each in documents(house):
        yield from (_about(each, person, WRITING, "byline", each.date) for person in each.authors)


def _from_meetings(house: House) -> Iterator[Contribution]:
    for note in house.meetings:
        if note.status == "held":
            yield from (_about(note, person, type_, "meeting", note.date) for type_, person in _parts(note))


def _parts(note: Meeting) -> Iterator[tuple[str, str]]:
    """Tell who did what at a meeting; those who did something have taken part, too."""
    done = [
        *([("facilitation", note.facilitator)] if note.facilitator else ()),
        *([("notes", note.note_taker)] if note.note_taker else ()),
        *((type_, person) for type_, people in note.contributions.items() for person in people),
    ]
    yield from done
    yield from ((PRESENCE, person) for person in note.attendees)


def _from_decisions(house: House) -> Iterator[Contribution]:
    for record in house.decisions:
        yield from (_about(record, person, DECIDING, "decision", record.date) for person in record.decision_makers)


def _from_actions(house: House) -> Iterator[Contribution]:
    for action in house.actions:
        if action.owner and action.is_done:
            yield Contribution(
                person=action.owner,
                type=DOING,
                origin="action",
                title=action.task,
                url=action.url,
                date=action.done,
                community=action.community,
            )


def _from_kudos(house: House) -> Iterator[Contribution]:
    for thanks in house.kudos:
        for type_ in thanks.types:
            for person in thanks.to:
                yield Contribution(
                    person=person, type=type_, origin="kudos", title=thanks.reason, date=thanks.date, community=thanks.community
                )


def _about(document: Document, person: str, type_: str, origin: Origin, date: dt.date | None) -> Contribution:
    return Contribution(
        person=person, type=type_, origin=origin, title=document.title, url=document.url, date=date, community=document.community
    )


def _order(each: Contribution, places: Mapping[str, int]) -> tuple[int, int, tuple[str, ...]]:
    day = -(each.date or dt.date.min).toordinal()
    return day, places[each.person], (each.type, each.origin, each.url or "", each.title, each.community or "")
