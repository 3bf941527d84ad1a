"""What can happen to the files that a site keeps for its next build."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = ".cache/guildhouse"
STORES, NOTES = "*.sqlite", "published-*.json"
Way = Callable[[Path, random.Random], object]
"""Damages one file."""


def _cut(path: Path, draw: random.Random) -> None:
    path.write_bytes(path.read_bytes()[: draw.randrange(path.stat().st_size)])


def _flip(begin: float, end: float, count: int) -> Way:
    """Make a way that changes some bytes between two places of a file, given as parts of it."""

    def flip(path: Path, draw: random.Random) -> None:
        content = bytearray(path.read_bytes())
        for _ in range(count):
            place = draw.randrange(int(begin * len(content)), max(int(end * len(content)), int(begin * len(content)) + 1))
            content[place] ^= draw.randrange(1, 256)
        path.write_bytes(content)

    return flip


def _sql(*commands: str) -> Way:
    """Make a way that damages what a database holds; what is none, or has no such table, is left."""

    def execute(path: Path, _draw: random.Random) -> None:
        with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as database, database:
            for command in commands:
                database.execute(command)

    return execute


def _replaced(make: Callable[[Path], object]) -> Way:
    """Make a way that puts something else where a file was."""

    def replace(path: Path, _draw: random.Random) -> None:
        _remove(path)
        make(path)

    return replace


def _foreign(path: Path) -> None:
    _sql("CREATE TABLE theirs (a)", "INSERT INTO theirs VALUES (1)")(path, random.Random())


def _other_shape(path: Path) -> None:
    """Make a table of our name with other columns, and our mark: what a later version might leave."""
    _sql("PRAGMA application_id = 1735748708", "CREATE TABLE kept (id INTEGER, other TEXT)", "INSERT INTO kept VALUES (1, 'x')")(
        path, random.Random()
    )


def _link_away(path: Path) -> None:
    target = path.parents[2].parent / "elsewhere"
    target.write_text("not to be touched")
    path.symlink_to(target)


def _full_folder(path: Path) -> None:
    path.mkdir()
    (path / "x").write_text("x")


def _folder_away(path: Path) -> None:
    away = path.parents[2] / "away"
    away.mkdir(exist_ok=True)
    path.symlink_to(away)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


ANY: Mapping[str, Way] = {
    "gone": lambda path, _: path.unlink(),
    "emptied": lambda path, _: path.write_bytes(b""),
    "cut": _cut,
    "last byte cut": lambda path, _: path.write_bytes(path.read_bytes()[:-1]),
    "longer": lambda path, _: path.write_bytes(path.read_bytes() + b"\0" * 5000),
    "noise": lambda path, draw: path.write_bytes(draw.randbytes(20_000)),
    "text": lambda path, _: path.write_text("not what it was"),
    "a folder": _replaced(Path.mkdir),
    "a full folder": _replaced(_full_folder),
    "a pipe": _replaced(os.mkfifo),
    "a link to nothing": _replaced(lambda path: path.symlink_to("nothing")),
    "a link away": _replaced(_link_away),
    "not readable": lambda path, _: path.chmod(0),
    "not writable": lambda path, _: path.chmod(0o444),
    "an old date": lambda path, _: os.utime(path, (0, 0)),
}
STORE: Mapping[str, Way] = {
    "head flipped": _flip(0, 0.002, 3),
    "middle flipped": _flip(0.3, 0.7, 5),
    "much flipped": _flip(0, 1, 200),
    "foreign database": _replaced(_foreign),
    "other shape": _replaced(_other_shape),
    "mark lost": _sql("PRAGMA application_id = 0"),
    "version": _sql("PRAGMA user_version = 99"),
    "values emptied": _sql("UPDATE kept SET value = x''"),
    "values as text": _sql("UPDATE kept SET value = 'text'"),
    "values cut": _sql("UPDATE kept SET value = substr(value, 1, length(value) / 2)"),
    "values mixed up": _sql("UPDATE kept SET value = (SELECT value FROM kept ORDER BY key LIMIT 1)"),
    "rows lost": _sql("DELETE FROM kept WHERE rowid IN (SELECT rowid FROM kept LIMIT 5)", "DELETE FROM kept WHERE key > x'80'"),
    "journal left": lambda path, draw: path.with_name(f"{path.name}-journal").write_bytes(draw.randbytes(4096)),
    "another store": lambda path, draw: shutil.copyfile(
        draw.choice([other for other in sorted(path.parent.glob(STORES)) if other != path] or [path.with_name(".gitignore")]), path
    ),
}
NOTE: Mapping[str, Way] = {
    "a list": lambda path, _: path.write_text("[]"),
    "nothing": lambda path, _: path.write_text("null"),
    "other types": lambda path, _: path.write_text('{"order": 1, "inputs": [], "outputs": "x", "words": {}}'),
    "deep": lambda path, _: path.write_text("[" * 100_000),
    "flipped": _flip(0, 1, 4),
    "another folder's": lambda path, _: path.rename(path.with_name("published-0000000000000000.json")),
}
WHOLE: Mapping[str, Way] = {
    "gone": lambda path, _: _remove(path),
    "a file": _replaced(lambda path: path.write_text("x")),
    "a link away": _replaced(_folder_away),
    "not writable": lambda path, _: path.chmod(0o555),
}


@dataclass
class Damager:
    """Does one thing after another to the files that the first build has left, each in turn, and remembers which were done."""

    draw: random.Random
    done: set[str] = field(default_factory=set)
    _patterns: tuple[str, ...] = ()
    _deck: list[str] = field(default_factory=list)

    def __call__(self, site: Path, rebuild: Callable[[], object]) -> str:
        """Damage what the site keeps; `rebuild` makes it anew where the damage before has left nothing to damage."""
        folder = site / FOLDER
        self._patterns = self._patterns or (*sorted(path.name for path in folder.glob(STORES)), NOTES)
        if not self._deck:
            self._deck = sorted(ways(self._patterns[:-1]))
            self.draw.shuffle(self._deck)
        if not _are_whole(folder, self._patterns):
            _remove(folder)
            rebuild()
        return self._first(folder)

    def _first(self, folder: Path) -> str:
        """Do the first thing that there is a file for: with plugins of others, and after an error, a site keeps less."""
        for name in self._deck:
            pattern, way = ways(self._patterns[:-1])[name]
            if paths := [folder] if pattern == "." else sorted(folder.glob(pattern)):
                for path in paths:
                    way(path, self.draw)
                self._deck.remove(name)
                self.done.add(name)
                return name
        return "nothing there to damage"


def _are_whole(folder: Path, patterns: Sequence[str]) -> bool:
    """Tell whether there are files of each kind to damage, and nothing else in their places."""
    kinds = [sorted(folder.glob(pattern)) for pattern in patterns]
    return not folder.is_symlink() and all(kind and all(map(_is_whole, kind)) for kind in kinds)


def _is_whole(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size > 0


def ways(stores: Sequence[str]) -> Mapping[str, tuple[str, Way]]:
    """List all ways by name, each with the files that it happens to (`.` is the folder)."""
    return dict(_ways(stores))


def _ways(stores: Sequence[str]) -> Iterator[tuple[str, tuple[str, Way]]]:
    for store in stores:
        yield from ((f"{store}: {name}", (store, way)) for name, way in (*ANY.items(), *STORE.items()))
    yield from ((f"note: {name}", (NOTES, way)) for name, way in (*ANY.items(), *NOTE.items()))
    yield from ((f"folder: {name}", (".", way)) for name, way in WHOLE.items())
