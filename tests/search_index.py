"""Indexes of lunr.py for tests of what is made of them: as JSON for lunr.js, and as the arrays that shards are cut from."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
from lunr.builder import Builder
from lunr.pipeline import Pipeline

from guildhouse.formats.search.record import Record, Section
from guildhouse.formats.search.words import utf16

FIELDS = (("title", 10), ("tags", 5), ("path", 4), ("headings", 3), ("body", 1))


@dataclass(frozen=True)
class Stock:
    """What lunr.py made, numbered by the order of its terms."""

    n: int
    terms: list[str]
    columns: dict[str, Any]
    serialised: str


def field_texts(record: Record) -> dict[str, str]:
    return {
        "title": record.title,
        "tags": " ".join(record.tags),
        "path": record.path,
        "headings": " ".join(section.heading for section in record.sections),
        "body": " ".join((record.description, *(section.text for section in record.sections))),
    }


def record(title: str, text: str = "", **known: Any) -> Record:
    return Record(**{"url": f"/{title}/", "kind": "page", "title": title, "sections": (Section("", "", text),), **known})


def stock(records: Sequence[Record]) -> Stock:
    builder = Builder()
    builder.ref("ref")
    builder.pipeline, builder.search_pipeline = Pipeline(), Pipeline()
    for name, boost in FIELDS:
        builder.field(name, boost=boost)
    for number, each in enumerate(records):
        words = {field: re.findall(r"[^\W_]+", text.lower()) for field, text in field_texts(each).items()}
        builder.add({"ref": str(number), **words}, {"boost": each.weight})
    if records:
        return _numbered(builder.build().serialize(), len(records))
    return Stock(0, [], {name: _column([], 0) for name, _ in FIELDS}, "")


def _numbered(made: dict[str, Any], n: int) -> Stock:
    """Number the terms as they are sorted by JavaScript."""
    inverted = sorted(made["invertedIndex"], key=lambda entry: utf16(entry[0]))
    ranks = {entry[1]["_index"]: rank for rank, entry in enumerate(inverted)}
    found: dict[str, list[tuple[int, int, int]]] = {name: [] for name, _ in FIELDS}
    vectors = []
    for ref, elements in made["fieldVectors"]:
        field, number = ref.split("/")
        pairs = sorted((ranks[index], weight) for index, weight in zip(elements[::2], elements[1::2], strict=True))
        vectors.append([ref, [value for pair in pairs for value in pair]])
        found[field] += [(rank, int(number), round(weight * 1000)) for rank, weight in pairs]
    entries = [[term, {**posting, "_index": rank}] for rank, (term, posting) in enumerate(inverted)]
    serialised = json.dumps({**made, "fieldVectors": vectors, "invertedIndex": entries})
    return Stock(n, [term for term, _ in inverted], {name: _column(rows, len(entries)) for name, rows in found.items()}, serialised)


def _column(rows: list[tuple[int, int, int]], terms: int) -> SimpleNamespace:
    table = np.array(sorted(rows), dtype=np.int32).reshape(-1, 3)
    starts = np.searchsorted(table[:, 0], np.arange(terms + 1)).astype(np.int32)
    return SimpleNamespace(starts=starts, docs=table[:, 1].copy(), weights=table[:, 2].copy())
