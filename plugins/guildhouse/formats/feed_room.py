"""What of a feed has room in its file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from guildhouse.model.publication import Publication

LIMIT = 1_000_000
"""Bytes of a feed: beyond a megabyte some readers give up."""
FRAME = 8_000
"""Bytes kept for what stands around the entries."""

FULL, BRIEF = False, True
Size = Callable[[Publication, bool], int]
"""Tells the bytes of an entry, `FULL` or `BRIEF`."""


def fitting(entries: Sequence[Publication], size: Size, limit: int = LIMIT - FRAME) -> list[tuple[Publication, bool]]:
    """Choose which entries, newest first, stand `FULL` and which `BRIEF`: the oldest lose their text first, then their place."""
    chosen = [(each, FULL) for each in entries]
    sizes = [size(each, FULL) for each in entries]
    total = sum(sizes)
    for place in reversed(range(len(chosen))):
        if total <= limit:
            return chosen
        chosen[place] = (entries[place], BRIEF)
        total += size(entries[place], BRIEF) - sizes[place]
    while chosen and total > limit:
        total -= size(*chosen.pop())
    return chosen
