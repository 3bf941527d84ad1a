"""Types made of others: lists, free keys, closed mappings, and the fields that these hold."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Table
from dataclasses import dataclass
from typing import Any

from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.fields.base import Schema, Type
from guildhouse.sources.lookup import Lookup
from guildhouse.sources.nodes import Mapping, Node, Scalar, Sequence
from guildhouse.sources.problems import Problems, did_you_mean
from guildhouse.sources.values import MISSING, Items, Values


@dataclass(frozen=True)
class ListOf(Type):
    """Several of a kind; a single one may stand without the list when `lone`, the same person several times when it `repeats`."""

    item: Type
    lone: bool = True
    split: bool = False
    repeats: bool = False
    most: int = 5_000
    filled: bool = False
    """Whether there is something wrong with a list of nothing."""

    @property
    def words(self) -> str:  # type: ignore[override]
        return f"a list, each item {self.item.words}"

    def read(self, node: Node, problems: Problems) -> Any:
        if isinstance(node, Scalar) and self.lone:
            parts = [part.strip() for part in node.text.split(",")] if self.split else [node.text]
            node = Sequence(node.source, [Scalar(node.source, part, plain=False) for part in parts if part])
        elif isinstance(node, Mapping) and self.lone and self.item.is_mapped:
            node = Sequence(node.source, [node])
        if not isinstance(node, Sequence):
            return self.refuse(node, problems)
        if len(node.items) > self.most:
            problems.add(codes.TOO_LARGE, node.source, f"the list has more than {self.most} items")
            return MISSING
        if self.filled and not node.items:
            problems.add(codes.BAD_VALUE, node.source, "the list is empty", f"Write at least one item, {self.item.words}.")
            return MISSING
        items = Items(node.source)
        for child in node.items:
            if isinstance(child, Scalar) and child.is_null:
                problems.add(codes.BAD_VALUE, child.source, "an item of the list is empty", f"Write {self.item.words}, or delete it.")
                continue
            value = self.item.read(child, problems)
            if value is not MISSING:
                items.put(value, child.source)
        return items

    def finish(self, value: Items, place: Source, lookup: Lookup) -> tuple[Any, ...]:
        found: dict[object, Any] = {}
        for number, (item, at) in enumerate(zip(value, value.places, strict=True)):
            finished = self.item.finish(item, at, lookup)
            identity = None if self.repeats else self.item.identity(item, lookup)
            if finished is not None:
                found.setdefault(number if identity is None else identity, finished)
        return tuple(found.values())

    def schema(self) -> Schema:
        listed = {"type": "array", "items": self.item.schema(), **({"minItems": 1} if self.filled else {})}
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
                problems.add(
                    codes.BAD_VALUE, place, f"unknown word {key!r}", did_you_mean(key, self.keys) or f"Known are: {', '.join(self.keys)}."
                )
                continue
            if isinstance(child, Scalar) and child.is_null:
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
        if self.visible and not value.is_for_everybody:
            return None
        given = finish_fields(self.fields, value, lookup)
        if any(field.required and field.target not in given for field in self.fields):
            return None
        return self.model(**given, **({"source": value.source} if self.sourced else {}))

    def schema(self) -> Schema:
        entry = object_schema(self.fields)
        lone = next((field.type.schema() for field in self.fields if field.name == self.from_text), None)
        return {"anyOf": [entry, lone]} if lone else entry


def read_fields(fields: tuple[Field, ...], node: Mapping, problems: Problems, foreign: frozenset[str] = frozenset()) -> Values:
    """Read a closed mapping: each known key by its type, an unknown one as a problem, keys of `foreign` tools as a note."""
    known = {name: field for field in fields for name in (field.name, *field.also)}
    values = Values(node.source)
    for key, (place, child) in node.entries.items():
        field = known.get(key)
        if field is not None:
            _read_field(field, key, (place, child), values, problems)
        elif key == "access":
            problems.add(codes.ACCESS_KEY, place, "`access:` is not honoured yet")
        elif key.startswith("x-") or (key == "source" and isinstance(child, Mapping)):
            values.free[key] = child.value()
        elif key.lower() in foreign:
            problems.add(codes.FOREIGN_KEY, place, f"{key!r} is a key of another site generator and has no effect here")
        else:
            hint = did_you_mean(key, known) or f"Known keys are: {', '.join(sorted(f.name for f in fields))}."
            problems.add(codes.UNKNOWN_KEY, place, f"unknown key {key!r}", hint)
    for field in fields:
        if field.required and not any(name in node.entries for name in (field.name, *field.also)):
            problems.add(
                codes.MISSING_KEY, node.source, f"the key {field.name!r} is missing", f"Add a line `{field.name}: …` ({field.type.words})."
            )
    return values


def _read_field(field: Field, key: str, written: tuple[Source, Node], values: Values, problems: Problems) -> None:
    place, child = written
    if isinstance(child, Scalar) and child.is_null:
        if field.required:
            problems.add(codes.MISSING_KEY, place, f"the key {field.name!r} is empty", f"Write {field.type.words} after it.")
        return
    if field.name in values:
        problems.add(codes.SAID_TWICE, place, f"{key!r} says again what line {values.at(field.name).line} says, which counts")
        return
    value = field.type.read(child, problems)
    if value is MISSING:
        values.wrong.add(field.name)
    else:
        values.put(field.name, value, child.source if isinstance(child, Scalar) else place)


def finish_fields(fields: tuple[Field, ...], values: Values, lookup: Lookup) -> dict[str, Any]:
    """Turn the values of a mapping into arguments of its model; absent fields are left to the model's defaults."""
    finished = {
        field.target: field.type.finish(values[field.name], values.at(field.name), lookup) for field in fields if field.name in values
    }
    return {name: value for name, value in finished.items() if value is not None}


def object_schema(fields: tuple[Field, ...], foreign: frozenset[str] = frozenset()) -> Schema:
    """Describe a closed mapping as JSON Schema; keys of `foreign` tools may hold anything, whatever their case."""
    properties: Table[str, Schema] = {
        name: {**field.type.schema(), "description": field.help} for field in fields for name in (field.name, *field.also)
    }
    required = [field.name for field in fields if field.required and not field.also]
    free: dict[str, Schema] = {"^x-": {}, "^source$": {"type": "object"}} | ({_any_case(foreign): {}} if foreign else {})
    closed = {"type": "object", "properties": properties, "patternProperties": free, "additionalProperties": False}
    return closed | ({"required": required} if required else {})


def _any_case(words: frozenset[str]) -> str:
    """Write a pattern that meets each of the words in any case, for patterns of JSON Schema know no flags."""
    letters = ("".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in word) for word in sorted(words))
    return f"^({'|'.join(letters)})$"
