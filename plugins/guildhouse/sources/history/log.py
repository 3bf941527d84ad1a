"""The one pass over all commits: what git prints, taken apart by the only byte that no commit can hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from guildhouse.sources.history.contacts import Contact, contact
from guildhouse.sources.history.git import Window
from guildhouse.sources.history.place import Unavailable
from guildhouse.sources.history.trailers import KEYS, trailers

FORMAT = "%x00%H%x00%P%x00%aI%x00%cI%x00%an%x00%ae%x00%(trailers:{keys},unfold,separator=%x0A)"
FIELDS = 8
"""Words of a commit in front of its files, with the empty one that opens it."""
RAW = ("--raw", "--no-abbrev", "--no-renames", "-z", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative")
LOG = (
    *("log", *RAW),
    *("--encoding=UTF-8", f"--format={FORMAT.format(keys=','.join(f'key={key}' for key in KEYS))}"),
)
"""The raw form of changes reads no file, so it works in clones that have none of the old ones."""
EMPTY = ("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813")
"""Names of the empty file, which is no trace of any other."""
SUBMODULE = b"160000"
ELSEWHERE = -1
"""In place of the author of a commit that changes nothing of the site."""
SHORT = 16
"""Letters of a blob's name that are kept."""


class Row(NamedTuple):
    """One commit; people and paths are places in the lists of the log.

    `written` are files whose content it changed, `moved` those that it moved without a change (from, to), `added` and `dropped` those
    that it brought or took away, with the beginning of their blob's name. A merge has none of it.
    """

    name: str
    parents: Sequence[str]
    date: str
    author: int
    trailers: Sequence[Sequence[Any]] = ()
    """Type, who, and the reason or None."""
    written: Sequence[int] = ()
    moved: Sequence[Sequence[int]] = ()
    added: Sequence[Sequence[Any]] = ()
    dropped: Sequence[Sequence[Any]] = ()


@dataclass
class Log:
    """Commits in any order, with the people and paths that they name."""

    contacts: list[Contact] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find people and paths by what they are."""
        self._who = {who: place for place, who in enumerate(self.contacts)}
        self._where = {path: place for place, path in enumerate(self.paths)}
        self._raw: dict[tuple[bytes, bytes], int] = {}
        self._names: dict[bytes, int] = {}

    def who(self, found: Contact) -> int:
        """Give the place of somebody in the list."""
        place = self._who.setdefault(found, len(self.contacts))
        if place == len(self.contacts):
            self.contacts.append(found)
        return place

    def author(self, name: bytes, mail: bytes) -> int:
        """Give the place of an author; each way of writing one is cleaned once."""
        if (place := self._raw.get((name, mail))) is None:
            place = self._raw[name, mail] = self.who(contact(words(name), words(mail)))
        return place

    def where(self, path: bytes, prefix: bytes) -> int:
        """Give the place of a path in the list, below the site's folder."""
        if (place := self._names.get(path)) is None:
            name = path.removeprefix(prefix).decode("utf-8", "surrogateescape")
            place = self._names[path] = self._where.setdefault(name, len(self.paths))
            if place == len(self.paths):
                self.paths.append(name)
        return place

    def renamed(self) -> None:
        """Forget where names of git were: the next ones are those of files below another folder."""
        self._names.clear()


def words(text: bytes) -> str:
    """Read a name: UTF-8, else what old commits without a word about their encoding are written in."""
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("latin-1")


def read(window: Window, prefix: str, new: str, log: Log, old: str | None = None) -> Log:
    """Add to a log all commits that lead to `new`, without those that lead to `old`.

    Those that change nothing of the site come too: without them nobody could tell which of two others was first.
    """
    below = ("--full-history", "--sparse", "--", prefix.rstrip("/")) if prefix else ()
    parse(window.ask(*LOG, new, *([f"^{old}"] if old else []), *below), prefix, log)
    return log


