"""How each kind of block begins, in the order in which CommonMark 0.31 and GitHub try them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from guildhouse.sources.forge import blocks as b
from guildhouse.sources.forge.line import Line
from guildhouse.sources.forge.references import is_all_definitions


class Around(NamedTuple):
    """Where a line stands: in which container, after which open leaf, and whether it could continue a paragraph further in."""

    container: b.Container
    leaf: b.Leaf | None
    is_lazy: bool


Start = Callable[[Line, Around], b.Block | None]
"""Makes the block that begins with the rest of a line, or None when none does."""

_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
_FENCE = re.compile(r"(`{3,}+(?!.*`)|~{3,}+)(.*)$")
_MARKER = re.compile(r"(?:([*+-])|([0-9]{1,9})([.)]))(?=[ \t]|$)")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:")
_CALLOUT = re.compile(r"""(!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)(?:[ \t]+[\w-]+)*(?:[ \t]+"(.*)")?[ \t]*$""")
_TAB = re.compile(r"""===([!+]{0,2})[ \t]+(?:"([^"]+)"|'([^']+)')[ \t]*$""")
_DELIMITERS = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*\|?[ \t]*+$")
_CELL_END = re.compile(r"(?<!\\)\|")

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure"
    "|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param"
    "|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_ATTRIBUTE = r"""(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?)"""
TAG = rf"<(?:[A-Za-z][A-Za-z0-9-]*{_ATTRIBUTE}*\s*/?|/[A-Za-z][A-Za-z0-9-]*\s*)>"
"""An HTML tag in running text (CommonMark, section 6.6)."""
_BLANK = re.compile(r"\s*$")
_HTML: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"<(?:script|pre|textarea|style)(?:\s|>|$)", re.IGNORECASE),
        re.compile(r"</(?:script|pre|textarea|style)>", re.IGNORECASE),
    ),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<[?]"), re.compile(r"[?]>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf"</?(?:{_BLOCK_TAGS})(?:\s|/?>|$)", re.IGNORECASE), _BLANK),
)
_HTML_ALONE = re.compile(rf"{TAG}\s*$")


def quote(line: Line, around: Around) -> b.Block | None:  # noqa: ARG001 - every start is asked alike
    """Begin a block quote at `>`."""
    return b.Quote(line.number) if b.take_quote(line) else None


def atx(line: Line, around: Around) -> b.Block | None:  # noqa: ARG001
    """Make a heading of `# words`."""
    match = _ATX.match(line.words)
    if not match:
        return None
    heading = b.Heading(line.number, len(match[1]))
    heading.rows.append(_without_hashes(line.words[match.end() :].strip()))
    return heading


def fence(line: Line, around: Around) -> b.Block | None:  # noqa: ARG001
    """Begin fenced code."""
    match = _FENCE.match(line.words)
    return b.Fence(line.number, match[1], line.indent, match[2].strip()) if match else None


def html(line: Line, around: Around) -> b.Block | None:
    """Begin a block of HTML; a tag alone on its line begins one only where no paragraph is open."""
    words = line.words
    if not words.startswith("<"):
        return None
    until = next((end for start, end in _HTML if start.match(words)), None)
    if until is None and not isinstance(around.leaf, b.Paragraph) and not around.is_lazy and _HTML_ALONE.match(words):
        until = _BLANK
    if until is None:
        return None
    block = b.Html(line.number, until)
    accept_html(block, line)
    return block


def table(line: Line, around: Around) -> b.Block | None:
    """Make the last line of a paragraph the header of a table, when this line is a row of as many `---`."""
    if not isinstance(around.leaf, b.Paragraph) or not _DELIMITERS.match(line.words) or "|" not in line.words + around.leaf.rows[-1]:
        return None
    delimiters = cells(line.words)
    if len(cells(around.leaf.rows[-1])) != len(delimiters):
        return None
    block = b.Table(line.number - 1, tuple(map(_align, delimiters)))
    block.rows.append(around.leaf.rows.pop())
    if not around.leaf.rows:
        around.container.children.pop()
    return block


def setext(line: Line, around: Around) -> b.Block | None:
    """Make the open paragraph a heading, when this line underlines it."""
    if not isinstance(around.leaf, b.Paragraph) or not _SETEXT.match(line.words) or is_all_definitions(around.leaf.text):
        return None
    heading = b.Heading(around.leaf.line, 1 if line.words[0] == "=" else 2)
    heading.rows.extend(around.leaf.rows)
    around.container.children.pop()
    return heading


def rule(line: Line, around: Around) -> b.Block | None:  # noqa: ARG001
    """Make a thematic break of three `*`, `-` or `_`."""
    return b.Rule(line.number) if _RULE.match(line.words) else None


def item(line: Line, around: Around) -> b.Block | None:
    """Begin an item of a list; a paragraph is interrupted only by one that has words and, when numbered, begins with 1."""
    words = line.words
    match = _MARKER.match(words)
    if not match:
        return None
    number = int(match[2]) if match[2] else None
    if isinstance(around.leaf, b.Paragraph) and (not words[match.end() :].strip() or number not in {None, 1}):
        return None
    indent = line.indent
    line.take(match.end())
    spaces = 1 if line.is_blank or line.indent > b.QUOTE_INDENT else line.indent
    line.skip(spaces)
    block = b.List(line.number, match[1] or match[3], number)
    block.children.append(b.Item(line.number, indent + match.end() + spaces))
    return block


def footnote(line: Line, around: Around) -> b.Block | None:  # noqa: ARG001
    """Begin the text of a footnote."""
    match = _FOOTNOTE.match(line.words)
    if not match:
        return None
    line.take(match.end())
    line.take()
    return b.Footnote(line.number, match[1].lower())


def callout(line: Line, around: Around) -> b.Block | None:  # noqa: ARG001
    """Begin an admonition as Material for MkDocs writes it."""
    match = _CALLOUT.match(line.words)
    if not match:
        return None
    line.take(len(line.words))
    return b.Callout(line.number, match[2].lower(), match[3], is_folded=match[1] != "!!!", is_open=match[1].endswith("+"))


def tab(line: Line, around: Around) -> b.Block | None:  # noqa: ARG001
    """Begin a tab as Material for MkDocs writes it."""
    match = _TAB.match(line.words)
    if not match:
        return None
    line.take(len(line.words))
    return b.Tab(line.number, match[2] or match[3], is_first="!" in match[1], is_chosen="+" in match[1])


def definition(line: Line, around: Around) -> b.Block | None:
    """Begin a definition under its term."""
    before = around.container.children
    follows = isinstance(around.leaf, b.Paragraph) or (bool(before) and isinstance(before[-1], b.Definition))
    if not follows or not line.words.startswith((": ", ":\t")):
        return None
    line.take(1)
    line.take()
    return b.Definition(line.number)


_SIGNS: tuple[tuple[Start, str], ...] = (
    (quote, ">"),
    (atx, "#"),
    (fence, "`~"),
    (html, "<"),
    (table, "|:-"),
    (setext, "=-"),
    (rule, "*_-"),
    (item, "*+-0123456789"),
    (footnote, "["),
    (callout, "!?"),
    (tab, "="),
    (definition, ":"),
)
"""The characters with which each can begin."""
STARTS: Mapping[str, tuple[Start, ...]] = {
    sign: tuple(start for start, signs in _SIGNS if sign in signs) for sign in "".join(signs for _, signs in _SIGNS)
}
"""What to try, by the first character of a line; with any other one, it is a paragraph."""


def accept_html(block: b.Html, line: Line) -> None:
    """Add a line to a block of HTML and note whether it ends there; the blank line that ends one is not part of it."""
    if block.until is _BLANK:
        block.is_closed = line.is_blank
    else:
        block.is_closed = block.until.search(line.text) is not None
    if not (block.until is _BLANK and line.is_blank):
        block.rows.append(line.text)


def cells(row: str) -> list[str]:
    r"""Split a row of a table at its pipes; `\|` is a pipe inside a cell, in code too, as on GitHub."""
    row = row.strip()
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(row)]


def _without_hashes(words: str) -> str:
    """Take the hashes off that close a heading; they stand apart from its words."""
    shorter = words.rstrip("#")
    return shorter.rstrip() if not shorter or shorter[-1] in " \t" else words


def _align(delimiter: str) -> str:
    left, right = delimiter.startswith(":"), delimiter.endswith(":")
    return "center" if left and right else "right" if right else "left" if left else ""
