"""YAML read as a tree that remembers where everything was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.problems import Problems
from guildhouse.sources.tree import CONTROL

MAX_DEPTH = 24
MAX_NODES = 100_000
"""Counted after aliases are written out, so that a few aliases cannot become a billion nodes."""

NULL = re.compile(r"|~|null|Null|NULL")
TRUE = re.compile(r"true|True|TRUE")
FALSE = re.compile(r"false|False|FALSE")
INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")


@dataclass(slots=True)
class Scalar:
    """A single value as written; only `plain` (unquoted) ones can be null, true, false or a number."""

    source: Source
    text: str
    plain: bool = True
    size: int = 1
    depth: int = 0

    @property
    def is_null(self) -> bool:
        """Tell whether nothing was written."""
        return self.plain and NULL.fullmatch(self.text) is not None

    def value(self) -> Any:
        """Read the scalar by the core schema of YAML 1.2: null, booleans and numbers are typed, all else is text."""
        if not self.plain:
            return self.text
        if NULL.fullmatch(self.text):
            return None
        if TRUE.fullmatch(self.text) or FALSE.fullmatch(self.text):
            return self.text.lower() == "true"
        if INTEGER.fullmatch(self.text):
            return int(self.text)
        return float(self.text) if FLOAT.fullmatch(self.text) else self.text


@dataclass(slots=True)
class Sequence:
    """A list."""

    source: Source
    items: list[Node] = field(default_factory=list)
    size: int = 1
    depth: int = 1

    def value(self) -> Any:
        """Read all items by the core schema."""
        return [item.value() for item in self.items]


@dataclass(slots=True)
class Mapping:
    """Keys with values, each key once."""

    source: Source
    entries: dict[str, tuple[Source, Node]] = field(default_factory=dict)
    size: int = 1
    depth: int = 1

    def value(self) -> Any:
        """Read all values by the core schema."""
        return {key: node.value() for key, (_, node) in self.entries.items()}


Node = Scalar | Sequence | Mapping


class _Refused(Exception):
    """The text is YAML that the site does not read; the problem is noted already."""


def compose(text: str, path: str, problems: Problems, first_line: int = 1) -> Node | None:
    """Read one YAML document, an empty one as null; None when it is refused, and then the reason stands in `problems`.

    Tags, several documents, keys that are not text, cyclic aliases, more than MAX_DEPTH levels and MAX_NODES nodes are refused.
    """
    try:
        return _Composer(path, problems, first_line).run(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Source(path, mark.line + first_line, mark.column + 1) if mark else Source(path, first_line)
        problems.add(codes.YAML_SYNTAX, place, f"the YAML cannot be read: {error.problem or error.context}", _yaml_hint(error))
    except yaml.reader.ReaderError as error:
        line = first_line + text.encode().count(b"\n", 0, error.position)
        problems.add(codes.CONTROL_CHARACTER, Source(path, line), "the YAML holds a character that text cannot have")
    except _Refused:
        pass
    return None


def _yaml_hint(error: yaml.MarkedYAMLError) -> str:
    said = str(error.problem)
    if "mapping values are not allowed" in said:
        return "A text with a colon and a space needs quotes around it."
    if "cannot start any token" in said:
        return "Indent with spaces, not with tabs; a text that begins with @, ` or % needs quotes around it."
    if "did not find expected ',' or '}'" in said or "did not find expected ',' or ']'" in said:
        return "A text with a question mark, colon or bracket inside `{…}` or `[…]` needs quotes around it."
    return ""


class _Composer:
    """Builds the tree from the parser's events without recursion, so that depth is bounded by us and not by a stack."""

    def __init__(self, path: str, problems: Problems, first_line: int) -> None:
        self.path, self.problems, self.first_line = path, problems, first_line
        self.anchors: dict[str, Node | None] = {}
        self.open: list[tuple[Sequence | Mapping, str | None]] = []
        self.keys: list[Scalar | None] = []
        self.root: Node | None = None
        self.documents = 0
        self.total = 0

    def run(self, text: str) -> Node | None:
        steps = {
            yaml.DocumentStartEvent: self.document,
            yaml.AliasEvent: self.alias,
            yaml.ScalarEvent: self.scalar,
            yaml.SequenceStartEvent: self.enter,
            yaml.MappingStartEvent: self.enter,
            yaml.SequenceEndEvent: self.leave,
            yaml.MappingEndEvent: self.leave,
        }
        for event in self.events(text):
            if step := steps.get(type(event)):
                step(event)
        return self.root or Scalar(Source(self.path, self.first_line), "")

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self.refuse(codes.YAML_SYNTAX, event, "a second YAML document begins here", "Delete the line `---`.")

    @staticmethod
    def events(text: str) -> Iterator[Any]:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)

    def place(self, event: Any) -> Source:
        return Source(self.path, event.start_mark.line + self.first_line, event.start_mark.column + 1)

    def refuse(self, code: codes.Code, event: Any, message: str, hint: str = "") -> None:
        self.problems.add(code, self.place(event), message, hint)
        raise _Refused

    def tag(self, event: Any) -> None:
        if event.tag is not None:
            self.refuse(codes.YAML_TAG, event, f"the YAML tag {event.tag!r} is not read here")

    def scalar(self, event: Any) -> None:
        self.tag(event)
        found = CONTROL.search(event.value)
        if found:  # written as an escape, for the text itself was looked through before
            self.refuse(codes.CONTROL_CHARACTER, event, f"the text holds the control character U+{ord(found[0]):04X}")
        self.add(Scalar(self.place(event), event.value, not event.style), event.anchor, event)

    def alias(self, event: Any) -> None:
        node = self.anchors.get(event.anchor)
        if node is None:
            self.refuse(codes.YAML_LIMIT, event, f"the alias *{event.anchor} stands inside what it repeats, or repeats nothing")
        else:
            self.add(node, None, event)

    def enter(self, event: Any) -> None:
        self.tag(event)
        if len(self.open) >= MAX_DEPTH:
            self.refuse(codes.YAML_LIMIT, event, f"the YAML nests deeper than {MAX_DEPTH} levels")
        container = Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping
        self.open.append((container(self.place(event)), event.anchor))
        self.keys.append(None)
        if event.anchor:
            self.anchors[event.anchor] = None

    def leave(self, event: Any) -> None:
        node, anchor = self.open.pop()
        self.keys.pop()
        self.add(node, anchor, event)

    def add(self, node: Node, anchor: str | None, event: Any) -> None:
        self.total += node.size if isinstance(event, yaml.AliasEvent) else 1
        if self.total > MAX_NODES:
            self.refuse(codes.YAML_LIMIT, event, f"the YAML holds more than {MAX_NODES} values")
        if len(self.open) + node.depth > MAX_DEPTH:  # by what an alias repeats
            self.refuse(codes.YAML_LIMIT, event, f"the YAML nests deeper than {MAX_DEPTH} levels")
        if anchor:
            self.anchors[anchor] = node
        if not self.open:
            self.root = node
            return
        parent, _ = self.open[-1]
        parent.size += node.size
        parent.depth = max(parent.depth, node.depth + 1)
        if isinstance(parent, Sequence):
            parent.items.append(node)
        else:
            self.entry(parent, node, event)

    def entry(self, parent: Mapping, node: Node, event: Any) -> None:
        key = self.keys[-1]
        if key is None:
            if not isinstance(node, Scalar):
                self.refuse(codes.YAML_SYNTAX, event, "a key must be a word", "Put quotes around text that begins with a bracket.")
            elif node.text in parent.entries:
                first = parent.entries[node.text][0].line
                self.problems.add(codes.DUPLICATE_KEY, self.place(event), f"the key {node.text!r} stands here and on line {first}")
                self.keys[-1] = node
            else:
                self.keys[-1] = Scalar(self.place(event), node.text)
            return
        parent.entries.setdefault(key.text, (key.source, node))
        self.keys[-1] = None
