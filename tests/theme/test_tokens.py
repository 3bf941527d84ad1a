"""The colours of the theme, held against the contrast they must have (WCAG 2.2: text 4.5, controls 3.0)."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from pygments.token import STANDARD_TYPES

from guildhouse.sources.assembly import COLUMN
from guildhouse.sources.sanitize import CALLOUTS

CSS = Path(__file__).parents[2] / "theme/static/css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
MODES = ("light", "dark")

Colour = tuple[float, float, float]


def _pairs() -> dict[str, tuple[str, str]]:
    return {name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", TOKENS)}


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _hex(text: str) -> Colour:
    red, green, blue = (_linear(int(text[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """Turn an OKLCH colour into linear sRGB (CSS Color 4, section 10.10)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _hues() -> dict[str, float]:
    named = {name: float(degrees) for name, degrees in re.findall(r"\.hue-(\w+) \{ --hue: (\d+); \}", TOKENS)}
    assert len(named) == 8
    return named


def _hue_colour(token: str, mode: str, hue: float) -> Colour:
    oklch = r"oklch\(([\d.]+)% ([\d.]+) var\(--hue\)\)"
    found = re.search(rf"--{token}: light-dark\({oklch}, {oklch}\)", TOKENS)
    assert found, token
    lightness, chroma = found.groups()[:2] if mode == "light" else found.groups()[2:]
    return _oklch(float(lightness) / 100, float(chroma), hue)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        *(("ink", ground, 14) for ground in ("paper", "surface", "sunken")),
        *(("ink-2", ground, 6.4) for ground in ("paper", "surface", "sunken", "soft")),
        *(("ink-3", ground, 4.5) for ground in ("paper", "surface", "sunken")),
        *(("accent", ground, 4.5) for ground in ("paper", "surface", "sunken", "soft")),
        ("on-accent", "accent", 7),
        *((state, f"{state}-ground", 5) for state in ("ok", "warn", "bad", "gold")),
        *(("line-2", ground, 3) for ground in ("paper", "surface", "sunken")),
    ],
)
def test_text_can_be_read_on_its_ground(text: str, ground: str, least: float, mode: str) -> None:
    pairs = _pairs()
    measured = _contrast(_hex(pairs[text][MODES.index(mode)]), _hex(pairs[ground][MODES.index(mode)]))
    assert measured >= least, f"--{text} on --{ground} ({mode}): {measured:.2f}"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", sorted(_hues()))
def test_every_hue_can_be_read(name: str, mode: str) -> None:
    hue, pairs, side = _hues()[name], _pairs(), MODES.index(mode)
    strong, soft = _hue_colour("c", mode, hue), _hue_colour("c-soft", mode, hue)
    assert _contrast(strong, _hex(pairs["surface"][side])) >= 6.7
    assert _contrast(strong, soft) >= 6
    assert _contrast(_hex(pairs["ink-2"][side]), soft) >= 4.6
    assert _contrast(_hex("#ffffff" if mode == "light" else "#131517"), strong) >= 4.5, "the words of a button in the hue"


def _code() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Give the colour of every class of Pygments by its variable, and those variables that only code has."""
    text = (CSS / "code.css").read_text(encoding="utf-8")
    rules = re.findall(r"^  \.code (?::is\(([^)]*)\)|(\.\w+)) \{([^}]*)\}", text, re.MULTILINE)
    colours = {
        name: found[1]
        for many, one, body in rules
        if (found := re.search(r"(?<![\w-])color: var\(--([\w-]+)\)", body))
        for name in re.findall(r"\w+", many or one)
    }
    return colours, {name: (light, dark) for name, light, dark in re.findall(r"--(\w+): light-dark\((#\w+), (#\w+)\)", text)}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", ["sunken", "gold-ground"])
@pytest.mark.parametrize("name", sorted(filter(None, STANDARD_TYPES.values())))
def test_every_kind_of_code_can_be_read_where_it_stands(name: str, ground: str, mode: str) -> None:
    colours, own = _code()
    side, pairs = MODES.index(mode), _pairs() | own
    assert _contrast(_hex(pairs[colours.get(name, "ink")][side]), _hex(_pairs()[ground][side])) >= 4.5


def test_code_has_colours_at_all() -> None:
    colours, own = _code()
    assert len(own) == 4
    assert {"k", "s1", "mi", "nf", "c1", "gd"} <= colours.keys() <= {*STANDARD_TYPES.values()}
    assert set(colours.values()) >= own.keys()


def test_the_column_is_as_wide_as_figures_believe() -> None:
    assert f"--measure: {COLUMN / 16}rem;" in TOKENS


def test_every_kind_of_callout_has_a_colour_and_a_shape() -> None:
    text = (CSS / "components/callout.css").read_text(encoding="utf-8")
    others = CALLOUTS - {"note"}
    tones = dict(re.findall(r"^  \.callout(?:-(\w+))? \{ --tone: var\(--(\w+)\)", text, re.MULTILINE))
    shapes = dict(re.findall(r"^  \.prose \.callout-(\w+) > :is\(\.callout-title, summary\)::before \{([^}]*)\}", text, re.MULTILINE))
    assert tones.keys() == {"", *others}
    assert shapes.keys() == others
    assert len(set(tones.values())) == len(set(shapes.values()) | {"circle"}) == len(CALLOUTS)


def test_colours_are_named_in_one_place() -> None:
    literal = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)\(", re.IGNORECASE)
    allowed = {"tokens.css", "code.css", "print.css"}
    strays = {
        (path.name, match[0])
        for path in CSS.rglob("*.css")
        if path.name not in allowed
        for match in literal.finditer(re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
    }
    assert strays <= {
        ("main_menu.css", "rgb("),  # the shade behind the open menu
        ("button.css", "#fff"),  # the words of a button in a community's hue, measured above
        ("button.css", "#131517"),
        ("avatar.css", "#000"),  # initials, darkened from the hue itself
        ("avatar.css", "#fff"),
        ("prose.css", "#faf8f4"),  # paper under drawings in the dark
    }
