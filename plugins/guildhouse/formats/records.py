"""The model as JSON, for other programs: the fields that authors write, under the names they write them with."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import Field, fields, is_dataclass
from typing import Any

from guildhouse.model.decision import Decision, DecisionEntry
from guildhouse.model.document import Document
from guildhouse.model.duration import Duration
from guildhouse.model.house import House
from guildhouse.model.learning import Kudos
from guildhouse.model.meeting import Action, Meeting, Series

NEXT = 6
"""Dates of a series that are told."""

Record = dict[str, Any]


def communities(house: House) -> list[Record]:
    """List the communities; each of their series has `next`."""
    return [record(community) for community in house.communities]


def people(house: House) -> list[Record]:
    """List the people with a record."""
    return [record(person) for person in house.people]


def paths(house: House) -> list[Record]:
    """List the learning paths."""
    return [record(path) for path in house.paths]


def kudos(house: House) -> list[Record]:
    """List the thanks; they have no address, and `title` repeats the reason."""
    return [record(thanks) for thanks in house.kudos]


def meetings(house: House) -> list[Record]:
    """List the notes of meetings, one each."""
    return [record(meeting) for meeting in house.meetings]


def actions(house: House) -> list[Record]:
    """List all action items, open and done; `title` repeats the task."""
    return [record(action) for action in house.actions]


def decisions(house: House) -> list[Record]:
    """List the decision records, and every decision of a note that names no record; newest first."""
    entries: list[Decision | DecisionEntry] = [*house.decisions, *(entry for meeting in house.meetings for entry in _unrecorded(meeting))]
    ordered = sorted(entries, key=lambda entry: entry.id)
    return [record(entry) for entry in sorted(ordered, key=lambda entry: entry.date or dt.date.min, reverse=True)]


ALL = {
    "communities": communities,
    "people": people,
    "paths": paths,
    "kudos": kudos,
    "meetings": meetings,
    "decisions": decisions,
    "actions": actions,
}
"""Every list by the name of its file."""


_NAMES: dict[type, tuple[tuple[str, str], ...]] = {}
"""What `_names` has listed: there are thousands of values and a dozen classes."""


def text(records: Iterable[Record]) -> str:
    """Write records as JSON (RFC 8259), one line a record."""
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in records)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def record(value: Any) -> Record:
    """Turn a value of the model into what JSON can hold; what is internal stays behind."""
    return {name: plain(getattr(value, attribute)) for attribute, name in _names(type(value))} | _derived(value)


def plain(value: Any) -> Any:
    """Turn a field's value into what JSON can hold: dates and times as ISO 8601 writes them, tuples as lists."""
    written = value
    match value:
        case None | str() | int() | float():
            pass
        case dt.datetime() | dt.date():
            written = value.isoformat()
        case dt.time():
            written = f"{value:%H:%M}"
        case Duration():
            written = str(value)
        case tuple() | list():
            written = [plain(item) for item in value]
        case Mapping():
            written = {str(key): plain(item) for key, item in value.items()}
        case _ if is_dataclass(value):
            written = record(value)
    return written


def _names(kind: type) -> tuple[tuple[str, str], ...]:
    """List the fields of a class that are shown, each with its name in the file."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple((field.name, _name(kind, field)) for field in fields(kind) if not field.metadata.get("internal"))
    return _NAMES[kind]


def _name(kind: type, field: Field[Any]) -> str:
    if issubclass(kind, Document) and field.name == "order":
        return "nav_order"
    if issubclass(kind, Decision) and field.name == "decision_makers":
        return "decision-makers"
    return str(field.metadata.get("name", field.name))


def _derived(value: Any) -> Record:
    """Add what no file says in these words: a title for everything, and `done` is true when nobody wrote the day."""
    match value:
        case Series():
            return {"next": None if value.occurrences is None else [each.start.isoformat() for each in value.occurrences[:NEXT]]}
        case Action():
            return {"title": value.task, "done": plain(value.done) or value.is_done or None}
        case Kudos():
            return {"title": value.reason}
    return {}


def _unrecorded(meeting: Meeting) -> Iterable[DecisionEntry]:
    for number, decision in enumerate(meeting.decisions, 1):
        if decision.record is None:
            yield DecisionEntry(
                id=f"{meeting.id}#{number}", url=meeting.url, title=decision.title, community=meeting.community, date=meeting.date
            )
