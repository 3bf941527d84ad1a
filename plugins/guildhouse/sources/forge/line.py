"""A line of Markdown while containers take their part of it from the left."""

from __future__ import annotations

TAB = 4


class Line:
    """What is left of a line: its number in the file, the text, and the column where that text begins.

    `words` is the rest without its indent, `indent` counts the columns before it, `is_blank` tells that nothing but white space is left.
    Tabs stop at multiples of four (CommonMark 0.31, section 2.2); a tab taken in part leaves spaces behind.
    """

    __slots__ = ("column", "indent", "is_blank", "number", "text", "words")

    def __init__(self, number: int, text: str) -> None:
        """Begin with nothing taken."""
        self.number = number
        self._leave(text, 0)

    def _leave(self, text: str, column: int) -> None:
        """Note what is left; it is asked for more often than it changes."""
        self.text = text
        self.column = column
        self.words = words = text.lstrip(" \t")
        self.is_blank = not words or words.isspace()
        self.indent = self._width(text[: len(text) - len(words)]) if words != text else 0

    def _width(self, space: str) -> int:
        offset = self.column % TAB
        return len((" " * offset + space).expandtabs(TAB)) - offset if "\t" in space else len(space)

    def skip(self, columns: int) -> None:
        """Take up to `columns` columns of white space."""
        text, column = self.text, self.column
        target = column + columns
        while column < target and text[:1] in {" ", "\t"}:
            width = TAB - column % TAB if text[0] == "\t" else 1
            taken = min(width, target - column)
            text = " " * (width - taken) + text[1:]
            column += taken
        if column != self.column:
            self._leave(text, column)

    def take(self, characters: int = 0) -> None:
        """Take all white space and characters after it that are none, such as a list's marker."""
        self._leave(self.words[characters:], self.column + self.indent + characters)
