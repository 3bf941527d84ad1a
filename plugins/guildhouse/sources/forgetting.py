"""Takes people who are to be forgotten out of every text, before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from guildhouse.model.person import FORMER, FORMER_COLLEAGUE
from guildhouse.sources.entries import Files
from guildhouse.sources.minutes import PERSON
from guildhouse.sources.values import Items, Values
from guildhouse.sources.wording import said

HANDLE = FORMER_COLLEAGUE.replace(" ", "-")
"""Stands for the name of whoever promised something, so that the promise stays one."""
TASK = re.compile(r"[\s>]*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s")
ESCAPED = re.compile(r"(?:\\@|&(?:#0*64|#x0*40|commat);)([A-Za-z0-9._-]*[A-Za-z0-9])", re.IGNORECASE)
"""An `@name` that Markdown or HTML would show as one, though it is none."""

Erase = Callable[[str], str]


def forget(files: Files) -> None:
    """Put words in place of every `@name` of somebody to be forgotten, in texts and in front matter."""
    names = frozenset(entry.stem.lower() for entry in files.entries.values() if entry.excluded == "forgotten")
    if not names:
        return

    def erase(text: str) -> str:
        return "\n".join(_line(line, names) for line in text.split("\n")) if "@" in text or "&" in text else text

    for entry in files.entries.values():
        entry.text = erase(entry.text)
        for values in (entry.values, *entry.items):
            _erase(values, erase)


def _line(line: str, names: frozenset[str]) -> str:
    owner = PERSON.search(line) if TASK.match(line) else None

    def words(mention: re.Match[str]) -> str:
        if mention[1].lower() not in names:
            return mention[0]
        return f"@{HANDLE}" if owner and mention.start() == owner.start() else said(FORMER)

    return ESCAPED.sub(lambda match: said(FORMER) if match[1].lower() in names else match[0], PERSON.sub(words, line))


def _erase(values: Values | Items, erase: Erase) -> None:
    """Go through everything that was written; what names a person as a whole is left to the lookup."""
    places: Any = values.items() if isinstance(values, Values) else enumerate(values)
    for key, value in tuple(places):
        if isinstance(value, str):
            values[key] = erase(value)
        elif isinstance(value, (Values, Items)):
            _erase(value, erase)
