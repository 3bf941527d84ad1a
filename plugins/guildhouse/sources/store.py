"""What earlier builds have worked out, kept by content: a file that may be deleted at any time, and is whenever it cannot be trusted."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

FOLDER = ".cache/guildhouse"
"""Where a site keeps what can be made anew, seen from the site's folder."""
APPLICATION = 0x67756C64
"""Marks a database as one of ours, as SQLite's `application_id`."""
ROOM = 32_000_000
"""Bytes that the file may have beside twice what the last build used; beyond that, what it did not use goes."""
MANY = 500
"""So many questions at once are answered by reading the whole file."""
PLAIN = 4_000
"""Values up to so many bytes are kept as they are: to compress them takes longer than it saves."""
WAIT = 5.0
"""Seconds to wait for another build at the same file; then this one goes on without."""
_SUM = 16
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY})
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"


class Store:
    """Bytes by key, each with a checksum; nothing that happens to the file is ever an error of a build."""

    def __init__(self, path: Path | None) -> None:
        """Keep everything in `path`; nothing without one."""
        self._path = path
        self._asked: sqlite3.Connection | None = None
        self._is_left_alone = False

    @property
    def keeps(self) -> bool:
        """Tell whether anything is kept at all."""
        return self._path is not None

    def get(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Find values, in any order; what is not there, or not as it was put there, is left out."""
        wanted = dict.fromkeys(keys)
        every = self.every() if len(wanted) > MANY else None  # to read all takes less time than to ask thousands of questions
        for key in wanted:
            if (value := every.one(key) if every else self.one(key)) is not None:
                yield key, value

    def every(self) -> Every:
        """Read all that is there, for many questions."""
        return Every(dict(self._answer("SELECT key, value FROM kept")))

    def one(self, key: bytes) -> bytes | None:
        """Find a value; None when it is not there, or not as it was put there."""
        rows = self._answer("SELECT key, value FROM kept WHERE key = ?", (key,))
        return unsealed(key, rows[0][1]) if rows else None

    def _answer(self, question: str, values: tuple[bytes, ...] = ()) -> list[tuple[Any, Any]]:
        """Ask the file, which stays open: there may be thousands of questions."""
        rows: list[tuple[Any, Any]] = []
        if self._path is None or self._is_left_alone or (self._asked is None and not self._path.is_file()):
            return rows
        with _enduring(self._path):
            try:
                self._asked = self._asked or _opened(self._path)
                rows = self._asked.execute(question, values).fetchall()
            except (sqlite3.Error, UnicodeError, OSError):
                self._is_left_alone = True  # whoever holds the file is waited for once, not at every question
                self.close()
                raise
        return rows

    def close(self) -> None:
        """Let go of the file; the next question opens it again."""
        if self._asked is not None:
            self._asked.close()
        self._asked = None

    def put(self, values: Mapping[bytes, bytes], used: Iterable[bytes]) -> None:
        """Keep values that were `sealed`; when there is too much, everything goes that is not among the keys that this build `used`."""
        if self._path is None:
            return
        self.close()
        self._is_left_alone = False
        with _enduring(self._path), closing(_opened(self._path)) as database, database:
            database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", values.items())
            database.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
            database.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in used))
            (needed,) = database.execute("SELECT total(length(value)) FROM kept JOIN used USING (key)").fetchone()
            if _size(database) > 2 * needed + ROOM:
                database.execute("DELETE FROM kept WHERE key NOT IN (SELECT key FROM used)")


@dataclass(frozen=True)
class Every:
    """All that a store holds at a moment, as it stands in the file: a value is looked at when it is asked for."""

    rows: Mapping[Any, Any]

    def one(self, key: bytes) -> bytes | None:
        """Find a value; None when it is not there, or not as it was put there."""
        row = self.rows.get(key)
        return None if row is None else unsealed(key, row)


def folder(site: Path) -> Path | None:
    """Make the folder in which a site keeps what can be made anew; None where a link leads out of the site, or nothing can be written."""
    made = site / FOLDER
    if made.is_symlink() or made.parent.is_symlink():
        return None
    try:
        made.mkdir(parents=True, exist_ok=True)
        if not (ignored := made / ".gitignore").exists():
            ignored.write_text("*\n")
    except OSError:
        return None
    return made


def store(site: Path, name: str) -> Store:
    """Give the site's store of that name, or one that keeps nothing."""
    path = kept / f"{name}.sqlite" if (kept := folder(site)) else None
    return Store(None if path is None or path.is_symlink() else path)


@contextmanager
def _enduring(path: Path) -> Iterator[None]:
    """Go on whatever happens to the file: one that is damaged or not ours is deleted, one that another build holds is left to it."""
    try:
        yield
    except (sqlite3.Error, UnicodeError) as error:  # the names in a damaged file may be no text
        if getattr(error, "sqlite_errorcode", None) not in _BUSY:
            with suppress(OSError):
                path.unlink()
    except OSError:
        pass


def _opened(path: Path) -> sqlite3.Connection:
    """Open a file, a new one where there is none; sqlite3.Error when it is somebody else's."""
    database = sqlite3.connect(path, timeout=WAIT)
    try:
        _prepare(database)
    except (sqlite3.Error, UnicodeError):
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection) -> None:
    """Make a new database ours, and refuse one that is somebody else's."""
    database.execute("PRAGMA synchronous = OFF")  # a power cut may damage the file; then it is made anew
    (mark,) = database.execute("PRAGMA application_id").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if mark != APPLICATION:
        if tables:
            raise sqlite3.DatabaseError("not a store of ours")
        database.execute("PRAGMA auto_vacuum = FULL")
        database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute(_TABLE)


def _size(database: sqlite3.Connection) -> int:
    """Tell how many bytes the file has, those of this transaction too."""
    return int(database.execute("PRAGMA page_count").fetchone()[0]) * int(database.execute("PRAGMA page_size").fetchone()[0])


def sealed(key: bytes, value: bytes) -> bytes:
    """Make a value ready to be kept: compressed when it is long, and bound to its key by a checksum."""
    packed = b"z" + zlib.compress(value, 1) if len(value) > PLAIN else b"p" + value
    return blake2b(packed, digest_size=_SUM, key=key).digest() + packed


def unsealed(key: bytes, row: object) -> bytes | None:
    """Take a value out of its row, None when it is not what was put there."""
    if not isinstance(row, bytes) or blake2b(row[_SUM:], digest_size=_SUM, key=key).digest() != row[:_SUM]:
        return None
    with suppress(zlib.error):
        return zlib.decompress(row[_SUM + 1 :]) if row[_SUM : _SUM + 1] == b"z" else row[_SUM + 1 :]
    return None
