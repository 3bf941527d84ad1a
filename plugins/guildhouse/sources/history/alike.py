"""Finds files that were changed while they moved, and of which no alias says so, by what is the same in their texts.

Nobody is credited and nothing is dated by such a guess: it is for a warning that names the line to add.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from guildhouse.sources.history.git import Window
from guildhouse.sources.history.log import Log, Row
from guildhouse.sources.kinds import kind_of
from guildhouse.sources.tree import MAX_BYTES

MOST = 200
"""Texts that are read, of the newest commits that took one page away and brought another."""
MANY = 10
"""Pages of a kind in one commit beyond which it is not asked which of them became which."""
HALF = 0.5
"""The part of a text that has to be the same, as for git itself."""
FRONT = re.compile(rb"\A---\s*\n.*?\n---\s*\n", re.DOTALL)

Pairs = Mapping[str, Sequence[tuple[int, int]]]
"""By the name of a commit, what it took away and what it brought that is likely the same, as places in the log's paths."""


def alike(window: Window, log: Log, rows: Iterable[Row], there: Container[str]) -> Pairs:
    """Pair pages of one kind that a commit took away, with those of today that it brought; `rows` come newest first."""
    chosen: list[tuple[str, int, str, int, str]] = []
    blobs: dict[str, None] = {}
    for row in rows:
        found = list(_candidates(row, log, there))
        blobs.update(dict.fromkeys(blob for _, old, _, new in found for blob in (old, new)))
        if len(blobs) > MOST:
            break
        chosen += ((row.name, *each) for each in found)
    texts = _texts(window, list(blobs)) if chosen else {}
    scored = [(_likeness(texts.get(old, b""), texts.get(new, b"")), name, gone, come) for name, gone, old, come, new in chosen]
    return _best([each for each in scored if each[0] >= HALF])


def _candidates(row: Row, log: Log, there: Container[str]) -> Iterator[tuple[int, str, int, str]]:
    if not (row.dropped and row.added):
        return
    gone, come = _by_kind(row.dropped, log), _by_kind(row.added, log)
    for kind, old in sorted(gone.items()):
        new = [each for each in come.get(kind, ()) if log.paths[each[0]] in there]
        if len(old) <= MANY and len(new) <= MANY:
            yield from ((*one, *other) for one in old if log.paths[one[0]] not in there for other in new)


def _by_kind(files: Iterable[Sequence[Any]], log: Log) -> dict[str, list[tuple[int, str]]]:
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, blob in files:
        if kind := kind_of(log.paths[place]):
            found[kind.name].append((place, blob))
    return found


def _texts(window: Window, blobs: list[str]) -> dict[str, bytes]:
    """Read texts by the beginnings of their names, without those that are too large, or not there, as in clones without old files."""
    about = window.ask("cat-file", "--batch-check", given=_lines(blobs)).splitlines()
    small = [blob for blob, each in zip(blobs, about, strict=True) if (size := each.split(b" ")[-1]).isdigit() and int(size) <= MAX_BYTES]
    printed = window.ask("cat-file", "--batch", given=_lines(small))
    found: dict[str, bytes] = {}
    for blob in small:
        head, _, printed = printed.partition(b"\n")
        length = int(head.split(b" ")[-1])
        found[blob], printed = printed[:length], printed[length + 1 :]
    return found


def _lines(blobs: Iterable[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in blobs).encode()


def _likeness(one: bytes, other: bytes) -> float:
    """Tell how much of two texts is the same: the bytes of lines that both have, of those of the larger one.

    Front matter counts only where there is nothing else, for that of two notes of a meeting is nearly the same.
    """
    first, second = (_counted(each) for each in (one, other))
    most = max(_bytes(first), _bytes(second))
    return _bytes(first & second) / most if most else 0


def _counted(text: bytes) -> Counter[bytes]:
    lines = [line.strip() for line in (FRONT.sub(b"", text).strip() or text).splitlines()]
    return Counter(line for line in lines if line)


def _bytes(lines: Counter[bytes]) -> int:
    return sum(len(line) * times for line, times in lines.items())


def _best(scored: list[tuple[float, str, int, int]]) -> Pairs:
    """Choose the likeliest pairs, each file once."""
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    taken: set[tuple[str, int]] = set()
    for _, name, gone, come in sorted(scored, key=lambda each: (-each[0], each[1:])):
        if taken.isdisjoint({(name, gone), (name, come)}):
            taken |= {(name, gone), (name, come)}
            found[name].append((gone, come))
    return found
