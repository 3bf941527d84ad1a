"""Actions and decisions that a meeting note holds in its text, for nobody must learn front matter."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from guildhouse.sources.blocks import DECISION, Block, blocks
from guildhouse.sources.words import collapse, masked, plain

TASK = re.compile(r"\[([ xX])\](?:\s+(.*)|$)")
PERSON = re.compile(r"(?<![^\W_])(?<![@./\\])@([A-Za-z0-9._-]*[A-Za-z0-9])")
STATED = r"(?:due|done)\s*:?\s+\d{4}-\d\d-\d\d"
BRACKET = re.compile(rf"\s*\(\s*({STATED}(?:\s*[,;]?\s*(?:and\s+)?{STATED})*)\s*\)", re.ASCII | re.IGNORECASE)
DATE = re.compile(r"(due|done)\s*:?\s+(\d{4}-\d\d-\d\d)", re.ASCII | re.IGNORECASE)
UNREAD = re.compile(r"\(\s*(?:due(?!\s+to\b)|done)\b[^()]*\)", re.IGNORECASE)
"""A bracket that is meant to hold a date; `(due to the storm)` is not."""
AFTER_NAME = re.compile(r"(?:\s*[:,;]|\s*[-–—]+(?=\s))+")  # noqa: RUF001 - dashes as people write them
PREFIX = re.compile(r"^decision\s*:\s*", re.IGNORECASE)
ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*$")
HEADINGS = frozenset({"decision", "decisions", "conclusion", "conclusions"})
NOTHING = frozenset({"", "-", "none", "n/a", "nothing", "no decision", "no decisions"})
"""What people write below a heading to say that there was nothing."""
CLOSING = " .,;:!?…"


@dataclass(frozen=True)
class WrittenAction:
    """A task item that names somebody: `owner` as written without `@`, `task` in plain words, `line` in the file.

    `unread` is a bracket for a date that holds none that can be read.
    """

    line: int
    owner: str
    task: str
    due: dt.date | None = None
    done: dt.date | None = None
    is_done: bool = False
    unread: str = ""


@dataclass(frozen=True)
class WrittenDecision:
    """A decision in plain words, and its line in the file."""

    line: int
    title: str


@dataclass(frozen=True)
class Minutes:
    """What a note says that people do or have decided."""

    actions: tuple[WrittenAction, ...] = ()
    decisions: tuple[WrittenDecision, ...] = ()


def minutes(text: str, first_line: int = 1) -> Minutes:
    """Find the task items that name a person, and the decisions; `first_line` is the number of the text's first line in its file.

    A decision is a paragraph beginning `Decision:`, or stands below a heading for decisions: its list items, else its paragraphs.
    """
    found = blocks(text, first_line)
    promised = (_action(block) for block in found if block.kind == "item")
    return Minutes(tuple(action for action in promised if action), tuple(_decisions(found)))


def _decisions(found: tuple[Block, ...]) -> Iterator[WrittenDecision]:
    for is_section, part in _sections(found):
        parts = [block for block in part if block.kind != "heading" and not TASK.fullmatch(block.text)]
        has_list = any(block.kind == "item" and block.level == 0 for block in parts)
        for block in parts:
            is_meant = (is_section and _stands_for_itself(block, has_list=has_list)) or DECISION.match(block.text)
            if is_meant and (title := _title(block)).casefold().rstrip(CLOSING) not in NOTHING:
                yield WrittenDecision(block.line, title)


@lru_cache(maxsize=1 << 16)
def key(owner: str | None, words: str) -> tuple[str, str]:
    """Reduce an action, or with no owner a decision, to what two mentions of the same one share.

    Case, spaces, markup, closing punctuation and the bracket with dates make no difference.
    """
    text = unicodedata.normalize("NFC", plain(BRACKET.sub("", collapse(words)))).casefold()
    return (owner or "").casefold(), unicodedata.normalize("NFC", text).rstrip(CLOSING)


def _action(item: Block) -> WrittenAction | None:
    match = TASK.fullmatch(item.text)
    words, dates = _without_dates(collapse(match[2] or "")) if match else ("", {})
    person = PERSON.search(masked(words))
    if not match or not person:
        return None
    task = _without_name(words, person)
    if not task:
        return None
    is_done = match[1] != " " or "done" in dates
    return WrittenAction(item.line, person[1], task, dates.get("due"), dates.get("done"), is_done, _unread(words, is_done))


def _without_dates(words: str) -> tuple[str, dict[str, dt.date]]:
    """Take the brackets with dates out; one with a day that no calendar has stays in the words."""
    dates: dict[str, dt.date] = {}

    def read(bracket: re.Match[str]) -> str:
        try:
            stated = {name.lower(): dt.date.fromisoformat(day) for name, day in DATE.findall(bracket[1])}
        except ValueError:
            return bracket[0]
        dates.update({name: day for name, day in stated.items() if name not in dates})
        return ""

    return BRACKET.sub(read, words), dates


def _unread(words: str, is_done: bool) -> str:  # noqa: FBT001 - the box of the item
    """Find a bracket with `due` or `done` in which no date was read; a bare `(done)` behind a ticked box says nothing new."""
    bracket = UNREAD.search(masked(words))
    found = words[bracket.start() : bracket.end()] if bracket else ""
    return "" if is_done and found.casefold() == "(done)" else found


def _without_name(words: str, person: re.Match[str]) -> str:
    """Take the name out, with the bracket or emphasis that holds it alone and the colon or dash after it."""
    before, after = words[: person.start()], words[person.end() :]
    text = plain((before.rstrip() if after[:1] in CLOSING else before) + after)
    text = re.sub(r"\(\s*\)|(?<!\S)[*_]{2,}(?!\S)", "", text)
    return collapse(AFTER_NAME.sub("", text, count=1) if AFTER_NAME.match(text) else text)


def _sections(found: tuple[Block, ...]) -> Iterator[tuple[bool, list[Block]]]:
    """Cut a note where a section for decisions begins or ends; headings inside one do not end it."""
    level, part = 0, list[Block]()
    for block in found:
        if block.kind == "heading" and (not level or block.level <= level):
            yield level > 0, part
            level, part = block.level if heading_words(block) in HEADINGS else 0, []
        part.append(block)
    yield level > 0, part


def heading_words(heading: Block) -> str:
    """Reduce a heading to its words in small letters, without its own id and closing punctuation."""
    return plain(ATTRIBUTES.sub("", heading.text)).strip(CLOSING).casefold()


def _stands_for_itself(block: Block, *, has_list: bool) -> bool:
    return block.level == 0 and (block.kind == "item" or not has_list)


def _title(block: Block) -> str:
    return PREFIX.sub("", plain(block.text), count=1)
