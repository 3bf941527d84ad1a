"""Somebody who edits a site at random; the same seed makes the same edits."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.editing.builds import Order

WORDS = ("amber", "bridge", "cargo", "deck", "engine", "ferry", "gauge", "harbour")
TEXTS = "c*/**/*.md"


@dataclass
class Editor:
    """Makes edits; each leaves a site that somebody could have written, if not always one without problems.

    `program` is the folder of a copy of the program that may be edited too, None where builds use the one that is installed.
    """

    site: Path
    draw: random.Random
    program: Path | None = None
    day: int = 16
    options: list[str] = field(default_factory=list)

    @property
    def order(self) -> Order:
        """How the site is to be built now."""
        return Order(self.site, f"2026-11-{self.day:02}", tuple(self.options))

    def word(self) -> str:
        """Give a word of any number."""
        return f"{self.draw.choice(WORDS)} {self.draw.randrange(1000)}"

    def name(self) -> str:
        """Give a name for a file."""
        return self.word().replace(" ", "-")

    def pick(self, pattern: str) -> Path | None:
        """Choose one of the files that are there."""
        found = [path for path in sorted(self.site.glob(pattern)) if path.is_file()]
        return self.draw.choice(found) if found else None

    def append(self, pattern: str, text: str) -> None:
        """Write something at the end of a file."""
        if path := self.pick(pattern):
            with path.open("a", encoding="utf-8") as file:
                file.write(text)

    def swap(self, pattern: str, *alternatives: str) -> None:
        """Put the next of some alternatives, the first after the last, in place of the one that a file holds."""
        for path in self.draw.sample(found := sorted(self.site.glob(pattern)), len(found)):
            text = path.read_text(encoding="utf-8")
            for number, old in enumerate(alternatives):
                if old in text:
                    path.write_text(text.replace(old, alternatives[(number + 1) % len(alternatives)], 1), encoding="utf-8")
                    return

    def rewrite(self, path: Path, pattern: str, words: str) -> None:
        """Put words in place of the first match in a file; nothing where there is none."""
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(pattern, lambda _: words, text, count=1, flags=re.MULTILINE), encoding="utf-8")

    def change(self, pattern: str, line: str, words: str) -> None:
        """Put words in place of a line of some file that matches the pattern."""
        if path := self.pick(pattern):
            self.rewrite(path, line, words)

    def toggle(self, path: str, text: str) -> None:
        """Add a file, or remove it when it is there."""
        target = self.site / path
        if target.exists():
            target.unlink()
        else:
            self.put(path, text)

    def put(self, path: str, text: str) -> None:
        """Write a file of the site."""
        target = self.site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


Kind = Callable[[Editor], object]
"""Edits once."""
