"""All terms by their length: what only `*word` and `word~2` need, which no sorted shard answers."""

from __future__ import annotations

from collections.abc import Sequence

from guildhouse.formats.search.words import utf16, written

ROOM = 16_000
"""Bytes of UTF-16 that terms of several lengths may share a file for."""


def vocabulary(terms: Sequence[str]) -> list[tuple[int, bytes]]:
    """Write sorted terms in files, each with the least length (in units of UTF-16) that it holds; it ends where the next begins."""
    by_length: dict[int, list[str]] = {}
    for term in terms:
        by_length.setdefault(len(term) if term.isascii() else len(utf16(term)) // 2, []).append(term)
    files: list[tuple[int, list[str]]] = []
    room = 0
    for length in sorted(by_length):
        size = 2 * length * len(by_length[length])
        if not files or size > room:
            files.append((length, []))
            room = ROOM
        files[-1][1].extend(by_length[length])
        room -= size
    return [(length, written(sorted(held, key=utf16))) for length, held in files]
