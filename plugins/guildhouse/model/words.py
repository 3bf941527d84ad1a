"""Words of the interface as values: which phrase, with what in it; said in a language only when a page is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Monday, named in the language of the page."""

    number: int


@dataclass(frozen=True, slots=True)
class Words:
    """A phrase: its English, which is also its key in the catalogues, and the values that stand in it as `%(name)s`.

    `many` is the English for several, chosen by `number`, which the phrase may hold as `%(number)s`. `context` tells phrases apart that
    are alike in English and not elsewhere.
    """

    text: str
    values: tuple[tuple[str, Value], ...] = ()
    many: str = ""
    number: int = 0
    context: str = ""

    def given(self, /, **values: Value) -> Words:
        """Give the phrase with values that stand in it; those that it has already stay."""
        return Words(self.text, tuple(sorted((dict(self.values) | values).items())), self.many, self.number, self.context)

    def __str__(self) -> str:
        """Refuse to be text without a language: whoever joins words by themselves would show the English to everybody."""
        message = f"{self.text!r} must be said in a language"
        raise TypeError(message)


Value: TypeAlias = "str | int | float | dt.date | Weekday | Words | tuple[Value, ...]"
"""What can stand in a phrase: dates and numbers are written as the language does, a tuple becomes a list with its `and`."""


def say(text: str, /, *, context: str = "", **values: Value) -> Words:
    """Say a phrase; `text` and `context` are literals, for the catalogues are made from them."""
    return Words(text, tuple(sorted(values.items())), context=context)


def count(one: str, many: str, number: int, /, **values: Value) -> Words:
    """Say how many; both phrases are literals and hold `%(number)s` where the number belongs."""
    return Words(one, tuple(sorted(values.items())), many, number)


def strung(parts: Iterable[str | Words]) -> str | Words:
    """Join several things with commas, as one reads facts; what is empty is left out."""
    found = [part for part in parts if part]
    return reduce(lambda before, after: say("%(before)s, %(after)s", before=before, after=after), found) if found else ""
