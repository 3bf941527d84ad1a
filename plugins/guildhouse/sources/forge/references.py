"""Definitions that a text makes beside its running text: `[label]: address "title"` and `*[ABC]: words`."""

from __future__ import annotations

import html
import re

from guildhouse.sources.forge.blocks import Paragraph
from guildhouse.sources.forge.record import Record

_REFERENCE = re.compile(
    r"\[((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*+\n?+[ \t]*+(?:<([^<>\n]*+)>|([^\s<]\S*+))"
    r"""(?:[ \t]*+\n?+[ \t]*+(?<=[ \t\n])("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t]*+(?=\n|$))?[ \t]*+(?:\n|$)""",
    re.DOTALL,
)
MAX_ABBREVIATIONS = 300
"""More abbreviations than this in one text are not explained."""
_ABBREVIATION = re.compile(r"\*\[([^\]\n]+)\]:[ \t]*(\S.*)(?:\n|$)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SPACE = re.compile(r"\s+")

References = dict[str, tuple[str, str | None]]
"""As Python-Markdown keeps them: address (an Address) and title by label."""


class Address(str):
    """The address of a reference, with the line of its definition, where it has to be corrected."""

    __slots__ = ("line",)
    line: int


def label(written: str) -> str:
    """Give the form in which labels are compared: case and runs of white space do not matter."""
    return _SPACE.sub(" ", written).strip().lower()


def plain(written: str) -> str:
    """Decode backslashes and entities of an address or title."""
    return html.unescape(_ESCAPE.sub(r"\1", written))


def is_all_definitions(text: str) -> bool:
    """Tell whether a paragraph holds nothing but definitions of addresses."""
    at = 0
    while match := _REFERENCE.match(text, at):
        at = match.end()
    return at == len(text)


def take(paragraph: Paragraph, references: References, record: Record) -> None:
    """Move the definitions at the beginning of a paragraph out of it; of two for one label the first counts."""
    text = paragraph.text
    if not text.startswith(("[", "*[")):
        return
    at = 0
    line = paragraph.line
    while (match := _REFERENCE.match(text, at)) or (match := _ABBREVIATION.match(text, at)):
        if match.re is _REFERENCE:
            _define(match, line, references)
        elif len(record.abbreviations) < MAX_ABBREVIATIONS:
            record.abbreviations[match[1].strip()] = match[2].strip()
        at = match.end()
        line += match[0].count("\n")
    if at:
        paragraph.line = line
        paragraph.rows = text[at:].split("\n") if text[at:] else []


def _define(match: re.Match[str], line: int, references: References) -> None:
    address = Address(plain(match[2] if match[2] is not None else match[3]))
    address.line = line
    title = plain(match[4][1:-1]) if match[4] else None
    references.setdefault(label(match[1]), (address, title))
