"""The output's folder: nothing is written through a link that leads out of it."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

PIECE = 1 << 20
"""Bytes of a file that are in memory at once."""
Stamp: TypeAlias = tuple[int, int, int]
"""What changes when a file is written: its inode, its size, the time of its last change in nanoseconds."""


class UnsafeFolder(OSError):
    """A link or special file stands in the way of reading or writing."""


def refuse_links(folder: Path, paths: Iterable[str]) -> None:
    """Refuse to write below `folder` when one of the paths, or a folder on its way, is a link or a special file."""
    if not folder.exists():
        return
    places = {part for path in paths for part in (path, *_folders(path))}
    for place in sorted(places):
        _refuse_link(folder / place)


def write(folder: Path, path: str, content: bytes) -> str:
    """Write a file below `folder` and tell its SHA-256."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def copy(site: Path, source: str, folder: Path, path: str) -> str:
    """Copy an author's file, in pieces, and tell its SHA-256; links and special files are refused, wherever on its way they stand."""
    for place in (*_folders(source), source):
        _refuse_link(site / place)
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with os.fdopen(os.open(site / source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file, target.open("wb") as written:
        while piece := file.read(PIECE):
            digest.update(piece)
            written.write(piece)
    return digest.hexdigest()


def hash_of(path: Path) -> str:
    """Tell the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hashes(folder: Path) -> dict[str, str]:
    """List every file below `folder` with its SHA-256, by path."""
    return {path.relative_to(folder).as_posix(): hash_of(path) for path in sorted(_files(folder))}


def recorded(folder: Path) -> dict[str, str]:
    """Read which files an earlier build says it made, each with its SHA-256; none when its build.json is not ours."""
    try:
        files = json.loads((folder / "build.json").read_bytes())["files"]
        return {str(path): str(hash_) for path, hash_ in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def stamps(folder: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """Take note of those of the paths that are there, so that a later look tells which of them somebody wrote since."""
    found = {}
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError):
            about = (folder / path).lstat()
            found[path] = (about.st_ino, about.st_size, about.st_mtime_ns)
    return found


def drop(folder: Path, recorded: Mapping[str, str], kept: Container[str]) -> None:
    """Delete what an earlier build recorded (path and SHA-256) and this one does not make; a file changed since is somebody's own."""
    for path, hash_ in recorded.items():
        place = folder / path
        if path in kept or ".." in place.parts or not place.is_file() or hash_of(place) != hash_:
            continue
        place.unlink()
        for parent in place.relative_to(folder).parents:
            if parent.name and not any((folder / parent).iterdir()):
                (folder / parent).rmdir()


def _files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        for name in names:
            if stat.S_ISREG((Path(parent) / name).lstat().st_mode):
                yield Path(parent) / name


def _folders(path: str) -> Iterator[str]:
    parts = path.split("/")
    return ("/".join(parts[:length]) for length in range(1, len(parts)))


def _refuse_link(place: Path) -> None:
    try:
        mode = place.lstat().st_mode
    except FileNotFoundError:
        return
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        message = "a symbolic link or special file stands in the way; delete it"
        raise UnsafeFolder(None, message, str(place))
