"""Short names that pages explain, `Role-Based Access Control (RBAC)`, so that who searches for one finds the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from guildhouse.formats.search.analysis import words
from guildhouse.formats.search.record import Record

_MOST_LONG_FORMS = 2
"""A short name that stands for more things than these says nothing."""
_PIECE = re.compile(r"[^\W_]+")
_SHORT = r"[A-Z0-9](?:[A-Za-z0-9]{0,6}[A-Z0-9])s?"
_IN_BRACKETS = re.compile(r"\(([^()]{2,90})\)")
_IS_SHORT = re.compile(_SHORT).fullmatch
_SHORT_BEFORE = re.compile(rf"\b({_SHORT}) $")
_BEFORE = 90
"""Characters before a short name among which the long one is looked for."""
_LONGEST = 12
"""Characters among which a short name stands that is explained in brackets: more than one has, so that it is seen where its word begins."""
_WORDS = re.compile(r"[\w'\u2019 \-\u2013]*$")
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4"}
_HYPHEN = re.compile("[-\u2013]")
_LINKING = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "de",
        "der",
        "des",
        "du",
        "et",
        "und",
        "y",
    )
)


def explained(record: Record) -> tuple[tuple[str, str], ...]:
    """List the (short, long) names that a page explains, each once."""
    texts = (record.description, *(text for section in record.sections for text in (section.heading, section.text)))
    return tuple(dict.fromkeys(pair for text in texts if "(" in text for pair in _explained(text)))


def synonyms(names: Iterable[tuple[str, str]], lang: str) -> dict[str, tuple[str, ...]]:
    """Let short names and what they stand for find each other: terms of one, with spaces between, and those of the others."""
    counts = Counter((_terms(short, lang), _terms(long, lang)) for short, long in names)
    both: dict[str, list[str]] = {}
    for (short, long), _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        if short and " " in long and len(both.setdefault(short, [])) < _MOST_LONG_FORMS:
            both[short].append(long)
    for short, longs in tuple(both.items()):
        for long in longs:
            both.setdefault(long, []).append(short)
    return {term: tuple(dict.fromkeys(others)) for term, others in sorted(both.items()) if others}


def merged(*given: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Join several lists of synonyms, the first one's first."""
    terms = dict.fromkeys(term for each in given for term in each)
    return {term: tuple(dict.fromkeys(other for each in given for other in each.get(term, ()))) for term in terms}


def _terms(text: str, lang: str) -> str:
    return " ".join(word.terms[0] for word in words(_HYPHEN.sub(" ", text), lang))


def _explained(text: str) -> Iterator[tuple[str, str]]:
    for match in _IN_BRACKETS.finditer(text):
        start, said = match.start(), match[1]
        if _IS_SHORT(said):
            before = _WORDS.search(text[max(0, start - _BEFORE) : start])
            if before and (long := _long_form(before[0].rstrip(), said)):
                yield said, long
        if (short := _SHORT_BEFORE.search(text[max(0, start - _LONGEST) : start])) and _long_form(said, short[1]) == said:
            yield short[1], said


def _long_form(text: str, short: str) -> str | None:
    """Find the words at the end of a text whose first letters make the short name; small words may be left out of it."""
    letters = list(short.removesuffix("s").lower())
    start = len(text)
    for piece in reversed(tuple(_PIECE.finditer(text))):
        word = piece[0].lower()
        if letters and letters[-1] in (word[0], _NUMBERS.get(word)):
            letters.pop()
            start = piece.start()
        elif word not in _LINKING:
            return None
        if not letters:
            return text[start:]
    return None
