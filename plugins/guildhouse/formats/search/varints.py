"""Numbers in as few bytes as they need (LEB128): seven bits a byte, the lowest first, the eighth bit says that more follow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int32] | npt.NDArray[np.int64]
_STEPS = tuple(1 << bits for bits in (7, 14, 21, 28))


@dataclass(frozen=True, slots=True)
class Stream:
    """Numbers one after the other as bytes; number i stands from offsets[i] to offsets[i + 1]."""

    data: npt.NDArray[np.uint8]
    offsets: npt.NDArray[np.int64]

    def cut(self, start: int, end: int) -> bytes:
        """Give the bytes of the numbers from start up to, not including, end."""
        return self.data[self.offsets[start] : self.offsets[end]].tobytes()


def stream(values: Numbers) -> Stream:
    """Write numbers from 0 to 2**31 - 1, all at once."""
    numbers = values.astype(np.uint32)
    sizes = np.ones(len(numbers), dtype=np.int64)
    for step in _STEPS:
        sizes += numbers >= step
    offsets = np.zeros(len(numbers) + 1, dtype=np.int64)
    np.cumsum(sizes, out=offsets[1:])
    data = np.empty(int(offsets[-1]), dtype=np.uint8)
    rest = np.arange(len(numbers))
    for place in range(len(_STEPS) + 1):
        more = sizes[rest] > place + 1
        data[offsets[rest] + place] = ((numbers[rest] >> (7 * place)) & 127) | (more.astype(np.uint32) << 7)
        rest = rest[more]
    return Stream(data, offsets)


def octets(values: Numbers) -> Stream:
    """Write numbers from 0 to 255 as a byte each."""
    return Stream(values.astype(np.uint8), np.arange(len(values) + 1, dtype=np.int64))


def varints(*values: int) -> bytes:
    """Write a few numbers."""
    return b"".join(map(_varint, values))


@lru_cache(1 << 14)
def _varint(value: int) -> bytes:
    data = bytearray()
    while value > 127:  # noqa: PLR2004 - seven bits
        data.append(value & 127 | 128)
        value >>= 7
    return bytes((*data, value))
