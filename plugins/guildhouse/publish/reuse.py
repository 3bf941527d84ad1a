"""Keeps the files that did not change: a reader's cache, a feed reader and a sync tool see only what is new."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from guildhouse.publish.manifest import NAME, UnsoundBuild, files_in

LINK = ".guildhouse-link"
"""Name of the passing link in the new folder; no page can claim it, for addresses begin with no dot."""


@dataclass(frozen=True)
class Comparison:
    """A new build beside the published site: paths of files that `differ` or are gone, and of `copies`, which have the same bytes."""

    differ: frozenset[str]
    copies: tuple[str, ...]
    """Without those that are the same file already."""


def compare(aside: Path, output: Path, files: Iterable[str]) -> Comparison:
    """Compare by size, then by bytes; nothing is taken on trust from a record, for anybody may have edited a file."""
    wanted = {*files, NAME}
    found = {path: _is_copy(f"{aside}/{path}", f"{output}/{path}") for path in wanted}
    differ = {path for path, is_copy in found.items() if is_copy is None} | (_published(output) - wanted)
    return Comparison(frozenset(differ), tuple(sorted(path for path, is_copy in found.items() if is_copy)))


def keep(aside: Path, output: Path, copies: Iterable[str]) -> None:
    """Take these files over from the published site, with their dates, in place of their copies."""
    for path in copies:
        _take(output / path, aside / path, aside / LINK)


def _is_copy(one: str, other: str) -> bool | None:
    """Tell whether a plain file is a copy of another; False for the same file, None when they differ."""
    try:
        mine, theirs = os.lstat(one), os.lstat(other)
        if not stat.S_ISREG(theirs.st_mode) or mine.st_size != theirs.st_size:
            return None
        if os.path.samestat(mine, theirs):
            return False
        return True if Path(one).read_bytes() == Path(other).read_bytes() else None
    except OSError:
        return None


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
