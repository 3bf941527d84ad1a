"""The author's Markdown for programs (https://llmstxt.org/): what it points to in full, nothing that pages keep to themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import unescape

from guildhouse.model.document import Markdown

Address = str | None
_COMMENT = r"<!--.*?(?:-->|\Z)"
_TARGET = r"<[^<>\n]*>|[^\s()<>\"]*(?:\([^\s()]*\)[^\s()]*)*"
_INLINE = rf"\]\([ \t]*\n?[ \t]*(?P<inline>{_TARGET})"
_DEFINITION = r"^ {0,3}\[[^\]\n]+\]:\s*(?P<definition><[^<>\n]*>|\S+)"
_ATTRIBUTE = r"\b(?:href|src|poster|srcset|cite|data)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))"
_MENTION = r"(?<![\w@/.+-])@(?P<mention>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)"
_MAIL = r"(?<![\w.+-])<?(?:mailto:)?(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>?"
_PIECES = (("<", _COMMENT), ("](", _INLINE), ("]:", _DEFINITION), ("=", _ATTRIBUTE), ("@", _MAIL), ("@", _MENTION))
"""What can be wrong with a text, each with a sign that it holds: what is not in a text is not looked for at every letter of it."""
_ADDRESS = re.compile(_MAIL)
_OUTSIDE = re.compile(r"(?:https?:|ftp:|tel:|//)", re.IGNORECASE)


def document(about: Iterable[tuple[str, str | tuple[str, ...] | None]], title: str, text: str) -> str:
    """Write a text below what is known of it, as front matter; what is empty is left out."""
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in about if value)
    heading = "" if re.match(r"\s*# ", text) else f"# {title}\n\n"
    return f"---\n{lines}---\n\n{heading}{text.strip()}\n"


def without_mail(text: str, left_out: str) -> str:
    """Take e-mail addresses out of words."""
    return _ADDRESS.sub(left_out, text) if "@" in text else text


def public(written: Markdown, full: Callable[[str], str], left_out: str) -> str:
    """Give a text with addresses that hold elsewhere, without comments; `left_out` stands where an e-mail address stood.

    A target that nobody has resolved is left empty, for it may name something that is not published. What stands in code is treated alike:
    where code ends only a reader of Markdown knows for certain, and a mistake would publish what pages keep to themselves.
    """
    if not any(sign in written.text for sign in ("](", "]:", "<", "@")):
        return written.text
    known: Mapping[str, Address] = {pointer.target: pointer.address for pointer in written.pointers}
    names = {pointer.target: pointer.words for pointer in written.pointers if pointer.words}

    def led(target: str) -> str:
        plain = unescape(target.removeprefix("<").removesuffix(">"))
        found = known.get(plain, plain if _OUTSIDE.match(plain) or plain.startswith("#") else None)
        return "" if found is None or found.startswith("mailto:") else full(found).replace(" ", "%20")

    def piece(match: re.Match[str]) -> str:
        kind, all_ = match.lastgroup, match[0]
        if all_.startswith("<!--"):
            return ""
        if kind in ("inline", "definition", "double", "single", "bare"):
            target = match[kind]
            at = match.start(kind) - match.start()
            return all_[:at] + led(target) + all_[at + len(target) :]
        if kind == "mail":
            return left_out
        if kind == "mention" and (name := names.get(f"@{match['mention']}")):
            address = known.get(f"@{match['mention']}")
            return f"[{name}]({full(address)})" if address else name
        return all_

    return _looked_for("|".join(pattern for sign, pattern in _PIECES if sign in written.text)).sub(piece, written.text)


@cache
def _looked_for(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE | re.DOTALL)
