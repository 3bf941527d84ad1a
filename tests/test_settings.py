from __future__ import annotations

import datetime as dt

import pytest

from guildhouse.settings import Settings, SettingsError, load

DAY = dt.date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def configured(folder, text: str):
    (folder / "pelicanconf.py").write_text(text)
    return folder


def test_a_site_needs_no_settings(tmp_path) -> None:
    assert load(tmp_path, today="2026-11-16") == Settings(today=DAY)


def test_pelicans_own_names_are_read(tmp_path) -> None:
    settings = load(configured(tmp_path, "SITENAME = 'Marrowby'\nSITEURL = 'https://m.example/x/'\nDEFAULT_LANG = 'de'"))
    assert (settings.site_name, settings.site_url, settings.language) == ("Marrowby", "https://m.example/x", "de")


def test_our_own_stand_in_one_mapping(tmp_path) -> None:
    settings = load(configured(tmp_path, "GUILDHOUSE = {'lenient': True, 'jobs': 2, 'allow_html': ['s', 'kbd']}"))
    assert (settings.lenient, settings.jobs, settings.allow_html) == (True, 2, ("kbd", "s"))


def test_the_command_line_wins_where_it_says_something(tmp_path) -> None:
    folder = configured(tmp_path, "SITEURL = 'https://a.example'\nGUILDHOUSE = {'jobs': 2}")
    settings = load(folder, site_url="https://b.example", jobs=None)
    assert (settings.site_url, settings.jobs) == ("https://b.example", 2)


def test_the_day_is_the_given_one_then_that_of_the_epoch_then_today(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
    assert load(tmp_path).today == dt.date(1970, 1, 1)
    assert load(tmp_path, today=DAY).today == DAY
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert abs(load(tmp_path).today - dt.datetime.now(dt.UTC).date()) <= dt.timedelta(days=1)


@pytest.mark.parametrize("epoch", ["soon", "9" * 30])
def test_an_epoch_that_is_none_is_told(tmp_path, monkeypatch, epoch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH must be a number of seconds"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("GUILDHOUSE = {'lenint': True}", "pelicanconf.py: no setting is called 'lenint'. Did you mean 'lenient'?"),
        ("GUILDHOUSE = {'zzz': 1}", "Known are site_name"),
        ("GUILDHOUSE = {1: 1}", "no setting is called 1."),
        ("GUILDHOUSE = []", "must be a mapping"),
        ("GUILDHOUSE = {'lenient': 1}", "lenient must be True or False, not 1"),
        ("GUILDHOUSE = {'jobs': True}", "jobs must be a whole number, 0 or more, not True"),
        ("GUILDHOUSE = {'jobs': -1}", "jobs must be a whole number"),
        ("GUILDHOUSE = {'today': '2026-13-01'}", "today must be a date such as 2026-11-16, not '2026-13-01'"),
        ("GUILDHOUSE = {'today': '20261101'}", "today must be a date"),
        ("GUILDHOUSE = {'allow_html': ['<b>']}", "a list of element names"),
        ("GUILDHOUSE = {'allow_html': [1]}", "a list of element names"),
        ("GUILDHOUSE = {'allow_html': 'kbd'}", "a list of element names"),
        ("SITENAME = 'two\\nlines'", "site_name must be one line of text"),
        ("SITENAME = ' '", "site_name must be one line of text"),
        ("SITEURL = 'guild.example.org'", "site_url must be a web address"),
        ("SITEURL = 'https://a.example/?q=1'", "site_url must be a web address"),
        ("SITEURL = 'javascript:alert(1)'", "site_url must be a web address"),
        ("DEFAULT_LANG = 'English'", "language must be a language tag"),
        ("x = (", "pelicanconf.py:1: '(' was never closed"),
        ("x = 1\ny = x / 0", "pelicanconf.py:2: ZeroDivisionError: division by zero"),
        ("import nowhere", "pelicanconf.py:1: ModuleNotFoundError"),
        ("raise SystemExit('no token')", "pelicanconf.py:1: SystemExit: no token"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(tmp_path, text, words) -> None:
    with pytest.raises(SettingsError) as error:
        load(configured(tmp_path, text))
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_a_wrong_option_is_told(tmp_path) -> None:
    with pytest.raises(SettingsError, match="the command line: no setting is called 'urll'"):
        load(tmp_path, urll="x")


def test_reading_the_settings_writes_nothing(tmp_path) -> None:
    load(configured(tmp_path, "SITENAME = 'x'"))
    assert [path.name for path in tmp_path.iterdir()] == ["pelicanconf.py"]


def test_what_a_configuration_prints_does_not_stand_in_a_report(tmp_path, capsys) -> None:
    load(configured(tmp_path, "print('loading')"))
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "loading\n")
