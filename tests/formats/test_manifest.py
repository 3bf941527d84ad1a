"""What a browser is told that puts the site on a home screen."""

from __future__ import annotations

import json

import pytest

from guildhouse.formats.manifest import manifest
from guildhouse.model.accent import accent
from guildhouse.settings import Settings


def test_addresses_hold_at_any_sub_path() -> None:
    told = json.loads(manifest(Settings(site_name="Rail", language="pt_BR"), ("apple-touch-icon.1.png", "favicon.svg", "icon-512.2.png")))
    assert (told["start_url"], told["scope"], told["name"], told["lang"]) == ("./", "./", "Rail", "pt-BR")
    assert told["icons"] == [
        {"src": "favicon.svg", "sizes": "any", "type": "image/svg+xml"},
        {"src": "icon-512.2.png", "sizes": "512x512", "type": "image/png"},
    ]
    assert (told["theme_color"], told["background_color"]) == ("#0d6155", "#faf8f4")


def test_the_colour_is_the_organisations() -> None:
    blue = accent((("#1d4ed8", "#ffffff"), ("#93b4ff", "#0a1730")))
    assert json.loads(manifest(Settings(accent=blue), ()))["theme_color"] == "#1d4ed8"


@pytest.mark.parametrize(
    ("tag", "told"), [("en", ("en", "ltr")), ("pt_br", ("pt-BR", "ltr")), ("ar", ("ar", "rtl")), ("he-IL", ("he-IL", "rtl"))]
)
def test_names_run_as_the_language_does(tag: str, told: tuple[str, str]) -> None:
    made = json.loads(manifest(Settings(language=tag), ()))
    assert (made["lang"], made["dir"]) == told
