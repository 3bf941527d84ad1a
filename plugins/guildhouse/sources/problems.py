"""Collects what is wrong with a site, so that all of it is told at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from guildhouse.model.problem import Problem, Severity
from guildhouse.model.source import Source
from guildhouse.sources.codes import Code

MOST_HINTS = 100
"""Hints for the links of one file: whoever has more dead ones needs another remedy."""


@dataclass
class Problems:
    """The problems of one reading; `lenient` turns the codes that allow it into warnings."""

    lenient: bool = False
    found: set[Problem] = field(default_factory=set)
    hinted: Counter[str] = field(default_factory=Counter)

    def add(self, code: Code, source: Source, message: str, hint: str = "") -> None:
        """Note a problem; the hint defaults to the remedy that the code documents."""
        severity = Severity.WARNING if self.lenient and code.lenient else code.severity
        self.found.add(Problem(source, code.name, message, hint or code.remedy, severity))

    def may_hint(self, path: str) -> bool:
        """Tell whether it is worth the time to look for what the author of a file meant; each asking counts."""
        self.hinted[path] += 1
        return self.hinted[path] <= MOST_HINTS

    @property
    def sorted(self) -> tuple[Problem, ...]:
        """All problems by file, line and column."""
        return tuple(sorted(self.found))


MANY = 300
"""With more words than these only those are compared that begin alike: each comparison costs, and there may be thousands of slips."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Propose the known word nearest to `word`, as a sentence; empty when none is near."""
    near = nearest_word(word, known)
    return f"Did you mean {near!r}?" if near else ""


def nearest_word(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """Find the known word nearest to `word`; None when none is as much alike, from 0 to 1."""
    return next(iter(get_close_matches(word, beginning_alike(word, sorted(known)), n=1, cutoff=likeness)), None)


def beginning_alike(word: str, known: Iterable[str]) -> list[str]:
    """Keep of more than MANY words those that share a beginning with `word`, as long a one as leaves few enough."""
    found = list(known)
    for length in range(1, len(word) + 1):
        if len(found) <= MANY:
            break
        begin = word[:length].lower()
        found = [each for each in found if each[:length].lower() == begin]
    return found
