"""How people write the words whose stems are indexed, so that a correction shows a word and not a stem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain

from guildhouse.formats.search.analysis import analyser
from guildhouse.formats.search.characters import marks
from guildhouse.formats.search.digest import texts
from guildhouse.formats.search.record import Record
from guildhouse.formats.search.runs import is_segmented

SHORTEST = 4
"""Letters of a word that somebody is led to by its form."""
_KNOWN = 200_000
"""Stretches of which is remembered which forms are in them."""


def written_forms(record: Record) -> list[str]:
    """List the words of a page, in small letters, that are not their own stems, each once and sorted."""
    stretches = "\n".join(texts(record)).lower().split()
    return sorted(set(chain.from_iterable(map(_forms(record.lang).__getitem__, stretches))))


def _runs(text: str) -> list[str]:
    """List runs of letters, with marks and digits among them, so that no part of a word is taken for one."""
    return _PLAIN(text) if text.isascii() else _every().findall(text)


_PLAIN = re.compile(r"\w+", re.ASCII).findall
_every = cache(lambda: re.compile(rf"[\w{marks()}]+"))


class _Forms(dict[str, tuple[str, ...]]):
    """The words of a language, by the stretch between spaces that they stand in, which are not their own stems."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._terms = analyser(lang).terms

    def __missing__(self, stretch: str) -> tuple[str, ...]:
        if len(self) >= _KNOWN:
            self.clear()
        self[stretch] = found = tuple(filter(self._is_form, _runs(stretch)))
        return found

    def _is_form(self, word: str) -> bool:
        return (
            len(word) >= SHORTEST and word.isalpha() and not is_segmented(word) and len(found := self._terms(word)) == 1 and found != [word]
        )


_forms = cache(_Forms)


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
