"""Keeps the files that did not change: a reader's cache, a feed reader and a sync tool see only what is new."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from guildhouse.marks import RECEIPT, Seen, seen_of
from guildhouse.publish.manifest import UnsoundBuild, files_in

LINK = ".guildhouse-link"
"""Name of the passing link in the new folder; no page can claim it, for addresses begin with no dot."""


@dataclass(frozen=True)
class Comparison:
    """A new build beside the published site: paths of files that `differ` or are gone, and of `copies`, which have the same bytes."""

    differ: frozenset[str]
    copies: Mapping[str, Seen]
    """What the published ones were seen as; without those that are the same file already."""


def compare(aside: Path, output: Path, files: Iterable[str]) -> Comparison:
    """Compare by size and mode, then by bytes: anybody may have edited a file. One that was linked from there is the same file."""
    wanted = {*files, RECEIPT}
    found = {path: _likeness(f"{aside}/{path}", f"{output}/{path}") for path in wanted}
    differ = {path for path, like in found.items() if like is None} | (_published(output) - wanted)
    return Comparison(frozenset(differ), {path: like for path, like in sorted(found.items()) if like})


def keep(aside: Path, output: Path, copies: Iterable[str]) -> dict[str, Seen]:
    """Take these files over from the published site, with their dates, in place of their copies; tells what each is then."""
    for path in copies:
        _take(output / path, aside / path, aside / LINK)
    return {path: seen_of(os.lstat(aside / path)) for path in copies}


def _likeness(one: str, other: str) -> Seen | tuple[()] | None:
    """Tell what a plain file was seen as whose copy another is; nothing is seen of the same file, None says that they differ."""
    try:
        mine, theirs = os.lstat(one), os.lstat(other)
        if mine.st_mode != theirs.st_mode or not stat.S_ISREG(theirs.st_mode) or mine.st_size != theirs.st_size:
            return None
        if os.path.samestat(mine, theirs):
            return ()
        return seen_of(theirs) if Path(one).read_bytes() == Path(other).read_bytes() else None
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
