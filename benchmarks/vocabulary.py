"""What pages say of themselves in JSON-LD, checked against the types and properties of schema.org.

`npm pack schema-dts` brings the whole vocabulary; then `python3 tasks.py bench --name vocabulary --options "OUTPUT schema.d.ts"` checks a
built site. With `--record FILE` it writes down what the tests need: the types that the site uses, and those that they derive from.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

REQUIRED = {
    "BreadcrumbList": ("itemListElement",),
    "Course": ("name", "description", "provider"),
    "Event": ("name", "startDate", "location"),
    "ListItem": ("name", "position"),
}
"""What Google asks for beyond the vocabulary (https://developers.google.com/search/docs/appearance/structured-data/search-gallery)."""

_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_TYPE = re.compile(r"^(?:export )?interface (\w+?)(Base|Leaf) extends ([\w, <>]+?) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.*), "\w+">;', re.MULTILINE)
_MEMBERS = re.compile(r'^export type (\w+) = ((?:\w+ \| )*"https://schema\.org/.*);$', re.MULTILINE)
_DURATION = re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")


@dataclass(frozen=True)
class Vocabulary:
    """Types with what they derive from, the properties of each with what these may hold, and the members of enumerations."""

    source: str
    parents: dict[str, list[str]]
    properties: dict[str, dict[str, list[str]]]
    members: dict[str, list[str]]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a recorded vocabulary, or the declarations of schema-dts."""
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".json":
            return cls(**json.loads(text))
        version = json.loads((path.parent.parent / "package.json").read_text(encoding="utf-8"))["version"]
        parents: dict[str, list[str]] = {}
        properties: dict[str, dict[str, list[str]]] = {}
        for name, form, above, body in _TYPE.findall(text):
            if form == "Base" or name not in parents:
                parents[name] = [each.removesuffix("Base") for each in above.split(", ") if each.endswith("Base") and each != f"{name}Base"]
                properties[name] = {key: held.split(" | ") for key, held in _PROPERTY.findall(body)}
        members = {name: re.findall(r'"(https://schema\.org/\w+)"', listed) for name, listed in _MEMBERS.findall(text)}
        return cls(f"schema-dts {version} (npm), made of https://schema.org/version/latest", parents, properties, members)

    def line(self, type_: str) -> Iterator[str]:
        """Name a type and everything that it derives from."""
        yield type_
        for parent in self.parents[type_]:
            yield from self.line(parent)

    def held(self, type_: str) -> dict[str, list[str]]:
        """Give all properties of a type."""
        return {key: held for each in self.line(type_) for key, held in self.properties[each].items()}

    def part(self, types: set[str]) -> Vocabulary:
        """Keep what is known of some types."""
        names = sorted({each for type_ in types for each in self.line(type_)})
        properties = {name: self.properties[name] for name in names}
        held = {each for found in properties.values() for ranges in found.values() for each in ranges}
        members = {name: self.members[name] for name in sorted(held & self.members.keys())}
        return Vocabulary(self.source, {name: self.parents[name] for name in names}, properties, members)


def faults(node: dict[str, Any], known: Vocabulary) -> Iterator[str]:
    """Tell what is wrong with a node and those in it; a node that is only an `@id` stands for another."""
    type_ = node.get("@type")
    if type_ not in known.parents:
        yield f"no such type: {type_}"
        return
    yield from (f"{type_}: {key} is missing" for key in REQUIRED.get(type_, ()) if not node.get(key))
    properties = known.held(type_)
    for key, value in node.items():
        if key.startswith("@"):
            continue
        for each in value if isinstance(value, list) else [value]:
            if key not in properties or not is_fit(each, properties[key], known):
                yield f"{type_}: {key} holds {each!r}" if key in properties else f"{type_} has no property {key}"
            elif isinstance(each, dict) and "@type" in each:
                yield from faults(each, known)


def is_fit(value: Any, ranges: list[str], known: Vocabulary) -> bool:
    """Tell whether a property may hold a value; an address stands for any thing."""
    if isinstance(value, dict):
        return set(value) == {"@id"} or not set(ranges).isdisjoint(
            known.line(value["@type"]) if value.get("@type") in known.parents else ()
        )
    if isinstance(value, int | float):
        return not {"Integer", "Number"}.isdisjoint(ranges)
    is_thing = any(each in known.parents or each == "IdReference" for each in ranges)
    enumerated = [member for each in ranges for member in known.members.get(each, ())]
    if enumerated:
        return value in enumerated
    is_address = re.match(r"https?://|mailto:", value) and (is_thing or "URL" in ranges)
    return bool("Text" in ranges or is_address or any(_reads(value, each) for each in ranges))


def _reads(value: str, type_: str) -> bool:
    """Tell whether words are a date, a moment with its zone, or a length of time."""
    if type_ == "Duration":
        return _DURATION.fullmatch(value) is not None
    try:
        if type_ == "DateTime":
            return dt.datetime.fromisoformat(value).tzinfo is not None
        return type_ == "Date" and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


def described(site: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """List the nodes of all pages of a built site, with the page of each."""
    for page in sorted(site.rglob("*.html")):
        for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
            yield from ((page.relative_to(site).as_posix(), node) for node in json.loads(block)["@graph"])


def types_in(value: Any) -> Iterator[str]:
    """Name the types of a node and of those in it."""
    if isinstance(value, dict):
        yield from (value["@type"],) if "@type" in value else ()
        yield from (type_ for each in value.values() for type_ in types_in(each))
    elif isinstance(value, list):
        yield from (type_ for each in value for type_ in types_in(each))


def main() -> int:
    """Check a built site; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("--record", type=Path)
    given = parser.parse_args()
    known, nodes = Vocabulary.read(given.vocabulary), list(described(given.site))
    found = [f"{page}: {fault}" for page, node in nodes for fault in faults(node, known)]
    used = Counter(type_ for _, node in nodes for type_ in types_in(node))
    print(*found[:20], f"{known.source}: {len(known.parents)} types", f"used: {dict(sorted(used.items()))}", sep="\n")
    print(f"{len(found)} errors")
    if given.record:
        given.record.write_text(json.dumps(asdict(known.part(set(used))), indent=1) + "\n", encoding="utf-8")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
