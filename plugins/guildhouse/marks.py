"""Marks of files: what changes when somebody writes one, so that a file need not be read to know that it is as it was."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, TypeAlias

Mark: TypeAlias = tuple[int | str, ...]
"""Size, inode, and the times in nanoseconds of the last change of a file's bytes and of the file itself; of a young source its hash too."""
Seen: TypeAlias = tuple[int, int, int]
"""What stays of a mark when a file is linked: size, inode, date of its bytes."""
DATED = 4
"""Parts of the mark of a file that is old enough to be told by its dates."""
RECEIPT = "build.json"
"""What a build says of itself: every file with its SHA-256."""
PIECE = 1 << 20
"""Bytes of a file that are in memory at once."""


def mark_of(about: os.stat_result) -> Mark:
    """Mark a file."""
    return (about.st_size, about.st_ino, about.st_mtime_ns, about.st_ctime_ns)


def seen_of(about: os.stat_result) -> Seen:
    """Mark a file by what stays when it is linked."""
    return (about.st_size, about.st_ino, about.st_mtime_ns)


@dataclass(frozen=True)
class Published:
    """A published site and what the last build noted of it: `marks` and SHA-256 by path; without notes nothing is known."""

    folder: Path
    marks: Mapping[str, Mark] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    notes: Path | None = None
    """The file that they were read from, where they were of use."""

    def sha256(self, path: str) -> str | None:
        """Tell the SHA-256 of a published file that has its mark still; None of any other."""
        try:
            about = os.lstat(f"{self.folder}/{path}")
        except OSError:
            return None
        return self.hashes.get(path) if stat.S_ISREG(about.st_mode) and self.marks.get(path) == mark_of(about) else None

    def known(self) -> dict[Seen, str]:
        """List the SHA-256 of all files that have their marks, by what stays of these when a file is linked."""
        found = ((self.marks[path], self.sha256(path)) for path in self.hashes if path in self.marks)
        return {(int(noted[0]), int(noted[1]), int(noted[2])): hash_ for noted, hash_ in found if hash_ is not None}


def published(folder: Path, notes: Path | None) -> Published:
    """Read the notes of the last build of a site; whatever is wrong with them, or with the site's own receipt, they tell nothing."""
    try:
        if notes is None:
            return Published(folder)
        marks = {path: tuple(noted) for path, noted in read_notes(notes)["outputs"].items()}
        if marks[RECEIPT] != mark_of(os.lstat(folder / RECEIPT)):
            return Published(folder)
        return Published(folder, marks, json.loads((folder / RECEIPT).read_bytes())["files"], notes)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Published(folder)


def read_notes(path: Path) -> Any:
    """Read the notes that a build left; ValueError or RecursionError when they are damaged, OSError when there is no such file."""
    if not stat.S_ISREG(path.lstat().st_mode):  # a pipe would wait for somebody who writes
        raise FileNotFoundError(path)
    checksum, _, words = path.read_bytes().partition(b"\n")
    if checksum != _checksum(words):
        raise ValueError("the notes are not as they were written")
    return json.loads(words)


def write_notes(path: Path, notes: Any) -> None:
    """Write notes in one step; OSError leaves those that were there."""
    words = json.dumps(notes).encode()
    aside = path.with_suffix(".aside")
    try:
        aside.write_bytes(_checksum(words) + b"\n" + words)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _checksum(words: bytes) -> bytes:
    return blake2b(words, digest_size=16).hexdigest().encode()


def hash_of(place: Path | str) -> str:
    """Tell the SHA-256 of a file."""
    with open(place, "rb") as file:  # noqa: PTH123 - thousands of paths, as text already
        digest = sha256(file.read(PIECE))
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def umask() -> int:
    """Tell which rights new files do not get."""
    now = os.umask(0o077)
    os.umask(now)
    return now
