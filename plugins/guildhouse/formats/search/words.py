"""Sorted words in few bytes: each keeps of the word before it what both begin with, and adds the rest.

Lengths are counted in units of UTF-16, as JavaScript counts, and no pair of surrogates is ever torn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from guildhouse.formats.search.varints import Stream, stream, varints

_PLANE = 0x10000
"""From here on a code point takes two units of UTF-16."""


def utf16(word: str) -> bytes:
    """Give the key that sorts words as JavaScript does: by their units of UTF-16."""
    return word.encode("utf-16-be", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Words:
    """Sorted words, ready to be written in pieces."""

    points: npt.NDArray[np.uint32]
    """The code points of all words, one after the other."""
    begins: npt.NDArray[np.int64]
    """Where the points of each word begin, and the end of the last."""
    shared: npt.NDArray[np.int64]
    """How many points each begins with that the word before it begins with, too."""
    units: npt.NDArray[np.int64]
    """How many units of UTF-16 stand before each point."""

    def piece(self, start: int, end: int) -> bytes:
        """Write the words from start up to end: their number, what each keeps, what each adds, the length of all added text, that text."""
        kept = self.shared[start:end].copy()
        kept[:1] = 0
        adds = self.begins[start:end] + kept
        begins, ends = self.units[self.begins[start:end]], self.units[self.begins[start + 1 : end + 1]]
        length = self.begins[start + 1 : end + 1] - adds
        text = _text(self.points[_ranges(adds, length)])
        counts = _bytes(stream(self.units[adds] - begins)) + _bytes(stream(ends - self.units[adds]))
        return varints(end - start) + counts + varints(len(text)) + text

    def sizes(self) -> npt.NDArray[np.int64]:
        """Give about how many bytes each word takes."""
        return np.diff(self.begins) - self.shared + 2


def words(sorted_words: Sequence[str]) -> Words:
    """Compare each of the words with the one before it."""
    points = np.frombuffer("".join(sorted_words).encode("utf-32-le"), dtype=np.uint32)
    begins = np.zeros(len(sorted_words) + 1, dtype=np.int64)
    np.cumsum([len(word) for word in sorted_words], out=begins[1:])
    units = np.zeros(len(points) + 1, dtype=np.int64)
    np.cumsum(1 + (points >= _PLANE), out=units[1:])
    return Words(points, begins, _shared(points, begins), units)


def written(sorted_words: Sequence[str]) -> bytes:
    """Write sorted words in one piece."""
    return words(sorted_words).piece(0, len(sorted_words))


def separators(sorted_words: Sequence[str], cuts: Sequence[int]) -> list[str]:
    """Give for each piece the shortest text that is greater than every word before it and not greater than its first."""
    return [_separator(sorted_words[cut - 1], sorted_words[cut]) if cut else "" for cut in cuts]


def _separator(before: str, first: str) -> str:
    same = 0
    while same < len(before) and before[same] == first[same]:
        same += 1
    return first[: same + 1]


def _shared(points: npt.NDArray[np.uint32], begins: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    lengths = np.diff(begins)
    shared = np.zeros(len(lengths), dtype=np.int64)
    least = np.minimum(lengths[1:], lengths[:-1])
    rest, place = np.arange(1, len(lengths)), 0
    while len(rest):
        rest = rest[least[rest - 1] > place]
        rest = rest[points[begins[rest] + place] == points[begins[rest - 1] + place]]
        place += 1
        shared[rest] = place
    return shared


def _ranges(begins: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    ends = np.cumsum(lengths)
    return np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(begins - ends + lengths, lengths)


def _text(points: npt.NDArray[np.uint32]) -> bytes:
    return points.tobytes().decode("utf-32-le").encode()


def _bytes(numbers: Stream) -> bytes:
    return numbers.data.tobytes()
