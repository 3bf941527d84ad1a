"""`/build.json`: what was read, what was published, and the hash of every file; without it nothing is published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import guildhouse
from guildhouse.features.outputs import Closing
from guildhouse.marks import RECEIPT
from guildhouse.model.house import House
from guildhouse.settings import Settings


def outputs(house: House, settings: Settings) -> Iterator[Closing]:
    """Write the receipt when all else is written."""

    def content(files: Mapping[str, str]) -> bytes:
        return receipt(house, settings, files)

    yield Closing(RECEIPT, content)


def receipt(house: House, settings: Settings, files: Mapping[str, str]) -> bytes:
    """Make the receipt of a build; it counts what was left out and names none of it."""
    account = house.account
    sources = {
        "read": account.read,
        "published": account.published,
        "excluded": dict(sorted(account.excluded.items())),
        "errors": account.errors,
    }
    told = {
        "today": settings.today.isoformat(),
        "version": guildhouse.__version__,
        "sources": sources,
        "files": dict(sorted(files.items())),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
