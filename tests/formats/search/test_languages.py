"""The stemmers of both sides against each other, the stop words, and the scripts for browsers."""

from __future__ import annotations

import importlib
import random
import re
from ast import literal_eval
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest
from babel import Locale
from lunr.stop_word_filter import WORDS

from guildhouse.formats.search.analysis import terms
from guildhouse.formats.search.languages import _ALGORITHMS, _LISTS, STEMMED, code, language, script

VENDOR = Path(__file__).resolve().parents[3] / "theme/static/vendor"


def names(lang):
    """What the language calls languages, countries, scripts and currencies."""
    locale = Locale.parse("nb" if lang == "no" else lang)
    return sorted(
        {
            word
            for group in (locale.languages, locale.territories, locale.scripts, locale.currencies)
            for name in group.values()
            for word in re.findall(r"\w+", name.lower())
        }
    )


def vocabulary(lang):
    """Names, and names and random letters between the very beginnings and endings that the stemmer knows of."""
    draw = random.Random(lang)
    module = importlib.import_module(f"snowballstemmer.{_ALGORITHMS[lang]}_stemmer")
    affixes = [literal_eval(text) for text, _ in re.findall(r"""Among\(u?((["']).*?\2),""", Path(module.__file__).read_text("utf-8"))]
    words = names(lang)
    letters = sorted(set("".join(words) + "".join(affixes)))
    for _ in range(5000):
        word = draw.choice(words)[: draw.randint(1, 9)] if draw.random() < 0.6 else "".join(draw.choices(letters, k=draw.randint(1, 7)))
        for _ in range(draw.randint(0, 3)):
            word = word + draw.choice(affixes) if draw.random() < 0.8 else draw.choice(affixes) + word
        words.append(word)
    return words


@pytest.mark.parametrize("lang", sorted(_ALGORITHMS))
def test_both_stemmers_agree(browser, lang):
    words = [word for word in vocabulary(lang) if word.split() == [word]]
    found = browser.ask("terms", [[word, lang] for word in words])
    assert [(word, theirs, ours) for word, theirs in zip(words, found, strict=True) if theirs != (ours := terms(word, lang))] == []


def test_both_lunrs_drop_the_same_words(browser):
    assert set(browser.ask("stops", sorted(WORDS))) == WORDS
    assert browser.ask("stops", ["runbook", "team"]) == []


def test_a_tag_counts_by_its_language():
    assert [code(tag) for tag in ("pt-BR", "EN", "nb", "nn-NO", "zh-Hant")] == ["pt", "en", "no", "no", "zh"]


def test_an_unknown_language_has_neither_stems_nor_stop_words():
    assert language("pl").stop_words == frozenset()
    assert language("pl").stem("spotkania") == "spotkania"


def test_scripts_are_for_what_lunr_does_not_know():
    assert script("en", VENDOR) is None
    assert script("pl", VENDOR) is None
    assert 'guildhouseSearch.learn("de", new GermanStemmer(), "aber alle' in script("de-AT", VENDOR)


def test_every_stemmer_is_vendored():
    assert {path.name.removesuffix("-stemmer.js") for path in (VENDOR / "snowball").glob("*.js")} == {"base", *_ALGORITHMS.values()}
    assert len(STEMMED) == len(_ALGORITHMS) + 1


def test_stop_words_are_read_without_comments():
    assert {"der", "die", "über", "werden"} <= language("de").stop_words
    assert not any("|" in word for lang in STEMMED for word in language(lang).stop_words)


def test_what_others_made_is_unchanged():
    notes = (VENDOR / "README.md").read_text("utf-8")
    for file in (*(VENDOR / "snowball").glob("*.js"), *_LISTS.glob("*.txt")):
        assert f"| `{file.name}` | `{sha256(file.read_bytes()).hexdigest()}` |" in notes


def test_the_installed_stemmers_are_of_the_version_of_the_browsers():
    assert version("snowballstemmer") == "3.0.1"
