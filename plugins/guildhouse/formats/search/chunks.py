"""What is shown of documents: each has a head, and of a long text pieces besides; neighbours are a group, which has one mark for all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isqrt

from guildhouse.formats.search.analysis import analyser
from guildhouse.formats.search.naming import Packed, Shelf, packed
from guildhouse.formats.search.record import Record, Section
from guildhouse.formats.search.varints import varints

WHOLE = 2400
"""Letters of a page that stand in its head; the text of a longer one is in pieces."""
PIECE = 1400
"""Letters of a piece: with shorter ones sketches weigh more than they spare, of longer ones more is loaded than shown (measured)."""
GROWTH = 10
"""Pieces grow with the root of a page's letters, times this, so that the sketches of a very long page stay small."""
OFTEN = 3
"""Times that a term stands in a piece which is about it."""
LETTERS = 5
"""First letters of a term that its sketch knows."""
SKETCHED = 4095
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
MOST = 64
"""Documents of a group at the most: one that changes gives all of a group new names."""
Cut = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """Head and pieces of a document; they depend on the page alone, so that they can be kept from build to build."""

    head: Packed
    pieces: tuple[Packed, ...] = ()

    @property
    def files(self) -> tuple[Packed, ...]:
        """All of them."""
        return (self.head, *self.pieces)


def shown(record: Record) -> Shown:
    """Write what a result shows of a page: title, address, language, description, and the sections or sketches of their pieces."""
    head = [record.title, record.url, record.lang, record.description, _facts(record)]
    sections = [(section.anchor, section.heading, section.text) for section in record.sections]
    length = sum(len(text) + len(heading) for _, heading, text in sections)
    if length <= WHOLE:
        return Shown(packed(_text([*head, sections])))
    pieces = list(_pieces(record.sections, max(PIECE, GROWTH * isqrt(length))))
    sketches = b"".join(_sketch(piece, record.lang) for piece in pieces)
    return Shown(packed(_text(head) + varints(len(pieces)) + sketches), tuple(packed(compact(piece)) for piece in pieces))


def grouped(documents: Sequence[Shown], shelf: Shelf) -> bytes:
    """Put documents on the shelf; gives how many groups there are, how many documents each has, and their marks."""
    groups = list(_groups(documents))
    marks = [shelf.together(_named(documents[start:end])) for start, end in groups]
    return varints(len(groups), *(end - start for start, end in groups)) + b"".join(marks)


def _named(documents: Sequence[Shown]) -> dict[tuple[str, str], Packed]:
    heads = {("d", f"-{number}"): each.head for number, each in enumerate(documents)}
    return heads | {("f", f"-{number}-{at}"): piece for number, each in enumerate(documents) for at, piece in enumerate(each.pieces)}


def _groups(documents: Sequence[Shown]) -> Iterator[tuple[int, int]]:
    """Cut where a document says so by its hash: one that is put in then changes its own group, and not all that follow."""
    ends = [number for number, each in enumerate(documents, 1) if each.head.digest[-1] % (MOST // 2) == 0]
    for start, end in pairwise(sorted({0, *ends, len(documents)})):
        yield from ((at, min(at + MOST, end)) for at in range(start, end, MOST))


def _pieces(sections: Iterable[Section], most: int) -> Iterator[list[Cut]]:
    """Cut sections into pieces of about the same length: a long section by itself, short ones together."""
    piece: list[Cut] = []
    room = most
    for section in sections:
        for text in _cut(section.text, most):
            if piece and room < len(text):
                yield piece
                piece, room = [], most
            piece.append((section.anchor, section.heading, text))
            room -= len(text) + len(section.heading)
    yield piece


def _cut(text: str, most: int) -> Iterator[str]:
    """Cut a long text between words where there are some."""
    start = 0
    while len(text) - start > most + most // 2:
        end = text.rfind(" ", start, start + most) + 1 or start + most
        yield text[start:end]
        start = end
    yield text[start:]


def _sketch(piece: Sequence[Cut], lang: str) -> bytes:
    """Write by which terms a piece may be chosen: those of its texts, the frequent among them, those of its headings."""
    count = analyser(lang).frequencies
    times = count(" ".join(text for _, _, text in piece))
    often = [term for term, number in times.items() if number >= OFTEN]
    about = count(" ".join(dict.fromkeys(heading for _, heading, _ in piece)))
    marks = sorted({*map(_MARKS[""], times), *map(_MARKS["+"], often), *map(_MARKS["#"], about)})
    return varints(len(marks), *(number - before - 1 for before, number in pairwise([-1, *marks])))


class _Marks(dict[str, int]):
    """The number that stands for a term in a sketch, by its first letters; what is said of the term stands before them."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self._said = said

    def __missing__(self, term: str) -> int:
        number = 7
        for letter in self._said + term[:LETTERS]:
            number = (number * 31 + ord(letter)) & SKETCHED
        return self.setdefault(term, number)


_MARKS = {said: _Marks(said).__getitem__ for said in ("", "+", "#")}


def _text(value: object) -> bytes:
    written = compact(value)
    return varints(len(written)) + written


def _facts(record: Record) -> tuple[str, ...]:
    if record.date:
        return (record.state, record.date)
    return (record.state,) if record.state else ()


def compact(value: object) -> bytes:
    """Write JSON without spaces, in UTF-8."""
    return _JSON.encode(value).encode("utf-8", "replace")
