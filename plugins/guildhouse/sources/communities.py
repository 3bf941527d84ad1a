"""Assembles communities from their folder, and the dates of their meetings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from guildhouse.model.community import Community, Project
from guildhouse.model.meeting import Meeting, Series
from guildhouse.sources import codes
from guildhouse.sources.documents import Reader, aliases, plain
from guildhouse.sources.entries import Entry, Files, merged
from guildhouse.sources.fields import finish_fields
from guildhouse.sources.kinds.community import LISTS
from guildhouse.sources.recurrence import Change, schedule
from guildhouse.sources.values import Values


def community(entry: Entry, files: Files, meetings: Iterable[Meeting], reader: Reader) -> Community:
    """Make a community; `meetings` are its notes, which move, cancel and announce dates of its series."""
    values = _complete(entry, files, reader)
    given = finish_fields(entry.kind.fields, values, reader.lookup(entry))
    written = _series_values(values, reader)
    archived = given.get("status") == "archived"
    changes = _changes(meetings)

    def dated(series: Series) -> Series:
        where = written[series.id]
        noted = changes.get(series.id, [])
        return schedule(series, where.at, noted, reader.today, reader.problems, is_archived=archived, wrong=where.wrong)

    given["meetings"] = tuple(dated(series) for series in given.get("meetings", ()))
    given["projects"] = tuple(_project(project, dated) for project in given.get("projects", ()))
    _check_ids(values, "goals", reader)
    _check_spans(values, reader)
    return Community(
        **{"name": entry.community} | given | {"aliases": aliases(entry, reader.problems)},
        id=entry.community,
        url=entry.url,
        source=entry.source,
        about=_about(entry, files, reader),
        charter=_charter(entry, files, reader),
    )


def _complete(entry: Entry, files: Files, reader: Reader) -> Values:
    """Put the lists that stand in files of their own where community.yml would have them."""
    values = Values(entry.values.source)
    for name, value in entry.values.items():
        values.put(name, value, entry.values.at(name))
    for name in LISTS:
        items = merged(entry, name, files, reader.problems)
        values.put(name, items, items.source)
    return values


def _series_values(values: Values, reader: Reader) -> dict[str, Values]:
    """Find every series by id, those of projects too; an id that stands twice is a problem."""
    found: dict[str, Values] = {}
    for series in (*values["meetings"], *(each for project in values["projects"] for each in project.get("meetings") or ())):
        id_ = series.get("id", "")
        if id_ and id_ in found:
            place = found[id_].at("id")
            reader.problems.add(
                codes.DUPLICATE_ID, series.at("id"), f"the series {id_!r} stands here and in {place.path} on line {place.line}"
            )
        found.setdefault(id_, series)
    return found


def _check_ids(values: Values, name: str, reader: Reader) -> None:
    seen: dict[str, Any] = {}
    for item in values[name]:
        id_ = item.get("id")
        if id_ and id_ in seen:
            reader.problems.add(codes.DUPLICATE_ID, item.at("id"), f"the id {id_!r} stands here and on line {seen[id_].line}")
        elif id_:
            seen[id_] = item.at("id")


def _check_spans(values: Values, reader: Reader) -> None:
    """See that no membership, of projects too, and no term ends before it begins."""
    members = (*values["members"], *(each for project in values["projects"] for each in project.get("members") or ()))
    for member in members:
        term = member.get("term") or {}
        spans = ((member.get("since"), member.get("until")), (term.get("start"), term.get("end")))
        if any(start and end and end < start for start, end in spans):
            reader.problems.add(codes.INCONSISTENT, member.source, f"the membership of {member.get('person')!r} ends before it begins")


def _changes(meetings: Iterable[Meeting]) -> dict[str, list[Change]]:
    changes: dict[str, list[Change]] = {}
    for note in meetings:
        if note.series:
            change = Change(
                date=note.date,
                instead_of=note.instead_of,
                cancelled=note.status == "cancelled",
                time=note.time,
                note=note.url,
                facilitator=note.facilitator,
                note_taker=note.note_taker,
                source=note.source,
            )
            changes.setdefault(note.series, []).append(change)
    return changes


def _project(project: Project, dated: Any) -> Project:
    return replace(project, meetings=tuple(dated(series) for series in project.meetings))


def _about(entry: Entry, files: Files, reader: Reader) -> Any:
    readme = next((found for name in ("README.md", "index.md") if (found := files.entries.get(f"{entry.folder}/{name}"))), None)
    given = {} if readme is None or readme.excluded else {"body": reader.body(readme, _own_title(readme))}
    return given.get("body") or Community.__dataclass_fields__["about"].default


def _own_title(readme: Entry) -> str | None:
    """Take the first heading off, for the community's name stands above the text already."""
    return readme.draft.title if readme.draft else None


def _charter(entry: Entry, files: Files, reader: Reader) -> Any:
    found = files.entries.get(f"{entry.folder}/charter.md")
    return plain(found, reader) if found is not None and found.excluded is None else None
