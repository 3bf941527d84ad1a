"""Words as people write them, for corrections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.formats.search.analysis import analyser
from guildhouse.formats.search.forms import SHORTEST, forms, written_forms
from guildhouse.formats.search.record import Section
from search_index import record


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("Ferries and a ferry", "en", ["ferries", "ferry"]),
        ("crab boats crab", "en", ["boats"]),
        ("its ways are the", "en", ["ways"]),
        ("kube-proxies, l'équipes, queries/minute", "en", ["minute", "proxies", "queries", "équipes"]),
        ("covid19 2deploys max_retries x1y", "en", []),
        ("SearchEngines", "en", ["searchengines"]),
        ("Fähren, Straßen und Häfen", "de", ["fähren", "häfen", "straßen"]),
        ("設計圖 の ทดสอบ", "en", []),
        ("हिन्दी भाषाएँ", "hi", []),
    ],
)
def test_words_that_are_not_their_own_stems(text, lang, found):
    assert written_forms(record("", text, lang=lang, path="", url="/")) == found


def test_all_fields_are_read():
    sections = (Section("", "headings", "bodies"),)
    whole = record("titles", tags=("tagging",), path="paths", description="described", url="/", sections=sections)
    assert written_forms(whole) == ["bodies", "described", "headings", "paths", "tagging", "titles"]


def test_the_form_of_most_pages_is_shown_and_of_equals_the_first():
    pages = [("en", ["ferries"]), ("en", ["ferry", "boats"]), ("en", ["ferries", "boating"])]
    assert forms(pages) == {"ferri": "ferries", "boat": "boating"}
    assert forms(reversed(pages)) == forms(pages)


def test_languages_have_forms_of_their_own():
    assert forms([("de", ["fähren"]), ("en", ["ferries"])]) == {"fahr": "fähren", "ferri": "ferries"}


def test_a_word_of_several_terms_has_no_form():
    assert forms([("en", ["設計圖"])]) == {}


@given(st.text(max_size=60), st.sampled_from(["en", "de", "ar"]))
def test_each_form_leads_to_one_term(text, lang):
    for form in written_forms(record("", text, lang=lang, path="", url="/")):
        (term,) = analyser(lang).terms(form)
        assert term != form
        assert len(form) >= SHORTEST
