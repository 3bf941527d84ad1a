"""Filters: addresses for the page being rendered, dates and numbers in the site's language."""

from __future__ import annotations

import datetime as dt

import pytest
from markupsafe import Markup

from guildhouse.features.filters import LANGUAGE_FILTERS, Filters
from guildhouse.language import UnknownLanguageError, language, locale_of
from guildhouse.model.words import say
from guildhouse.settings import Settings
from texts import body

DAY = dt.date(2026, 11, 16)


def test_addresses_follow_the_page() -> None:
    filters = Filters(Settings())
    with filters.at("communities/x/index.html"):
        assert filters.href("/communities/y/") == "../y/"
        with filters.at("index.html"):
            assert filters.href("/communities/y/") == "communities/y/"
        assert filters.href("/communities/y/") == "../y/"


def test_the_page_is_forgotten_when_rendering_fails() -> None:
    filters = Filters(Settings())
    with pytest.raises(ValueError, match="x"), filters.at("a/b/index.html"):
        raise ValueError("x")
    assert filters.href("/c/") == "c/"


@pytest.mark.parametrize(
    ("settings", "seen"),
    [
        (Settings(), "x/"),
        (Settings(site_url="https://h.example/sub"), "/sub/x/"),
        (Settings(offline=True), "x/index.html"),
    ],
)
def test_the_page_that_is_shown_at_any_depth_counts_from_the_root(settings: Settings, seen: str) -> None:
    filters = Filters(settings)
    with filters.at("404.html"):
        assert filters.href("/x/") == seen


def test_a_text_is_markup_with_addresses_for_the_page() -> None:
    filters = Filters(Settings())
    with filters.at("a/index.html"):
        for text in (body('<a href="/b/">b</a>'), '<a href="/b/">b</a>'):
            assert filters.html(text) == Markup('<a href="../b/">b</a>')


def test_dates_and_numbers_in_the_language() -> None:
    english, german = Filters(Settings()), Filters(Settings(language="de"))

    def shown(filters: Filters, name: str, value: object) -> str:
        return str(filters.by_name()[name](None, value))

    assert (shown(english, "day", DAY), shown(german, "day", DAY)) == ("16 November 2026", "16. November 2026")
    assert [shown(english, name, DAY) for name in ("short_day", "short_date", "month", "short_month")] == [
        "16 Nov",
        "16 Nov 2026",
        "November 2026",
        "Nov",
    ]
    assert [shown(german, name, DAY) for name in ("weekday", "short_weekday")] == ["Montag", "Mo."]
    assert [shown(each, "amount", 1250.5) for each in (english, german)] == ["1,250.5", "1.250,5"]
    assert shown(english, "language_name", "de") == "German"
    assert english.clock(dt.time(9, 5)) == english.clock(dt.datetime(2026, 1, 1, 9, 5, tzinfo=dt.UTC)) == "09:05"


def test_a_filter_that_is_kept_speaks_the_language_of_each_page() -> None:
    filters = Filters(Settings())
    weekday = filters.by_name()["weekday"]
    with filters.at("x/index.html", language("de")):
        assert weekday(None, DAY) == "Montag"
    assert weekday(None, DAY) == "Monday"


def test_every_filter_has_a_name() -> None:
    public = {name for name in dir(Filters) if not name.startswith("_")}
    phrases = {"at", "by_name", "gettext", "ngettext", "pgettext", "counted", "shown", "note", "noting"}
    assert Filters(Settings()).by_name().keys() == public - phrases | LANGUAGE_FILTERS.keys()


@pytest.mark.parametrize("language", ["xx", "en-nowhere-at-all"])
def test_a_language_without_dates_is_a_fault_of_the_settings(language: str) -> None:
    with pytest.raises(UnknownLanguageError, match="language"):
        locale_of(language)


def test_a_language_may_name_a_region() -> None:
    assert str(locale_of("pt-br")) == "pt_BR"


def test_a_text_in_another_language_says_which_and_how_it_runs() -> None:
    filters = Filters(Settings())
    assert [filters.in_language(tag) for tag in (None, "en")] == ["", ""]
    assert filters.in_language("de_AT") == Markup(' lang="de-AT" dir="ltr"')
    assert filters.in_language("ar") == Markup(' lang="ar" dir="rtl"')
    assert filters.in_language("xx") == Markup(' lang="xx" dir="auto"')
    with filters.at("x/index.html", language("ar")):
        assert filters.in_language("ar") == ""
    assert filters.in_language('"><b>') == Markup(' lang="&#34;&gt;&lt;b&gt;" dir="auto"')


def test_words_are_said_in_the_language_of_the_page() -> None:
    filters = Filters(Settings())
    words = say("Last note %(date)s by %(name)s", name="<A>")
    assert filters.filled(words, date=Markup("<b>today</b>")) == Markup("Last note <b>today</b> by &lt;A&gt;")
    assert filters.strung(["a", "", "<b>", say("Guild")]) == Markup("a, &lt;b&gt;, Guild")
    assert filters.listed(["<a>", Markup("<b>b</b>"), say("others")]) == Markup("&lt;a&gt;, <b>b</b> and others")
    assert (filters.capital(say("lead")), filters.capital("")) == ("Lead", "")
    with filters.at("x.html", language("de")):
        assert (filters.say(say("All meetings")), filters.shown(say("All")), filters.shown(3)) == ("Alle Treffen", "Alle", 3)
        assert filters.counted("%(number)s person", "%(number)s people") == {"one": "%s Person", "other": "%s Personen"}
    assert filters.through(["a"], lambda each: Markup(each * 2)) == ["aa"]


def test_names_in_a_phrase_keep_their_direction_and_stay_escaped() -> None:
    arabic, link = Filters(Settings(language="ar")), Markup('<a href="x">Ada</a>')
    assert arabic.gettext("Kept by %(name)s", name="A <b>") == "يعتني بها \u2068A &lt;b&gt;\u2069"
    assert arabic.gettext("Kept by %(name)s", name=link) == f"يعتني بها \u2068{link}\u2069"
    assert arabic.ngettext("%(num)s step", "%(num)s steps", 3) == "3 خطوات"
    assert Filters(Settings()).gettext("Kept by %(name)s", name=link) == f"Kept by {link}"


def test_a_phrase_of_two_meanings_is_two_phrases() -> None:
    german = Filters(Settings(language="de"))
    assert (german.gettext("Notes"), german.pgettext("who takes them", "Notes")) == ("Protokolle", "Protokoll")
    assert (german.gettext("Next"), german.pgettext("page", "Next")) == ("Als Nächstes", "Weiter")
