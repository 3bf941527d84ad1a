"""Files that are asked for together stand in one: those that every query needs, and on small sites all of them, which spares turns."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from guildhouse.formats.search.chunks import compact
from guildhouse.formats.search.naming import Packed, Shelf, packed
from guildhouse.formats.search.varints import varints

FIRST = ("g", "l", "x")
"""Kinds of files that every query needs."""
MOST = 200_000
"""Bytes that a bundle of all files may have: at 100 ms a turn and 5 Mbit/s it arrives when results from shards would (three turns more)."""
UNLIKELY = 2 * MOST
"""Bytes of all files by themselves beyond which a bundle of them is not even tried."""


def bundled(files: Mapping[str, Packed]) -> tuple[str, bool, dict[str, Packed]]:
    """Give the name of a bundle, whether it holds all files, and the files to write: the bundle and those that are not in it."""
    shelf = Shelf()
    if sum(len(file.deflated) for file in files.values()) <= UNLIKELY and len((one := packed(bundle(files))).deflated) <= MOST:
        return shelf.named("b", one), True, shelf.files
    first = {name: file for name, file in files.items() if name[0] in FIRST}
    rest = {name: file for name, file in files.items() if name[0] not in FIRST}
    return shelf.named("b", bundle(first)), False, shelf.files | rest


def bundle(files: Mapping[str, Packed]) -> bytes:
    """Write files one after the other behind a list of names and ends."""
    contents = {name: file.raw() for name, file in files.items()}
    ends = list(accumulate(len(content) for content in contents.values()))
    head = compact([list(contents), ends])
    return varints(len(head)) + head + b"".join(contents.values())
