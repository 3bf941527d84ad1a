"""The English stemmer against lunr.js itself."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from pydoc_data import topics

from hypothesis import given, settings
from hypothesis import strategies as st

from guildhouse.formats.search.stemmer import stem

ROOT = Path(__file__).resolve().parents[3]
ENDINGS = [
    "",
    "s",
    "es",
    "ies",
    "sses",
    "ed",
    "eed",
    "ing",
    "y",
    "ational",
    "tional",
    "enci",
    "anci",
    "izer",
    "bli",
    "alli",
    "entli",
    "eli",
    "ousli",
    "ization",
    "ation",
    "ator",
    "alism",
    "iveness",
    "fulness",
    "ousness",
    "aliti",
    "iviti",
    "biliti",
    "logi",
    "icate",
    "ative",
    "alize",
    "iciti",
    "ical",
    "ful",
    "ness",
    "al",
    "ance",
    "ence",
    "er",
    "ic",
    "able",
    "ible",
    "ant",
    "ement",
    "ment",
    "ent",
    "ou",
    "ism",
    "ate",
    "iti",
    "ous",
    "ive",
    "ize",
    "sion",
    "tion",
    "ion",
    "e",
    "ll",
    "ated",
    "bled",
    "ized",
]


def vocabulary():
    """Words of Python's manual and of our own texts, each with every ending that the stemmer knows of."""
    texts = [
        *topics.topics.values(),
        *(path.read_text("utf-8") for folder in ("docs", "content", "communities") for path in (ROOT / folder).rglob("*.md")),
    ]
    found = sorted({word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower())})
    return sorted(
        set(found)
        | {
            word[: -cut or None] + ending
            for word, ending, cut in product(found, ENDINGS, (0, 1, 2))
            if (len(word) + len(ending) + cut) % 3 == 0
        }
    )


def test_stems_are_those_of_lunr_on_a_large_vocabulary(browser):
    words = vocabulary()
    assert len(words) >= 100_000
    assert [
        (word, theirs, ours) for word, theirs in zip(words, browser.ask("stems", words), strict=True) if theirs != (ours := stem(word))
    ] == []


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(ENDINGS) | st.text("abceilnstuwxyzéß09", max_size=4), max_size=5).map("".join))
def test_stems_are_those_of_lunr(browser, word):
    assert browser.ask("stems", [word]) == [stem(word)]
