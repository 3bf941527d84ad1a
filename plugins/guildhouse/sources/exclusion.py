"""Decides what is left out of the build, before anything can refer to it."""

from __future__ import annotations

from guildhouse.sources import codes
from guildhouse.sources.entries import Entry, Files, all_series
from guildhouse.sources.problems import Problems


def exclude(files: Files, problems: Problems) -> None:
    """Mark drafts, notes that are not for the whole organisation, notes of such series, and people to be forgotten."""
    for entry in files.entries.values():
        entry.excluded = _reason(entry)
    hidden = {(community.community, id_) for community in files.of("community") for id_ in _hidden_series(community, files)}
    for note in files.of("meeting"):
        if (note.community, note.values.get("series")) in hidden:
            note.excluded = "visibility"
    for person in files.of("person"):
        if "forgotten" in person.values:
            _forget(person, problems)


def _reason(entry: Entry) -> str | None:
    values = entry.values
    if values.get("draft") or values.get("published") is False:
        return "draft"
    if values.get("status") in ("draft", "hidden", "skip"):
        return "draft"
    if not values.is_for_everybody:
        return "visibility"
    return "settings" if entry.kind.name == "recognition" else None


def _hidden_series(community: Entry, files: Files) -> list[str]:
    return [each["id"] for each in all_series(community, files) if not each.is_for_everybody]


def _forget(person: Entry, problems: Problems) -> None:
    person.excluded = "forgotten"
    if not person.values["forgotten"]:
        problems.add(
            codes.BAD_VALUE, person.values.at("forgotten"), "`forgotten` can only be `true`", "Delete the line, or the whole record."
        )
