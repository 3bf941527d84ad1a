"""Keeps what was read of all commits, so that the next build reads only those that came since."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

from guildhouse.sources.history import log, uprooted
from guildhouse.sources.history.contacts import Contact
from guildhouse.sources.history.git import Window
from guildhouse.sources.history.log import Log, Row
from guildhouse.sources.stamp import is_steady, stamp
from guildhouse.sources.store import Store, sealed


def commits(window: Window, prefix: str, head: str, kept: Store) -> Log:
    """Give all commits that lead to `head`: those that were kept and those since; all anew whenever the kept ones are not its ancestors.

    What comes out is a set, whose order nobody relies on, so both ways give the same.
    """
    key = blake2b(stamp() + repr(prefix).encode("utf-8", "surrogateescape"), digest_size=20).digest()
    known, old = _opened(kept.one(key))
    if old == head:
        return known
    if old is None or not window.holds(old, head):
        known, old = Log(), None
    begin = len(known.rows)
    found = log.read(window, prefix, head, known, old)
    uprooted.follow(window, prefix, found, begin)
    if is_steady():
        kept.put({key: sealed(key, _packed(found, head))}, [key])
    return found


def _packed(found: Log, head: str) -> bytes:
    return json.dumps([head, found.contacts, found.paths, found.rows], separators=(",", ":")).encode()


def _opened(value: bytes | None) -> tuple[Log, str | None]:
    """Read what was kept; nothing when it is not what this program keeps."""
    if value is None:
        return Log(), None
    head, contacts, paths, rows = json.loads(value)
    read: list[Any] = [Row(*row) for row in rows]
    return Log([Contact(*who) for who in contacts], paths, read), head
