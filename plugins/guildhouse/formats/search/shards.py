"""The index cut along its sorted terms: pieces of about two kilobytes, each with all that is known of its terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from guildhouse.formats.search.varints import Numbers, Stream, octets, stream, varints
from guildhouse.formats.search.words import Words, separators, words

ROOM = 3200
"""Bytes that a shard may hold before it is deflated; a term that needs more has a shard of its own."""
PLACES = 3
"""Binary places of a weight that a shard holds: at most an eighth is missing, half of which readers add."""
Offsets = npt.NDArray[np.int64]


class Column(Protocol):
    """The postings of one field: those of term i stand from starts[i] to starts[i + 1], by rising number of the document."""

    @property
    def starts(self) -> Numbers:
        """Where each term begins, and the end of the last."""

    @property
    def docs(self) -> Numbers:
        """The documents that hold the term in this field."""

    @property
    def weights(self) -> Numbers:
        """What the term weighs there, in thousandths."""


class Index(Protocol):
    """What `lunr_index.Postings` gives: terms sorted by units of UTF-16, and what stands where."""

    @property
    def n(self) -> int:
        """How many documents there are."""

    @property
    def terms(self) -> Sequence[str]:
        """All terms, sorted."""

    @property
    def columns(self) -> Mapping[str, Column]:
        """The postings of each field, in the order of the fields."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Pieces of something sorted, each with the shortest text that tells where it begins, and of shards what their weights lack."""

    separators: list[str]
    pieces: list[bytes]
    rests: list[bytes] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Streams:
    """The postings of a field as bytes: how many, the gaps between the documents, steps of their weights, and what is above them."""

    starts: Offsets
    counts: Stream
    gaps: Stream
    steps: Stream
    high: Stream
    low: Stream

    def sizes(self) -> Offsets:
        """Say where each term begins, in bytes of this field of a shard."""
        return self.counts.offsets + self.gaps.offsets[self.starts] + self.steps.offsets[self.starts]

    def cut(self, part: Stream, start: int, end: int) -> bytes:
        """Give a part of what belongs to the terms from start up to end."""
        return part.cut(int(self.starts[start]), int(self.starts[end]))


def shards(index: Index) -> Cut:
    """Cut an index into shards."""
    sorted_words = words(index.terms)
    columns = [_streams(column) for column in index.columns.values()]
    begins = np.zeros(len(index.terms) + 1, dtype=np.int64)
    np.cumsum(sorted_words.sizes(), out=begins[1:])
    cuts = fill(sum((column.sizes() for column in columns), begins), ROOM)
    pieces = [_shard(sorted_words, columns, start, end) for start, end in pairwise(cuts)]
    rests = [_rest(columns, start, end) for start, end in pairwise(cuts)]
    return Cut(separators(index.terms, cuts[:-1]), pieces, rests)


def fill(begins: Offsets, room: int) -> list[int]:
    """Cut what begins at these bytes into pieces of not more than the room, where one is not larger by itself."""
    cuts = [0]
    while cuts[-1] < len(begins) - 1:
        fitting = int(np.searchsorted(begins, begins[cuts[-1]] + room, side="right")) - 1
        cuts.append(max(fitting, cuts[-1] + 1))
    return cuts


def steps(weights: Numbers) -> tuple[Numbers, Numbers]:
    """Say on which step each weight stands, and how far above it; of steps only the first three binary places are not zero."""
    heavy = np.maximum(np.frexp(weights.astype(np.float64))[1] - PLACES, 0)
    leading = weights >> heavy
    return (heavy << (PLACES - 1)) + leading, weights - (leading << heavy)


def _streams(column: Column) -> _Streams:
    starts = column.starts.astype(np.int64)
    near, above = steps(column.weights)
    counts, gaps = stream(np.diff(starts)), stream(_gaps(starts, column.docs))
    return _Streams(starts, counts, gaps, octets(near), stream(above >> 8), octets(above & 255))


def _gaps(starts: Offsets, docs: Numbers) -> Numbers:
    """Say how many documents are skipped before each."""
    gaps = docs.copy()
    gaps[1:] -= docs[:-1] + 1
    firsts = starts[:-1][np.diff(starts) > 0]
    gaps[firsts] = docs[firsts]
    return gaps


def _shard(sorted_words: Words, columns: list[_Streams], start: int, end: int) -> bytes:
    parts = [varints(start), sorted_words.piece(start, end)]
    parts += [column.counts.cut(start, end) for column in columns]
    parts += [column.cut(column.gaps, start, end) for column in columns]
    parts += [column.cut(column.steps, start, end) for column in columns]
    return b"".join(parts)


def _rest(columns: list[_Streams], start: int, end: int) -> bytes:
    """Write what is above the steps, which only questions in lunr's own syntax need."""
    parts = [column.cut(column.high, start, end) for column in columns]
    parts += [column.cut(column.low, start, end) for column in columns]
    return b"".join(parts)
