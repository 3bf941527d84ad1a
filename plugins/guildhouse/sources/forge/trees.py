"""Last touches to the element tree, and to the text that is made of it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from guildhouse.sources.forge.desk import Desk
from guildhouse.sources.forge.emphasis import FLOW
from guildhouse.sources.forge.inline import without_stash
from guildhouse.sources.wording import BACK, said

_NUMBER = re.compile(r"\d+")
_STASH = re.compile("\x02wzxhzdk:(\\d+)\x03")
_HOLDERS = tuple(f"<{end}{tag}>" for tag in ("raw", FLOW) for end in ("", "/"))
"""Elements that only hold something until the text is written."""
_LINES = frozenset(
    "blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p raw summary table tbody td th thead tr ul".split()  # noqa: SIM905 - a list of words
)

_SHOWN = frozenset({"img", "video", "audio"})
_BLOCKS = frozenset({"ul", "ol", "p", "div", "blockquote", "raw", "details", "dl"})


class UsedFootnotes(Treeprocessor):
    """Drops footnotes that nothing refers to, as the forges do: their arrows would lead nowhere."""

    def __init__(self, footnotes: FootnoteExtension) -> None:
        """Ask this extension which are used."""
        super().__init__()
        self.footnotes = footnotes

    def run(self, root: ET.Element) -> None:
        """Look through the footnotes, which stand at the end of the text."""
        box = root[-1] if len(root) else None
        notes = box.find("ol") if box is not None and box.get("class") == "footnote" else None
        if box is None or notes is None:
            return
        used = {self.footnotes.makeFootnoteId(label) for label in self.footnotes.footnote_order}
        notes[:] = [note for note in notes if note.get("id") in used]
        if not len(notes):
            root.remove(box)


class Lines(Treeprocessor):
    """Begins a line after every block, so that the page can be read and words of neighbours stay apart."""

    def run(self, root: ET.Element) -> None:
        """Put the line ends in; Python-Markdown would read them as text to look through if they stood there earlier."""
        for element in root.iter():
            if element.tag in _LINES:
                element.tail = f"\n{element.tail or ''}"


class Labels(Treeprocessor):
    """Gives checkboxes the words of their task as their name, and the arrows after footnotes a name in words.

    An arrow is a picture with a name, rather than the text of a link with another name: what is seen and what is heard agree. Cells that
    head nothing are no headings.
    """

    def run(self, root: ET.Element) -> None:
        """Name them all."""
        for item in root.iter("li"):
            if item.get("class") == "task":
                box = next(item.iter("input"))
                holder = item if box in list(item) else item[0]
                box.set("aria-label", " ".join(without_stash(_words(holder)).split()))
        for link in root.iter("a"):
            if link.get("class") == "footnote-backref":
                number = _NUMBER.search(link.attrib.pop("title"))
                arrow = ET.SubElement(link, "span", {"role": "img", "aria-label": said(BACK, number=number[0] if number else "")})
                arrow.text, link.text = link.text, None
        for cell in root.iter("th"):
            if not len(cell) and not (cell.text or "").strip():
                cell.tag = "td"  # what heads nothing is no heading


class Figures(Treeprocessor):
    """Makes a figure of a picture or recording that stands alone in its paragraph and has a title, which becomes the caption."""

    def run(self, root: ET.Element) -> None:
        """Look at all paragraphs."""
        for paragraph in root.iter("p"):
            shown = _alone(paragraph)
            if shown is not None and shown.get("title"):
                paragraph.tag = "figure"
                ET.SubElement(paragraph, "figcaption").text = AtomicString(shown.attrib.pop("title"))


class Abbreviations(AbbrTreeprocessor):
    """Explains the abbreviations that the text defines."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        """Read from this desk."""
        super().__init__(md)
        self.desk = desk

    def run(self, root: ET.Element) -> ET.Element | None:
        """Mark every use."""
        self.abbrs = self.desk.record.abbreviations
        return super().run(root)


class Unstash(Postprocessor):
    """Puts the HTML back that was set aside."""

    def __init__(self, md: Markdown) -> None:
        """Read from this instance."""
        super().__init__(md)
        self.md = md

    def run(self, text: str) -> str:
        """Replace every sign by its HTML."""
        kept = self.md.htmlStash.rawHtmlBlocks
        for holder in _HOLDERS:
            text = text.replace(holder, "")
        return _STASH.sub(lambda match: str(kept[int(match[1])]), text)


def _alone(paragraph: ET.Element) -> ET.Element | None:
    """Give the one picture or recording that a paragraph consists of, which may be a link's; None when it holds anything else."""
    holder = paragraph
    while len(holder) == 1 and not (holder.text or "").strip() and not (holder[0].tail or "").strip():
        if holder[0].tag in _SHOWN:
            return holder[0]
        if holder[0].tag not in {"a", FLOW}:
            return None
        holder = holder[0]
    return None


def _words(element: ET.Element) -> str:
    """Join the words of an element up to its first block."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            break
        parts += [*child.itertext(), child.tail or ""]
    return "".join(parts)
