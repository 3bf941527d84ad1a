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
    known, old, was_moved = _opened(kept.one(key))
    if old == head:
        return known
    if old is None or not window.holds(old, head):
        known, old, was_moved = Log(), None, False
    begin = len(known.rows)
    found = log.read(window, prefix, head, known, old)
    if was_moved and any(row.added or len(row.parents) > 1 for row in found.rows[begin:]):  # perhaps from where the site stood
        found, begin = log.read(window, prefix, head, Log()), 0
    is_moved = uprooted.follow(window, prefix, found, head, begin) or was_moved
    if is_steady():
        kept.put({key: sealed(key, _packed(found, head, is_moved=is_moved))}, [key])
    return found


def _packed(found: Log, head: str, *, is_moved: bool) -> bytes:
    return json.dumps([head, is_moved, found.contacts, found.paths, found.rows], separators=(",", ":")).encode()


def _opened(value: bytes | None) -> tuple[Log, str | None, bool]:
    """Read what was kept, with its last commit and whether the site was moved; nothing when it is not what this program keeps."""
    if value is None:
        return Log(), None, False
    head, is_moved, contacts, paths, rows = json.loads(value)
    read: list[Any] = [Row(*row) for row in rows]
    return Log([Contact(*who) for who in contacts], paths, read), head, is_moved
