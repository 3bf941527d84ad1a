"""What a language brings to search: the stems of its words (Snowball's, English: lunr.js's) and the words that say nothing by themselves.

The stemmers here and those of the browser (theme/static/vendor/snowball) are of one version of Snowball: others differ, in German for one.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lunr.stop_word_filter import WORDS

from guildhouse.formats.search import stemmer

_LISTS = Path(__file__).parent / "stop_words"
_FOLDER = "snowball"
_SAME = {"nb": "no", "nn": "no"}
_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
STEMMED = ("en", *_ALGORITHMS)
"""The languages whose words have stems; in every other a word is found as it is written."""


@dataclass(frozen=True, slots=True)
class Language:
    """The stems and the stop words of a language; `code` is the part of its tag that matters here."""

    code: str
    stop_words: frozenset[str]
    stem: Callable[[str], str]


def code(tag: str) -> str:
    """Give the part of a language's tag (BCP 47) that its words depend on: `pt` of `pt-BR`."""
    first = tag.lower().split("-")[0]
    return _SAME.get(first, first)


@cache
def language(tag: str) -> Language:
    """Give what search knows of a language; one that it does not know has neither stems nor stop words."""
    short = code(tag)
    if short == "en":
        return Language(short, frozenset(WORDS), stemmer.stem)
    return Language(short, frozenset(_stop_words(short)), _snowball(short))


def _snowball(short: str) -> Callable[[str], str]:
    if short not in _ALGORITHMS:
        return str
    # Not snowballstemmer.stemmer(): that would take PyStemmer where it is installed, in whatever version.
    module = importlib.import_module(f"snowballstemmer.{_ALGORITHMS[short]}_stemmer")
    stem: Callable[[str], str] = getattr(module, _class(short))().stemWord
    return stem


def _class(short: str) -> str:
    return f"{_ALGORITHMS[short].title()}Stemmer"


def _stop_words(short: str) -> list[str]:
    """Read Snowball's list: one word a line, comments after a bar."""
    file = _LISTS / f"{short}.txt"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return sorted({word for line in lines for word in line.split("|")[0].split()})


def script(tag: str, vendor: Path) -> str | None:
    """Give the script that teaches a browser this language; None when there is nothing to teach (English is in lunr.js).

    `vendor` is the theme's folder of what others made. The script calls `guildhouseSearch.learn`, so it is loaded after analysis.js.
    """
    short = code(tag)
    if short not in _ALGORITHMS:
        return None
    parts = [(vendor / _FOLDER / f"{name}-stemmer.js").read_text("utf-8").rstrip() for name in ("base", _ALGORITHMS[short])]
    words = json.dumps(" ".join(_stop_words(short)), ensure_ascii=False)
    return "\n".join((*parts, f'guildhouseSearch.learn("{short}", new {_class(short)}(), {words});', ""))
