"""Cuts a text into runs of what holds together without a space, and those of scripts without spaces into their letters."""

from __future__ import annotations

import re
from functools import cache

from guildhouse.formats.search.characters import INVISIBLE, SEGMENTED, UNSETTLED, marks

_HYPHENS = "-\u2010\u2011\uff0d"
_APOSTROPHES = "'\u2019\uff07"
_DOTS = ".\uff0e"
SLASHES = "/&\uff0f\uff06"
_LINES = "_\uff3f"


def pattern(text: str) -> re.Pattern[str]:
    """Give what matches the chunks of a text; where there is nothing but ASCII it is several times as fast."""
    return _ascii_chunk() if text.isascii() else _chunk()


def is_segmented(chunk: str) -> bool:
    """Tell whether a chunk is of a script without spaces."""
    return not chunk.isascii() and _segmented().match(chunk) is not None


def _pattern(letter: str, mark: str, segmented: str) -> re.Pattern[str]:
    run = f"{letter}+(?:{mark}+{letter}*)*" if mark else f"{letter}+"
    tie = f"(?:[{_HYPHENS}{_APOSTROPHES}{_DOTS}{SLASHES}]|[{_LINES}]+)"
    number = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
    return re.compile(rf"{number}|[#@.]?{run}(?:{tie}{run})*(?:\+\+|#)?|\.\.+{segmented}")


@cache
def _ascii_chunk() -> re.Pattern[str]:
    return _pattern("[a-zA-Z0-9]", "", "")


@cache
def _chunk() -> re.Pattern[str]:
    return _pattern(rf"[^\W_{SEGMENTED}{UNSETTLED}]", f"[{marks(SEGMENTED)}{INVISIBLE}]", f"|(?:{_unit()})+")


@cache
def _unit() -> str:
    """Match a letter of a script without spaces, with its marks; the vowel and the end of a Korean syllable count as such."""
    return rf"(?=[{SEGMENTED}])(?![{UNSETTLED}])[^\W_][{marks()}\uff9e\uff9f\u1160-\u11ff]*"


@cache
def units() -> re.Pattern[str]:
    """Give what matches a letter of a script without spaces."""
    return re.compile(_unit())


_segmented = cache(lambda: re.compile(f"[{SEGMENTED}]"))
