"""HTML that authors write: tags are read and written again in one canonical form, so that nothing else gets through."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from guildhouse.model.elements import RENAMED
from guildhouse.sources.anchors import own_anchor
from guildhouse.sources.codes import DROPPED_MARKUP
from guildhouse.sources.forge.record import Kind, Record
from guildhouse.sources.sanitize import CLASSES, VOID, WITH_CONTENT, Policy
from guildhouse.sources.wording import CODE, TABLE, said

_ENDED_BY_OTHERS = VOID | {"dd", "dt", "li", "p", "rp", "rt", "td", "th", "tr", "tbody", "thead", "tfoot"}
"""Elements whose end need not be written."""

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    rf"|<(?P<whole>{'|'.join(sorted(WITH_CONTENT))})(?=[\s/>]).*?(?:</(?P=whole)\s*>|\Z)"
    r"|<[?!].*?(?:>|\Z)"
    r"""|<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]*)(?P<rest>(?:"[^"]*+"|'[^']*+'|[^'"<>])*)>"""
    r"|<",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_BOXED = {"pre": ("code", CODE), "table": ("table", TABLE)}
"""Elements that scroll in a box of their own: its class, by which it is counted, and its name."""
_DIGITS = re.compile(r"\d{1,5}")
_CANDIDATE = re.compile(r"([^\s,]++(?:,++[^\s,]++)*)((?:\s++[\d.]++[wxh])*)\s*+(,|$)?")
"""A picture of a `srcset`; without a comma or the end after it, it is none, and the search goes on behind it."""

_URLS: dict[tuple[str, str], Kind] = {
    ("a", "href"): "link",
    ("area", "href"): "link",
    ("img", "src"): "picture",
    ("video", "poster"): "picture",
    ("video", "src"): "media",
    ("audio", "src"): "media",
    ("source", "src"): "media",
    ("track", "src"): "media",
}
_QUIET = frozenset(
    """
    align alt bgcolor border cellpadding cellspacing class color crossorigin decoding face fetchpriority height hspace loading markdown name
    nowrap preload referrerpolicy rel role size tabindex target valign vspace width
    """.split()  # noqa: SIM905 - a list of words
)
"""Attributes that are dropped without a word: the look that they ask for is the theme's, or they are kept in another way."""


@dataclass(slots=True)
class RawHtml:
    """Reads the HTML of one text; links and findings go to its record."""

    record: Record
    policy: Policy

    def read(self, text: str, line: int) -> str:
        """Give `text`, which begins on `line`, with known tags in canonical form; unknown ones and comments are left out."""
        parts: list[str] = []
        at = 0
        for token in _TOKEN.finditer(text):
            before = text[at : token.start()]
            line += before.count("\n")
            parts += [before, self._token(token, line)]
            line += token[0].count("\n")
            at = token.end()
        return "".join([*parts, text[at:]])

    def _token(self, token: re.Match[str], line: int) -> str:
        if token["whole"]:
            self._drop(token["whole"].lower(), line)
            return ""
        if not token["name"]:
            return "&lt;" if token[0] == "<" else ""
        written = token["name"].lower()
        name = RENAMED.get(written, written)
        if not self.policy.allows(name):
            self._drop(token["name"], line)
            return ""
        return self._end(name, line) if token["end"] else self._start(name, written, token["rest"], line)

    def _drop(self, name: str, line: int) -> None:
        if self.record.number(f"<{name}>") == 1:
            self.record.findings.append((DROPPED_MARKUP, line, f"`<{name}>` is no HTML that pages may hold and was left out."))

    def _end(self, name: str, line: int) -> str:
        if name in VOID:
            return "<br>" if name == "br" else ""
        is_boxed = name in _BOXED and self.record.counts[f"open {name}"] > 0
        self._count(name, -1, line)
        return f"</{name}></div>" if is_boxed else f"</{name}>"

    def _start(self, name: str, written: str, rest: str, line: int) -> str:
        given = _attributes(rest)
        kept = self._kept(name, given, line)
        names = _classes(name, given, is_centered=written == "center")
        if names:
            kept["class"] = names
        if name == "img":
            kept.setdefault("alt", "")
        attributes = "".join(f' {key}="{html.escape(value)}"' for key, value in kept.items())
        tag = f"<{name}{attributes}>"
        self._count(name, 1, line)
        return self._boxed(name) + tag if name in _BOXED else tag

    def _count(self, name: str, change: int, line: int) -> None:
        """Count an element that opens or closes; an end without a beginning closes nothing."""
        open_ = f"open {name}"
        if name in _ENDED_BY_OTHERS or (change < 0 and not self.record.counts[open_]):
            return
        self.record.counts[open_] += change
        self.record.meter.element(change, line)

    def _boxed(self, name: str) -> str:
        """Begin the box in which a wide table or code scrolls."""
        box, words = _BOXED[name]
        return f'<div class="{box}" tabindex="0" role="region" aria-label="{said(words, number=self.record.number(box))}">'

    def _kept(self, name: str, given: dict[str, str], line: int) -> dict[str, str]:
        """Choose the attributes that stay; a dropped one is told once for each kind of element."""
        allowed = self.policy.attributes(name)
        kept: dict[str, str] = {}
        for key, value in sorted(given.items()):
            if key == "id" or (key == "name" and name == "a" and "id" not in given):
                kept["id"] = own_anchor(value)
            elif key in {"width", "height"} and key in allowed:
                kept.update({key: value} if _DIGITS.fullmatch(value) else {})
            elif key in allowed:
                kept[key] = self._value(name, key, value, given, line)
            elif key not in _QUIET and not key.startswith(("aria-", "data-")):
                self._drop_attribute(name, key, line)
        return kept

    def _drop_attribute(self, name: str, key: str, line: int) -> None:
        if self.record.number(f"<{name} {key}>") == 1:
            self.record.findings.append((DROPPED_MARKUP, line, f"`{key}` on `<{name}>` is nothing that pages may hold and was left out."))

    def _value(self, name: str, key: str, value: str, given: dict[str, str], line: int) -> str:
        if key == "srcset":
            found = (match for match in _CANDIDATE.finditer(value) if match[3] is not None)
            return ", ".join(self.record.link("picture", match[1], line) + match[2] for match in found)
        kind = _URLS.get((name, key))
        return self.record.link(kind, value, line, given.get("alt", "")) if kind else value


def _attributes(text: str) -> dict[str, str]:
    """Read the attributes of a tag; of two with one name the first counts, as in browsers."""
    found = reversed(list(_ATTRIBUTE.finditer(text)))
    return {match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in found}


def _classes(name: str, given: dict[str, str], *, is_centered: bool) -> str:
    """Keep the class names that the theme knows; `align` becomes one of them."""
    written = [*given.get("class", "").split(), f"align-{'center' if is_centered else given.get('align', '').lower()}"]
    return " ".join(name_ for name_ in written if name_ in CLASSES.get(name, frozenset[str]()))
