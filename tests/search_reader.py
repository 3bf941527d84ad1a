"""A plain reader of the files of search, of what docs/search-format.md says, to hold against the site that they were made from."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode
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
        if bundle := found.manifest.get("bundle"):
            rest = Bytes(found.files[bundle])
            names, ends = json.loads(rest.text())
            content = rest.data[rest.at :]
            starts = [0, *ends[:-1]]
            found.files |= {name: content[start:end] for name, start, end in zip(names, starts, ends, strict=True)}
        return found

    @property
    def documents(self) -> list[tuple[str, str, str, str]]:
        """Title, address, fragment and language of every document."""
        chunks = self.manifest["chunks"]
        marks = b64decode(chunks["marks"]) if "marks" in chunks else self.files[chunks["file"]]
        names = [f"d-{marks[at : at + 5].hex()}" for at in range(0, len(marks), 5)]
        rows = [row for name in names for row in json.loads(self.files[name])]
        assert len(rows) == self.manifest["documents"]
        return [(title, url, f"f-{shown}", self.manifest["languages"][lang]) for title, url, shown, lang, *_ in rows]

    def fragment(self, url: str) -> tuple[str, list[list[str]]]:
        """Description and sections of the document at an address."""
        (name,) = {shown for _, address, shown, _ in self.documents if address == url}
        description, sections = json.loads(self.files[name])
        return description, sections

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
