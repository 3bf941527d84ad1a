"""Tables as the forges write them: a line for each row, cells between strokes."""

from __future__ import annotations

from collections.abc import Iterator

from guildhouse.formats.markdown_inline import Inline
from guildhouse.formats.markdown_tree import Node, content, has

_RULES = {"align-left": ":--", "align-center": ":-:", "align-right": "--:"}
_WIDEST = 20
"""Columns that one cell can span, and those that cells of rows above keep free; HTML allows a thousand."""


def rows(table: Node, inline: Inline) -> list[str]:
    """Write a table. A cell that spans several stands in the first of them; without a row of headings that row is empty."""
    grid = list(_grid(table, inline))
    if not grid:
        return []
    width = max(max(row, default=0) for row, _ in grid) + 1
    headed = any(True for _ in table.iterfind("thead/tr"))
    head = grid.pop(0) if headed else ({}, {})
    rules = {**(grid[0][1] if grid else {}), **head[1]}
    lines = [_row(head[0], width), _row({column: rules.get(column, "---") for column in range(width)}, width)]
    return [*lines, *(_row(cells, max(cells, default=0) + 1) for cells, _ in grid)]


def _grid(table: Node, inline: Inline) -> Iterator[tuple[dict[int, str], dict[int, str]]]:
    """Find the column of every cell: its words, and the rule that aligns them."""
    taken: dict[int, int] = {}
    for row in (*table.iterfind("thead/tr"), *table.iterfind("tr"), *table.iterfind("tbody/tr"), *table.iterfind("tfoot/tr")):
        cells: dict[int, str] = {}
        rules: dict[int, str] = {}
        spans: dict[int, int] = {}
        column = 0
        for cell in row.iterchildren("td", "th"):
            while column in taken and column < _WIDEST:
                column += 1
            cells[column] = _words(cell, inline)
            rules.update((column, rule) for name, rule in _RULES.items() if has(cell, name))
            spans |= dict.fromkeys(range(column, column + _span(cell, "colspan")), _span(cell, "rowspan"))
            column += _span(cell, "colspan")
        yield cells, rules
        taken = {column: left - 1 for column, left in {**taken, **spans}.items() if left > 1}


def _words(cell: Node, inline: Inline) -> str:
    return inline.line(content(cell)).strip(" \n").replace("\n", "<br>").replace("|", "\\|")


def _span(cell: Node, name: str) -> int:
    given = cell.get(name, "")
    return min(max(int(given), 1), _WIDEST) if given.isdecimal() and len(given) < 6 else 1  # noqa: PLR2004 - more than any table has


def _row(cells: dict[int, str], width: int) -> str:
    return "|" + "".join(f" {cells[column]} |" if cells.get(column) else "  |" for column in range(width))
