"""What the program is: a mark that changes whenever the same text could be read differently."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import guildhouse

READERS = ("Markdown", "Pygments", "nh3")
"""Libraries that take part in reading a text."""
PARTS = ("language", "model", "sources")
"""Packages of ours that do."""


@cache
def stamp(parts: tuple[str, ...] = PARTS, libraries: tuple[str, ...] = READERS) -> bytes:
    """Tell the program's mark: its code, the libraries' versions, Python's. Read from the files, so that an edit of a plugin counts.

    `parts` are folders of the package (an empty name for all of it); without them, those that read a text.
    """
    mark = blake2b(digest_size=16)
    mark.update(repr((sys.version, [(name, version(name)) for name in libraries])).encode())
    root = Path(guildhouse.__file__).parent
    for path in sorted(path for part in parts for path in (root / part).rglob("*") if path.suffix in {".py", ".po"}):
        content = path.read_bytes()
        mark.update(repr((path.relative_to(root).as_posix(), len(content))).encode() + content)
    return mark.digest()
