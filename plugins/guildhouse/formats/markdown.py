"""The author's Markdown for programs (https://llmstxt.org/): what it points to in full, nothing that pages keep to themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape

from guildhouse.model.document import Markdown

Address = str | None
_COMMENT = r"<!--.*?(?:-->|\Z)"
_TARGET = r"<[^<>\n]*>|[^\s()<>\"]*(?:\([^\s()]*\)[^\s()]*)*"
_INLINE = rf"\]\([ \t]*\n?[ \t]*(?P<inline>{_TARGET})"
_INSIDE = r"(?:[ \t]*(?:>|[*+-][ \t]|\d{1,9}[.)][ \t])){0,9}[ \t]*"
"""What stands before a line in quotations and lists."""
_DEFINITION = rf"^{_INSIDE}\[(?!\^|[ \t]*\])[^\[\]]{{1,999}}\]:\s*(?P<definition><[^<>\n]*>|\S+)"
_NAMES = "href|src|poster|srcset|cite|data|background|action|formaction|longdesc"
_ATTRIBUTE = rf"\b(?:{_NAMES})\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))"
_MENTION = r"(?<![\w@/.+-])@(?P<mention>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)"
_AT = r"(?:@|&#0{0,5}64;|&#[xX]0{0,5}40;|&commat;)"
_MAIL = (
    rf"(?<![\w.+-])<?(?:mailto:)?(?P<mail>(?:[\w.+-]+|\"[^\"\n]{{1,64}}\"){_AT}[\w-]+(?:\.[\w-]+)+)>?"
    rf"|<(?:mailto:)?(?P<inner>[^\s<>@:/]{{1,64}}@[^\s<>/]{{1,255}})>"
)
_HIDDEN = re.compile(_COMMENT, re.DOTALL)
_USUAL = (_INLINE, _DEFINITION, _ATTRIBUTE)
_PIECE = re.compile("|".join(_USUAL), re.MULTILINE | re.DOTALL)
_PIECE_OR_NAME = re.compile("|".join((*_USUAL, _MAIL, _MENTION)), re.MULTILINE | re.DOTALL)
"""What can be wrong with a text; names and e-mail addresses are looked for only where there is an `@`, for they may begin anywhere."""
_ADDRESS = re.compile(_MAIL)
_SIGN = re.compile(_AT)
_GOES_ON = rf"\n(?![ \t]*$|{_INSIDE}\[[^\[\]\n]{{1,999}}\]:).+|(?:\n[ \t]*$)*\n(?: {{4}}|\t).*\S.*"
_TITLE = r"\n[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))[ \t]*$"
_NOTED = re.compile(
    rf"^{_INSIDE}\[(?:(?P<footnote>\^[^\[\]\n]{{1,999}})\]:.*(?:{_GOES_ON})*|(?P<label>[^\[\]]{{1,999}})\]:.*(?:{_TITLE})?)\n?",
    re.MULTILINE,
)
"""Where a link goes that other lines name, with its title; the words of a footnote, with the lines that go on with them."""
_DEEPEST = 9
"""Footnotes in footnotes that are looked into."""
_NAMED = re.compile(r"\[([^\[\]]{1,999})\]")
_OUTSIDE = re.compile(r"(?:https?:|ftp:|tel:|//)", re.IGNORECASE)


def document(about: Iterable[tuple[str, str | tuple[str, ...] | None]], title: str, text: str) -> str:
    """Write a text below what is known of it, as front matter; what is empty is left out."""
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in about if value)
    heading = "" if re.match(r"\s*# ", text) else f"# {title}\n\n"
    return f"---\n{lines}---\n\n{heading}{text.strip()}\n"


def without_mail(text: str, left_out: str) -> str:
    """Take e-mail addresses out of words."""
    return _ADDRESS.sub(left_out, text) if _SIGN.search(text) else text


def public(written: Markdown, full: Callable[[str], str], left_out: str) -> str:
    """Give a text with addresses that hold elsewhere, without comments; `left_out` stands where an e-mail address stood.

    A target that nobody has resolved is left empty, for it may name something that is not published. What stands in code is treated alike:
    where code ends only a reader of Markdown knows for certain, and a mistake would publish what pages keep to themselves.
    """
    if not any(sign in written.text for sign in ("](", "]:", "<", "@", "&")):
        return written.text
    seen = _without_notes(_HIDDEN.sub("", written.text))
    known: Mapping[str, Address] = {pointer.target: pointer.address for pointer in written.pointers}
    names = {pointer.target: pointer.words for pointer in written.pointers if pointer.words}

    def led(target: str) -> str:
        plain = unescape(target.removeprefix("<").removesuffix(">"))
        found = known.get(plain, plain if _OUTSIDE.match(plain) or plain.startswith("#") else None)
        return "" if found is None or found.startswith("mailto:") else full(found).replace(" ", "%20")

    def piece(match: re.Match[str]) -> str:
        kind, all_ = match.lastgroup, match[0]
        if kind in ("inline", "definition", "double", "single", "bare"):
            target = match[kind]
            at = match.start(kind) - match.start()
            return all_[:at] + led(target) + all_[at + len(target) :]
        if kind in ("mail", "inner"):
            return left_out
        if kind == "mention" and (name := names.get(f"@{match['mention']}")):
            address = known.get(f"@{match['mention']}")
            return f"[{name}]({full(address)})" if address else name
        return all_

    return (_PIECE_OR_NAME if _SIGN.search(seen) else _PIECE).sub(piece, seen)


def _without_notes(text: str) -> str:
    """Leave out lines that nothing refers to, which no page shows: footnotes without a place, and `[//]: # (a note to oneself)`."""
    for _ in range(_DEEPEST if "]:" in text else 0):
        noted = list(_NOTED.finditer(text))
        begun = {match.start(kind) - 1 for match in noted if (kind := match.lastgroup)}
        named = {_key(match[1]) for match in _NAMED.finditer(text) if match.start() not in begun}
        idle = [match for match in noted if _key(match["footnote"] or match["label"]) not in named | {""}]
        if not idle:
            break
        ends = [0, *(match.end() for match in idle)]
        starts = [*(match.start() for match in idle), len(text)]
        text = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    return text


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()
