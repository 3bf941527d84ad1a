"""Crests: the same id always gives the same picture, and no two ids the same."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from guildhouse.formats.crest import SIDE, crest, crests, hue
from guildhouse.model.hue import HUES

ids = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


def test_a_crest_stays_as_it_is() -> None:
    assert [(tile.x, tile.y) for tile in crest("incident-response")] == [(0, 0), (20, 0), (0, 20), (20, 20)]
    assert crest("incident-response") == crest("incident-response")
    assert "".join(tile.shade[0] for tile in crest("incident-response")) == "mmms"


@given(ids)
def test_both_colours_always_appear_and_tiles_stay_inside_their_square(name: str) -> None:
    tiles = crest(name)
    assert {tile.shade for tile in tiles} == {"strong", "mid"}
    for tile in tiles:
        assert all(0 <= float(number) <= SIDE / 2 for number in re.findall(r"\d+", tile.path))


@settings(max_examples=25)
@given(st.lists(ids, max_size=80))
def test_no_two_are_alike_and_order_does_not_matter(names: list[str]) -> None:
    drawn = crests(names)
    assert len(set(drawn.values())) == len(set(names))
    assert drawn == crests(reversed(names))


def test_where_two_would_be_alike_the_later_one_is_drawn_again() -> None:
    many = [f"c{number}" for number in range(6000)]
    assert len({crest(name) for name in many}) < len(many), "this many must meet by chance, or the test shows nothing"
    drawn = crests(many)
    assert len(set(drawn.values())) == len(many)
    again = [name for name in many if drawn[name] != crest(name)]
    assert again
    assert all(drawn[name] == crest(name, 1) for name in again[:3])


@given(ids)
def test_a_hue_is_one_of_the_themes(name: str) -> None:
    assert hue(name) in HUES
    assert hue(name) == hue(name, "no such hue")
    assert hue(name, "plum") == "plum"


def test_all_hues_come_up() -> None:
    assert {hue(f"c{number}") for number in range(200)} == set(HUES)
    assert HUES[0] == "teal"
