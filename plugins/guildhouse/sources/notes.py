"""Assembles the notes of meetings: what front matter and text say, each promise and decision once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from guildhouse.model.meeting import Action, Meeting, NoteDecision
from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.documents import Reader, document
from guildhouse.sources.entries import Entry
from guildhouse.sources.lookup import Lookup
from guildhouse.sources.minutes import WrittenAction, key
from guildhouse.sources.promises import Promise


def meeting(entry: Entry, reader: Reader) -> Meeting | None:
    """Make a note; None when it has no date, which is a problem."""
    given = document(entry, reader)
    if given["date"] is None:
        if not entry.is_broken:
            hint = "Begin the file's name with the date, or add a line `date: 2026-10-14`."
            reader.problems.add(codes.MISSING_KEY, entry.values.source, "the note has no date", hint)
        return None
    id_ = f"{entry.community}/{entry.stem}"
    _check(entry, reader)
    status = entry.values.get("status") or ("planned" if given["date"] >= reader.today else "held")
    own = {
        "id": id_,
        "status": status,
        "actions": _actions(id_, entry, given, reader),
        "decisions": decided(entry, given.pop("decisions", ())),
    }
    return Meeting(**given | own)


def _check(entry: Entry, reader: Reader) -> None:
    if "instead_of" in entry.values and "series" not in entry.values:
        place = entry.values.at("instead_of")
        reader.problems.add(
            codes.INCONSISTENT, place, "`instead_of` moves a date of a series, but the note names none", "Add a line `series: …`."
        )


def _actions(id_: str, entry: Entry, given: dict[str, Any], reader: Reader) -> tuple[Action, ...]:
    lookup = reader.lookup(entry)
    found = entry.minutes.actions
    for action in found:
        if action.unread:
            reader.problems.add(codes.UNREAD_DATE, Source(entry.path, action.line), f"no date can be read in {action.unread!r}")
    written = [_promise(action, entry, lookup) for action in found]
    promises: dict[tuple[str, ...], Promise] = {}
    for promise in (*given.pop("actions", ()), *written):
        key_ = _same(promise)
        promises[key_] = _both(promises[key_], promise) if key_ in promises else promise
    return tuple(
        Action(
            id=f"{id_}#{number}",
            url=entry.url,
            task=promise.task,
            owner=promise.owner,
            due=promise.due,
            is_done=promise.is_done or promise.done is not None,
            done=promise.done,
            community=entry.community,
            note=id_,
            source=promise.source,
        )
        for number, promise in enumerate(promises.values(), 1)
    )


def _both(first: Promise, second: Promise) -> Promise:
    """Make one of two mentions of a promise: whoever ticked one of them kept it."""
    return replace(first, due=first.due or second.due, done=first.done or second.done, is_done=first.is_done or second.is_done)


def _same(promise: Promise) -> tuple[str, ...]:
    return tuple(str(part) for part in key(promise.owner or "", promise.task))


def _promise(action: WrittenAction, entry: Entry, lookup: Lookup) -> Promise:
    place = Source(entry.path, action.line)
    known = lookup.register.names.get(action.owner.lower())
    owner = lookup.person(action.owner, place, prose=True, credit=False) if known else action.owner
    return Promise(task=action.task, owner=owner, due=action.due, done=action.done, is_done=action.is_done, source=place)


def decided(entry: Entry, noted: Iterable[NoteDecision]) -> tuple[NoteDecision, ...]:
    """Join the decisions that the front matter of a note names with those of its text, each once."""
    found: dict[object, NoteDecision] = {}
    written = [NoteDecision(title=each.title, source=Source(entry.path, each.line)) for each in entry.minutes.decisions]
    for decision in (*noted, *written):
        found.setdefault(key("", decision.title), decision)
    return tuple(found.values())
