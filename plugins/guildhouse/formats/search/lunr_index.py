"""The index that stock lunr.py 0.8.0 would build of the same terms, number for number, in a small part of its time.

lunr.py stays what defines it: a test compares the bytes. What is fast here: terms are counted once a page and kept (digest.py), and the
weights are computed for a field at once. A weight is held in thousandths, as lunr rounds it to three decimals.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from guildhouse.formats.search.digest import FIELDS, Digest, digest, joined

__all__ = ["B", "FIELDS", "K1", "Column", "Digest", "Postings", "build", "digest", "loadable", "serialised"]

B = 0.75
"""How much the length of a field counts against it."""
K1 = 1.2
"""How soon a word more makes no difference."""
_LUNR = "2.3.9"
_BATCH = 500
_NEAR_TIE = 1e-6
_ASTRAL = "\U00010000"
_Integers = npt.NDArray[np.int32]
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Column:
    """The postings of one field: those of term i stand from starts[i] to starts[i + 1], by rising number of the document."""

    starts: npt.NDArray[np.int64]
    docs: _Integers
    weights: _Integers


@dataclass(frozen=True, slots=True)
class Postings:
    """An index: its terms sorted by units of UTF-16 (as lunr.js wants them) and, of each field, which documents hold them.

    `first` says of each term how many others were met before it: lunr.py's own numbers of the terms.
    """

    n: int
    terms: list[str]
    columns: Mapping[str, Column]
    averages: Mapping[str, float]
    first: _Integers


@dataclass(frozen=True, slots=True)
class _Entries:
    """What was counted: a row for each different term of each field of each document, in this order."""

    numbers: _Integers
    docs: _Integers
    fields: npt.NDArray[np.int8]
    times: _Integers
    lengths: npt.NDArray[np.int64]


class _Numbers(dict[str, int]):
    """Numbers terms as they are met first."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


def build(digests: Iterable[Digest], weights: Sequence[float]) -> Postings:
    """Build the index of documents, numbered as they come; a document's weight multiplies its score."""
    numbers = _Numbers()
    entries = _entries(digests, numbers)
    terms = _sorted(numbers)
    ranks = np.empty(len(terms), dtype=np.int32)
    first = np.fromiter(map(numbers.__getitem__, terms), dtype=np.int32, count=len(terms))
    ranks[first] = np.arange(len(terms), dtype=np.int32)
    n = len(entries.lengths)
    rarity = _rarity(np.bincount(entries.numbers, minlength=len(terms)), n)
    columns, averages = {}, {}
    for place, (name, boost) in enumerate(FIELDS):
        lengths = entries.lengths[:, place]
        averages[name] = int(lengths.sum()) / n if n else 0.0
        here = np.flatnonzero(entries.fields == place)
        columns[name] = _column(entries, here, ranks, rarity, lengths, averages[name], boost, weights)
    return Postings(n, terms, columns, averages, first)


def _entries(digests: Iterable[Digest], numbers: _Numbers) -> _Entries:
    heads, times, found = [np.empty((0, 2 * len(FIELDS)), np.uint32)], [np.empty(0, np.uint32)], [np.empty(0, np.int32)]
    # In batches, so that never all terms of all pages are in memory as texts.
    for batch in _batches(digests):
        head, often, terms = joined(batch)
        heads.append(head)
        times.append(often)
        found.append(np.fromiter(map(numbers.__getitem__, terms), dtype=np.int32, count=len(terms)))
    head = np.concatenate(heads).astype(np.int64)
    counts = head[:, 1::2]
    n, fields = counts.shape
    return _Entries(
        numbers=np.concatenate(found),
        docs=np.repeat(np.arange(n, dtype=np.int32), counts.sum(axis=1)),
        fields=np.repeat(np.tile(np.arange(fields, dtype=np.int8), n), counts.ravel()),
        times=np.concatenate(times).astype(np.int32),
        lengths=head[:, 0::2],
    )


def _batches(digests: Iterable[Digest]) -> Iterator[list[Digest]]:
    rest = iter(digests)
    while batch := [each for _, each in zip(range(_BATCH), rest, strict=False)]:
        yield batch


