"""Where a fact was written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place in a file of the site: path relative to the site's folder, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Write the place as compilers do, so that editors can jump to it."""
        return f"{self.path}:{self.line}:{self.column}"

    def down(self, lines: int) -> Source:
        """Name the place `lines` below this one, at the start of its line."""
        return Source(self.path, self.line + lines)
