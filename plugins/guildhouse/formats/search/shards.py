"""The index cut along its sorted terms: pieces of about six kilobytes, each with all that is known of its terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from guildhouse.formats.search.varints import Numbers, Stream, octets, stream, varints
from guildhouse.formats.search.words import Words, separators, words

ROOM = 7600
"""Bytes that a shard may hold before it is deflated; a term that needs more has a shard of its own."""
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
    """Pieces of something sorted, each with the shortest text that tells where it begins."""

    separators: list[str]
    pieces: list[bytes]


@dataclass(frozen=True, slots=True)
class _Streams:
    """The postings of a field as bytes: how many, the gaps between the documents, the weights by their higher and their lowest byte."""

    starts: Offsets
    counts: Stream
    gaps: Stream
    high: Stream
    low: Stream

    def sizes(self) -> Offsets:
        """Say where each term begins, in bytes of this field."""
        return self.counts.offsets + sum((part.offsets[self.starts] for part in (self.gaps, self.high, self.low)), np.zeros(1, np.int64))

    def cut(self, part: Stream, start: int, end: int) -> bytes:
        """Give a part of what belongs to the terms from start up to end."""
        return part.cut(int(self.starts[start]), int(self.starts[end]))


def shards(index: Index) -> Cut:
    """Cut an index into shards."""
    sorted_words = words(index.terms)
    fields = [_streams(column) for column in index.columns.values()]
    begins = np.zeros(len(index.terms) + 1, dtype=np.int64)
    np.cumsum(sorted_words.sizes(), out=begins[1:])
    cuts = fill(sum((field.sizes() for field in fields), begins), ROOM)
    pieces = [_shard(sorted_words, fields, start, end) for start, end in pairwise(cuts)]
    return Cut(separators(index.terms, cuts[:-1]), pieces)


def fill(begins: Offsets, room: int) -> list[int]:
    """Cut what begins at these bytes into pieces of not more than the room, where one is not larger by itself."""
    cuts = [0]
    while cuts[-1] < len(begins) - 1:
        fitting = int(np.searchsorted(begins, begins[cuts[-1]] + room, side="right")) - 1
        cuts.append(max(fitting, cuts[-1] + 1))
    return cuts


def _streams(column: Column) -> _Streams:
    starts = column.starts.astype(np.int64)
    weights = column.weights
    return _Streams(starts, stream(np.diff(starts)), stream(_gaps(starts, column.docs)), stream(weights >> 8), octets(weights & 255))


def _gaps(starts: Offsets, docs: Numbers) -> Numbers:
    """Say how many documents are skipped before each."""
    gaps = docs.copy()
    gaps[1:] -= docs[:-1] + 1
    firsts = starts[:-1][np.diff(starts) > 0]
    gaps[firsts] = docs[firsts]
    return gaps


def _shard(sorted_words: Words, fields: list[_Streams], start: int, end: int) -> bytes:
    parts = [varints(start), sorted_words.piece(start, end)]
    parts += [field.counts.cut(start, end) for field in fields]
    parts += [field.cut(field.gaps, start, end) for field in fields]
    parts += [field.cut(field.high, start, end) for field in fields]
    parts += [field.cut(field.low, start, end) for field in fields]
    return b"".join(parts)
