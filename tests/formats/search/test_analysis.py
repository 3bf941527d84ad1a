"""One sheet of cases for both sides, and the law that both agree on any text."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import category

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhouse.formats.search import analysis
from guildhouse.formats.search.analysis import Analyser, Word, analyser, terms, words
from guildhouse.formats.search.languages import STEMMED, language

SHEET = Path(__file__).with_name("analysis.yml")
CASES = [
    pytest.param(case["text"], case.get("lang", group.get("lang", "en")), case["terms"], id=f"{group['kind']}: {case['text']}")
    for group in yaml.safe_load(SHEET.read_text("utf-8"))
    for case in group["cases"]
]
EVERY_CHARACTER = [chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000]
LANGS = [*STEMMED, "zh", "ja", "az", "pt-BR", "nb"]
PIECES = st.sampled_from(
    [
        "'",
        "\u2019",
        "-",
        "_",
        ".",
        "/",
        "&",
        "#",
        "@",
        "++",
        ",",
        " ",
        "n't",
        "'s",
        "v1.2",
        "İ",
        "ß",
        "ς",
        "Σ",
        "é",
        "e\u0301",
        "\u00ad",
        "\u200d",
        "日本",
        "ｶﾞ",
        "ไทย",
        "한",
        "\u1112\u1161\u11ab",
        "😀",
        "𐐀",
        "\U0001d400",
        "٣",
        "½",
        "ﬁ",
        "كتـاب",
        "API",
        "Camel",
        "the",
        "o'",
        "10,000",
    ]
)
TEXTS = st.text() | st.lists(PIECES | st.text(max_size=3) | st.from_regex("[a-zA-Z0-9]{1,6}", fullmatch=True), max_size=12).map("".join)


@pytest.mark.parametrize(("text", "lang", "expected"), CASES)
def test_case(browser, text, lang, expected):
    assert terms(text, lang) == expected.split()
    assert browser.terms(text, lang) == expected.split()


def test_the_sheet_is_large():
    assert len(CASES) >= 120


@settings(max_examples=600, deadline=None)
@given(TEXTS, st.sampled_from(LANGS))
def test_python_and_javascript_agree_on_any_text(browser, text, lang):
    assert browser.terms(text, lang) == terms(text, lang)


@pytest.mark.parametrize(
    "text", ["x" + "'s" * 5000, "ab1.2" * 5000, "'" * 9000, "a'" * 9000, "x" * 9000, "1.2." * 5000, "don't's 'll x's're"]
)
def test_a_word_of_any_length_is_a_word(browser, text):
    assert browser.terms(text, "en") == terms(text, "en")


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(LANGS))
def test_places_agree_as_well(browser, text, lang):
    def units(place):
        return len(text[:place].encode("utf-16-le")) // 2

    ours = [{"start": units(word.start), "end": units(word.end), "terms": list(word.terms)} for word in words(text, lang)]
    assert browser.ask("places", text, lang) == ours


def agreeing(browser, texts):
    found = [
        got
        for start in range(0, len(texts), 50_000)
        for got in browser.ask("terms", [[text, "en"] for text in texts[start : start + 50_000]])
    ]
    return [(text, got, expected) for text, got in zip(texts, found, strict=True) if got != (expected := terms(text, "en"))]


@pytest.mark.slow
def test_python_and_javascript_agree_on_every_character(browser):
    rows = [EVERY_CHARACTER[start : start + 32] for start in range(0, len(EVERY_CHARACTER), 32)]
    assert agreeing(browser, [" ".join(row) for row in rows]) == []


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["x{0}y", "A{0}{0}s", "日{0}", "{0}n't", "e{0}1"])
def test_python_and_javascript_agree_on_every_character_inside_words(browser, shape):
    """Of the characters in use, and of Han and Hangul, whose characters are alike, every thirtieth."""
    used = [character for character in EVERY_CHARACTER if category(character) not in {"Cn", "Co"}]
    bulk = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00017000-\U00018cff\U00020000-\U0003ffff]").match
    characters = [character for place, character in enumerate(used) if not bulk(character) or place % 30 == 0]
    rows = [characters[start : start + 16] for start in range(0, len(characters), 16)]
    assert agreeing(browser, [" ".join(shape.format(character) for character in row) for row in rows]) == []


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(LANGS))
def test_terms_are_what_lunr_takes_unchanged(text, lang):
    for term in terms(text, lang):
        assert term
        assert term == term.lower()
        assert not any(character.isspace() for character in term)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(LANGS))
def test_frequencies_count_the_terms_as_they_are_met(text, lang):
    found = terms(text, lang)
    assert list(analyser(lang).frequencies(text).items()) == [(term, found.count(term)) for term in dict.fromkeys(found)]


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(LANGS))
def test_words_hold_the_terms(text, lang):
    assert [term for word in words(text, lang) for term in word.terms] == terms(text, lang)


def test_words_know_their_place():
    assert words("The kube-proxy: I/O, docs/setup.", "en") == [
        Word(4, 14, ("kube", "proxi", "kubeproxi")),
        Word(16, 19, ("o", "io")),
        Word(21, 25, ("doc",)),
        Word(26, 31, ("setup",)),
    ]


def test_pairs_overlap():
    assert words("日本語", "ja") == [Word(0, 2, ("日本",)), Word(1, 3, ("本語",))]


def test_an_analyser_forgets_rather_than_grows(monkeypatch):
    monkeypatch.setattr(analysis, "_REMEMBERED", 3)
    fresh = Analyser(language("en"))
    texts = ["deploys one two", "three four deploys five", "x" * 100 + " deploys"]
    assert [fresh.terms(text) for text in texts] == [terms(text, "en") for text in texts]
    assert len(fresh._words) <= 4
