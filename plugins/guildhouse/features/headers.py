"""The headers that a static host should send, as `/_headers`."""

from __future__ import annotations

from collections.abc import Iterator

from guildhouse.features import edge
from guildhouse.features.outputs import File
from guildhouse.formats import policy
from guildhouse.model.house import House
from guildhouse.settings import Settings


def outputs(house: House, settings: Settings) -> Iterator[File]:
    """Write the file; it is the same for every site."""
    del house, settings
    yield File("_headers", policy.headers_file().encode())


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
