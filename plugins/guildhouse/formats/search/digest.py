"""What indexing needs of a page: how often each term stands in each field. It fits in a cache and is read back many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from guildhouse.formats.search.analysis import analyser
from guildhouse.formats.search.record import Record

FIELDS = (("title", 10), ("tags", 5), ("path", 4), ("headings", 3), ("body", 1))
"""The fields of a page with what a word in each is worth."""
_SEPARATOR = "\n"
_HEAD = 2 * len(FIELDS)


@dataclass(frozen=True, slots=True)
class Digest:
    """The terms of a page: `numbers` are, of each field, its length and how many different terms it has; then how often each stands there.

    `terms` are the terms of all fields in this order, each field's as they are met first.
    """

    numbers: npt.NDArray[np.uint32]
    terms: str

    def to_bytes(self) -> bytes:
        """Give what `from_bytes` reads."""
        return len(self.numbers).to_bytes(4, "little") + self.numbers.astype("<u4").tobytes() + self.terms.encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Digest:
        """Read what `to_bytes` wrote."""
        end = 4 + 4 * int.from_bytes(data[:4], "little")
        return cls(np.frombuffer(data[4:end], dtype="<u4"), data[end:].decode())


def digest(record: Record) -> Digest:
    """Count the terms of a page."""
    count = analyser(record.lang).frequencies
    return digest_of([count(text) for text in texts(record)])


def texts(record: Record) -> tuple[str, ...]:
    """Give the text of each field, in the order of FIELDS."""
    return (
        record.title,
        "\n".join(record.tags),
        record.path,
        "\n".join(section.heading for section in record.sections),
        "\n".join((record.description, *(section.text for section in record.sections))),
    )


def digest_of(fields: list[dict[str, int]]) -> Digest:
    """Make the digest of what was counted in each field."""
    head = [number for field in fields for number in (sum(field.values()), len(field))]
    times = [number for field in fields for number in field.values()]
    return Digest(np.array(head + times, dtype=np.uint32), _SEPARATOR.join(term for field in fields for term in field))


def tagged(digest: Digest, more: Mapping[str, int]) -> Digest:
    """Give the digest of the same page with more terms among its tags."""
    numbers = digest.numbers.tolist()
    start, end = numbers[1], numbers[1] + numbers[3]
    terms = digest.terms.split(_SEPARATOR, end) if digest.terms else []
    tags = Counter(dict(zip(terms[start:end], numbers[_HEAD + start : _HEAD + end], strict=True)))
    tags.update(more)
    head = [*numbers[:2], tags.total(), len(tags), *numbers[4:_HEAD]]
    times = [*numbers[_HEAD : _HEAD + start], *tags.values(), *numbers[_HEAD + end :]]
    return Digest(np.array(head + times, dtype=np.uint32), _SEPARATOR.join((*terms[:start], *tags, *terms[end:])))


def joined(digests: list[Digest]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32], list[str]]:
    """Give of several pages their heads (a row each), how often each term stands, and the terms."""
    heads = np.array([digest.numbers[:_HEAD] for digest in digests], dtype=np.uint32).reshape(-1, _HEAD)
    times = np.concatenate([digest.numbers[_HEAD:] for digest in digests])
    terms = _SEPARATOR.join(digest.terms for digest in digests if digest.terms)
    return heads, times, terms.split(_SEPARATOR) if terms else []
