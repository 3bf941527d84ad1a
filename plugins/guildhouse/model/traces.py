"""Where people appear: in notes, as deciders, with what they promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guildhouse.model.decision import Decision
from guildhouse.model.meeting import Action, Meeting


@dataclass(frozen=True, kw_only=True)
class Traces:
    """What names one person: notes and decisions newest first, actions as they are due."""

    meetings: tuple[Meeting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()


def traces(meetings: Iterable[Meeting], decisions: Iterable[Decision], actions: Iterable[Action]) -> Mapping[str, Traces]:
    """Collect, in one pass, what names each person; keys are ids, and names as they were written."""
    notes: defaultdict[str, list[Meeting]] = defaultdict(list)
    decided: defaultdict[str, list[Decision]] = defaultdict(list)
    promised: defaultdict[str, list[Action]] = defaultdict(list)
    for meeting in meetings:
        for person in dict.fromkeys(_present(meeting)):
            notes[person].append(meeting)
    for decision in decisions:
        for person in dict.fromkeys(decision.decision_makers):
            decided[person].append(decision)
    for action in actions:
        if action.owner:
            promised[action.owner].append(action)
    people = (*notes, *decided, *promised)
    return {
        person: Traces(
            meetings=tuple(notes.get(person, ())), decisions=tuple(decided.get(person, ())), actions=tuple(promised.get(person, ()))
        )
        for person in dict.fromkeys(people)
    }


def _present(meeting: Meeting) -> Iterator[str]:
    yield from (person for person in (meeting.facilitator, meeting.note_taker) if person)
    yield from meeting.attendees
