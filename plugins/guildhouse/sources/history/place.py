"""Finds the repository around a site and the commit that is checked out, by reading files: no program is asked where none is needed."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from guildhouse.model.source import Source

COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
"""The name of a commit in full, by SHA-1 or SHA-256."""
REFERENCE = re.compile(r"refs(?:/(?!\.)[^/\x00-\x20\x7f~^:?*\[\\]+)+")
"""The name of a branch or tag; none of its parts leads upwards."""
MOST_STEPS = 5
"""References that refer to one another, as git itself follows them."""
MOST_BYTES = 50_000_000
"""For files in which references or names stand."""
NOWHERE = Source(".git")
"""Where notes about the history are told."""
PROGRAMS = ("git", "git.exe")
MAILMAP, IGNORED, DECLARED = ".mailmap", ".git-blame-ignore-revs", ".all-contributorsrc"
BESIDE = (MAILMAP, IGNORED, DECLARED)
"""Files at the root of a repository that say something about its history."""


class Unavailable(Exception):
    """What git knows cannot be told; why, in words, and what to do about it."""

    def __init__(self, why: str, remedy: str = "", *, shallow: bool = False) -> None:
        """Keep why, the remedy where the usual one does not help, and whether this is a shallow clone."""
        super().__init__(why)
        self.remedy, self.shallow = remedy, shallow


@dataclass(frozen=True)
class Repository:
    """A repository around a site: the folder that it keeps files in, git's own, and the one that worktrees share."""

    top: Path
    folder: Path
    common: Path
    prefix: str
    """Path of the site below `top`, with `/` at its end; empty when the site is the whole repository."""

    @property
    def objects(self) -> Path:
        """The folder of all that was ever committed."""
        return self.common / "objects"

    @property
    def is_shallow(self) -> bool:
        """Tell whether only the end of the history is there."""
        return bool(_words(self.common / "shallow").strip())

    @property
    def head(self) -> str | None:
        """Name the commit that is checked out; None before the first one, and where only git itself can tell (`is_table`)."""
        name = "HEAD"
        for _ in range(MOST_STEPS):
            words = self._reference(name).strip()
            if COMMIT.fullmatch(words):
                return words
            name = words.removeprefix("ref:").strip()
            if not words.startswith("ref:") or not REFERENCE.fullmatch(name):
                return None
        return None

    @property
    def is_table(self) -> bool:
        """Tell whether references stand in tables (reftable) that only git reads."""
        return (self.common / "reftable").is_dir()

    def _reference(self, name: str) -> str:
        """Read one reference: a file of its own, in a worktree one that all share, or a line of the packed ones."""
        return _words(self.folder / name) or _words(self.common / name) or self._packed(name)

    def _packed(self, name: str) -> str:
        packed = f"\n{_words(self.common / 'packed-refs')}"
        at = packed.find(f" {name}\n")
        return packed[packed.rfind("\n", 0, at) + 1 : at] if at > 0 else ""


def find(site: Path) -> Repository:
    """Find the repository that a site stands in; Unavailable when there is none, or one that is somebody else's."""
    site = site.resolve()
    for top in (site, *site.parents):
        if (found := _folder(top)) is not None:
            prefix = site.relative_to(top).as_posix()
            return Repository(top, found, _common(found), "" if prefix == "." else f"{prefix}/")
    raise Unavailable("the site stands in no git repository", "Keep the site in a git repository, and build it from a clone of that.")


def roots(site: Path) -> tuple[Path, ...]:
    """List the folders in which files about the history may stand: the site's own, and the repository's."""
    site = site.resolve()
    try:
        return tuple(dict.fromkeys((site, find(site).top)))
    except Unavailable:
        return (site,)


def mark(site: Path) -> tuple[str, ...]:
    """Tell in words what the history of a site is at this moment: equal words promise an equal history."""
    try:
        found = find(site)
    except Unavailable as error:
        return (str(error),)
    if found.is_table:
        from guildhouse.sources.history.git import head_of  # noqa: PLC0415 - what runs programs takes long to load, and is needed nowhere else

        head = head_of(found)
    else:
        head = found.head
    return (str(found.top), str(found.common), found.prefix, head or "", str(found.is_shallow), *_program(), *_alternates(found))


def _program() -> Iterator[str]:
    """Tell which git would be asked, and whether it is still the same one; nothing where there is none."""
    for path in (Path(folder, name) for folder in os.get_exec_path() for name in PROGRAMS):
        with suppress(OSError, ValueError):
            about = path.stat()
            if stat.S_ISREG(about.st_mode) and os.access(path, os.X_OK):
                yield f"{path} {about.st_ino} {about.st_size} {about.st_mtime_ns}"
                return


def files(site: Path) -> Iterator[Path]:
    """List the files beside a site that its history depends on, whether they are there or not."""
    yield from (root / name for root in roots(site) for name in BESIDE)


def _alternates(found: Repository) -> tuple[str, ...]:
    """Tell whether all objects may be there: whoever takes some away, as a partial clone does, says so in these."""
    return (str(found.objects.is_dir()), _words(found.objects / "info/alternates"))


def _folder(top: Path) -> Path | None:
    """Find git's folder of a worktree, which a file may name; None where there is none. A link is not followed, nor another's trusted."""
    place = top / ".git"
    try:
        about = os.lstat(place)
    except OSError:
        return None
    if stat.S_ISLNK(about.st_mode):
        raise Unavailable(".git is a symbolic link, which is not followed", "Clone the repository in place of the link.")
    if stat.S_ISREG(about.st_mode):
        named = _words(place)
        if not named.startswith("gitdir:"):
            raise Unavailable(".git is a file that names no folder")
        place = Path(os.path.normpath(top / named.removeprefix("gitdir:").strip()))
    if not (place / "HEAD").is_file():
        raise Unavailable(".git is not the folder of a repository")
    if not _is_trusted(place, top):
        raise Unavailable(
            "the repository around the site belongs to somebody else", f"Make the owner of {top.name}/ that of its .git, too."
        )
    return place


def _is_trusted(place: Path, top: Path) -> bool:
    """Tell whether a repository is that of whoever runs this, or of whoever wrote the files beside it.

    Git itself asks more (`safe.directory`), for it obeys a repository's configuration; here nothing of that is read.
    """
    if not hasattr(os, "getuid"):
        return True
    return _owner(place) in {0, os.getuid(), _owner(top)}


def _owner(path: Path) -> int:
    return path.stat().st_uid


def _common(folder: Path) -> Path:
    """Find what a worktree shares with the others."""
    named = _words(folder / "commondir").strip()
    return Path(os.path.normpath(folder / named)) if named else folder


def contents(path: Path, most: int = MOST_BYTES) -> bytes:
    """Read a plain file; nothing when there is none, or a link or pipe in its place, or one larger than `most` bytes."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            about = os.fstat(file.fileno())
            return file.read() if stat.S_ISREG(about.st_mode) and about.st_size <= most else b""
    except (OSError, ValueError):
        return b""


def _words(path: Path) -> str:
    return contents(path).decode("utf-8", "surrogateescape")
