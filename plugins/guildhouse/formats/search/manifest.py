"""The one file that is asked for anew: what the others are called. Short lists stand in it, longer ones in files of their own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from guildhouse.formats.search.chunks import compact
from guildhouse.formats.search.naming import Shelf
from guildhouse.formats.search.shards import Cut

NAME = "manifest.json"
FORMAT = 2
"""Version of the format; a reader refuses another."""
INLINE_SHARDS = 1600
"""Shards that the manifest lists itself, in not more than about 14 KB, which saves a turn; of more it lists leaves."""
INLINE_GROUPS = 200
"""Bytes of the list of groups that it holds itself; a longer one is asked for together with the first shards, which costs no turn."""
LEAF = 64
"""Shards that one leaf lists: about half a kilobyte."""
Listed = dict[str, object]


def shards_listed(cut: Cut, shelf: Shelf) -> Listed:
    """Put shards on the shelf, and say how to find them: by their separators, at once or through leaves."""
    marks = [shelf.put("t", shelf.put("w", rest) + piece) for piece, rest in zip(cut.pieces, cut.rests, strict=True)]
    if len(marks) <= INLINE_SHARDS:
        return _table(cut.separators, marks)
    starts = range(0, len(marks), LEAF)
    leaves = [_table(cut.separators[start : start + LEAF], marks[start : start + LEAF]) for start in starts]
    return _table(cut.separators[::LEAF], [shelf.put("m", compact(leaf)) for leaf in leaves]) | {"leaves": True}


def groups_listed(groups: bytes, shelf: Shelf) -> Listed:
    """Say how to find the documents: by the list of their groups."""
    return {"list": b64encode(groups).decode()} if len(groups) <= INLINE_GROUPS else {"file": shelf.named("m", groups)}


def _table(separators: Sequence[str], marks: Sequence[bytes]) -> Listed:
    return {"separators": list(separators), "marks": _text(marks)}


def _text(marks: Sequence[bytes]) -> str:
    return b64encode(b"".join(marks)).decode()
