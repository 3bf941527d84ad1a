"""What every type of field can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.lookup import Lookup
from guildhouse.sources.nodes import Mapping, Node, Scalar, Sequence
from guildhouse.sources.problems import Problems
from guildhouse.sources.values import MISSING

Schema = dict[str, Any]


@dataclass(frozen=True)
class Type:
    """What a field may hold. `words` says it to people; the base type accepts any scalar as it is written."""

    words = "text"
    is_mapped: ClassVar[bool] = False
    """Whether keys with values can be one, though most are a scalar."""

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

    def identity(self, value: Any, lookup: Lookup) -> str | None:
        """Name what the value stands for, where a list should count it once; None where the same may stand twice."""
        return None

    def schema(self) -> Schema:
        """Describe the type as JSON Schema."""
        return {"type": ["string", "number", "boolean"]}
