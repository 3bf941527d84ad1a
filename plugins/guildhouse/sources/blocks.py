"""The blocks of a Markdown text as far as meeting notes need them: headings, list items and paragraphs, with their lines.

Code, comments, quotations, tables and HTML blocks are left out. A list belongs to the item above it when it is indented by two or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from guildhouse.sources.words import masked

MARKER = r"[-*+]|[0-9]{1,9}[.)]"
FENCE = re.compile(rf"[ ]*(?:(?:{MARKER})[ ]+)?(`{{3,}}(?=[^`]*$)|~{{3,}})")
ITEM = re.compile(rf"([ ]*)({MARKER})(?:[ ]+(.*)|$)")
HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ ]+|(?=[^\W\d_])|$)(.*)")
UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ ]*")
RULER = re.compile(r"[ ]{0,3}([-*_])(?:[ ]*\1){2,}[ ]*")
DEFINITION = re.compile(r"[ ]*\*?\[[^\[\]]+\]:")
ASIDE = re.compile(r"[ ]*(?:[>|]|</?(?:aside|blockquote|details|div|dl|figure|h[1-6]|hr|iframe|ol|p|pre|section|summary|table|ul|video)\b)")
DECISION = re.compile(r"[\s*_]*decision[\s*_]*:", re.IGNORECASE)
"""Begins a paragraph of its own, though Markdown would join the line to the one above."""
CODE_INDENT = 4
ITEM_INDENT = 2


@dataclass
class Block:
    """A heading, list item or paragraph that begins in `line`; `level` is a heading's, else the number of list items around it."""

    kind: Literal["heading", "item", "paragraph"]
    line: int
    level: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The block's lines as one, without the backslashes of hard breaks."""
        return " ".join(line.strip().removesuffix("\\") for line in self.lines)


def blocks(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """List the blocks of a text whose first line has the number `first_line`."""
    reader = _Reader()
    for number, line in _visible(text):
        reader.read(first_line + number, line)
    return tuple(reader.found)


def _visible(text: str) -> Iterator[tuple[int, str]]:
    """Count the lines from 0, with fenced code blanked and comments cut out."""
    fence, is_comment = "", False
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")):
        mark = None if is_comment else FENCE.match(line)
        if fence:
            is_end = line.strip().startswith(fence) and not line.strip(f" {fence[0]}")
            fence = "" if is_end else fence
            yield number, ""
        elif mark:
            fence = mark[1]
            yield number, ""
        else:
            shown, is_comment = _uncomment(line, is_comment=is_comment)
            if shown.strip() or not line.strip():  # a line of comment alone does not end the paragraph around it
                yield number, shown


def _uncomment(line: str, *, is_comment: bool) -> tuple[str, bool]:
    """Cut comments out of a line, and tell whether one is still open at its end."""
    if is_comment:
        _, end, line = line.partition("-->")
        if not end:
            return "", True
    shown, place, hidden = "", 0, masked(line)
    while (start := hidden.find("<!--", place)) >= 0:
        shown += line[place:start]
        end_of_comment = line.find("-->", start + 2)
        if end_of_comment < 0:
            return shown, True
        place = end_of_comment + 3
    return shown + line[place:], False


class _Reader:
    """Reads line after line; `open` is the block that a next line of words would continue."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.open: Block | None = None
        self.items: list[tuple[int, int]] = []
        """Columns of the marker and of the words of each item around the current line."""
        self.is_aside = False

    def read(self, number: int, line: str) -> None:
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            self._close()
        elif self._is_underline(line):
            last = self.found[-1]
            self.found[-1] = Block("heading", last.line, 1 if "=" in line else 2, last.lines)
            self._close()
        elif self._is_code(indent) or (self.open is None and DEFINITION.match(line)):
            return
        elif RULER.fullmatch(line):
            self._leave(0)
        elif self._is_words_only(line, indent):
            self._continue(number, line, indent)
        elif heading := HEADING.fullmatch(line):
            self._leave(0)
            self.found.append(Block("heading", number, len(heading[1]), [heading[2].strip(" #")]))
        elif item := ITEM.fullmatch(line):
            self._item(number, item)
        else:
            self._close()
            self.is_aside = True

    def _close(self) -> None:
        self.open, self.is_aside = None, False

    def _leave(self, indent: int) -> None:
        """Close the block, and the items that a line with this indent is no longer part of."""
        self._close()
        while self.items and indent < self.items[-1][0] + ITEM_INDENT:
            self.items.pop()

    def _is_underline(self, line: str) -> bool:
        return self.open is not None and self.open.kind == "paragraph" and UNDERLINE.fullmatch(line) is not None

    def _is_code(self, indent: int) -> bool:
        around = [words for marker, words in self.items if indent >= marker + ITEM_INDENT]
        return self.open is None and not self.is_aside and indent >= (around[-1] if around else 0) + CODE_INDENT

    def _is_words_only(self, line: str, indent: int) -> bool:
        """Tell whether a line begins no block of its own; in the middle of a paragraph only a list that counts from 1 does."""
        is_in_text = self.open is not None and self.open.kind == "paragraph" and not self.items
        item = ITEM.fullmatch(line)
        if item and is_in_text:
            return indent >= CODE_INDENT or not item[3] or item[2][:-1] not in {"", "1"}
        return not (item or HEADING.fullmatch(line) or ASIDE.match(line))

    def _continue(self, number: int, line: str, indent: int) -> None:
        if self.is_aside:
            return
        if self.open is None or DECISION.match(line):
            self._leave(indent)
            self.open = Block("paragraph", number, len(self.items))
            self.found.append(self.open)
        self.open.lines.append(line)

    def _item(self, number: int, item: re.Match[str]) -> None:
        marker = len(item[1])
        self._leave(marker)
        self.open = Block("item", number, len(self.items), [item[3] or ""])
        self.found.append(self.open)
        self.items.append((marker, marker + len(item[2]) + 1))
