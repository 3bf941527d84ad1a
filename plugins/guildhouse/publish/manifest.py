"""What a finished build says about itself in build.json, and whether it is true."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guildhouse.model.house import Account

NAME = "build.json"
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


def verify(folder: Path) -> Manifest:
    """Hold a finished build against its own account: every file there with its bytes, and no other."""
    manifest = read_manifest(folder)
    if manifest is None:
        raise UnsoundBuild(f"the build left no {NAME} that can be read")
    if not manifest.account.is_balanced:
        raise UnsoundBuild(f"the account of the sources does not add up: {manifest.summary}")
    _compare({path: _digest(folder / path) for path in files_in(folder) if path != NAME}, manifest.files)
    return manifest


def files_in(folder: Path) -> Iterator[str]:
    """List the files below a folder as paths with `/`; anything but files and folders makes the build unsound."""
    for parent, folders, names in os.walk(folder):
        prefix = os.path.relpath(parent, folder).replace(os.sep, "/") + "/"
        for name in (*folders, *names):
            mode = Path(parent, name).lstat().st_mode
            if stat.S_ISREG(mode):
                yield prefix.removeprefix("./") + name
            elif not stat.S_ISDIR(mode):
                raise UnsoundBuild(f"{prefix.removeprefix('./')}{name} is neither a file nor a folder")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _compare(found: Mapping[str, str], recorded: Mapping[str, str]) -> None:
    wrong = sorted(path for path in {*found, *recorded} if found.get(path) != recorded.get(path))
    if wrong:
        raise UnsoundBuild(f"{len(wrong)} {'file is' if len(wrong) == 1 else 'files are'} not as {NAME} records them, first {wrong[0]}")
