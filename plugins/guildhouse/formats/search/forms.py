"""How people write the words whose stems are indexed, so that a correction shows a word and not a stem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from guildhouse.formats.search.analysis import analyser
from guildhouse.formats.search.characters import marks
from guildhouse.formats.search.digest import texts
from guildhouse.formats.search.record import Record

SHORTEST = 4
"""Letters of a word that somebody is led to by its form."""
_KNOWN = 200_000
"""Words of which it is remembered whether they are their own stems."""


def written_forms(record: Record) -> list[str]:
    """List the words of a page, in small letters, that are not their own stems, each once and sorted."""
    words = set(_runs(text.lower() for text in texts(record)))
    return sorted(word for word in words if len(word) >= SHORTEST and word.isalpha() and _is_form(record.lang, word))


def _runs(texts_: Iterable[str]) -> Iterator[str]:
    """List runs of letters, with marks and digits among them, so that no part of a word is taken for one."""
    for text in texts_:
        yield from _PLAIN(text) if text.isascii() else _every().findall(text)


_PLAIN = re.compile(r"\w+", re.ASCII).findall
_every = cache(lambda: re.compile(rf"[\w{marks()}]+"))


@lru_cache(_KNOWN)
def _is_form(lang: str, word: str) -> bool:
    return len(found := analyser(lang).terms(word)) == 1 and found != [word]


def forms(pages: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, str]:
    """Choose for each term the form that most pages use; `pages` give their language and what `written_forms` listed."""
    used: dict[str, Counter[str]] = {}
    for lang, words in pages:
        used.setdefault(lang, Counter()).update(words)
    best: dict[str, tuple[int, str]] = {}
    for lang, counted in sorted(used.items()):
        found = analyser(lang)
        for form, pages_ in counted.items():
            if len(of := found.terms(form)) == 1:
                best[of[0]] = min(best.get(of[0], (0, form)), (-pages_, form))
    return {term: form for term, (_, form) in best.items()}
