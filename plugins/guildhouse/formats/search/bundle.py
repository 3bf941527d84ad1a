"""Small sites in one file: fewer turns than shards, and what the files have in common is written once."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from guildhouse.formats.search.chunks import compact
from guildhouse.formats.search.naming import Packed
from guildhouse.formats.search.varints import varints

MOST = 200_000
"""Bytes that a bundle may have: at 100 ms a turn and 5 Mbit/s it arrives when results from shards would (three turns more)."""
UNLIKELY = 2 * MOST
"""Bytes of all files by themselves beyond which a bundle is not even tried."""


def bundle(files: Mapping[str, Packed]) -> bytes:
    """Write files one after the other behind a list of names and ends."""
    contents = {name: file.raw() for name, file in files.items()}
    ends = list(accumulate(len(content) for content in contents.values()))
    head = compact([list(contents), ends])
    return varints(len(head)) + head + b"".join(contents.values())


def size(files: Mapping[str, Packed]) -> int:
    """Give the bytes of files by themselves."""
    return sum(len(file.deflated) for file in files.values())
