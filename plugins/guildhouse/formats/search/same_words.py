"""Short forms and spellings of English that pages hardly ever explain: `repo`, `colour`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from guildhouse.formats.search.analysis import terms

LANG = "en"
"""The language whose words they are."""


def same_words(known: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Give by terms those that mean the same, as far as a site has all of them."""
    return {one: found for one, others in _pairs().items() if (found := tuple(each for each in others if _is_known(each, known)))}


def _is_known(words: str, known: Collection[str]) -> bool:
    return all(word in known for word in words.split())


@cache
def _pairs() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in files(__package__).joinpath("same_words.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        first, *others = (" ".join(terms(word, LANG)) for word in line.split(", "))
        for other in others:
            if first and other and first != other:
                found.setdefault(first, []).append(other)
                found.setdefault(other, []).append(first)
    return {term: tuple(dict.fromkeys(others)) for term, others in sorted(found.items())}
