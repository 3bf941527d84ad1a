"""How people write the words whose stems are indexed, so that a correction shows a word and not a stem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from guildhouse.formats.search.analysis import analyser
from guildhouse.formats.search.digest import texts
from guildhouse.formats.search.record import Record

SHORTEST = 4
"""Letters of a word that somebody is led to by its form."""


def written_forms(record: Record) -> list[str]:
    """List the words of a page, in small letters, that are not their own stems, each once and sorted."""
    found = analyser(record.lang)
    words = {text[word.start : word.end].lower() for text in texts(record) for word in found.words(text) if len(word.terms) == 1}
    return sorted(word for word in words if len(word) >= SHORTEST and word.isalpha() and found.terms(word) != [word])


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
