"""Words to correct a misspelt one with: those that several documents hold, by their first letters."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import east_asian_width

import numpy as np

from guildhouse.formats.search.shards import Cut, Index
from guildhouse.formats.search.varints import stream, varints
from guildhouse.formats.search.words import utf16, written

FEWEST = ((1, 2000), (2, 5000), (3, None))
"""Documents that hold a word before somebody is led to it, on sites of less than so many documents: on small ones every word counts."""
SHORTEST = 3
"""Letters that a word has."""
ROOM = 4000
"""Letters that words of several first letters may share a file for."""


def spellings(index: Index, forms: Mapping[str, str]) -> Cut:
    """Write the words, each with how many documents hold it and its form, as people write it (the term itself where none is given)."""
    few = fewest(index.n)
    held = np.max([np.diff(column.starts) for column in index.columns.values()], axis=0)
    known = [(index.terms[at], int(held[at])) for at in map(int, np.flatnonzero(held >= few)) if _is_word(index.terms[at])]
    groups: list[list[tuple[str, int]]] = []
    room = 0
    for letter_words in _by_letter(known):
        size = sum(len(word) for word, _ in letter_words)
        if not groups or size > room:
            groups.append([])
            room = ROOM
        groups[-1].extend(letter_words)
        room -= size
    return Cut([group[0][0][0] if at else "" for at, group in enumerate(groups)], [_written(group, forms) for group in groups])


def fewest(documents: int) -> int:
    """Say how many documents of a site hold a word that others are corrected to."""
    return next(few for few, most in FEWEST if most is None or documents < most)


def _is_word(term: str) -> bool:
    """Whether spelling is a question at all: single signs of East Asia are not misspelt, numbers not corrected."""
    return len(term) >= SHORTEST and term.isalpha() and not any(east_asian_width(letter) in "WF" for letter in term)


def _by_letter(known: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    letters: dict[str, list[tuple[str, int]]] = {}
    for word, held in known:
        letters.setdefault(word[0], []).append((word, held))
    return list(letters.values())


def _written(group: list[tuple[str, int]], forms: Mapping[str, str]) -> bytes:
    changes = [_change(word, forms.get(word, word)) for word, _ in group]
    added = "".join(text for _, text in changes).encode()
    numbers = [
        np.array(column, dtype=np.int64)
        for column in ([held for _, held in group], [cut for cut, _ in changes], [_units(text) for _, text in changes])
    ]
    return (
        written([word for word, _ in group]) + b"".join(stream(column).data.tobytes() for column in numbers) + varints(len(added)) + added
    )


def _change(word: str, form: str) -> tuple[int, str]:
    """Say how many units the form drops from the word's end, and what it adds."""
    same = 0
    while same < min(len(word), len(form)) and word[same] == form[same]:
        same += 1
    return _units(word[same:]), form[same:]


def _units(text: str) -> int:
    return len(utf16(text)) // 2
