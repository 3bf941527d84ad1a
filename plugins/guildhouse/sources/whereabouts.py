"""The columns of links in their file, found again in its lines, for a draft keeps only the line of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from guildhouse.model.source import Source
from guildhouse.sources.draft import Link

MAX_LINE = 2_000
"""Characters of a line that is looked through; in a longer one no column helps anybody."""


@dataclass
class Whereabouts:
    """Tells where the links of one text stand; most texts are never asked."""

    path: str
    text: str
    first_line: int
    links: Sequence[Link]
    _found: list[int] = field(default_factory=list)
    """Columns of the first links, each looked for behind the one before it."""
    _passed: dict[int, int] = field(default_factory=dict)
    """How far each line was looked through."""

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def of(self, number: int) -> Source:
        """Name the place of a link by its number; its line alone when what it says stands there in other words."""
        while len(self._found) <= number:
            self._found.append(self._column(self.links[len(self._found)]))
        return Source(self.path, self.links[number].line, self._found[number])

    def _column(self, link: Link) -> int:
        number = link.line - self.first_line
        line = self._lines[number] if 0 <= number < len(self._lines) else ""
        if not line or len(line) > MAX_LINE:
            return 1
        column = self._find(link, line, self._passed.get(number, 0)) or self._find(link, line, 0)
        if column:
            self._passed[number] = column
        return column or 1

    def _find(self, link: Link, line: str, start: int) -> int:
        """Find the address of a link, counted from 1; of a mention its name."""
        for before in ("@",) if link.kind == "mention" else ("](", "](<", ""):
            at = line.find(before + link.target, start) if link.target else -1
            if at >= 0:
                return at + len(before) + (0 if before == "@" else 1)
        return 0
