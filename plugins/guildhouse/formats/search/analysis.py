"""How text becomes the terms that are indexed and looked for; theme/static/search/worker/analysis.js does the same, step by step.

A word gives its stem. A word of several parts (kube-proxy, node_modules, SearchEngine, 1.29.3) gives each of them, as readers type some,
and all of them joined, as readers leave hyphens out. Scripts without spaces give pairs of neighbours. Words that say nothing by
themselves are left out, except where nothing else is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from guildhouse.formats.search.languages import Language, language
from guildhouse.formats.search.runs import SLASHES, is_segmented, pattern, units
from guildhouse.formats.search.spelling import SPELT_OUT, folded, normal

VERSION = "1"
"""Has to rise with every change of what a text's terms are: caches of terms are good for one version."""
_LONGEST = 64
_MOST_PARTS = 4
_PAIR = 2
_TINY = 3
_REMEMBERED = 400_000
"""So many different stretches an analyser remembers before it begins anew (some 80 MB)."""

_TURKISH = str.maketrans({"I": "\u0131", "\u0130": "i"})

_PLAIN = re.compile("[0-9A-Za-z]+").fullmatch
_HUMPS = re.compile("[0-9]+|[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+").findall
_VERSION = re.compile(r"((?:[^0-9.]{2,})?)[vV]?([0-9]+(?:\.[0-9]+)+)").match
_SIGN = re.compile(r"\A([#@.]?)(.*?)(\+\+|#?)\Z").findall
_TIE = re.compile("[-_.']").search
_NUMBER = re.compile("[0-9]+").fullmatch
_CAPITALS = re.compile("[A-Z]{2,}").fullmatch
_OWNING = frozenset(("s", "re", "m", "ll", "ve", "d"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place in a text, in characters (analysis.js: in units of UTF-16), with its terms."""

    start: int
    end: int
    terms: tuple[str, ...]


def words(text: str, lang: str) -> list[Word]:
    """Find the words of a text in a language (a tag of BCP 47) that are worth looking for."""
    return analyser(lang).words(text)


def terms(text: str, lang: str) -> list[str]:
    """Give the terms of a text in their order."""
    return analyser(lang).terms(text)


@cache
def analyser(lang: str) -> Analyser:
    """Give what analyses texts of a language; it remembers the words it has seen."""
    return Analyser(language(lang))


class Analyser:
    """Analyses texts of one language, each different word once."""

    def __init__(self, lang: Language) -> None:
        self._words = _Words(lang, lang.stop_words)
        self._all_words = _Words(lang, frozenset())

    def words(self, text: str) -> list[Word]:
        """Find the words of a text that are worth looking for."""
        return list(self._words.placed(text)) or list(self._all_words.placed(text))

    def terms(self, text: str) -> list[str]:
        """Give the terms of a text in their order."""
        stretches = text.split()
        return list(self._words.of(stretches)) or list(self._all_words.of(stretches))

    def frequencies(self, text: str) -> dict[str, int]:
        """Say how often each term stands in a text, in the order in which they are met first."""
        stretches = text.split()
        return Counter(self._words.of(stretches)) or Counter(self._all_words.of(stretches))


class _Words(dict[str, tuple[str, ...]]):
    """The terms of every stretch between spaces that was met; no word goes beyond one."""

    def __init__(self, lang: Language, stop_words: frozenset[str]) -> None:
        super().__init__()
        self._lang = lang
        self._stop_words = stop_words
        self._chunks: dict[str, tuple[str, ...]] = {}
        self._pairs_known: dict[str, tuple[str, ...]] = {}
        self._small: dict[str, tuple[str, ...]] = {}

    def of(self, stretches: list[str]) -> Iterator[str]:
        return chain.from_iterable(map(self.__getitem__, stretches))

    def placed(self, text: str) -> Iterator[Word]:
        for chunk in pattern(text).finditer(text):
            for start, end, found in self._parts(chunk[0]):
                if found:
                    yield Word(chunk.start() + start, chunk.start() + end, found)

    def __missing__(self, stretch: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
            self._chunks.clear()
            self._pairs_known.clear()
            self._small.clear()
        found = tuple(chain.from_iterable(map(self._chunk, pattern(stretch).findall(stretch))))
        if len(stretch) <= _LONGEST:
            self[stretch] = found
        return found

    def _chunk(self, chunk: str) -> tuple[str, ...]:
        """Give the terms of a chunk: the same ones stand in stretches that are seen once, as all are where no spaces are written."""
        if (found := self._chunks.get(chunk)) is None:
            found = tuple(term for _, _, part in self._parts(chunk) for term in part)
            if len(chunk) <= _LONGEST:
                self._chunks[chunk] = found
        return found

    def _parts(self, chunk: str) -> list[tuple[int, int, tuple[str, ...]]]:
        if chunk.isascii() and chunk.isalpha() and (chunk.islower() or chunk[1:].islower()):
            return [(0, len(chunk), self._plain(chunk))]
        return self._pairs(chunk) if is_segmented(chunk) else list(self._pieces(chunk))

    def _plain(self, word: str) -> tuple[str, ...]:
        small = self._lower(word)
        return () if small in self._stop_words else self._stems(small)

    def _pairs(self, chunk: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """Take a run of a script without spaces as pairs of neighbours; one that stands alone as itself."""
        places = [unit.span() for unit in units().finditer(chunk)]
        spans = [(start, end) for (start, _), (_, end) in pairwise(places)] or places
        return [(start, end, self._pair(chunk[start:end])) for start, end in spans]

    def _pair(self, pair: str) -> tuple[str, ...]:
        if (found := self._pairs_known.get(pair)) is None:
            found = self._pairs_known[pair] = _some(folded(normal(pair).lower()))
        return found

    def _pieces(self, chunk: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Take what slashes separate as words of their own, unless they join two very short ones: I/O, CI/CD, R&D."""
        pieces = re.split(f"[{SLASHES}]", chunk)
        if len(pieces) == _PAIR and all(len(piece) <= _TINY for piece in pieces):
            found = [self._word(normal(piece)) for piece in pieces]
            joined = "".join(map(normal, pieces))
            yield 0, len(chunk), (*found[0], *found[1], *self._stems(self._lower(joined)))
            return
        start = 0
        for piece in pieces:
            yield start, start + len(piece), self._word(normal(piece))
            start += len(piece) + 1

    def _word(self, text: str) -> tuple[str, ...]:
        """Take one word, with what makes it a name among programmers: C++, C#, .NET, #general, @jane."""
        before, core, after = _SIGN(text.replace(",", ""))[0]
        found = self._core(core)
        if (before and not _TIE(core)) or after == "++" or (after == "#" and len(core) <= _PAIR):
            return (*found, before + folded(self._lower(core)) + (after if not before else ""))
        return found

    def _core(self, word: str) -> tuple[str, ...]:
        if "'" in word:
            return self._apostrophe(word)
        parts = [part for part in re.split("[-_]+", word) if part]
        code = "_" in word
        if len(parts) == 1:
            return self._dotted(word, code=code)
        found = [term for part in parts for term in self._dotted(part, code=code)]
        return (*found, *self._joined(parts))

    def _apostrophe(self, word: str) -> tuple[str, ...]:
        """Take what is owned as its owner and she's as she; l'équipe and O'Brien have two parts."""
        if self._lang.code != "en":
            return tuple(term for part in word.split("'") if len(part) > 1 for term in self._core(part))
        word = _owner(word)
        before, sign, after = word.rpartition("'")
        if not sign:
            return self._core(word)
        if after.lower() == "t" and before[-1:].lower() == "n":
            return self._stems(self._lower(word.replace("'", ""))) if not self._stop_words else ()
        parts = word.split("'")
        return (*(term for part in parts if len(part) > 1 for term in self._core(part)), *self._joined(parts))

    def _dotted(self, word: str, *, code: bool) -> tuple[str, ...]:
        """Take what dots part; a word may hold any number of versions."""
        found: list[str] = []
        while "." in word and (version := _VERSION(word)):
            name, number = version.groups()
            short = ".".join(number.split(".")[:2])
            found += (*(self._simple(name, code=True) if name else ()), number, *([short] if short != number else []))
            word, code = word[version.end() :].strip("."), True
        return (*found, *(self._parted(word, code=code) if word else ()))

    def _parted(self, word: str, *, code: bool) -> tuple[str, ...]:
        if "." not in word:
            return self._simple(word, code=code)
        parts = [part for part in word.split(".") if part]
        if all(len(part) == 1 for part in parts):
            return self._stems(self._lower("".join(parts)))
        return (*(term for part in parts for term in self._simple(part, code=True)), *self._joined(parts))

    def _joined(self, parts: list[str]) -> tuple[str, ...]:
        joined = "".join(parts)
        if not 1 < len(parts) <= _MOST_PARTS or "." in joined or _NUMBER(joined):
            return ()
        return self._stems(self._lower(joined))

    def _simple(self, word: str, *, code: bool) -> tuple[str, ...]:
        """Take a word without signs; one with humps (SearchEngine, python3) gives them, too."""
        humps = _HUMPS(word) if _PLAIN(word) else []
        small = self._lower(word)
        if not _worth_splitting(humps):
            return () if small in self._stop_words and not code and not _CAPITALS(word) else self._stems(small)
        return (*(term for hump in humps if len(hump) > 1 for term in self._stems(self._lower(hump))), *self._stems(small))

    def _lower(self, word: str) -> str:
        return (word.translate(_TURKISH) if self._lang.code in {"tr", "az"} else word).lower()

    def _stems(self, small: str) -> tuple[str, ...]:
        """Give the term of a word in small letters; in English, Müller is Mueller as well."""
        if (known := self._small.get(small)) is None:
            known = self._small[small] = tuple(dict.fromkeys(filter(None, self._stemmed(small))))
        return known

    def _stemmed(self, small: str) -> Iterator[str]:
        small = small[:_LONGEST]
        if small.isascii():
            yield folded(self._lang.stem(small))
        elif self._lang.code == "en":
            # English knows no accents; to every other stemmer a letter with one is another letter.
            for spelling in (small, small.translate(SPELT_OUT)):
                yield self._stem(folded(spelling))
        else:
            yield folded(self._stem(small))

    def _stem(self, small: str) -> str:
        """Stem what has letters beyond ASCII: stemmers count letters, and JavaScript counts one beyond the first 65,536 as two."""
        return small if max(small, default="") >= "\U00010000" else self._lang.stem(small)


def _owner(word: str) -> str:
    """Leave out what says that something is owned or done, however often it stands there: one by one, for a word may be any length."""
    end = len(word)
    while (at := word.rfind("'", 0, end)) >= 0 and word[at + 1 : end].lower() in _OWNING:
        end = at
    return word[:end]


def _worth_splitting(humps: list[str]) -> bool:
    """Tell names (SearchEngine, python3) from codes that mean nothing in parts (p95, k8s, 10th, 9c01b5d4)."""
    if any(hump.isdigit() for hump in humps):
        return len(humps[0]) > 1 and not humps[0].isdigit() and len(humps) <= _MOST_PARTS - 1
    return 1 < len(humps) <= 2 * _MOST_PARTS


def _some(term: str) -> tuple[str, ...]:
    return (term,) if term else ()
