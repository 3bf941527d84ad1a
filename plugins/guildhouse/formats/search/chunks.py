"""What is shown of documents: title and address of a few neighbours in a chunk, and the sections of each in a fragment."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import isqrt

from guildhouse.formats.search.naming import Packed, packed
from guildhouse.formats.search.record import Record

FEWEST = 4
COST = 120
"""Chunks are of isqrt(n / COST) documents: ten results and the list of all chunks' names then take fewest bytes together (measured)."""
ALONE = 400
"""Documents that one chunk holds all of: some 12 KB, asked for together with the first shard, which saves a turn."""


def size(documents: int) -> int:
    """Say how many documents a chunk holds."""
    return ALONE if documents <= ALONE else max(FEWEST, isqrt(documents // COST))


def fragment(record: Record) -> Packed:
    """Write what a result shows of a page beneath its title; it depends on the page alone, so that it can be kept from build to build."""
    sections = [[section.anchor, section.heading, section.text] for section in record.sections]
    return packed(compact([record.description, sections]))


def chunks(records: Sequence[Record], marks: Sequence[bytes], languages: Sequence[str]) -> list[bytes]:
    """Write title, address, mark of the fragment and number of the language of each document, state and date where it has them."""
    rows = [
        [record.title, record.url, shown.hex(), languages.index(record.lang), *_facts(record)]
        for record, shown in zip(records, marks, strict=True)
    ]
    step = size(len(rows))
    return [compact(rows[start : start + step]) for start in range(0, len(rows), step)]


def _facts(record: Record) -> tuple[str, ...]:
    if record.date:
        return (record.state, record.date)
    return (record.state,) if record.state else ()


def compact(value: object) -> bytes:
    """Write JSON without spaces, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
