"""The words that reading itself writes into texts: those of the site's language."""

from __future__ import annotations

import pytest

from guildhouse.language import language
from guildhouse.settings import Settings
from guildhouse.sources import reading
from guildhouse.sources.draft import draft
from guildhouse.sources.wording import spoken

TEXT = "## Eins\n\n> [!NOTE]\n> x\n\n!!! rubbish\n    y\n\nz[^1]\n\n[^1]: w\n"


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("en", ("Link to Eins", ">Note<", ">Rubbish<", "Jump back to footnote 1 in the text")),
        ("de", ("Link zu Eins", ">Hinweis<", ">Rubbish<", "Zurück zu Fußnote 1 im Text")),
    ],
)
def test_a_text_speaks_the_language_of_its_site(tag: str, words: tuple[str, ...]) -> None:
    with spoken(language(tag)):
        html = draft(TEXT).html
    assert [word for word in words if word not in html] == []


def test_a_text_of_no_site_speaks_english() -> None:
    with spoken(language("de")):
        draft(TEXT)
    assert ">Note<" in draft(TEXT).html


def test_whoever_is_forgotten_is_so_in_the_language_of_the_site(tree) -> None:
    site = tree("== content/pages/a.md\n# A\nDank an @gone.\n== content/people/gone.yml\nforgotten: true\n")
    assert "Dank an jemand von früher." in reading.read(site, Settings(language="de")).pages[0].body.html
    assert "Dank an a former colleague." in reading.read(site, Settings()).pages[0].body.html


def test_why_dates_are_not_known_is_told_in_the_language_of_the_site(tree) -> None:
    site = tree("== communities/a/community.yml\nname: A\nmeetings: [{id: x, title: X}]\n")
    (series,) = reading.read(site, Settings(language="de")).communities[0].meetings
    assert series.undated == "Die Tage, die Uhrzeit und die Zeitzone sind nicht bekannt."
