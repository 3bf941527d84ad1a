"""The one file that is asked for anew: what the others are called. Short lists stand in it, longer ones in files of their own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from guildhouse.formats.search.chunks import compact
from guildhouse.formats.search.naming import Shelf
from guildhouse.formats.search.shards import Cut

NAME = "manifest.json"
FORMAT = 1
"""Version of the format; a reader refuses another."""
INLINE_SHARDS = 1200
"""Shards that the manifest lists itself, in not more than about 10 KB, which saves a turn; of more it lists leaves."""
INLINE_CHUNKS = 300
"""Chunks that it lists itself; a longer list is asked for together with the first shards, which costs no turn."""
LEAF = 128
"""Shards that one leaf lists: about a kilobyte."""
Listed = dict[str, object]


def shards_listed(cut: Cut, shelf: Shelf) -> Listed:
    """Put shards on the shelf, and say how to find them: by their separators, at once or through leaves."""
    marks = [shelf.put("t", piece) for piece in cut.pieces]
    if len(marks) <= INLINE_SHARDS:
        return _table(cut.separators, marks)
    starts = range(0, len(marks), LEAF)
    leaves = [_table(cut.separators[start : start + LEAF], marks[start : start + LEAF]) for start in starts]
    return _table(cut.separators[::LEAF], [shelf.put("m", compact(leaf)) for leaf in leaves]) | {"leaves": True}


def chunks_listed(pieces: Sequence[bytes], size: int, shelf: Shelf) -> Listed:
    """Put chunks on the shelf, and say how to find them: by number of the document."""
    marks = [shelf.put("d", piece) for piece in pieces]
    found = {"marks": _text(marks)} if len(marks) <= INLINE_CHUNKS else {"file": shelf.named("m", b"".join(marks))}
    return {"size": size, **found}


def _table(separators: Sequence[str], marks: Sequence[bytes]) -> Listed:
    return {"separators": list(separators), "marks": _text(marks)}


def _text(marks: Sequence[bytes]) -> str:
    return b64encode(b"".join(marks)).decode()
