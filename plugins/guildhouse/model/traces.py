"""Where people appear: in notes, as deciders, with what they promised, with what they keep, wrote and told, and where they are thanked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from guildhouse.model.decision import Decision
from guildhouse.model.document import Document
from guildhouse.model.learning import Kudos
from guildhouse.model.meeting import Action, Meeting

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Traces:
    """What names one person: notes, talks, decisions and thanks newest first, actions as they are due, texts in reading order."""

    meetings: tuple[Meeting, ...] = ()
    talks: tuple[Meeting, ...] = ()
    """Notes of the meetings in which they gave a talk."""
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    kept: tuple[Document, ...] = ()
    written: tuple[Document, ...] = ()
    """Texts that carry their name, as they are written in the files: who may be credited is asked where they are shown."""
    kudos: tuple[Kudos, ...] = ()


def traces(
    meetings: Iterable[Meeting],
    decisions: Iterable[Decision],
    actions: Iterable[Action],
    texts: Iterable[Document] = (),
    kudos: Iterable[Kudos] = (),
) -> Mapping[str, Traces]:
    """Collect what names each person; keys are ids, and names as they were written."""
    notes, documents = tuple(meetings), tuple(texts)
    thanks = sorted(kudos, key=lambda each: (each.date or dt.date.min, each.id), reverse=True)
    found: dict[str, Mapping[str, tuple[object, ...]]] = {
        "meetings": _by_person((_present(note), note) for note in notes),
        "talks": _by_person((note.contributions.get("talk", ()), note) for note in notes),
        "decisions": _by_person((decision.decision_makers, decision) for decision in decisions),
        "actions": _by_person((_one(action.owner), action) for action in actions),
        "kept": _by_person((_one(text.owner), text) for text in documents),
        "written": _by_person((text.authors, text) for text in documents),
        "kudos": _by_person((each.to, each) for each in thanks),
    }
    people = dict.fromkeys(person for named in found.values() for person in named)
    return {person: Traces(**{kind: named.get(person, ()) for kind, named in found.items()}) for person in people}  # type: ignore[arg-type]


def _by_person(named: Iterable[tuple[Iterable[str], T]]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for people, thing in named:
        for person in dict.fromkeys(people):
            groups.setdefault(person, []).append(thing)
    return {person: tuple(things) for person, things in groups.items()}


def _one(person: str | None) -> tuple[str, ...]:
    return (person,) if person else ()


def _present(meeting: Meeting) -> Iterator[str]:
    yield from (person for person in (meeting.facilitator, meeting.note_taker) if person)
    yield from meeting.attendees
