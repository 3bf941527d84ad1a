"""The forms in which things are named, and the order of titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.model.names import in_order


@pytest.mark.parametrize(
    "titles",
    [
        ("Page 9", "page 10", "Page 148", "Page 149", "Page 1479", "Page 1500"),
        ("v1.2.9", "V1.2.10", "v1.10"),
        ("٩ صفحات", "١٠ صفحات"),  # noqa: RUF001 - the digits of Arabic
        ("Page", "Page (old)", "Page 2", "Page two"),
        ("2 words", "a", "B", "zebra", "Étoile"),
    ],
)
def test_titles_sort_as_people_look_for_them(titles: tuple[str, ...]) -> None:
    assert sorted(set(titles), key=in_order) == list(titles)


@given(st.lists(st.text(st.characters(exclude_categories=["Nd"]))))
def test_words_without_numbers_sort_by_their_letters(words: list[str]) -> None:
    assert sorted(words, key=in_order) == sorted(words, key=str.casefold)


@given(st.lists(st.integers(0, 10**19)))
def test_numbers_sort_as_numbers(numbers: list[int]) -> None:
    assert sorted((f"No. {each}" for each in numbers), key=in_order) == [f"No. {each}" for each in sorted(numbers)]


def test_a_number_of_any_length_has_a_place() -> None:
    assert in_order("9" * 5000) > in_order("1")
