"""What stands in a line of a text, written as Markdown that every reader takes for the same words."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from urllib.parse import quote

from guildhouse.formats.markdown_tree import BLOCKS, Node, content, has

_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**", "del": "~~", "s": "~~"}
_KEPT = frozenset(["abbr", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "sub", "sup", "u"])
"""Elements that Markdown has no signs for and that say something."""
_SIGNS = re.compile(r"[\\`*\[\]~]|_(?!(?<=[^\W_]_)[^\W_])|&(?=[#\w]*(?:;|\Z))|<(?![\s\d=])|!\Z")
_SPACE = re.compile("[ \t\n\r\f]+")
_BREAK = re.compile(" *\n[ \n]*")
_LOOSE = re.compile(r"[\s<>\\`|\"]")
_ENTITY = re.compile(r"&(?=[#\w]+;)")
_PLAIN = re.compile(r"https?://[^\s<>|\\`\"]+")


def escaped(words: str) -> str:
    """Write words so that none of their signs is markup; what only the beginning of a line makes markup is left to the block."""
    return _SIGNS.sub(lambda sign: {"&": "&amp;", "<": "&lt;"}.get(sign[0], f"\\{sign[0]}"), _SPACE.sub(" ", words))


@dataclass(frozen=True)
class Inline:
    """Writes lines: `full` gives addresses as they hold elsewhere, `clean` words without e-mail addresses.

    `notes` numbers footnotes by the address in their page, `within` names the marks that are open.
    """

    full: Callable[[str], str]
    clean: Callable[[str], str]
    notes: Mapping[str, int] = field(default_factory=dict)
    within: frozenset[str] = frozenset()

    def line(self, nodes: Iterable[Node], before: str = "", after: str = "") -> str:
        """Write nodes that follow each other, between two characters; a newline is where the line breaks, and nothing else makes one."""
        nodes, parts, last = list(nodes), list[str](), before
        for node, following in zip(nodes, [*nodes[1:], after], strict=False):
            part = self._words(node, last) if isinstance(node, str) else self._element(node, last, following)
            parts.append(part)
            last = part[-1:] or last
        return _BREAK.sub("\n", re.sub(" {2,}", " ", "".join(parts)))

    def bold(self, nodes: Iterable[Node]) -> str:
        """Write a line that stands for a heading."""
        return self._marked("strong", list(nodes), "", "").strip()

    @staticmethod
    def _words(words: str, before: str) -> str:
        """Write words; a bracket behind the sign of a footnote would make a link of it."""
        return ("\\" if before == "]" and words[0] == "(" else "") + escaped(words)

    def _element(self, element: Node, before: str, following: Node) -> str:
        tag = element.tag
        after = following[:1] if isinstance(following, str) else "x"
        if tag in _MARKS:
            return self._marked(tag, content(element), before, after)
        if tag == "a":
            return self._link(element, before, after)
        if tag == "code":
            return self._code(element, before)
        own = {"area": self._area, "audio": self._recording, "br": _break, "img": self._picture, "input": _box}
        if way := (own | {"video": self._recording}).get(tag):
            return way(element)
        if tag in BLOCKS:
            return f"\n{self.line(content(element))}\n"
        return self._kept(element) if tag in _KEPT else self.line(content(element), before, after)

    def _kept(self, element: Node) -> str:
        words = self.line(content(element))
        if not words.strip() or words.startswith("[^"):
            return words
        title = escape(self._said(element, "title")) if element.tag == "abbr" else ""
        start = f'<{element.tag} title="{title}">' if title else f"<{element.tag}>"
        return f"{start}{words}</{element.tag}>"

    def _marked(self, tag: str, nodes: Iterable[Node], before: str, after: str) -> str:
        """Write emphasis with its marks where every reader takes them for marks, else with tags."""
        mark = _MARKS[tag]
        if mark in self.within:
            return self.line(nodes, before, after)
        inner = replace(self, within=self.within | {mark}).line(nodes)
        words = inner.strip()
        if not words:
            return inner
        start = inner.index(words)
        left, right = inner[:start], inner[start + len(words) :]
        before, after = left[-1:] or before, right[:1] or after
        opened, closed = (mark, mark) if _fits(words, mark, before, after) else (f"<{tag}>", f"</{tag}>")
        return f"{left}{opened}{words}{closed}{right}"

    def _link(self, link: Node, before: str, after: str) -> str:
        href = link.get("href", "")
        if has(link, "anchor") or has(link, "footnote-backref"):
            return ""
        if has(link, "footnote-ref") and href in self.notes:
            return f"[^{self.notes[href]}]"
        address = self._address(href)
        if not address or "a" in self.within:
            return self.line(content(link), before, after)
        inner = replace(self, within=self.within | {"a"}).line(content(link))
        words = inner.strip()
        if not words:
            return inner
        if words in {escaped(href), href} and _PLAIN.fullmatch(href):
            return f"<{href}>"
        start = inner.index(words)
        return f"{inner[:start]}[{words}]({address}{self._title(link)}){inner[start + len(words) :]}"

    def _code(self, code: Node, before: str) -> str:
        if before == "`" or any(True for _ in code.iter("a", "br", "img", "input")):
            return f"<code>{self.line(content(code))}</code>"
        words = _SPACE.sub(" ", "".join(code.itertext()))
        if not words.strip(" "):
            return words
        fence = "`" * (max(map(len, re.findall("`+", words)), default=0) + 1)
        room = " " if words[0] in " `" or words[-1] in " `" else ""
        return f"{fence}{room}{words}{room}{fence}"

    def _picture(self, picture: Node) -> str:
        return self._shown("!", picture, self._said(picture, "alt"), picture.get("src", ""))

    def _area(self, area: Node) -> str:
        return self._shown("", area, self._said(area, "alt"), area.get("href", ""))

    def _recording(self, recording: Node) -> str:
        source = recording.get("src") or next((each.get("src", "") for each in recording.iter("source")), "")
        inside = self.line(content(recording)).strip()
        words = self._said(recording, "aria-label") or source.rpartition("/")[2]
        return self._shown("", recording, words, source) + (inside and f"\n{inside}")

    def _shown(self, sign: str, element: Node, words: str, target: str) -> str:
        address = self._address(target)
        words = escaped(words)
        is_shown = address and (sign or (words and "a" not in self.within))
        return f"{sign}[{words}]({address}{self._title(element)})" if is_shown else words

    def _title(self, element: Node) -> str:
        title = escaped(self._said(element, "title")).replace('"', '\\"')
        return title and f' "{title}"'

    def _said(self, element: Node, name: str) -> str:
        return self.clean(_SPACE.sub(" ", element.get(name, "")).strip())

    def _address(self, target: str) -> str:
        """Write an address for the round brackets of a link; e-mail addresses get none."""
        if not target or target.lower().startswith("mailto:"):
            return ""
        address = _LOOSE.sub(lambda sign: quote(sign[0]), self.full(target))
        return _ENTITY.sub("&amp;", address).replace("(", "\\(").replace(")", "\\)")


def _break(_: Node) -> str:
    return "\n"


def _box(box: Node) -> str:
    """Write a box to tick; those of tabs choose what is shown, and here all of it is."""
    return "" if box.get("type") != "checkbox" else "[ ] " if box.get("checked") is None else "[x] "


def _fits(words: str, mark: str, before: str, after: str) -> bool:
    """Tell whether marks open before words and close behind them (CommonMark 6.2), whatever stands around."""
    if mark[0] in (before, words[0], words[-1]):
        return False
    opens = words[0].isalnum() or not before or before.isspace()
    closes = words[-1].isalnum() or not after or after.isspace() or after in string.punctuation or unicodedata.category(after)[0] == "P"
    return opens and closes
