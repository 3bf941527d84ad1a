"""A plain reader of the files of search, of what docs/search-format.md says, to hold against the site that they were made from."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Bytes:
    """Reads numbers and texts one after the other."""

    data: bytes
    at: int = 0

    def number(self) -> int:
        found, shift = 0, 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            found |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return found

    def numbers(self, number: int) -> list[int]:
        return [self.number() for _ in range(number)]

    def text(self) -> str:
        length = self.number()
        self.at += length
        return self.data[self.at - length : self.at].decode()


@dataclass
class Library:
    """The files of search by name, inflated and out of their bundle."""

    manifest: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, written: Mapping[str, bytes]) -> Library:
        """Read files by their path in the site."""
        place = "search/data/"
        found = cls(json.loads(written[f"{place}manifest.json"]))
        named = {path.removeprefix(f"{place}files/"): content for path, content in written.items() if path.startswith(f"{place}files/")}
        found.files = {name: zlib.decompress(content, -zlib.MAX_WBITS) for name, content in named.items()}
        rest = Bytes(found.files[found.manifest["bundle"]])
        names, ends = json.loads(rest.text())
        content = rest.data[rest.at :]
        starts = [0, *ends[:-1]]
        found.files |= {name: content[start:end] for name, start, end in zip(names, starts, ends, strict=True)}
        return found

    @property
    def documents(self) -> list[tuple[str, str, str, str]]:
        """Title, address, name of the head and language of every document."""
        rest = Bytes(self.files[self.manifest["groups"]])
        sizes = rest.numbers(rest.number())
        marks = [rest.data[rest.at + 5 * group : rest.at + 5 * group + 5].hex() for group in range(len(sizes))]
        names = [f"d-{mark}-{number}" for mark, size in zip(marks, sizes, strict=True) for number in range(size)]
        assert len(names) == self.manifest["documents"]
        rows = [json.loads(Bytes(self.files[name]).text()) for name in names]
        return [(title, url, name, lang) for (title, url, lang, *_), name in zip(rows, names, strict=True)]

    def fragment(self, url: str) -> tuple[str, list[list[str]]]:
        """Description and sections of the document at an address, those of a long one in pieces."""
        (name,) = {shown for _, address, shown, _ in self.documents if address == url}
        head = Bytes(self.files[name])
        description, _, *sections = json.loads(head.text())[3:]
        if sections:
            return description, sections[0]
        pieces = (json.loads(self.files[f"f{name[1:]}-{piece}"]) for piece in range(head.number()))
        return description, [section for piece in pieces for section in piece]

    def facet(self, name: str) -> dict[str, list[str]]:
        """List by address the labels of a facet; a document at the address of another adds its own."""
        rest = Bytes(self.files[self.manifest["facets"][name]])
        keys = json.loads(rest.text())
        found: dict[str, list[str]] = {}
        amounts = rest.numbers(self.manifest["documents"])
        for (_, url, _, _), amount in zip(self.documents, amounts, strict=True):
            found.setdefault(url, []).extend(keys[number][1] for number in rest.numbers(amount))
        assert rest.at == len(rest.data)
        return found

    @property
    def glossary(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = json.loads(self.files[self.manifest["glossary"]])
        return found

    @property
    def every_byte(self) -> bytes:
        """All contents one after the other, as a reader with patience gets them."""
        return json.dumps(self.manifest, ensure_ascii=False).encode() + b"".join(self.files.values())
