"""What the door hands on: plain values that remember where they were written."""

from __future__ import annotations

from typing import Any

from guildhouse.model.names import EVERYBODY
from guildhouse.model.source import Source


class Values(dict[str, Any]):
    """The fields of one mapping, as written in `source`; `at` tells where each one stands."""

    def __init__(self, source: Source) -> None:
        """Begin without fields."""
        super().__init__()
        self.source = source
        self.places: dict[str, Source] = {}
        self.wrong: set[str] = set()
        """Fields whose value could not be read: absent, but not forgotten."""
        self.free: dict[str, Any] = {}
        """`x-` keys and `source`, kept and never shown."""

    def put(self, key: str, value: Any, place: Source) -> None:
        """Set a field."""
        self[key] = value
        self.places[key] = place

    def at(self, key: str) -> Source:
        """Tell where a field is written, or else where its mapping begins."""
        return self.places.get(key, self.source)

    @property
    def is_for_everybody(self) -> bool:
        """Tell whether its visibility allows it to be published."""
        return bool(self.get("visibility", EVERYBODY) == EVERYBODY)


class Items(list[Any]):
    """The items of one list; `places` runs beside them."""

    def __init__(self, source: Source) -> None:
        """Begin without items."""
        super().__init__()
        self.source = source
        self.places: list[Source] = []

    def put(self, value: Any, place: Source) -> None:
        """Add an item."""
        self.append(value)
        self.places.append(place)


class Missing:
    """The value of something that was written wrongly; the problem is noted, the field counts as absent."""


MISSING = Missing()