def parse(printed: bytes, prefix: str, log: Log, *, limited: bool = False) -> None:
    """Take apart what git prints; every word stands in its place, so nothing that a commit holds can pass for another's.

    `limited` says that git told of some folders alone, so that a commit without files may have changed others.
    """
    log.renamed()
    parts = printed.split(b"\0")
    below = prefix.encode("utf-8", "surrogateescape")
    at, last = 0, len(parts) - 1
    while at < last:
        opening, name, parents, date, committed, who, mail, said = parts[at : at + FIELDS]
        if opening or not date:
            raise Unavailable("git printed what nobody expects")
        at += FIELDS
        begin = at
        while at < last and parts[at].startswith((b":", b"\n:")):
            at += 2
        parents_ = parents.decode().split()
        if (below or limited) and begin == at:
            log.rows.append(Row(name.decode(), parents_, _date(date, committed), ELSEWHERE))
            continue
        about = (name.decode(), parents_, _date(date, committed), log.author(who, mail))
        if len(parents_) > 1:
            log.rows.append(Row(*about))
            continue
        named = [(each.type, log.who(each.who), each.reason) for each in trailers(words(said))] if said else ()
        log.rows.append(Row(*about, named, *sorted_changes(parts[begin:at:2], parts[begin + 1 : at : 2], below, log)))


def _date(written: bytes, committed: bytes) -> str:
    """Take the author's date, or the committer's where a broken program wrote none: `2026-11-16T10:00:00+01:00`."""
    return (written if _is_date(written) else committed).decode("ascii", "replace")


def _is_date(text: bytes) -> bool:
    return text[4:5] == b"-" and not text.startswith(b"1970-01-01T00:00:00")


def sorted_changes(marks: Sequence[bytes], names: Sequence[bytes], prefix: bytes, log: Log) -> tuple[Any, ...]:
    """Sort the files of a commit by what it did to them."""
    written: list[int] = []
    gone: dict[str, list[int]] = defaultdict(list)
    come: dict[str, list[int]] = defaultdict(list)
    for mark, name in zip(marks, names, strict=True):
        old_mode, new_mode, old, new, _status = mark.lstrip(b"\n:").split(b" ")
        if old == new or not name.startswith(prefix) or SUBMODULE in (old_mode, new_mode):
            continue
        place = log.where(name, prefix)
        if not new.strip(b"0"):
            gone[old.decode()].append(place)
        elif not old.strip(b"0"):
            come[new.decode()].append(place)
        else:
            written.append(place)
    if not gone:
        added = [(place, blob[:SHORT]) for blob, places in come.items() for place in places]
        return [*written, *(place for place, _ in added)], (), added, ()
    return _moves(written, gone, come, log)


def _moves(written: list[int], gone: dict[str, list[int]], come: dict[str, list[int]], log: Log) -> tuple[Any, ...]:
    """Tell files that were moved, which are the same to the byte, from those that came and went."""
    moved: list[tuple[int, int]] = []
    for blob in gone.keys() & come.keys() - set(EMPTY):
        moved += (pairs := _paired(gone[blob], come[blob], log))
        left, reached = {old for old, _ in pairs}, {new for _, new in pairs}
        gone[blob] = [place for place in gone[blob] if place not in left]
        come[blob] = [place for place in come[blob] if place not in reached]
    added = [(place, blob[:SHORT]) for blob, places in come.items() for place in places]
    dropped = [(place, blob[:SHORT]) for blob, places in gone.items() for place in places]
    return [*written, *(place for place, _ in added)], sorted(moved), added, dropped


def _paired(gone: Sequence[int], come: Sequence[int], log: Log) -> list[tuple[int, int]]:
    """Pair files of one content: those that keep their name in another folder first, then in the order of their paths."""
    old, new = (sorted(places, key=log.paths.__getitem__) for places in (gone, come))
    by_name = {_base(log.paths[place]): place for place in reversed(new)}
    pairs = [(place, same) for place in old if (same := by_name.pop(_base(log.paths[place]), None)) is not None]
    left, reached = {place for place, _ in pairs}, {place for _, place in pairs}
    return [*pairs, *zip((each for each in old if each not in left), (each for each in new if each not in reached), strict=False)]


def _base(path: str) -> str:
    return path.rpartition("/")[2]
