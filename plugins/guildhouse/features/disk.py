"""The output's folder: nothing is written through a link that leads out of it."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from guildhouse.marks import PIECE, RECEIPT, Mark, hash_of, mark_of


class UnsafeFolder(OSError):
    """A link or special file stands in the way of reading or writing."""


def refuse_links(folder: Path, paths: Iterable[str]) -> None:
    """Refuse to write below `folder` when one of the paths, or a folder on its way, is a link or a special file."""
    if not _holds_something(folder):
        return
    places = {part for path in paths for part in (path, *_folders(path))}
    for place in sorted(places):
        _refuse_link(folder / place)


def refuse_links_below(folder: Path, path: str) -> None:
    """Refuse to write into a folder of `folder`, all files of which are ours, when a link or a special file stands anywhere in it."""
    for place in sorted((folder / path).rglob("*")):
        _refuse_link(place)


def write(folder: Path, path: str, content: bytes) -> str:
    """Write a file below `folder` and tell its SHA-256."""
    with _opened(f"{folder}/{path}") as file:
        file.write(content)
    return hashlib.sha256(content).hexdigest()


def copy(site: Path, source: str, folder: Path, path: str) -> str:
    """Copy an author's file, in pieces, and tell its SHA-256; links and special files are refused, wherever on its way they stand."""
    for place in (*_folders(source), source):
        _refuse_link(site / place)
    digest = hashlib.sha256()
    with (
        os.fdopen(os.open(site / source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file,
        _opened(f"{folder}/{path}") as written,
    ):
        while piece := file.read(PIECE):
            digest.update(piece)
            written.write(piece)
    return digest.hexdigest()


def hashes(folder: Path, known: Mapping[str, tuple[Mark, str]] = MappingProxyType({})) -> dict[str, str]:
    """List every file below `folder` with its SHA-256, by path; a file is not read whose mark and SHA-256 are `known`."""
    found = {}
    for path, about in sorted(_files(str(folder))) if _holds_something(folder) else ():
        marked, hash_ = known.get(path, (None, ""))
        found[path] = hash_ if marked == mark_of(about) else hash_of(f"{folder}/{path}")
    return found


def recorded(folder: Path) -> dict[str, str]:
    """Read which files an earlier build says it made, each with its SHA-256; none when its build.json is not ours."""
    try:
        files = json.loads((folder / RECEIPT).read_bytes())["files"]
        return {str(path): str(hash_) for path, hash_ in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def marks(folder: Path, paths: Iterable[str]) -> dict[str, Mark]:
    """Take note of those of the paths that are there, so that a later look tells which of them somebody wrote since."""
    found = {}
    for path in paths if _holds_something(folder) else ():
        with suppress(FileNotFoundError, NotADirectoryError):
            found[path] = mark_of(os.lstat(f"{folder}/{path}"))
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


def _files(folder: str, prefix: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """List the files below a folder by path, with what the system says of each; links are left out."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield prefix + entry.name, entry.stat(follow_symlinks=False)


def _holds_something(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(entries)
    except FileNotFoundError:
        return False


def _opened(path: str) -> BinaryIO:
    """Open a file to write, in a folder that mostly it is the first one of."""
    folder = path.rpartition("/")[0]
    try:
        os.mkdir(folder)  # noqa: PTH102 - as for reading
    except FileExistsError:
        pass
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return open(path, "wb")  # noqa: PTH123 - as for reading


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
