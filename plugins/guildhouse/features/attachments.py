"""Pictures and files that something links to, copied as they are."""

from __future__ import annotations

from collections.abc import Iterator

from guildhouse.features import edge
from guildhouse.features.outputs import Copy
from guildhouse.formats.urls import output_path
from guildhouse.model.house import House
from guildhouse.settings import Settings


def outputs(house: House, settings: Settings) -> Iterator[Copy]:
    """Copy what the House names, and nothing else."""
    del settings
    for attachment in house.attachments:
        yield Copy(output_path(attachment.url), attachment.path, attachment.path)


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
