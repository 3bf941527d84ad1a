"""The blocks of a text, written as Markdown: CommonMark, with the tables and footnotes of the forges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from guildhouse.formats.markdown_inline import Inline
from guildhouse.formats.markdown_tables import rows
from guildhouse.formats.markdown_tree import BLOCKS, Node, content, has

_BEGINS = re.compile(r"^(?:(?=[=>|]|\#+(?:\s|$)|[-+](?:[\s|:-]|$)|:-)|(\d{1,9})(?=[.)](?:\s|$))|(\[\^\d+\])(?=:))", re.MULTILINE)
"""What makes the beginning of a line something else than words."""
_CLOSES = re.compile(r"(^|\s)(#+)$")
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_BOLD = frozenset({"dt", "label", "summary"})
_ROOM = " \n\u00a0"
_LARGEST = 999_000_000
"""The first number of a list can have nine digits, and so can the others."""


class Blocks:
    """Writes the blocks of one text."""

    def __init__(self, inline: Inline, root: Node) -> None:
        """Look where blocks are and how footnotes are numbered."""
        notes = [item for note in root.iter("div") if has(note, "footnote") for item in note.iterfind("ol/li")]
        self._inline = replace(inline, notes={f"#{item.get('id')}": number for number, item in enumerate(notes, 1)})
        self._containers = _containers(root)
        self._ways: dict[str, Callable[[Node, list[str]], None]] = {
            "blockquote": self._quote,
            "dd": self._definition,
            "div": self._division,
            "hr": lambda _, out: out.append("___"),
            "ol": self._list,
            "p": self._paragraph,
            "pre": self._code,
            "table": self._table,
            "ul": self._list,
            **dict.fromkeys(_HEADINGS, self._heading),
            **dict.fromkeys(_BOLD, self._bold),
        }

    def text(self, element: Node) -> str:
        """Write what an element holds."""
        out: list[str] = []
        self._into(out, element)
        return "\n\n".join(out)

    def _into(self, out: list[str], element: Node) -> None:
        """Add the blocks that an element holds; what stands in a line between them is a paragraph."""
        run: list[Node] = []
        for node in content(element):
            if isinstance(node, str) or node not in self._containers:
                run.append(node)
                continue
            self._add(out, run)
            run = []
            self._ways.get(node.tag, self._held)(node, out)
        self._add(out, run)

    def _add(self, out: list[str], run: list[Node]) -> None:
        _lines(out, self._inline.line(run).strip(_ROOM))

    def _held(self, element: Node, out: list[str]) -> None:
        self._into(out, element)

    def _paragraph(self, element: Node, out: list[str]) -> None:
        if has(element, "callout-title"):
            self._bold(element, out)
        else:
            self._into(out, element)

    def _bold(self, element: Node, out: list[str]) -> None:
        _lines(out, self._inline.bold(content(element)))

    def _heading(self, element: Node, out: list[str]) -> None:
        words = self._inline.line(content(element)).replace("\n", " ").strip(" ")
        if words:
            out.append(heading(_HEADINGS[element.tag], words))

    def _quote(self, element: Node, out: list[str]) -> None:
        if text := self.text(element):
            out.append("\n".join(f"> {line}" if line else ">" for line in text.split("\n")))

    def _division(self, element: Node, out: list[str]) -> None:
        if has(element, "callout"):
            self._quote(element, out)
        elif has(element, "footnote"):
            notes = (self.text(item) for item in element.iterfind("ol/li"))
            out += [_item(f"[^{number}]: ", note, 4) for number, note in enumerate(notes, 1)]
        else:
            self._into(out, element)

    def _definition(self, element: Node, out: list[str]) -> None:
        if text := self.text(element):
            out.append(_item("- ", text))

    def _list(self, element: Node, out: list[str]) -> None:
        """Write a list; one that follows another has other marks, for else they would be one."""
        items = [node for node in content(element) if not isinstance(node, str) or node.strip()]
        loose = any(True for _ in element.iterfind("li/p"))
        written = [_item(mark, self._held_in(item, loose=loose)) for mark, item in zip(self._marks(element, out), items, strict=False)]
        if written:
            out.append(("\n\n" if loose else "\n").join(written))

    def _marks(self, element: Node, out: list[str]) -> Iterator[str]:
        last = out[-1] if out else ""
        if element.tag == "ul":
            mark = "* " if last.startswith("-") else "- "
            return (mark for _ in count())
        given = element.get("start", "")
        start = min(int(given), _LARGEST) if given.isdecimal() and len(given) < 11 else 1  # noqa: PLR2004 - as long as _LARGEST
        sign = ")" if re.match(r"\d+\. ", last) else "."
        return (f"{number}{sign} " for number in count(start))

    def _held_in(self, item: Node, *, loose: bool) -> str:
        """Write an item; a list within stands right below its words when no item holds paragraphs."""
        out: list[str] = []
        if isinstance(item, str) or item not in self._containers:
            self._add(out, [item])
        else:
            self._ways.get(item.tag, self._held)(item, out)
        tight = not loose and len(out) == 2 and re.match(r"(?:-|1\.) \S", out[1]) and not re.match(r"[-*>`|#_\d]", out[0])  # noqa: PLR2004 - words and a list
        return ("\n" if tight else "\n\n").join(out)

    def _code(self, element: Node, out: list[str]) -> None:
        code = "".join(element.itertext()).removesuffix("\n")
        language = re.sub(r"[^\w+#.-]", "", element.getparent().get("data-language", ""))
        fence = "`" * max(3, max(map(len, re.findall("`+", code)), default=0) + 1)
        if code.strip():
            out.append(f"{fence}{language}\n{code}\n{fence}")

    def _table(self, element: Node, out: list[str]) -> None:
        for caption in element.iterfind("caption"):
            self._into(out, caption)
        if lines := rows(element, self._inline):
            out.append("\n".join(lines))


def heading(signs: str, words: str) -> str:
    """Write a heading; signs at its end would only close it."""
    return _CLOSES.sub(r"\1\\\2", f"{signs} {words}")


def _containers(root: Node) -> set[Node]:
    """Gather blocks and what holds one; a link that holds one stays in its line."""
    found: set[Node] = set()
    for block in root.iter(*BLOCKS):
        each = block
        while each is not None and each not in found and each.tag != "a":
            found.add(each)
            each = each.getparent()
    return found


def _lines(out: list[str], words: str) -> None:
    if words:
        out.append(_BEGINS.sub(_plain, words).replace("\n", "\\\n"))


def _plain(beginning: re.Match[str]) -> str:
    return f"{beginning[1] or beginning[2] or ''}\\"


def _item(mark: str, text: str, room: int = 0) -> str:
    """Write a text behind a mark, its other lines as far in as the first."""
    between = "\n" + " " * (room or len(mark))
    return (mark + re.sub(r"\n(?=[^\n])", between, text)).rstrip(" ")
