"""Packages of the npm registry that a few commands need: fetched once, whole, at a pinned version, and held against their hash."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SAFELY: Any = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # Python before 3.11.4 has no filters


class NotFetchedError(Exception):
    """A package that is not there and cannot be fetched; the message names the remedy."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package: its name, its version, and the hash of its archive as npm's `dist.integrity` gives it (`sha512-…`, SRI)."""

    name: str
    version: str
    integrity: str

    def folder(self, cache: Path) -> Path:
        """Name the folder that it lies in once it has been fetched."""
        return cache / "npm" / f"{self.name}-{self.version}"


def fetch(package: Package, cache: Path) -> Path:
    """Give the folder of a package, fetching it when it is not in the cache; NotFetchedError without npm, network or the right hash."""
    folder = package.folder(cache)
    if folder.is_dir():
        return folder
    npm = shutil.which("npm")
    if npm is None:
        raise NotFetchedError(f"{package.name} comes from npm, which is not installed: apt install npm")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        command = [npm, "pack", "--silent", "--pack-destination", aside, f"{package.name}@{package.version}"]
        packed = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a package that is named here, checked below
        archive = next(Path(aside).glob("*.tgz"), None)
        if packed.returncode or archive is None:
            raise NotFetchedError(f"npm could not fetch {package.name} {package.version}: {packed.stderr.strip()[-200:]}")
        _verify(package, archive)
        with tarfile.open(archive) as files:
            files.extractall(Path(aside, "files"), **_SAFELY)  # noqa: S202 - the hash has been verified
        Path(aside, "files", "package").rename(folder)
    return folder


def _verify(package: Package, archive: Path) -> None:
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.integrity:
        raise NotFetchedError(f"{package.name} {package.version} is not the file that was pinned: its hash is {found}")
