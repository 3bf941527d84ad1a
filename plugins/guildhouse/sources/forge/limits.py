"""How much one text may hold: far more than people write, and little enough that no text takes longer than a few seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_BYTES = 1_000_000
"""Size of a text in bytes of UTF-8."""
MAX_BLOCKS = 30_000
"""Paragraphs, items and other blocks."""
MAX_DEPTH = 60
"""Containers inside each other; lists count twice, once for the list and once for the item."""
MAX_CELLS = 50_000
"""Cells of all tables."""
MAX_TEXT = 100_000
"""Characters of one paragraph, heading or cell."""
MAX_BRACKETS = 100
"""Square brackets open at once in one of them."""
MAX_MARKS = 50_000
"""Characters that may be markup, in all running text: each costs a search."""
MAX_MARKS_AT_ONCE = 4_000
"""The same in one paragraph, heading or cell, where some searches grow with the square."""
MAX_OPEN = 100
"""Elements of HTML that are open at once."""
MAX_MARKED = 100
"""Numbers or ranges of lines that one code block marks."""
MAX_COLOURED = 5_000
"""Characters of a code block that is coloured; a longer one is shown without colours."""
MAX_COLOURED_RARE = 1_000
"""The same for a language whose lexer was not tried with hostile text."""
MAX_COLOURING = 60_000_000
"""Sum of the squares of the coloured characters, for that is how the time of the lexers grows; later blocks are shown without colours."""

_MARKS = ("*", "_", "~", "`", "[", "<", "&", "\\", "@", "://")
"""What may be markup; counted one by one, which is faster than one search for all."""


class TooMuchError(Exception):
    """Something in a text is larger than any text needs: the line in the file, and what it is."""

    def __init__(self, line: int, what: str) -> None:
        """Name the line and the excess."""
        super().__init__(what)
        self.line = line


@dataclass(slots=True)
class Meter:
    """Counts what one text holds and raises TooMuchError at a limit that has no gentler way."""

    cells: int = 0
    coloured: int = 0
    marks: int = 0
    open: int = 0

    def text(self, text: str, line: int) -> None:
        """Count a piece of running text."""
        self.length(text, line)
        marks = sum(map(text.count, _MARKS))
        self.marks += marks
        if marks > MAX_MARKS_AT_ONCE or self.marks > MAX_MARKS:
            raise TooMuchError(line, f"More than {MAX_MARKS_AT_ONCE:,} signs of one paragraph, or {MAX_MARKS:,} of the text, are markup.")
        if marks > MAX_BRACKETS and _depth(text) > MAX_BRACKETS:
            raise TooMuchError(line, f"More than {MAX_BRACKETS} square brackets are open at once.")

    def length(self, text: str, line: int) -> None:
        """Look at the length of a paragraph, heading or cell."""
        if len(text) > MAX_TEXT:
            raise TooMuchError(line, f"A paragraph has more than {MAX_TEXT:,} characters.")

    def may_colour(self, characters: int, *, is_rare: bool) -> bool:
        """Count a code block and tell whether it may be coloured; a rare language costs more, for some lexers grow with the cube."""
        if characters > (MAX_COLOURED_RARE if is_rare else MAX_COLOURED):
            return False
        cost = characters * characters * (5 if is_rare else 1)
        if self.coloured + cost > MAX_COLOURING:
            return False
        self.coloured += cost
        return True

    def table(self, cells: int, line: int) -> None:
        """Count the cells of a table."""
        self.cells += cells
        if self.cells > MAX_CELLS:
            raise TooMuchError(line, f"The tables have more than {MAX_CELLS:,} cells.")

    def element(self, change: int, line: int) -> None:
        """Count an element of HTML that opens (1) or closes (-1)."""
        self.open = max(self.open + change, 0)
        if self.open > MAX_OPEN:
            raise TooMuchError(line, f"More than {MAX_OPEN:,} HTML elements are open at once.")


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in re.findall(r"[\[\]]", text):
        depth = max(depth + (1 if character == "[" else -1), 0)
        deepest = max(deepest, depth)
    return deepest
