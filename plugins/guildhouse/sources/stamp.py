"""What the program is: a mark that changes whenever the same text could be read differently."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import guildhouse

READERS = ("Babel", "Markdown", "Pygments", "nh3")
"""Libraries that take part in reading a text."""
PARTS = ("language", "model", "sources")
"""Packages of ours that do."""


TICK = 10_000_000
"""Nanoseconds by which dates of files may be behind the clock."""


@cache
def stamp(parts: tuple[str, ...] = PARTS, libraries: tuple[str, ...] = READERS) -> bytes:
    """Tell the program's mark: its code, the libraries' versions, Python's. Read from the files, so that an edit of a plugin counts.

    `parts` are folders of the package (an empty name for all of it); without them, those that read a text.
    """
    return _stamp(parts, libraries)


def is_steady(parts: tuple[str, ...] = PARTS, libraries: tuple[str, ...] = READERS) -> bool:
    """Tell whether nobody has been at the program since it was loaded: else what it makes is not what its mark says."""
    return _stamp(parts, libraries) == stamp(parts, libraries) and not is_young(code(parts), guildhouse.LOADED)


def is_young(paths: Iterable[Path], moment: int) -> bool:
    """Tell whether a file was written, or put where it is, at a moment (in nanoseconds since 1970) or later."""
    return any(path.stat().st_ctime_ns >= moment - TICK for path in paths)


def _stamp(parts: tuple[str, ...], libraries: tuple[str, ...]) -> bytes:
    mark = blake2b(digest_size=16)
    mark.update(repr((sys.version, [(name, version(name)) for name in libraries])).encode())
    root = Path(guildhouse.__file__).parent
    for path in code(parts):
        content = path.read_bytes()
        mark.update(repr((path.relative_to(root).as_posix(), len(content))).encode() + content)
    return mark.digest()


def code(parts: tuple[str, ...] = ("",)) -> list[Path]:
    """List the files that the program is made of, catalogues and lists of words too; `parts` are folders of the package, here all of it."""
    root = Path(guildhouse.__file__).parent
    return sorted(path for part in parts for path in (root / part).rglob("*") if path.suffix in {".py", ".po", ".txt"})
