"""Blocks turned into the element tree that Python-Markdown's inline step and serializer work on."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.footnotes import FootnoteExtension
from markdown.util import AtomicString

from guildhouse.sources import diagrams, wording
from guildhouse.sources.anchors import THEME_PREFIX, own_anchor
from guildhouse.sources.forge import blocks as b
from guildhouse.sources.forge.code import Info, code_block, code_box, read_info
from guildhouse.sources.forge.desk import Desk
from guildhouse.sources.forge.inline import Placed, placed
from guildhouse.sources.forge.record import Place
from guildhouse.sources.forge.references import References, take
from guildhouse.sources.forge.scan import scan
from guildhouse.sources.forge.starts import cells
from guildhouse.sources.sanitize import CALLOUTS

_OWN_ID = re.compile(r"(?<![ \t])[ \t]*+\{:?[ \t]*#([^\s{}#]+)[ \t]*\}[ \t]*$")
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*$", re.IGNORECASE)
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_KINDS = {
    **{kind: kind for kind in CALLOUTS},
    **dict.fromkeys(("hint", "success", "check", "done"), "tip"),
    **dict.fromkeys(("attention",), "warning"),
    **dict.fromkeys(("danger", "error", "failure", "fail", "missing", "bug"), "caution"),
}
"""What the admonitions of other tools are here; every other word is a note."""


class ForgeParser(BlockParser):
    """Stands in for Python-Markdown's block parser; also reads what its footnotes extension keeps."""

    def __init__(self, md: Markdown, desk: Desk, footnotes: FootnoteExtension) -> None:
        """Build for this desk."""
        super().__init__(md)
        self.desk = desk
        self.footnotes = footnotes
        self.first_line = 1
        self._writers: Mapping[type[b.Block], Callable[[ET.Element, Any], object]] = {
            b.Callout: self._callout,
            b.Code: self._indented,
            b.Definition: self._definition,
            b.Fence: self._fence,
            b.Footnote: self._footnote,
            b.Heading: self._heading,
            b.Html: self._html,
            b.List: self._list,
            b.Quote: self._quote,
            b.Rule: lambda parent, _: _sub(parent, "hr"),
            b.Table: self._table,
        }
        self.references: References = md.references  # type: ignore[assignment] # a title may be missing

    def parseDocument(self, lines: Sequence[str]) -> ET.ElementTree:  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        """Read the whole text."""
        self.root = ET.Element(self.md.doc_tag)
        self._fill(self.root, scan(lines, self.first_line).children)
        return ET.ElementTree(self.root)

    def parseChunk(self, parent: ET.Element, text: b.Container) -> None:  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        """Read the text of a footnote, which was kept as blocks."""
        self._fill(parent, text.children)
        if not len(parent):
            _sub(parent, "p").text = ""

    def _fill(self, parent: ET.Element, children: Sequence[b.Block], *, is_tight: bool = False) -> None:
        for index, block in enumerate(children):
            if isinstance(block, b.Paragraph):
                is_term = isinstance(children[min(index + 1, len(children) - 1)], b.Definition)
                self._paragraph(parent, block, is_tight=is_tight, is_term=is_term)
            elif not isinstance(block, b.Tab):
                self._writers[type(block)](parent, block)
            elif block.is_first or not index or not isinstance(children[index - 1], b.Tab):
                self._tabs(parent, children, index)

    def _footnote(self, parent: ET.Element, block: b.Footnote) -> None:  # noqa: ARG002 - it stands at the end of the page
        self.footnotes.footnotes.setdefault(block.label, block)  # type: ignore[arg-type] # comes back to parseChunk as it is

    def _definition(self, parent: ET.Element, block: b.Definition) -> None:
        self._fill(_sub(_dl(parent), "dd"), block.children, is_tight=len(block.children) == 1)

    def _html(self, parent: ET.Element, block: b.Html) -> None:
        self._raw(parent, self.desk.raw.read(block.text + "\n", block.line))

    def _fence(self, parent: ET.Element, block: b.Fence) -> None:
        code, info = "".join(f"{row}\n" for row in block.rows), read_info(block.info)
        if info.language in diagrams.LANGUAGES:
            self._diagram(parent, code, info, block.line)
        else:
            self._code(parent, code, info)

    def _indented(self, parent: ET.Element, block: b.Code) -> None:
        self._code(parent, block.text.rstrip() + "\n", Info())

    def _diagram(self, parent: ET.Element, code: str, info: Info, line: int) -> None:
        """Write a diagram as its source; whether there is a drawing shows when links are resolved."""
        record = self.desk.record
        words = diagrams.alternative(code).text or info.title or wording.said(wording.DIAGRAM)
        label = wording.said(wording.DIAGRAM_BOX, number=record.number("diagram"))
        box = code_box(code, info, f"{label}, {info.language}", record.meter)
        place = record.link("diagram", diagrams.digest(code), line, code)
        self._raw(parent, f'<diagram src="{place}" alt="{escape(words)}" title="{label}">{box}</diagram>\n')

    def _tabs(self, parent: ET.Element, children: Sequence[b.Block], first: int) -> None:
        """Write a group of tabs as radio buttons, each with its panel: they switch without a script and read in order without a style."""
        tabs = list(_group(children, first))
        number = self.desk.record.number("tabs")
        name = f"{THEME_PREFIX}tabs-{number}"
        box = _sub(parent, "div", {"class": "tab-set", "role": "radiogroup", "aria-label": wording.said(wording.TABS, number=number)})
        chosen = next((index for index, tab in enumerate(tabs) if tab.is_chosen), 0)
        for index, tab in enumerate(tabs):
            button = _sub(box, "input", {"type": "radio", "name": name, "id": f"{name}-{index + 1}"})
            if index == chosen:
                button.set("checked", "")
            _sub(box, "label", {"for": f"{name}-{index + 1}"}).text = self._placed(tab.label, tab.line)
            self._fill(_sub(box, "div", {"class": "tab-panel"}), tab.children)

    def _placed(self, text: str, line: int, *, is_task: bool = False) -> Placed:
        """Tie a text to its place, after a look at its size."""
        self.desk.record.meter.text(text, line)
        return placed(text, Place(line, text, is_task))

    def _paragraph(self, parent: ET.Element, block: b.Paragraph, *, is_tight: bool, is_term: bool) -> None:
        self.desk.record.meter.length(block.text, block.line)
        take(block, self.references, self.desk.record)
        if not block.rows:
            return
        if is_term:
            for number, row in enumerate(block.rows, block.line):
                _sub(_dl(parent), "dt").text = self._placed(row, number)
            return
        task = _TASK.match(block.rows[0]) if parent.tag == "li" and not len(parent) else None
        anchor = _OWN_ID.fullmatch(block.rows[-1]) if len(block.rows) > 1 else None
        if anchor:
            block.rows.pop()
        is_bare = is_tight and (len(parent) > 0 or not parent.text)
        target = parent if is_bare else _sub(parent, "p")
        if anchor and not is_bare:
            target.set("id", own_anchor(anchor[1]))
        is_task = task is not None or parent.get("class") == "task"
        text = self._placed(block.text[task.end() - 1 if task else 0 :].rstrip(), block.line, is_task=is_task)
        if task:
            parent.set("class", "task")
            _checkbox(target, is_checked=task[1] != " ").tail = text
        elif len(target):
            target[-1].tail = text
        else:
            target.text = text

    def _heading(self, parent: ET.Element, block: b.Heading) -> None:
        text = block.text
        anchor = _OWN_ID.search(text)
        element = _sub(parent, f"h{block.level}")
        if anchor:
            element.set("id", own_anchor(anchor[1]))
            text = text[: anchor.start()]
        element.text = self._placed(text, block.line)

    def _quote(self, parent: ET.Element, block: b.Quote) -> None:
        first = block.children[0] if block.children else None
        alert = _ALERT.match(first.rows[0]) if isinstance(first, b.Paragraph) else None
        if not alert or not isinstance(first, b.Paragraph):
            self._fill(_sub(parent, "blockquote"), block.children)
            return
        first.rows.pop(0)
        first.line += 1
        kind = alert[1].lower()
        title = self._placed(wording.said(wording.CALLOUTS[kind]), block.line)
        self._fill(self._titled(_sub(parent, "div"), kind, "p", title), block.children)

    def _callout(self, parent: ET.Element, block: b.Callout) -> None:
        kind, word = _KINDS.get(block.kind, "note"), _title(block.kind)
        title = word if block.title is None else block.title
        box = _sub(parent, "details" if block.is_folded else "div")
        if block.is_open:
            box.set("open", "")
        tag = "summary" if block.is_folded else "p"
        says_kind = kind == "note" or title.lower().startswith(word.lower())
        self._fill(self._titled(box, kind, tag, self._placed(title, block.line), "" if says_kind else word), block.children)

    def _titled(self, box: ET.Element, kind: str, tag: str, title: Placed, word: str = "") -> ET.Element:
        """Write the title, after the word for the kind where the title does not say it: colour alone tells nobody enough."""
        box.set("class", f"callout callout-{kind}")
        if title or word:
            heading = _sub(box, tag)
            if word:
                _sub(heading, "span", {"class": "callout-kind"}).text = f"{word}:" if title else word
                heading[0].tail = placed(f" {title}", title.place)
            else:
                heading.text = title
            if tag == "p":
                heading.set("class", "callout-title")
        return box

    def _list(self, parent: ET.Element, block: b.List) -> None:
        element = _sub(parent, "ul" if block.start is None else "ol")
        if block.start not in {None, 1}:
            element.set("start", str(block.start))
        is_tight = not block.is_loose
        for item in block.items:
            self._fill(_sub(element, "li"), item.children, is_tight=is_tight)
        if any(item.get("class") == "task" for item in element):
            element.set("class", "tasks")

    def _table(self, parent: ET.Element, block: b.Table) -> None:
        self.desk.record.meter.table(len(block.rows) * len(block.aligns), block.line)
        label = wording.said(wording.TABLE, number=self.desk.record.number("table"))
        box = _sub(parent, "div", {"class": "table", "tabindex": "0", "role": "region", "aria-label": label})
        table = _sub(box, "table")
        self._row(_sub(table, "thead"), "th", block, 0)
        body = _sub(table, "tbody") if len(block.rows) > 1 else table
        for index in range(1, len(block.rows)):
            self._row(body, "td", block, index)

    def _row(self, parent: ET.Element, tag: str, block: b.Table, index: int) -> None:
        row = _sub(parent, "tr")
        texts = cells(block.rows[index])
        line = block.line + index + (1 if index else 0)
        for column, align in enumerate(block.aligns):
            cell = _sub(row, tag, {"class": f"align-{align}"} if align else {})
            if column < len(texts):
                cell.text = self._placed(texts[column], line)

    def _code(self, parent: ET.Element, code: str, info: Info) -> None:
        record = self.desk.record
        self._raw(parent, code_block(code, info, record.number("code"), record.meter))

    def _raw(self, parent: ET.Element, html: str) -> None:
        _sub(parent, "raw").text = AtomicString(self.md.htmlStash.store(html))


def _title(kind: str) -> str:
    """Name a kind of callout: in the readers' language when it is one of the usual, else as its author did."""
    known = wording.CALLOUTS.get(kind)
    return wording.said(known) if known else kind.capitalize()


def _sub(parent: ET.Element, tag: str, attributes: dict[str, str] | None = None) -> ET.Element:
    return ET.SubElement(parent, tag, attributes or {})


def _group(children: Sequence[b.Block], first: int) -> Iterator[b.Tab]:
    """Give the tabs that stand in a row, up to one that begins a new group."""
    for index in range(first, len(children)):
        block = children[index]
        if not isinstance(block, b.Tab) or (block.is_first and index > first):
            return
        yield block


def _dl(parent: ET.Element) -> ET.Element:
    """Continue the definition list at the end of `parent`, or begin one."""
    return parent[-1] if len(parent) and parent[-1].tag == "dl" else _sub(parent, "dl")


def _checkbox(parent: ET.Element, *, is_checked: bool) -> ET.Element:
    box = _sub(parent, "input", {"type": "checkbox", "disabled": ""})
    if is_checked:
        box.set("checked", "")
    return box
