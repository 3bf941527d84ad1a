"""What links to a page say of it, and words that mean the same."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.formats.search.digest import FIELDS, digest_of, tagged
from guildhouse.formats.search.inbound import MOST, links, said
from guildhouse.formats.search.same_words import same_words

COUNTS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 9), max_size=5)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="/x/">Who is on call</a>', [("/x/", "call")]),
        ('<p><a class="y" href="/x/#part"><em>Rolling</em> back</a></p>', [("/x/#part", "roll back")]),
        ('<a href="/a%20b/?q=1&amp;r">R&amp;D</a>', [("/a%20b/?q=1&r", "r d rd")]),
        ('<a href="https://else.example/x/">Elsewhere</a> <a data-href="/x/" name="y">no</a>', []),
    ],
)
def test_links_are_read_with_the_terms_of_their_words(html, found):
    assert list(links(html, "en")) == found


def test_words_count_for_the_page_they_lead_to_unless_it_says_them_itself():
    pages = [
        ("/a%C3%A9/", [("/b/#part", "dai off"), ("/aé/", "here")]),
        ("/b/", [("/aé/?x", "roll back")]),
        ("/c/", [("/b/", "dai off"), ("/b/", "")]),
    ]
    assert said(pages) == {"/b/": Counter(dai=1, off=1), "/aé/": Counter(roll=1, back=1)}


def test_only_the_commonest_words_count():
    pages = [("/a/", [("/b/", f"w{number}") for number in range(MOST + 3)] + [("/b/", "w8")])]
    assert said(pages)["/b/"] == Counter(["w8", *(f"w{number}" for number in range(MOST - 1))])


@given(st.tuples(*[COUNTS] * len(FIELDS)), COUNTS)
def test_tags_are_added_as_if_they_had_been_there(fields, more):
    tags = dict(Counter(fields[1]) + Counter(more))
    wanted, found = digest_of([fields[0], tags, *fields[2:]]), tagged(digest_of(list(fields)), more)
    assert found.terms == wanted.terms
    assert np.array_equal(found.numbers, wanted.numbers)


def test_short_forms_and_what_they_stand_for_find_each_other_where_a_site_has_them():
    found = same_words({"repo", "repositori", "pr", "pull", "pto", "leav", "vacat"})
    assert found["repo"] == ("repositori",)
    assert found["repositori"] == ("repo",)
    assert found["pto"] == ("vacat", "leav")
    assert found["leav"] == ("pto",)
    assert "pr" not in found
