"""Words that this package itself writes into texts, in the language of the site that is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from guildhouse.language import ENGLISH, Language, language
from guildhouse.model.words import Value, Words, say

CALLOUTS: Mapping[str, Words] = {
    "abstract": say("Abstract"),
    "attention": say("Attention"),
    "bug": say("Bug"),
    "caution": say("Caution"),
    "check": say("Check"),
    "cite": say("Cite"),
    "danger": say("Danger"),
    "done": say("Done"),
    "error": say("Error"),
    "example": say("Example"),
    "fail": say("Fail"),
    "failure": say("Failure"),
    "faq": say("Faq"),
    "help": say("Help"),
    "hint": say("Hint"),
    "important": say("Important"),
    "info": say("Info"),
    "missing": say("Missing"),
    "note": say("Note"),
    "question": say("Question"),
    "quote": say("Quote"),
    "success": say("Success"),
    "summary": say("Summary"),
    "tip": say("Tip"),
    "todo": say("Todo"),
    "warning": say("Warning"),
}
"""Titles of callouts by the word that their author wrote; other words of authors are their own title."""

PICTURE = say("Picture")
"""Words of a picture that has none of its own and is shown as a link."""
RECORDINGS: Mapping[str, Words] = {
    "audio": say("Recording"),
    "picture": say("Picture"),
    "source": say("Recording"),
    "video": say("Video"),
}
"""Words of a recording that has none of its own, by its element."""
FULL_SIZE = say("Full size")
"""Words of the link from a picture that is larger than the column to its file."""
CAPTIONS = say("Captions")
"""Name of captions in the menu of a video."""

LINK_TO = say("Link to %(words)s")
"""Name of the link beside a heading."""
TABLE = say("Table %(number)s")
"""Name of the scroll box of a table."""
CODE = say("Code %(number)s")
"""Name of the scroll box of a code block; a title or the language follows behind a comma."""
TABS = say("Tabs %(number)s")
"""Name of a group of tabs."""

DIAGRAM = say("Diagram")
"""Words of a diagram that has no title."""
DIAGRAM_BOX = say("Diagram %(number)s")
"""Name of the scroll box of a diagram."""
DIAGRAM_SOURCE = say("Diagram (Mermaid source)")
"""What stands above a diagram that nobody has drawn yet."""
DIAGRAM_AS_TEXT = say("Diagram as text")
"""Opens the source of a diagram that is drawn."""

BACK = say("Jump back to footnote %(number)s in the text")
"""Name of the link from a footnote to where it belongs."""

_SPOKEN: ContextVar[Language | None] = ContextVar("spoken", default=None)


def speak(tongue: Language) -> None:
    """Write everything in a language from now on, in a process that reads texts and does nothing else."""
    _SPOKEN.set(tongue)


@contextmanager
def spoken(tongue: Language) -> Iterator[None]:
    """Write what is read meanwhile in a language: texts pass through so many hands that none of them needs to carry it."""
    token = _SPOKEN.set(tongue)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def said(words: Words, /, **values: Value) -> str:
    """Say words in the language of the texts that are being read; English when nobody has said which."""
    return (_SPOKEN.get() or language(ENGLISH)).say(words.given(**values))
