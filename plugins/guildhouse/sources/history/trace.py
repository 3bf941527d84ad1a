"""Follows files from today back through all commits: what each of them did to the files that are there now."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from guildhouse.model.history import Span, Trail
from guildhouse.sources.heirs import Heirs, community_of
from guildhouse.sources.history.alike import Pairs
from guildhouse.sources.history.log import ELSEWHERE, Log, Row
from guildhouse.sources.tree import ROOTS

MASS = 50
"""Files of content in one commit beyond which it counts for none of their pages: nobody writes so many at once, but a formatter, a
change of licence, a new front-matter key or an import does, and would make whoever ran it a contributor to everything."""
DOCUMENTS = (".md", ".rst", ".txt", ".adoc")
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Step(NamedTuple):
    """A commit as it counts: its types of contribution, and the files of content that it wrote, by the names of today.

    `moment` is when it was written, and `at` the same in seconds since 1970. Each path has its rank among all that the commit wrote, by the
    paths that these had then: what became of the others never changes it. `size` counts them all.
    """

    row: Row
    moment: dt.datetime
    at: float
    types: tuple[str, ...]
    paths: Mapping[str, int]
    is_mass: bool
    size: int
    brings: tuple[str, ...] = ()
    """Those of the paths that came with it."""


@dataclass
class _Today:
    """Names of files: what those of a commit are called today; None is gone."""

    log: Log
    there: frozenset[int]
    heirs: Heirs
    names: dict[int, int | None] = field(default_factory=dict)
    restored: dict[int, tuple[str, list[int | None]]] = field(default_factory=dict)
    waiting: dict[int, list[list[int | None]]] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    """Former ids of communities that moved, or went, in a commit that was passed."""
    ahead: dict[str, frozenset[int]] = field(default_factory=dict)
    """What the next commits that touched content added, by the name of the one before."""

    def __post_init__(self) -> None:
        """Find files by their path."""
        self._where = {path: place for place, path in enumerate(self.log.paths)}

    def of(self, place: int) -> int | None:
        """Tell what a file is called today."""
        return self.names.get(place, place)

    def all_of(self, places: Sequence[int]) -> list[int | None]:
        """Tell what the files of a commit are called today.

        One that nothing took away since, and that is not there, was moved on another branch: the commit that did is yet to come.
        """
        found: list[int | None] = [self.of(place) for place in places]
        for place in places:
            if place not in self.names and place not in self.there:
                self.waiting.setdefault(place, []).append(found)
        return found

    def pass_by(self, row: Row, found: list[int | None]) -> None:
        """Go back beyond a commit: a file that it moved had another name before; one that it deleted is none of today's without an heir.

        Where the deleted file came back as it was, it is the same one, and whoever brought it back (`found` is what they wrote) wrote none
        of it.
        """
        if not (row.moved or row.added or row.dropped):
            return
        before = {old: self.of(new) for old, new in row.moved}
        now = frozenset(place for place, _ in row.added) if row.dropped else frozenset()
        for place, blob in row.dropped:
            again, theirs = self.restored.get(place, ("", []))
            if again != blob:
                before[place] = self._heir(place, row, now)
            elif (shown := self.of(place)) in theirs:
                theirs[theirs.index(shown)] = None
        for place, today in before.items():
            for waiting in self.waiting.pop(place, ()):
                waiting[:] = [today if each == place else each for each in waiting]
        for place in (*(new for _, new in row.moved), *(place for place, _ in row.added)):
            self.waiting.pop(place, None)
        self.moved.update(id_ for place in before if (id_ := community_of(self.log.paths[place])))
        self.names.update(before)
        self.restored.update((place, (blob, found)) for place, blob in row.added)

    def _heir(self, place: int, row: Row, now: frozenset[int]) -> int | None:
        """Tell what a file that a commit took away is called today; only the last one that stood at a path has an heir."""
        if place in self.names or place in self.there:
            return None
        paths, reach = self.heirs.of(self.log.paths[place], self.moved)
        heirs = [heir for path in paths if (heir := self._where.get(path)) is not None]
        heir = next((each for each in heirs if reach == "ever" or each in now), None)
        if heir is None and reach == "soon" and (soon := self.ahead.get(row.name)):
            heir = next((each for each in heirs if each in soon and not self._begins(row, each)), None)
        return None if heir is None else self.of(heir)

    def _begins(self, row: Row, heir: int) -> bool:
        """Tell whether a commit brought the community of a file; then it would have brought the file, too."""
        came = (*(place for place, _ in row.added), *(new for _, new in row.moved))
        return self.log.paths[heir].split("/")[1] in {community_of(self.log.paths[place]) for place in came}

    def lead(self, row: Row, *, is_content: bool) -> None:
        """Tell the commits before what came next; one that touches no content hides nothing that came behind it."""
        behind = self.ahead.pop(row.name, frozenset())
        for parent in row.parents if (next_ := frozenset(place for place, _ in row.added) if is_content else behind) else ():
            self.ahead[parent] = self.ahead.get(parent, frozenset()) | next_


def steps(log: Log, ignored: frozenset[str], there: Container[str], heirs: Heirs) -> Iterator[Step]:
    """Go through all commits that are no merges, newest first.

    `ignored` are names of commits that count for no page, `there` the files of today, `heirs` what their authors say of where they stood.
    """
    today = _Today(log, frozenset(place for place, path in enumerate(log.paths) if path in there), heirs)
    kinds = [_kind(path) for path in log.paths]
    passed: list[tuple[Step, list[int], list[int | None]]] = []
    for row, moment, at in _ordered(log.rows):
        if len(row.parents) > 1 or row.author == ELSEWHERE:
            today.lead(row, is_content=False)
            continue
        found = {kinds[place] for place in row.written}
        if row.moved or row.dropped:
            found.update(kinds[place] for place in (*(place for pair in row.moved for place in pair), *(place for place, _ in row.dropped)))
        content = [place for place in row.written if kinds[place] == "content"]
        if len(content) > 1:
            content.sort(key=log.paths.__getitem__)
        is_mass = len(content) > MASS or row.name in ignored
        step = Step(row, moment, at, tuple(kind for kind in ("content", "doc", "code") if kind in found), {}, is_mass, len(content))
        passed.append((step, content, named := today.all_of(content)))
        today.pass_by(row, named)
        today.lead(row, is_content="content" in found)
    for step, content, named in passed:
        yield step._replace(paths=_ranked(log, named), brings=_brought(log, step.row, content, named)) if named else step


def _brought(log: Log, row: Row, content: Sequence[int], named: Sequence[int | None]) -> tuple[str, ...]:
    """Tell which files of today a commit brought, perhaps by another name."""
    added = {place for place, _ in row.added}
    return tuple(log.paths[now] for place, now in zip(content, named, strict=True) if now is not None and place in added) if added else ()


def _ranked(log: Log, named: list[int | None]) -> Mapping[str, int]:
    """Tell which files of today a commit wrote, each with its rank there; the first counts of several that became one."""
    if len(named) == 1:
        return {log.paths[place]: 0 for place in named if place is not None}
    paths = {log.paths[place]: rank for rank, place in reversed(list(enumerate(named))) if place is not None}
    return dict(sorted(paths.items()))


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


def moves(log: Log, steps: Sequence[Step], there: Container[str], alike: Pairs) -> Mapping[str, str]:
    """Tell where each file of today (`there`) was before its latest move, if nothing is there now; what came anew is not what had its name.

    What is `alike` counts as moved, too.
    """
    found: dict[str, str] = {}
    known: set[int] = set()
    for step in steps:
        moved = (*step.row.moved, *alike[step.row.name]) if step.row.name in alike else step.row.moved
        found.update((log.paths[new], log.paths[old]) for old, new in moved if new not in known)
        for old, new in moved:
            if found.get(log.paths[old]) == log.paths[new]:  # it was moved back since
                del found[log.paths[old]]
        known.update(new for _, new in step.row.moved)
        known.update(place for place, _ in step.row.added)
    return {new: old for new, old in sorted(found.items()) if new in there and old not in there}


def spans(steps: Sequence[Step]) -> Mapping[str, Span]:
    """Tell of every file when it came and when its content last changed; mass commits change nothing that a reader would notice."""
    first: dict[str, _Written] = {}
    last: dict[str, _Written] = {}
    brought: dict[str, str] = {}
    others: dict[str, list[str]] = defaultdict(list)
    changed: dict[str, str] = {}
    for step in steps:
        name, size = step.row.name, step.size
        for path, rank in step.paths.items():
            found = (step.moment, rank, size)
            first[path] = min(first.get(path, found), found)
            brought[path] = name
            if not step.is_mass:
                last[path] = max(last.get(path, found), found)
                changed.setdefault(path, name)
        for path in step.brings:
            others[path].append(name)
    return {
        path: _span(begun, last.get(path, begun), (brought[path], changed.get(path, brought[path])), others.get(path, ()))
        for path, begun in sorted(first.items())
    }


_Written = tuple[dt.datetime, int, int]
"""When a commit wrote a file, the rank of the file in it, and how many it wrote."""


def _span(first: _Written, last: _Written, commits: tuple[str, str], others: Iterable[str]) -> Span:
    more = tuple(sorted(set(others) - {commits[0]}))
    return Span(first=first[0], last=last[0], ranks=(first[1], last[1]), size=first[2], commits=commits, others=more)


def trails(log: Log, steps: Sequence[Step]) -> Mapping[str, Trail]:
    """Tell of every folder of content when a file in it was last written, moved or taken away, and by how many commits one was."""
    folders = [path.rpartition("/")[0] if _kind(path) == "content" else None for path in log.paths]
    last: dict[str, Step] = {}
    commits: Counter[str] = Counter()
    for step in steps:
        for folder in {name for place in _touched(step.row) if (name := folders[place])}:
            commits[folder] += 1
            if folder not in last or last[folder].at < step.at:
                last[folder] = step
    return {folder: Trail(last=step.moment, commits=commits[folder]) for folder, step in sorted(last.items())}


def _touched(row: Row) -> Sequence[int]:
    if not (row.moved or row.dropped):
        return row.written
    return (*row.written, *(place for pair in row.moved for place in pair), *(place for place, _ in row.dropped))
