"""How a page that lists things opens, with the author's words or else with ours, and the letters under which it lists them."""

from __future__ import annotations

import unicodedata
from typing import Any

from guildhouse.features.outputs import PACKAGE
from guildhouse.model.body import Body
from guildhouse.model.house import House
from guildhouse.model.words import Words


def opening(house: House, url: str, title: Words, description: Words) -> dict[str, Any]:
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


def letter_of(words: str) -> str:
    """Name the letter under which words stand, its accents left off; what begins with none stands under a hash."""
    first = unicodedata.normalize("NFD", words.strip())[:1].upper()
    return first if first.isalpha() else "#"


def letter_order(words: str) -> tuple[bool, str, str]:
    """Order words by their letters; those without one come last."""
    letter = letter_of(words)
    return letter == "#", letter, words.casefold()


def anchor_of(letter: str) -> str:
    """Name the place on the page where the list of a letter begins."""
    return "gh-other" if letter == "#" else f"gh-{letter.lower()}"
