"""The one file that is asked for anew: what the others are called. Short lists stand in it, longer ones in files of their own."""

from __future__ import annotations

from guildhouse.formats.search.chunks import compact
from guildhouse.formats.search.naming import Shelf, packed
from guildhouse.formats.search.shards import Cut

NAME = "manifest.json"
FORMAT = 3
"""Version of the format; a reader refuses another."""
INLINE = 4000
"""Shards whose separators the manifest holds itself, in not more than about 12 KB, which saves a turn; those of more stand in leaves."""
LEAF = 128
"""Shards whose separators one leaf holds: about half a kilobyte."""
Listed = dict[str, object]


def shards_listed(cut: Cut, shelf: Shelf) -> Listed:
    """Put shards on the shelf, and say how to find them: by their separators, at once or through leaves."""
    files = {("t", f"-{number}"): packed(piece) for number, piece in enumerate(cut.pieces)}
    files |= {("w", f"-{number}"): packed(rest) for number, rest in enumerate(cut.rests)}
    separators = list(cut.separators)
    if len(separators) <= INLINE:
        return {"mark": shelf.together(files).hex(), "separators": separators}
    leaves = [separators[start : start + LEAF] for start in range(0, len(separators), LEAF)]
    files |= {("m", f"-{number}"): packed(compact(leaf)) for number, leaf in enumerate(leaves)}
    return {"mark": shelf.together(files).hex(), "separators": separators[::LEAF], "leaf": LEAF}
