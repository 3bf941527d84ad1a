"""Tells whether words name somebody who does not want to be named, however the name is put between others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from guildhouse.sources.history.contacts import JOINERS
from guildhouse.sources.lookup import OptOut

MOST = 6
"""Words that a name may have."""


def parts(name: str) -> tuple[str, ...]:
    """Take a name apart into words of letters and digits alone, so that two ways of writing it are equal."""
    return tuple(word for word, _, _ in _words(name))


@dataclass(frozen=True)
class Withheld:
    """Names that may stand nowhere, as their words, and those of which only a hash is known."""

    names: frozenset[tuple[str, ...]] = frozenset()
    opt_out: OptOut = field(default_factory=OptOut)

    @classmethod
    def of(cls, names: Iterable[str], opt_out: OptOut) -> Withheld:
        """Withhold names as they are written; addresses are none."""
        return cls(frozenset(found for name in names if "@" not in name and (found := parts(name))), opt_out)

    def named_in(self, text: str, fewest: int = 1) -> bool:
        """Tell whether a text holds one of the names, in whatever order of its words; `fewest` is how many words it has."""
        return any(self._is_one(run, written) for run, written in _runs(text, fewest))

    def _is_one(self, run: tuple[str, ...], written: str) -> bool:
        turned = [run[at:] + run[:at] for at in range(len(run))]
        if not self.names.isdisjoint(turned):
            return True
        forms = dict.fromkeys((written, *map(" ".join, turned))) if self.opt_out.hashes else ()
        return any(self.opt_out.covers(unicodedata.normalize(form, each)) for each in forms for form in ("NFC", "NFD"))


def _runs(text: str, fewest: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give all words that follow one another, with the piece of the text that they are."""
    text = unicodedata.normalize("NFC", text)
    found = list(_words(text))
    for first in range(len(found)):
        for last in range(first + fewest, min(first + MOST, len(found)) + 1):
            run = found[first:last]
            yield tuple(word for word, _, _ in run), text[run[0][1] : run[-1][2]]


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Give each word with its place; letters keep their marks, whatever else stands there ends a word."""
    text = unicodedata.normalize("NFC", text)
    plain = "".join(char if char in JOINERS or unicodedata.category(char)[0] in "LNM" else " " for char in text)
    return ((match[0].casefold(), match.start(), match.end()) for match in re.finditer(r"\S+", plain))
