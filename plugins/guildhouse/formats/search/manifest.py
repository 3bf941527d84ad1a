"""The one file that is asked for anew: what the others are called. Short lists stand in it, longer ones in files of their own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from guildhouse.formats.search.naming import Shelf
from guildhouse.formats.search.shards import Cut
from guildhouse.formats.search.varints import varints
from guildhouse.formats.search.words import written

NAME = "manifest.json"
FORMAT = 1
"""Version of the format; a reader refuses another."""
INLINE_SHARDS = 8000
"""Bytes that the list of all shards may take in the manifest, which costs one request less; a longer one is cut into leaves."""
INLINE_CHUNKS = 1500
"""As above for chunks, whose list is otherwise asked for together with the first shards and costs no turn."""
LEAF = 128
"""Shards that one leaf lists: about a kilobyte."""
Listed = dict[str, object]


def shards_listed(cut: Cut, shelf: Shelf) -> Listed:
    """Put shards on the shelf, and say how to find them: by their separators, at once or through leaves."""
    marks = [shelf.put("t", piece) for piece in cut.pieces]
    table = _table(cut.separators, marks)
    if len(table) <= INLINE_SHARDS:
        return {"table": b64encode(table).decode()}
    starts = range(0, len(marks), LEAF)
    leaves = [_table(cut.separators[start : start + LEAF], marks[start : start + LEAF]) for start in starts]
    return {"leaves": [[cut.separators[start], shelf.named("m", leaf)] for start, leaf in zip(starts, leaves, strict=True)]}


def chunks_listed(pieces: Sequence[bytes], size: int, shelf: Shelf) -> Listed:
    """Put chunks on the shelf, and say how to find them: by number of the document."""
    table = b"".join(shelf.put("d", piece) for piece in pieces)
    return {"size": size} | ({"table": b64encode(table).decode()} if len(table) <= INLINE_CHUNKS else {"file": shelf.named("m", table)})


def _table(separators: Sequence[str], marks: Sequence[bytes]) -> bytes:
    return written(separators) + b"".join(marks)
