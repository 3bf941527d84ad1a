"""What a finished build says about itself in build.json, and whether it is true."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from guildhouse.model.account import Account

NAME = "build.json"
PIECE = 1 << 20
"""Bytes of a file that are in memory at once."""
KEYS = frozenset({"today", "version", "sources", "files"})


class UnsoundBuild(Exception):
    """A finished build that does not hold what it says; it is never published."""


@dataclass(frozen=True)
class Manifest:
    """The files of a build with their SHA-256, and what became of the sources."""

    files: Mapping[str, str]
    account: Account

    @property
    def summary(self) -> str:
        """Say in one line what became of the sources."""
        return self.account.summary


def read_manifest(folder: Path) -> Manifest | None:
    """Read a folder's build.json; None when there is none of ours, the mark of a folder that Guildhouse did not make."""
    try:
        data = json.loads((folder / NAME).read_bytes())
        if not data.keys() >= KEYS:
            return None
        return Manifest(dict(data["files"]), Account(**data["sources"]))
    except (OSError, ValueError, AttributeError, TypeError):
        return None


def verify(folder: Path, known: Mapping[tuple[int, int, int], str] = MappingProxyType({})) -> Manifest:
    """Hold a finished build against its own account: every file there with its bytes, and no other.

    `known` are hashes of files that need not be read, for they were linked from the published site; by size, inode and date.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise UnsoundBuild(f"the build left no {NAME} that can be read")
    if not manifest.account.is_balanced:
        raise UnsoundBuild(f"the account of the sources does not add up: {manifest.summary}")
    _compare({path: _digest(f"{folder}/{path}", known) for path in files_in(folder) if path != NAME}, manifest.files)
    return manifest


def files_in(folder: Path | str, prefix: str = "") -> Iterator[str]:
    """List the files below a folder as paths with `/`; anything but files and folders makes the build unsound."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from files_in(entry.path, f"{path}/")
            elif entry.is_file(follow_symlinks=False):
                yield path
            else:
                raise UnsoundBuild(f"{path} is neither a file nor a folder")


def _digest(path: str, known: Mapping[tuple[int, int, int], str]) -> str:
    about = os.lstat(path)
    if hash_ := known.get((about.st_size, about.st_ino, about.st_mtime_ns)):
        return hash_
    with open(path, "rb") as file:  # noqa: PTH123 - thousands of paths, as text already
        digest = hashlib.sha256(file.read(PIECE))
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _compare(found: Mapping[str, str], recorded: Mapping[str, str]) -> None:
    wrong = sorted(path for path in {*found, *recorded} if found.get(path) != recorded.get(path))
    if wrong:
        raise UnsoundBuild(f"{len(wrong)} {'file is' if len(wrong) == 1 else 'files are'} not as {NAME} records them, first {wrong[0]}")
