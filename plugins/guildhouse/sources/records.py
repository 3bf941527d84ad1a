"""Assembles decision records and ties each to what took its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from guildhouse.model.decision import Decision
from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.circles import check_circles
from guildhouse.sources.documents import Reader, document
from guildhouse.sources.entries import Entry
from guildhouse.sources.fields import finish_fields
from guildhouse.sources.nodes import Scalar, Sequence
from guildhouse.sources.problems import Problems
from guildhouse.sources.stated import Stated
from guildhouse.sources.values import MISSING, Values
from guildhouse.sources.words import plain


def decision(entry: Entry, reader: Reader) -> Decision:
    """Make a record; what its front matter leaves out, its text may say. Without a status it has none, which is a warning."""
    given = document(entry, reader)
    said = entry.draft.stated if entry.draft else {}
    status, superseded_by = _status(entry, said.get("status"), reader)
    number = re.match(r"\d+", entry.stem)
    own = {
        "id": f"{entry.community}/{entry.stem}",
        "status": status,
        "superseded_by": superseded_by,
        "number": number[0] if number else None,
    }
    return Decision(**given | _said(entry, said, reader) | own)


def _status(entry: Entry, said: Stated | None, reader: Reader) -> tuple[str | None, str | None]:
    """Tell the status and the record that took its place: front matter counts before text."""
    written = entry.values.get("status")
    told = said.status if said else None
    place = Source(entry.path, said.line) if said else entry.source
    if written and told and told[0] != written[0]:
        message = f"the text says {told[0]!r}, the front matter {written[0]!r}, which counts"
        reader.problems.add(codes.STALE_STATUS, place, message)
    if not written and not told and not (entry.is_broken or "status" in entry.values.wrong):
        message = f"{plain(said.value)[:60]!r} is no status that can be read" if said else "the record does not say its status"
        reader.problems.add(codes.NO_STATUS, place, message)
    status, by = written or told or (None, None)
    return status, reader.lookup(entry).decision(by, entry.values.at("status") if written else place) if by else None


def _said(entry: Entry, said: Mapping[str, Stated], reader: Reader) -> dict[str, Any]:
    """Read the date and the deciders that the text names; what cannot be read stays words of the text."""
    fields = {field.name: field for field in entry.kind.fields}
    values = Values(entry.source)
    for key in ("date", "decision-makers"):
        if key in said and key not in entry.values:
            place = Source(entry.path, said[key].line)
            words = [Scalar(place, name, plain=False) for name in said[key].names]
            value = fields[key].type.read(words[0] if key == "date" else Sequence(place, [*words]), Problems())
            if value is not MISSING:
                values.put(key, value, place)
    return finish_fields(tuple(fields.values()), values, reader.lookup(entry))


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
