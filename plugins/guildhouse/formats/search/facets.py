"""What results are narrowed down by: for each facet a column of all documents, so that counts are exact without asking anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from guildhouse.formats.search.chunks import compact
from guildhouse.formats.search.record import Record
from guildhouse.formats.search.varints import stream, varints

FACETS = ("community", "kind", "topic", "person")
Labels = Mapping[str, Mapping[str, str]]


def facets(records: Sequence[Record], labels: Labels) -> dict[str, bytes]:
    """Write each facet: its keys with their labels, how many each document has, and which."""
    return {facet: _column([_keys(record, facet) for record in records], labels.get(facet, {})) for facet in FACETS}


def _keys(record: Record, facet: str) -> tuple[str, ...]:
    if facet == "community":
        return (record.community,) if record.community else ()
    if facet == "kind":
        return (record.kind,)
    return record.topics if facet == "topic" else record.people


def _column(held: list[tuple[str, ...]], labels: Mapping[str, str]) -> bytes:
    keys = sorted(set(chain.from_iterable(held)))
    numbers = {key: number for number, key in enumerate(keys)}
    head = compact([[key, labels.get(key, key)] for key in keys])
    amounts = np.array([len(each) for each in held], dtype=np.int64)
    values = np.array([numbers[key] for each in held for key in each], dtype=np.int64)
    return varints(len(head)) + head + stream(amounts).data.tobytes() + stream(values).data.tobytes()
