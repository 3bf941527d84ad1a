"""How a page that lists things opens, with the author's words or else with ours, and the letters under which it lists them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from typing import Any

from guildhouse.features.outputs import PACKAGE
from guildhouse.model.body import Body
from guildhouse.model.house import House
from guildhouse.model.words import Words, say


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a listing: where it begins, its words or else its month, how many entries it holds (None when that is not told)."""

    level: int
    anchor: str
    text: str | Words = ""
    month: dt.date | None = None
    number: int | None


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What one can choose by: the name of the choice, its label, and (value, words) of every option."""

    name: str
    label: Words
    options: tuple[tuple[str, Words | str], ...]


def year_part(year: int | None, number: int, level: int = 2) -> Part:
    """Name the part of a listing that holds one year, or what has no date."""
    return Part(level=level, anchor=year_anchor(year), text=str(year) if year else say("Without a date"), number=number)


def year_anchor(year: int | None) -> str:
    """Name the place on the page where a year begins."""
    return f"gh-{year or 'undated'}"


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
