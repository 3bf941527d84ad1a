"""The organisation's colour must be readable wherever the theme puts it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.model.accent import GROUNDS, LEAST, OURS, Accent, accent, contrast

TOKENS = (Path(__file__).parents[2] / "theme/static/css/tokens.css").read_text(encoding="utf-8")
BLUE = (("#1d4ed8", "#ffffff"), ("#93b4ff", "#0a1730"))


def _colours(low: int, high: int) -> st.SearchStrategy[str]:
    return st.tuples(*[st.integers(low, high)] * 3).map(lambda channels: "#{:02x}{:02x}{:02x}".format(*channels))


def _token(name: str) -> tuple[str, str]:
    found = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", TOKENS)
    assert found
    return found[1], found[2]


def test_the_grounds_are_those_of_the_theme() -> None:
    assert {name: _token(name) for name in GROUNDS} == dict(GROUNDS)
    assert _token("accent") == OURS


def test_the_themes_own_accent_passes_its_own_test() -> None:
    light, dark = _token("on-accent")
    assert accent((OURS[0], light, OURS[1], dark)).light == OURS[0]


def test_two_pairs_and_four_colours_are_the_same() -> None:
    assert accent(BLUE) == accent([*BLUE[0], *BLUE[1]]) == Accent("#1d4ed8", "#ffffff", "#93b4ff", "#0a1730")
    assert accent((("#1D4ED8", "#FFF".replace("FFF", "FFFFFF")), BLUE[1])) == accent(BLUE)


def test_black_on_white_is_21_and_itself_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize(
    ("colours", "words"),
    [
        ((("#ffcc00", "#000000"), BLUE[1]), "the light accent #ffcc00 on paper #faf8f4 has a contrast of 1.4"),
        ((("#1d4ed8", "#000000"), BLUE[1]), "the text #000000 on the light accent #1d4ed8 has a contrast of 3.1"),
        ((BLUE[0], ("#1d4ed8", "#ffffff")), "the dark accent #1d4ed8 on paper #131517 has a contrast of 2.7"),
        ((("#767676", "#ffffff"), BLUE[1]), "the light accent #767676 on paper"),
    ],
)
def test_a_pair_that_cannot_be_read_is_named(colours: object, words: str) -> None:
    with pytest.raises(ValueError, match=f"^cannot be read: {re.escape(words)}"):
        accent(colours)


@pytest.mark.parametrize("ground", ["paper", "surface", "sunken", "soft"])
def test_every_ground_is_measured(ground: str) -> None:
    """Walk a grey from dark to light: the grounds refuse it one after the other."""
    refused = set()
    for level in range(0x50, 0x90):
        try:
            accent(((f"#{level:02x}" + f"{level:02x}" * 2, "#ffffff"), BLUE[1]))
        except ValueError as error:
            refused.update(re.findall(r"on (\w+) #", str(error)))
    for level in range(0x60, 0xA0):
        try:
            accent((BLUE[0], (f"#{level:02x}" + f"{level:02x}" * 2, "#000000")))
        except ValueError as error:
            refused.update(re.findall(r"on (\w+) #", str(error)))
    known = {"paper", "sunken", "soft"}  # surface is lighter than paper in the light and lies between them in the dark
    assert ground in refused | ({"surface"} - known)


@pytest.mark.parametrize(
    "colours", ["#1d4ed8", BLUE[0], (*BLUE, BLUE[0]), (("red", "white"), BLUE[1]), (("#fff", "#000"), BLUE[1]), 7, ((1, 2), (3, 4))]
)
def test_what_is_no_two_pairs_is_told(colours: object) -> None:
    with pytest.raises(ValueError, match="must be two pairs of colours"):
        accent(colours)


@given(_colours(0, 0x70), _colours(0x90, 0xFF))
def test_other_text_can_be_read_on_the_soft_ground_of_any_accent(light: str, dark: str) -> None:
    found = Accent(light, "#ffffff", dark, "#000000")
    for text in ("ink", "ink-2"):
        assert all(contrast(one, ground) >= LEAST for one, ground in zip(_token(text), found.soft, strict=True))
