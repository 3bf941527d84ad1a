"""The House for other programs: one JSON file for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from guildhouse.features import edge
from guildhouse.features.outputs import File
from guildhouse.formats import records
from guildhouse.model.house import House
from guildhouse.settings import Settings


def outputs(house: House, settings: Settings) -> Iterator[File]:
    """Write every list, empty ones too."""
    del settings
    for name, listed in records.ALL.items():
        yield File(f"{name}.json", records.text(listed(house)).encode())


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
