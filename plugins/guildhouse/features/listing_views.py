"""How a page that lists things opens: with the author's words where there are some, else with ours."""

from __future__ import annotations

from typing import Any

from guildhouse.features.outputs import PACKAGE
from guildhouse.model.body import Body
from guildhouse.model.house import House


def opening(house: House, url: str, title: str, description: str) -> dict[str, Any]:
    """Give address, title, description, source and opening text of a listing."""
    text = house.listings.get(url)
    return {
        "url": url,
        "title": text.title if text else title,
        "description": (text.description if text else "") or description,
        "source": text.source.path if text else None,
        "intro": text.body if text else Body(),
    }


def owner_of(house: House, url: str) -> str:
    """Name the file that a listing stands for, else the package."""
    return house.listings[url].source.path if url in house.listings else PACKAGE
