"""A line of Markdown while containers take their part of it from the left."""

from __future__ import annotations

TAB = 4


class Line:
    """What is left of a line: its number in the file, the text, and the column where that text begins.

    Tabs stop at multiples of four (CommonMark 0.31, section 2.2); a tab taken in part leaves spaces behind.
    """

    __slots__ = ("column", "number", "text")

    def __init__(self, number: int, text: str) -> None:
        """Begin with nothing taken."""
        self.number = number
        self.text = text
        self.column = 0

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing but white space is left."""
        return not self.text or self.text.isspace()

    @property
    def indent(self) -> int:
        """Count the columns before the first character that is no space or tab."""
        if self.text[:1] not in {" ", "\t"}:
            return 0
        space = self.text[: len(self.text) - len(self.words)]
        offset = self.column % TAB
        return len((" " * offset + space).expandtabs(TAB)) - offset if "\t" in space else len(space)

    @property
    def words(self) -> str:
        """The rest without its indent."""
        return self.text.lstrip(" \t")

    def skip(self, columns: int) -> None:
        """Take up to `columns` columns of white space."""
        target = self.column + columns
        while self.column < target and self.text[:1] in {" ", "\t"}:
            width = TAB - self.column % TAB if self.text[0] == "\t" else 1
            taken = min(width, target - self.column)
            self.text = " " * (width - taken) + self.text[1:]
            self.column += taken

    def strip(self) -> None:
        """Take all white space."""
        self.column += self.indent
        self.text = self.words

    def take(self, characters: int) -> None:
        """Take characters that are not white space, such as a list's marker."""
        self.text = self.text[characters:]
        self.column += characters
