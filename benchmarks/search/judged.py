"""Queries with the pages that answer them, and how each is held against what a built site has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from benchmarks.search.documents import Document

FOLDER = Path(__file__).parent
HALVES = ("tune", "held-out")
"""One half to tune with, and one that nobody looks at before the ranking stands."""
ANSWER, USEFUL = 2, 1


@dataclass(frozen=True)
class Query:
    """One query: its kind, and the grade of each address; one with an anchor names the section that holds the answer."""

    text: str
    kind: str
    grades: Mapping[str, int]

    @cached_property
    def pages(self) -> Mapping[str, int]:
        """The grade of each page, by its address without anchor."""
        best: dict[str, int] = {}
        for url, grade in self.grades.items():
            page = url.partition("#")[0]
            best[page] = max(grade, best.get(page, 0))
        return best

    @property
    def sections(self) -> frozenset[str]:
        """The sections that hold the answer, as addresses with anchors."""
        return frozenset(url for url, grade in self.grades.items() if "#" in url and grade == ANSWER)

    @property
    def half(self) -> str:
        """The half that it belongs to, which depends on nothing but its words."""
        return HALVES[hashlib.sha256(self.text.encode()).digest()[0] % 2]


def queries(name: str) -> tuple[Query, ...]:
    """Read a judged set: `judged` for the corpora of real pages, `sample` for the sample site."""
    read = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return tuple(_query(each) for each in read)


def _query(entry: Mapping[str, Any]) -> Query:
    grades = {_address(place): USEFUL for place in entry.get("useful", ())}
    grades |= {_address(place): ANSWER for place in entry["answer"]}
    return Query(str(entry["query"]), str(entry["kind"]), grades)


def _address(place: str) -> str:
    page, mark, anchor = place.partition("#")
    return f"/{page}/{mark}{anchor}" if page else f"/{mark}{anchor}"


def faults(asked: Iterable[Query], documents: Iterable[Document]) -> Iterator[str]:
    """Name every address of a judged set that a site does not have, with the nearest that it has."""
    known = {
        url for document in documents for url in (document.url, *(f"{document.url}#{section.anchor}" for section in document.sections))
    }
    for query in asked:
        for url in query.grades:
            if url not in known:
                yield f"{query.text!r}: {url} is not there; near: {', '.join(get_close_matches(url, known, 3)) or 'nothing'}"
