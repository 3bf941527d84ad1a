"""Reads lines into a tree of blocks, one line at a time and without recursion: the algorithm of CommonMark's appendix."""

from __future__ import annotations

from collections.abc import Iterable

from guildhouse.sources.forge import blocks as b
from guildhouse.sources.forge.limits import MAX_BLOCKS, MAX_DEPTH, TooMuchError
from guildhouse.sources.forge.line import Line
from guildhouse.sources.forge.starts import STARTS, Around, accept_html

_TAKING = (b.Fence, b.Code, b.Table, b.Paragraph)
"""Leaves that take the lines after their first."""


def scan(lines: Iterable[str], first_line: int = 1) -> b.Root:
    """Read a text, given as lines without line ends; raises TooMuchError where containers nest too deeply."""
    scanner = _Scanner(first_line)
    for number, text in enumerate(lines, first_line):
        scanner.feed(Line(number, text))
    return scanner.root


class _Scanner:
    def __init__(self, first_line: int) -> None:
        self.root = b.Root(first_line)
        self.open: list[b.Container] = [self.root]
        self.leaf: b.Leaf | None = None
        self.blocks = 0

    def feed(self, line: Line) -> None:
        is_blank = line.is_blank
        kept = self._continued(line)
        if kept < len(self.open) or not self._continue_leaf(line):
            self._begin(line, kept)
        if not is_blank:
            self._touch(line.number)

    def _touch(self, number: int) -> None:
        for container in self.open:
            container.end = number
        if self.leaf:
            self.leaf.end = number

    def _continued(self, line: Line) -> int:
        """Count the open containers to which the line belongs, and let each take its part."""
        for index, container in enumerate(self.open):
            if not container.continues(line):
                return index
        return len(self.open)

    def _continue_leaf(self, line: Line) -> bool:
        """Give the line to a leaf that takes lines as they are, and tell whether it did."""
        leaf = self.leaf
        if leaf is None or isinstance(leaf, b.Paragraph):
            return False
        if isinstance(leaf, b.Fence):
            self._continue_fence(leaf, line)
        elif isinstance(leaf, b.Html):
            accept_html(leaf, line)
            self.leaf = None if leaf.is_closed else leaf
        elif isinstance(leaf, b.Code) and (line.is_blank or line.indent >= b.QUOTE_INDENT):
            line.skip(b.QUOTE_INDENT)
            leaf.rows.append(line.text)
        else:
            return False
        return True

    def _continue_fence(self, fence: b.Fence, line: Line) -> None:
        if line.indent < b.QUOTE_INDENT and _closes(fence.fence, line.words):
            fence.end = line.number
            fence.is_closed = True
            self.leaf = None
        else:
            line.skip(fence.indent)
            fence.rows.append(line.text)

    def _begin(self, line: Line, kept: int) -> None:
        """Open the blocks that begin on this line, then give what is left to a paragraph."""
        while (block := self._start(line, kept)) is not None:
            self._add(block, kept, line)
            kept = len(self.open)
            if isinstance(block, b.Leaf):
                return
        self._text(line, kept)

    def _start(self, line: Line, kept: int) -> b.Block | None:
        if line.is_blank:
            return None
        if line.indent >= b.QUOTE_INDENT:
            return None if isinstance(self.leaf, b.Paragraph) else self._code(line)
        starts = STARTS.get(line.words[0])
        if starts is None:
            return None
        is_own = kept == len(self.open)
        around = Around(self.open[kept - 1], self.leaf if is_own else None, is_lazy=not is_own and isinstance(self.leaf, b.Paragraph))
        for start in starts:
            block = start(line, around)
            if block is not None:
                return block
        return None

    def _code(self, line: Line) -> b.Code:
        code = b.Code(line.number)
        line.skip(b.QUOTE_INDENT)
        code.rows.append(line.text)
        return code

    def _add(self, block: b.Block, kept: int, line: Line) -> None:
        """Close what the line does not continue, then hang the block into the innermost container."""
        del self.open[kept:]
        parent = self.open[-1]
        if isinstance(parent, b.List):
            if isinstance(block, b.List) and block.marker == parent.marker:
                self._nest(parent, block.children[0], line)
                return
            self.open.pop()
        self._nest(self.open[-1], block, line)
        if isinstance(block, b.List):
            self._push(block.children[0], line)

    def _nest(self, parent: b.Container, block: b.Block, line: Line) -> None:
        parent.children.append(block)
        self._push(block, line)

    def _push(self, block: b.Block, line: Line) -> None:
        self.leaf = None
        self.blocks += 1
        if self.blocks > MAX_BLOCKS:
            raise TooMuchError(line.number, f"The text has more than {MAX_BLOCKS:,} paragraphs, items and other blocks.")
        if isinstance(block, b.Container):
            self.open.append(block)
            if len(self.open) > MAX_DEPTH:
                raise TooMuchError(line.number, "Lists and quotes are nested too deeply.")
        elif isinstance(block, _TAKING) or (isinstance(block, b.Html) and not block.is_closed):
            self.leaf = block

    def _text(self, line: Line, kept: int) -> None:
        if line.is_blank:
            self.leaf = None
            del self.open[kept:]
        elif isinstance(self.leaf, b.Paragraph) or (isinstance(self.leaf, b.Table) and kept == len(self.open)):
            self.leaf.rows.append(line.words)
        else:
            paragraph = b.Paragraph(line.number)
            paragraph.rows.append(line.words)
            self._add(paragraph, kept, line)


def _closes(fence: str, words: str) -> bool:
    words = words.rstrip(" \t")
    return len(words) >= len(fence) and not words.strip(fence[0])
