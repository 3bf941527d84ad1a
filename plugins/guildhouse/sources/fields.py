"""The types of fields: each reads a node, finishes the value when all files are known, and describes itself as JSON Schema."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping as Table
from dataclasses import dataclass
from typing import Any

from guildhouse.model.duration import PATTERN, Duration
from guildhouse.model.source import Source
from guildhouse.sources import codes, zones
from guildhouse.sources.lookup import Lookup
from guildhouse.sources.nodes import Mapping, Node, Scalar, Sequence
from guildhouse.sources.problems import Problems, did_you_mean
from guildhouse.sources.values import MISSING, Items, Values

Schema = dict[str, Any]
MAX_LINE = 500
MAX_TEXT = 20_000
MOST = 10**15
"""Up to here every whole number is exact in JSON, and none is infinite."""
ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


@dataclass(frozen=True)
class Type:
    """What a field may hold. `words` says it to people; the base type accepts any scalar as it is written."""

    words = "text"

    def read(self, node: Node, problems: Problems) -> Any:
        """Turn a node into a value, or into MISSING after noting what is wrong."""
        if not isinstance(node, Scalar):
            return self.refuse(node, problems)
        try:
            return self.parse(node)
        except ValueError:
            return self.refuse(node, problems)

    def parse(self, node: Scalar) -> Any:
        """Turn a scalar into a value; ValueError when it cannot be one."""
        return node.text

    def refuse(self, node: Node, problems: Problems) -> Any:
        """Note that the node is not of this type."""
        found = {Sequence: "a list", Mapping: "keys with values"}.get(type(node)) or repr(node.text[:60])  # type: ignore[union-attr]
        problems.add(codes.BAD_VALUE, node.source, f"expected {self.words}, found {found}")
        return MISSING

    def finish(self, value: Any, place: Source, lookup: Lookup) -> Any:
        """Resolve what the value refers to; None drops it."""
        return value

    def schema(self) -> Schema:
        """Describe the type as JSON Schema."""
        return {"type": ["string", "number", "boolean"]}


@dataclass(frozen=True)
class Text(Type):
    """Words, on one line unless `prose`."""

    prose: bool = False

    def parse(self, node: Scalar) -> str:
        text = node.text.strip() if self.prose else " ".join(node.text.split())
        if not text or len(text) > (MAX_TEXT if self.prose else MAX_LINE):
            raise ValueError
        return text

    @property
    def words(self) -> str:  # type: ignore[override]
        return "text" if self.prose else f"a line of text of at most {MAX_LINE} characters"


@dataclass(frozen=True)
class Pattern(Type):
    """Text of a certain form."""

    pattern: str
    words: str

    def parse(self, node: Scalar) -> str:
        if not re.fullmatch(self.pattern, node.text.strip()):
            raise ValueError
        return node.text.strip()

    def schema(self) -> Schema:
        return {"type": ["string", "number"], "pattern": f"^({self.pattern})$"}


@dataclass(frozen=True)
class Flag(Type):
    """True or false."""

    words = "`true` or `false`"

    def parse(self, node: Scalar) -> bool:
        if node.text.lower() not in ("true", "false"):
            raise ValueError
        return node.text.lower() == "true"

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Number(Type):
    """A number, whole if `whole`, not below `least`."""

    whole: bool = False
    least: float | None = None

    @property
    def words(self) -> str:  # type: ignore[override]
        return "a whole number" if self.whole else "a number"

    def parse(self, node: Scalar) -> float:
        value = Scalar(node.source, node.text).value()
        if isinstance(value, bool) or not isinstance(value, int if self.whole else (int, float)) or not abs(value) <= MOST:
            raise ValueError
        if self.least is not None and value < self.least:
            raise ValueError
        return value

    def schema(self) -> Schema:
        return {"type": "integer" if self.whole else "number"} | ({} if self.least is None else {"minimum": self.least})


@dataclass(frozen=True)
class Day(Type):
    """An ISO 8601 date; a time of day after it, as other tools write, is passed over."""

    words = "a date such as 2026-10-14"

    def parse(self, node: Scalar) -> dt.date:
        match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})([T ]\d{1,2}:\d{2}.*)?", node.text.strip())
        if match is None:
            raise ValueError
        day = dt.date.fromisoformat(match[1])
        if not 1900 <= day.year <= 2200:  # noqa: PLR2004 - a bound for typing slips, so that no calendar runs to year 9999
            raise ValueError
        return day

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class Clock(Type):
    """A time of day, `HH:MM`."""

    words = 'a time such as "14:00"'

    def parse(self, node: Scalar) -> dt.time:
        match = re.fullmatch(r"(\d{1,2}):(\d{2})(:00)?", node.text.strip())
        if match is None:
            raise ValueError
        return dt.time(int(match[1]), int(match[2]))

    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"^\d{1,2}:\d{2}$"}


@dataclass(frozen=True)
class Length(Type):
    """An ISO 8601 duration."""

    words = "a duration such as PT45M or P1Y, of a hundred years at most"

    def parse(self, node: Scalar) -> Duration:
        duration = Duration.parse(node.text.strip())
        if duration is None or duration.calendar_months > 1200 or duration.fixed.days > 36525:  # noqa: PLR2004 - a date plus it stays a date
            raise ValueError
        return duration

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{re.sub('[?]P<[a-z]+>', '?:', PATTERN.pattern)}$"}


@dataclass(frozen=True)
class Zone(Type):
    """An IANA time zone."""

    words = "a time zone such as Europe/Berlin"

    def parse(self, node: Scalar) -> str:
        name = node.text.strip()
        if name not in zones.names():
            raise ValueError
        return name


@dataclass(frozen=True)
class Web(Type):
    """An address on the web."""

    words = "an address such as https://example.org/"

    def parse(self, node: Scalar) -> str:
        url = clean_address(node.text)
        if not re.fullmatch(r"https?://[^\s<>\"'\\^`{|}]+", url, re.IGNORECASE):
            raise ValueError
        return url

    def schema(self) -> Schema:
        return {"type": "string", "format": "uri", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"}


def clean_address(text: str) -> str:
    """Take the invisible characters off an address that copying from chats and documents leaves in it."""
    return re.sub("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]", "", text).strip()


@dataclass(frozen=True)
class Mail(Type):
    """An e-mail address."""

    words = "an e-mail address"

    def parse(self, node: Scalar) -> str:
        address = clean_address(node.text).removeprefix("mailto:")
        if not re.fullmatch(r"[^\s@<>\"'(),:;\[\\\]]+@[^\s@<>\"'(),:;\[\\\]]+", address):
            raise ValueError
        return address

    def schema(self) -> Schema:
        return {"type": "string", "format": "email"}


@dataclass(frozen=True)
class Choice(Type):
    """One of a few words."""

    options: tuple[str, ...]

    @property
    def words(self) -> str:  # type: ignore[override]
        return "one of " + ", ".join(self.options)

    def read(self, node: Node, problems: Problems) -> Any:
        if isinstance(node, Scalar) and node.text.strip() in self.options:
            return node.text.strip()
        found = node.text if isinstance(node, Scalar) else "a list" if isinstance(node, Sequence) else "keys with values"
        problems.add(codes.BAD_VALUE, node.source, f"expected {self.words}, found {found[:60]!r}", did_you_mean(found.lower(), self.options))
        return MISSING

    def schema(self) -> Schema:
        return {"enum": list(self.options)}


@dataclass(frozen=True)
class Person(Type):
    """A person, by id or account; `prose` also takes names without a record, `credit` leaves out who does not want to be thanked."""

    prose: bool = False
    credit: bool = False
    words = "the id of a person"

    def parse(self, node: Scalar) -> str:
        name = Text().parse(node).removeprefix("@")
        if not name:
            raise ValueError
        return name

    def finish(self, value: str, place: Source, lookup: Lookup) -> str | None:
        return lookup.person(value, place, prose=self.prose, credit=self.credit)

    def schema(self) -> Schema:
        return {"type": "string", "description": "A person's id or account" + (", or a name" if self.prose else "")}


@dataclass(frozen=True)
class Ref(Type):
    """The id of something of another kind, such as a community."""

    kind: str

    @property
    def words(self) -> str:  # type: ignore[override]
        return f"the id of a {self.kind}"

    def parse(self, node: Scalar) -> str:
        return Text().parse(node)

    def finish(self, value: str, place: Source, lookup: Lookup) -> str | None:
        return lookup.reference(self.kind, value, place)

    def schema(self) -> Schema:
        return {"type": "string", "description": self.words}


@dataclass(frozen=True)
class Address(Type):
    """A page or file of the site as links name it, or an address elsewhere; `local` ones must be pages of the site."""

    local: bool = False
    words = "a path to a page or file, or an address such as https://example.org/"

    def parse(self, node: Scalar) -> str:
        text = clean_address(node.text)
        if not text:
            raise ValueError
        return text

    def finish(self, value: str, place: Source, lookup: Lookup) -> str | None:
        return lookup.address(value, place, local=self.local)

    def schema(self) -> Schema:
        return {"type": "string", "description": self.words}


@dataclass(frozen=True)
class ListOf(Type):
    """Several of a kind; a single one may stand without the list when `lone`."""

    item: Type
    lone: bool = True
    split: bool = False
    most: int = 5_000

    @property
    def words(self) -> str:  # type: ignore[override]
        return f"a list, each item {self.item.words}"

    def read(self, node: Node, problems: Problems) -> Any:
        if isinstance(node, Scalar) and node.is_null:
            return Items(node.source)
        if isinstance(node, Scalar) and self.lone:
            parts = [part.strip() for part in node.text.split(",")] if self.split else [node.text]
            node = Sequence(node.source, [Scalar(node.source, part, plain=False) for part in parts if part])
        if not isinstance(node, Sequence):
            return self.refuse(node, problems)
        if len(node.items) > self.most:
            problems.add(codes.TOO_LARGE, node.source, f"the list has more than {self.most} items")
            return MISSING
        items = Items(node.source)
        for child in node.items:
            value = self.item.read(child, problems)
            if value is not MISSING:
                items.put(value, child.source)
        return items

    def finish(self, value: Items, place: Source, lookup: Lookup) -> tuple[Any, ...]:
        finished = (self.item.finish(item, at, lookup) for item, at in zip(value, value.places, strict=True))
        return tuple(item for item in finished if item is not None)

    def schema(self) -> Schema:
        listed = {"type": "array", "items": self.item.schema()}
        return {"anyOf": [listed, self.item.schema(), {"type": "null"}]} if self.lone else listed


@dataclass(frozen=True)
class MapOf(Type):
    """Free keys, each with a value of one type."""

    item: Type
    keys: tuple[str, ...] = ()

    @property
    def words(self) -> str:  # type: ignore[override]
        return f"keys with values, each {self.item.words}"

    def read(self, node: Node, problems: Problems) -> Any:
        if not isinstance(node, Mapping):
            return self.refuse(node, problems)
        values = Values(node.source)
        for key, (place, child) in node.entries.items():
            if self.keys and key not in self.keys:
                problems.add(codes.BAD_VALUE, place, f"unknown word {key!r}", did_you_mean(key, self.keys) or f"Known are: {', '.join(self.keys)}.")
                continue
            value = self.item.read(child, problems)
            if value is not MISSING:
                values.put(key, value, child.source)
        return values

    def finish(self, value: Values, place: Source, lookup: Lookup) -> dict[str, Any]:
        finished = {key: self.item.finish(item, value.at(key), lookup) for key, item in value.items()}
        return {key: item for key, item in finished.items() if item not in (None, ())}

    def schema(self) -> Schema:
        names = {"propertyNames": {"enum": list(self.keys)}} if self.keys else {}
        return {"type": "object", "additionalProperties": self.item.schema(), **names}


@dataclass(frozen=True)
class Field:
    """One key that a file may have: its type, a help for authors, other spellings, and what a new file shows for it."""

    name: str
    type: Type
    help: str
    required: bool = False
    also: tuple[str, ...] = ()
    example: str = ""
    attribute: str = ""
    """The attribute of the model's value, when Python reserves the key's name."""

    @property
    def target(self) -> str:
        """The attribute that holds the value."""
        return self.attribute or self.name.replace("-", "_")


@dataclass(frozen=True)
class Block(Type):
    """A closed mapping of fields, made into `model`; with `visible`, one whose visibility is narrower never arrives."""

    fields: tuple[Field, ...]
    model: Callable[..., Any]
    visible: bool = False
    from_text: str = ""
    """The field that a lone scalar fills."""
    sourced: bool = False
    """Whether the model keeps the place it was written at."""
    words = "keys with values"

    def read(self, node: Node, problems: Problems) -> Any:
        if isinstance(node, Scalar) and self.from_text and not node.is_null:
            node = Mapping(node.source, {self.from_text: (node.source, node)})
        if not isinstance(node, Mapping):
            return self.refuse(node, problems)
        return read_fields(self.fields, node, problems)

    def finish(self, value: Values, place: Source, lookup: Lookup) -> Any:
        if self.visible and value.get("visibility", "organization") != "organization":
            return None
        given = finish_fields(self.fields, value, lookup)
        if any(field.required and field.target not in given for field in self.fields):
            return None
        return self.model(**given, **({"source": value.source} if self.sourced else {}))

    def schema(self) -> Schema:
        return object_schema(self.fields)


def read_fields(fields: tuple[Field, ...], node: Mapping, problems: Problems, foreign: frozenset[str] = frozenset()) -> Values:
    """Read a closed mapping: each known key by its type, an unknown one as a problem, keys of `foreign` tools as a note."""
    known = {name: field for field in fields for name in (field.name, *field.also)}
    values = Values(node.source)
    for key, (place, child) in node.entries.items():
        field = known.get(key)
        if field is not None:
            _read_field(field, key, place, child, values, problems)
        elif key == "access":
            problems.add(codes.ACCESS_KEY, place, "`access:` is not honoured yet")
        elif key.startswith("x-") or (key == "source" and isinstance(child, Mapping)):
            values.free[key] = child.value()
        elif key in foreign or key.lower() in foreign:
            problems.add(codes.FOREIGN_KEY, place, f"{key!r} is a key of another site generator and has no effect here")
        else:
            hint = did_you_mean(key, known) or f"Known keys are: {', '.join(sorted(f.name for f in fields))}."
            problems.add(codes.UNKNOWN_KEY, place, f"unknown key {key!r}", hint)
    for field in fields:
        if field.required and field.name not in values and not any(name in node.entries for name in (field.name, *field.also)):
            problems.add(codes.MISSING_KEY, node.source, f"the key {field.name!r} is missing", f"Add a line `{field.name}: …` ({field.type.words}).")
    return values


def _read_field(field: Field, key: str, place: Source, child: Node, values: Values, problems: Problems) -> None:
    if isinstance(child, Scalar) and child.is_null:
        if field.required:
            problems.add(codes.MISSING_KEY, place, f"the key {field.name!r} is empty", f"Write {field.type.words} after it.")
        return
    if field.name in values:
        problems.add(codes.DUPLICATE_KEY, place, f"{key!r} says again what {field.name!r} on line {values.at(field.name).line} says")
        return
    value = field.type.read(child, problems)
    if value is not MISSING:
        values.put(field.name, value, child.source if isinstance(child, Scalar) else place)


def finish_fields(fields: tuple[Field, ...], values: Values, lookup: Lookup) -> dict[str, Any]:
    """Turn the values of a mapping into arguments of its model; absent fields are left to the model's defaults."""
    finished = {
        field.target: field.type.finish(values[field.name], values.at(field.name), lookup) for field in fields if field.name in values
    }
    return {name: value for name, value in finished.items() if value is not None}


def object_schema(fields: tuple[Field, ...]) -> Schema:
    """Describe a closed mapping as JSON Schema."""
    properties: Table[str, Schema] = {
        name: {**field.type.schema(), "description": field.help} for field in fields for name in (field.name, *field.also)
    }
    required = [field.name for field in fields if field.required and not field.also]
    closed = {"type": "object", "properties": properties, "patternProperties": {"^x-": {}}, "additionalProperties": False}
    return closed | ({"required": required} if required else {})
