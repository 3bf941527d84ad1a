"""Keeps the files that did not change: a reader's cache, a feed reader and a sync tool see only what is new."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from guildhouse.publish.manifest import NAME, UnsoundBuild, files_in

LINK = ".guildhouse-link"
"""Name of the passing link in the new folder; no page can claim it, for addresses begin with no dot."""


def changed(aside: Path, output: Path, files: Iterable[str]) -> frozenset[str]:
    """Name the files of the new build whose bytes differ from the published ones, and those that are gone."""
    wanted = {*files, NAME}
    differing = {path for path in wanted if not is_same(aside / path, output / path)}
    return frozenset(differing | (_published(output) - wanted))


def keep(aside: Path, output: Path, files: Iterable[str]) -> None:
    """Take these files over from the published site, with their dates, in place of their equal copies."""
    for path in files:
        if not (output / path).samefile(aside / path):
            _take(output / path, aside / path, aside / LINK)


def is_same(one: Path, other: Path) -> bool:
    """Compare two files by size, then by bytes; nothing is taken on trust from a record, for anybody may have edited a file."""
    try:
        mine, theirs = one.lstat(), other.lstat()
        if os.path.samestat(mine, theirs):
            return stat.S_ISREG(mine.st_mode)
        return mine.st_size == theirs.st_size and stat.S_ISREG(theirs.st_mode) and one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def _published(output: Path) -> set[str]:
    try:
        return set(files_in(output))
    except UnsoundBuild:
        return {""}  # somebody put a link or a pipe there: replace the whole


def _take(old: Path, new: Path, link: Path) -> None:
    try:
        os.link(old, link)
        link.replace(new)
    except OSError:  # a file system without hard links, or too many to one file: the date at least can stay
        date = old.stat()
        os.utime(new, ns=(date.st_atime_ns, date.st_mtime_ns))
    finally:
        with contextlib.suppress(FileNotFoundError):
            link.unlink()
