"""What the text of a decision record says of itself, as MADR 2 and Michael Nygard's template write it: status, date, deciders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guildhouse.model.decision import STATUSES
from guildhouse.sources.blocks import Block, blocks
from guildhouse.sources.minutes import heading_words
from guildhouse.sources.words import plain

LINE = re.compile(r"[*_]*(?P<key>status|date|deciders|decision[- ]makers)[*_]*\s*:[*_]*\s*(?P<value>.*)", re.IGNORECASE)
KEYS: Mapping[str, str] = {"deciders": "decision-makers", "decision makers": "decision-makers"}
PLACEHOLDER = re.compile(r"\[[^\[\]]*\]|")
"""What stands in a template that nobody filled in."""
MARK = re.compile(r"(?:(?!~~)[\W_])*")
"""What people put before a status: emphasis, a tick, a coloured circle; what is struck out does not count."""
SUPERSEDED = re.compile(
    r"(?:superseded|superceded)\s+by:?\s+(?:\[[^\]]*\]\((?P<link>[^)\s]+)[^)]*\)|(?P<word>(?:ADR[- ])?[\w./#-]*\w))", re.IGNORECASE
)
"""With both spellings, for adr-tools wrote the other one for years."""
STATUS = re.compile(rf"(?<!\w)(?:{'|'.join(STATUSES)}|superceded)(?!\w)", re.IGNORECASE)
AFTER = re.compile(
    r"[*_`\])]*(?:$|[.,;:!(|/\u2013\u2014]|-(?!\w)|\s+(?:[\W\d]|(?:and|after|as|at|because|before|but|by|during|for|from|in|on|per|since|though|to|today|until"
    r"|via|when|with|without|yesterday|\w+ly|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*)\b))",
    re.IGNORECASE,
)
"""What follows a status; in `Rejected hosts are listed below` the word tells of something else."""
RECORD = re.compile(r"\d|[./#-]\w")
"""What the name of a record holds, which words such as `us` do not."""


@dataclass(frozen=True)
class Stated:
    """A value in a text and the line of the file on which it stands."""

    line: int
    value: str

    @property
    def status(self) -> tuple[str, str | None] | None:
        """Read it as a status and the record that took its place; None when it says none of them, or several."""
        text = self.value[MARK.match(self.value).end() :]  # type: ignore[union-attr] # it meets the empty text too
        named = {word.lower() for word in STATUS.findall(text)}
        first = STATUS.match(text)
        if len(named) != 1 or first is None:
            return None
        by = SUPERSEDED.match(text)
        if by and (by["link"] or RECORD.search(by["word"])):
            return "superseded", by["link"] or by["word"]
        status = named.pop()
        return None if status.startswith("super") or not AFTER.match(text, first.end()) else (status, None)

    @property
    def names(self) -> tuple[str, ...]:
        """Read it as names with commas between them."""
        return tuple(name for part in re.split(r"[,;]", self.value) if (name := plain(part)))


def stated(text: str, first_line: int = 1) -> Mapping[str, Stated]:
    """Find `status`, `date` and `decision-makers` in a text whose first line is line `first_line` of its file.

    They stand above the first section, one a line or item, and the status also below a heading `Status`: there a line with
    what superseded the record counts before the first one.
    """
    found: dict[str, Stated] = {}
    section: list[Stated] = []
    heading, is_top = "", True
    for block in blocks(text, first_line):
        if block.kind == "heading":
            heading, is_top = heading_words(block), is_top and block.level == 1
        elif heading == "status":
            section.append(Stated(block.line, block.text))
        elif is_top:
            for key, value in _lines(block):
                found.setdefault(key, value)
    if section:
        latest = next((each for each in section if each.status and each.status[1]), section[0])
        found.setdefault("status", latest)
    return {key: each for key, each in found.items() if not PLACEHOLDER.fullmatch(plain(each.value))}


def _lines(block: Block) -> Iterator[tuple[str, Stated]]:
    """Read a block as lines of `Key: value`; a line without a key goes on with the one above."""
    key, at, value = "", block.line, ""
    for number, line in enumerate(block.lines):
        match = LINE.fullmatch(line.strip().removesuffix("\\"))
        if match is None:
            value += f" {line.strip()}"
            continue
        if key:
            yield key, Stated(at, value)
        key, at, value = match["key"].lower(), block.line + number, match["value"].strip()
        key = KEYS.get(key, key)
    if key:
        yield key, Stated(at, value)
