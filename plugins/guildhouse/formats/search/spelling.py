"""The one form that all spellings of a word share."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from guildhouse.formats.search.characters import ACCENTS, marks

_TO_ASCII = str.maketrans(
    {"\u2010": "-", "\u2019": "'"} | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
)
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "\u0131": "i", "\u03c2": "\u03c3"}
    | {"\u06cc": "\u064a", "\u0649": "\u064a", "\u06a9": "\u0643"}
)
"""Letters that no decomposition takes apart; of Arabic those that differ between keyboards: yeh, kaf."""
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""Letters that names keep in English texts, as those write them who have no such keys."""


@cache
def _foreign() -> re.Pattern[str]:
    """Match what compatible forms leave that is part of no word: the slash of ½, the bracket of ⑴, joiners."""
    return re.compile(rf"[^\w{marks()}#@.'+-]+")


_accents = cache(lambda: re.compile(f"[{ACCENTS}]+"))


def normal(text: str) -> str:
    """Give a piece of text in the form that all its spellings share, but for capitals."""
    if text.isascii():
        return text
    return _foreign().sub("", unicodedata.normalize("NFKC", text).translate(_TO_ASCII))


def folded(text: str) -> str:
    """Give a word as somebody writes it who leaves accents out."""
    if text.isascii():
        return text
    bare = _accents().sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)
