"""What a finished build says about itself in build.json, and whether it is true."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from guildhouse.marks import RECEIPT, Seen, hash_of, seen_of
from guildhouse.model.account import Account

KEYS = frozenset({"today", "version", "sources", "files"})


class UnsoundBuild(Exception):
    """A finished build that does not hold what it says; it is never published."""


@dataclass(frozen=True)
class Manifest:
    """The files of a build with their SHA-256, and what became of the sources; `seen` is what each was when it was verified."""

    files: Mapping[str, str]
    account: Account
    seen: Mapping[str, Seen] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """Say in one line what became of the sources."""
        return self.account.summary


def read_manifest(folder: Path) -> Manifest | None:
    """Read a folder's build.json; None when there is none of ours, the mark of a folder that Guildhouse did not make."""
    try:
        data = json.loads((folder / RECEIPT).read_bytes())
        if not data.keys() >= KEYS:
            return None
        return Manifest(dict(data["files"]), Account(**data["sources"]))
    except (OSError, ValueError, AttributeError, TypeError):
        return None


def verify(folder: Path, known: Mapping[Seen, str] = MappingProxyType({})) -> Manifest:
    """Hold a finished build against its own account: every file there with its bytes, and no other.

    `known` are hashes of files that need not be read, for they were linked from the published site.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise UnsoundBuild(f"the build left no {RECEIPT} that can be read")
    if not manifest.account.is_balanced:
        raise UnsoundBuild(f"the account of the sources does not add up: {manifest.summary}")
    seen = {path: seen_of(os.lstat(f"{folder}/{path}")) for path in files_in(folder)}  # before they are read
    _compare({path: known.get(seen[path]) or hash_of(f"{folder}/{path}") for path in seen if path != RECEIPT}, manifest.files)
    return replace(manifest, seen=seen)


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


def _compare(found: Mapping[str, str], recorded: Mapping[str, str]) -> None:
    wrong = sorted(path for path in {*found, *recorded} if found.get(path) != recorded.get(path))
    if wrong:
        raise UnsoundBuild(f"{len(wrong)} {'file is' if len(wrong) == 1 else 'files are'} not as {RECEIPT} records them, first {wrong[0]}")