def _sorted(terms: Iterable[str]) -> list[str]:
    """Sort terms by units of UTF-16: as by code points, unless some take two units."""
    plain = sorted(terms)
    if max("".join(plain), default="") < _ASTRAL:
        return plain
    return sorted(plain, key=lambda term: term.encode("utf-16-be"))


def _rarity(found: npt.NDArray[np.int64], n: int) -> _Floats:
    """Give lunr's inverse document frequency; `math.log`, for numpy's logarithm may differ in the last bit."""
    most = int(found.max(initial=0))
    table = np.array([math.log(1 + abs((n - count + 0.5) / (count + 0.5))) for count in range(most + 1)])
    return table[found]


def _column(
    entries: _Entries,
    here: npt.NDArray[np.intp],
    ranks: _Integers,
    rarity: _Floats,
    lengths: npt.NDArray[np.int64],
    average: float,
    boost: int,
    weights: Sequence[float],
) -> Column:
    """Weigh the terms of a field and put them in order."""
    numbers, docs, times = entries.numbers[here], entries.docs[here], entries.times[here]
    # A rank and a place in one number: plain sorting is several times as fast as sorting places by rank.
    keys = ranks[numbers].astype(np.int64) * len(here) + np.arange(len(here))
    keys.sort()
    order = keys % max(len(here), 1)
    # Every step in lunr.py's order, for sums and products of floats depend on it.
    shares = K1 * (1 - B + B * (lengths / average)) if average else np.zeros(len(lengths))
    scores = rarity[numbers] * ((K1 + 1) * times) / (shares[docs] + times)
    scores *= boost
    scores *= np.asarray(weights, dtype=np.float64)[docs]
    starts = np.zeros(len(ranks) + 1, dtype=np.int64)
    np.cumsum(np.bincount(ranks[numbers], minlength=len(ranks)), out=starts[1:])
    return Column(starts, docs[order], _thousandths(scores)[order])


def _thousandths(scores: _Floats) -> _Integers:
    """Round as Python's `round(score, 3)`: what is near a tie is left to Python, which looks at the exact value."""
    scaled = scores * 1000
    rounded = np.rint(scaled)
    for place in np.flatnonzero(np.abs(np.abs(scaled - rounded) - 0.5) < _NEAR_TIE):
        rounded[place] = round(round(float(scores[place]), 3) * 1000)
    return rounded.astype(np.int32)


def serialised(postings: Postings) -> str:
    """Give the very bytes that `json.dumps(index.serialize())` of stock lunr.py gives."""
    ranks = sorted(range(len(postings.terms)), key=postings.terms.__getitem__)
    return _json(postings, postings.first.tolist(), ranks)


def loadable(postings: Postings) -> str:
    """Give the same index as lunr.js loads it: terms sorted by units of UTF-16 and numbered in this order, which sums up as the shards do."""
    ranks = list(range(len(postings.terms)))
    return _json(postings, ranks, ranks)


def _json(postings: Postings, numbers: list[int], order: list[int]) -> str:
    vectors: dict[str, list[tuple[int, float]]] = {f"{name}/{doc}": [] for doc in range(postings.n) for name in postings.columns}
    inverted: list[list[object]] = []
    for rank in order:
        entry: dict[str, object] = {}
        for name, column in postings.columns.items():
            part = slice(column.starts[rank], column.starts[rank + 1])
            docs = column.docs[part].tolist()
            entry[name] = {str(doc): {} for doc in docs}
            for doc, weight in zip(docs, column.weights[part].tolist(), strict=True):
                vectors[f"{name}/{doc}"].append((numbers[rank], weight / 1000))
        inverted.append([postings.terms[rank], entry | {"_index": numbers[rank]}])
    return json.dumps({
        "version": _LUNR,
        "fields": list(postings.columns),
        "fieldVectors": [[ref, [number for pair in sorted(vector) for number in pair]] for ref, vector in vectors.items()],
        "invertedIndex": inverted,
        "pipeline": [],
    })
