"""Assembles decision records and ties each to what took its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from guildhouse.model.decision import Decision
from guildhouse.sources.circles import check_circles
from guildhouse.sources.documents import Reader, document
from guildhouse.sources.entries import Entry


def decision(entry: Entry, reader: Reader) -> Decision:
    """Make a record; a missing status counts as accepted, for a record that somebody filed stands for something decided."""
    given = document(entry, reader)
    status, superseded_by = given.pop("status", None) or _status(entry, reader)
    number = re.match(r"\d+", entry.stem)
    own = {
        "id": f"{entry.community}/{entry.stem}",
        "status": status,
        "superseded_by": superseded_by,
        "number": number[0] if number else None,
    }
    return Decision(**given | own)


def _status(entry: Entry, reader: Reader) -> tuple[str, str | None]:
    if "status" not in entry.values:
        return "accepted", None
    status, by = entry.values["status"]
    return status, reader.lookup(entry).decision(by, entry.values.at("status")) if by else None


def chained(decisions: Iterable[Decision], reader: Reader) -> tuple[Decision, ...]:
    """Give every record the ones it supersedes; a chain that runs in a circle is a problem."""
    found = tuple(decisions)
    check_circles(
        {d.id: [d.superseded_by] if d.superseded_by else [] for d in found}, {d.id: d.source for d in found}, "decisions", reader.problems
    )
    older: dict[str, list[str]] = {}
    for each in found:
        older.setdefault(each.superseded_by or "", []).append(each.id)
    return tuple(replace(each, supersedes=tuple(sorted(older.get(each.id, ())))) for each in found)
