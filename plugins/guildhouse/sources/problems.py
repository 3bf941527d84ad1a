"""Collects what is wrong with a site, so that all of it is told at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from guildhouse.model.problem import Problem, Severity
from guildhouse.model.source import Source
from guildhouse.sources.codes import Code


@dataclass
class Problems:
    """The problems of one reading; `lenient` turns the codes that allow it into warnings."""

    lenient: bool = False
    found: set[Problem] = field(default_factory=set)

    def add(self, code: Code, source: Source, message: str, hint: str = "") -> None:
        """Note a problem; the hint defaults to the remedy that the code documents."""
        severity = Severity.WARNING if self.lenient and code.lenient else code.severity
        self.found.add(Problem(source, code.name, message, hint or code.remedy, severity))

    @property
    def sorted(self) -> tuple[Problem, ...]:
        """All problems by file, line and column."""
        return tuple(sorted(self.found))


MANY = 300
"""From here on only words with the same first letter are compared: each comparison costs, and there may be thousands of slips."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Propose the known word nearest to `word`, as a sentence; empty when none is near."""
    words = sorted(known)
    if len(words) > MANY:
        words = [each for each in words if each[:1] == word[:1]]
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else ""
