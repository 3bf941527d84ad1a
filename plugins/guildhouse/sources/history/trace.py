"""Follows files from today back through all commits: what each of them did to the files that are there now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from guildhouse.model.history import Span
from guildhouse.sources.history.log import Log, Row
from guildhouse.sources.tree import ROOTS

MASS = 50
"""Files of content in one commit beyond which it counts for none of their pages: nobody writes so many at once, but a formatter, a
change of licence, a new front-matter key or an import does, and would make whoever ran it a contributor to everything."""
DOCUMENTS = (".md", ".rst", ".txt", ".adoc")
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Step(NamedTuple):
    """A commit as it counts: its types of contribution, and the files of content that it wrote, by the names of today.

    `moment` is when it was written, and `at` the same in seconds since 1970.
    """

    row: Row
    moment: dt.datetime
    at: float
    types: tuple[str, ...]
    paths: tuple[str, ...]
    is_mass: bool


@dataclass
class _Today:
    """Names of files: what those of a commit are called today; None is gone."""

    names: dict[int, int | None] = field(default_factory=dict)
    restored: dict[int, str] = field(default_factory=dict)

    def of(self, place: int) -> int | None:
        """Tell what a file is called today."""
        return self.names.get(place, place)

    def pass_by(self, row: Row) -> None:
        """Go back beyond a commit: a file that it moved had another name before; one that it deleted is none of today's.

        Where the deleted file came back as it was, it is the same one.
        """
        if not (row.moved or row.added or row.dropped):
            return
        before = {old: self.of(new) for old, new in row.moved}
        for place, blob in row.dropped:
            if self.restored.get(place) != blob:
                before[place] = None
        self.names.update(before)
        self.restored.update((place, blob) for place, blob in row.added)


def steps(log: Log, ignored: frozenset[str]) -> Iterator[Step]:
    """Go through all commits that are no merges, newest first; `ignored` are names of commits that count for no page."""
    today = _Today()
    kinds = [_kind(path) for path in log.paths]
    for row, moment, at in _ordered(log.rows):
        if len(row.parents) > 1:
            continue
        found = {kinds[place] for place in row.written}
        if row.moved or row.dropped:
            found.update(kinds[place] for place in (*(place for pair in row.moved for place in pair), *(place for place, _ in row.dropped)))
        content = [place for place in row.written if kinds[place] == "content"]
        named = (today.of(place) for place in content)
        paths = sorted({log.paths[place] for place in named if place is not None})
        is_mass = len(content) > MASS or row.name in ignored
        yield Step(row, moment, at, tuple(kind for kind in ("content", "doc", "code") if kind in found), tuple(paths), is_mass)
        today.pass_by(row)


def _kind(path: str) -> str:
    """Tell what somebody contributes who changes a file: content of the site, documentation beside it, or code."""
    if path.startswith(tuple(f"{root}/" for root in ROOTS)):
        return "content"
    return "doc" if path.startswith("docs/") or path.lower().endswith(DOCUMENTS) else "code"


def _ordered(rows: list[Row]) -> Iterator[tuple[Row, dt.datetime, float]]:
    """Give each commit after all that build upon it, the youngest first: an order of its own, whatever that of git was."""
    dated = ((row, moment(row.date)) for row in rows)
    known = {row.name: (row, written, written.timestamp()) for row, written in dated}
    waiting: dict[str, int] = dict.fromkeys(known, 0)
    for row, _, _ in known.values():
        for parent in row.parents:
            if parent in waiting:
                waiting[parent] += 1
    ready: list[tuple[float, str]] = []
    for name, children in waiting.items():
        if not children:
            heappush(ready, (-known[name][2], name))
    while ready:
        _, name = heappop(ready)
        yield known[name]
        for parent in known[name][0].parents:
            if parent in waiting:
                waiting[parent] -= 1
                if not waiting[parent]:
                    heappush(ready, (-known[parent][2], parent))


def moment(date: str) -> dt.datetime:
    """Read the date of a commit; one that no calendar has is the first of 1970."""
    try:
        found = dt.datetime.fromisoformat(date)
        found.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return EPOCH
    return found if found.tzinfo else EPOCH


def moves(log: Log, steps: Sequence[Step]) -> Mapping[str, str]:
    """Tell where each file was before its latest move, by the path that it has now; what came anew is not what had its name."""
    found: dict[str, str] = {}
    known: set[int] = set()
    for step in steps:
        found.update((log.paths[new], log.paths[old]) for old, new in step.row.moved if new not in known)
        for old, new in step.row.moved:
            if found.get(log.paths[old]) == log.paths[new]:  # it was moved back since
                del found[log.paths[old]]
        known.update(new for _, new in step.row.moved)
        known.update(place for place, _ in step.row.added)
    return found


def spans(steps: Sequence[Step]) -> Mapping[str, Span]:
    """Tell of every file when it came and when its content last changed; mass commits change nothing that a reader would notice."""
    first: dict[str, dt.datetime] = {}
    last: dict[str, dt.datetime] = {}
    for step in steps:
        for path in step.paths:
            first[path] = min(first.get(path, step.moment), step.moment)
            if not step.is_mass:
                last[path] = max(last.get(path, step.moment), step.moment)
    return {path: Span(first=begun, last=last.get(path, begun)) for path, begun in sorted(first.items())}
