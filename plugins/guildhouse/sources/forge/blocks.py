"""The blocks that a text is made of: containers, which hold blocks, and leaves, which hold lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guildhouse.sources.forge.line import Line

QUOTE_INDENT = 4
"""From this indent on a line is code, not the beginning of a block."""


@dataclass(slots=True)
class Block:
    """Anything with a place: its first line in the file and the last one that is not blank."""

    line: int
    end: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """Begin as a block of one line."""
        self.end = self.line


@dataclass(slots=True)
class Container(Block):
    """A block of blocks; `continues` takes its marker or indent from a line and tells whether the line belongs to it."""

    children: list[Block] = field(default_factory=list, init=False)

    def continues(self, line: Line) -> bool:  # noqa: ARG002 - the root and lists take nothing
        """Accept every line."""
        return True


@dataclass(slots=True)
class Root(Container):
    """The whole text."""


@dataclass(slots=True)
class Quote(Container):
    """A block quote, also what becomes an alert."""

    def continues(self, line: Line) -> bool:
        """Take `>` and one space."""
        return take_quote(line)


@dataclass(slots=True)
class List(Container):
    """A list; `marker` is its bullet or the delimiter after its numbers, `start` the first number."""

    marker: str
    start: int | None

    @property
    def items(self) -> tuple[Container, ...]:
        """Give the items."""
        return tuple(item for item in self.children if isinstance(item, Container))

    @property
    def is_loose(self) -> bool:
        """Tell whether blank lines stand between items, or between the blocks of one."""
        return _is_spaced(self.children) or any(_is_spaced(item.children) for item in self.items)


@dataclass(slots=True)
class Item(Container):
    """An item of a list; what belongs to it is indented by `offset` columns."""

    offset: int

    def continues(self, line: Line) -> bool:
        """Take the indent; an item that began with an empty line ends at the next one."""
        if line.is_blank:
            return bool(self.children)
        return _take_indent(line, self.offset)


@dataclass(slots=True)
class Indented(Container):
    """A container whose content is indented by four columns."""

    def continues(self, line: Line) -> bool:
        """Take the indent."""
        return line.is_blank or _take_indent(line, QUOTE_INDENT)


@dataclass(slots=True)
class Callout(Indented):
    """`!!! note "Title"`, or with `???` one that can be folded."""

    kind: str
    title: str | None
    is_folded: bool
    is_open: bool


@dataclass(slots=True)
class Tab(Indented):
    """`=== "Label"`; tabs in a row are one group, `is_first` begins a new one, `is_chosen` is shown first."""

    label: str
    is_first: bool
    is_chosen: bool


@dataclass(slots=True)
class Footnote(Indented):
    """`[^label]: text`."""

    label: str


@dataclass(slots=True)
class Definition(Indented):
    """`:   text` under a term."""


@dataclass(slots=True)
class Leaf(Block):
    """A block of lines, each without what its containers took."""

    rows: list[str] = field(default_factory=list, init=False)

    @property
    def text(self) -> str:
        """The lines joined."""
        return "\n".join(self.rows)


@dataclass(slots=True)
class Paragraph(Leaf):
    """Running text."""


@dataclass(slots=True)
class Heading(Leaf):
    """A heading of level 1 to 6."""

    level: int


@dataclass(slots=True)
class Rule(Leaf):
    """A thematic break."""


@dataclass(slots=True)
class Table(Leaf):
    """A table: rows[0] is the header, `aligns` one of left, right, center or nothing for each column."""

    aligns: tuple[str, ...]


@dataclass(slots=True)
class Code(Leaf):
    """Indented code."""


@dataclass(slots=True)
class Fence(Leaf):
    """Fenced code: its fence, the indent of the fence, and the info string."""

    fence: str
    indent: int
    info: str
    is_closed: bool = field(default=False, init=False)


@dataclass(slots=True)
class Html(Leaf):
    """A block of HTML, open until a line matches `until`."""

    until: re.Pattern[str]
    is_closed: bool = field(default=False, init=False)


def take_quote(line: Line) -> bool:
    """Take the marker of a block quote and the space after it, if the line begins with one."""
    if line.indent >= QUOTE_INDENT or not line.words.startswith(">"):
        return False
    line.take(1)
    line.skip(1)
    return True


def _take_indent(line: Line, columns: int) -> bool:
    if line.indent < columns:
        return False
    line.skip(columns)
    return True


def _is_spaced(blocks: list[Block]) -> bool:
    return any(after.line > before.end + 1 for before, after in pairwise(blocks))
