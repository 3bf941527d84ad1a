"""Hints stay quick among thousands of names, and are found among few."""

from __future__ import annotations

import pytest

from guildhouse.sources.problems import MANY, did_you_mean


@pytest.mark.parametrize("others", [1, MANY + 1])
def test_the_nearest_word_is_proposed(others: int):
    names = ["amal", "jonas", *(f"zz-{number}" for number in range(others))]
    assert did_you_mean("amall", names) == "Did you mean 'amal'?"
    assert did_you_mean("qqqqqq", names) == ""


def test_among_many_only_words_with_the_same_beginning_are_compared():
    names = ["amal", *(f"zz-{number}" for number in range(MANY))]
    assert did_you_mean("bmal", names) == ""
    assert did_you_mean("bmal", names[:9]) == "Did you mean 'amal'?"
