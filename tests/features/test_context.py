"""What templates are told of the site."""

from __future__ import annotations

import datetime as dt

import pytest

from guildhouse.features.context import check_addresses, site
from guildhouse.model.words import say
from guildhouse.setting_readers import SiteFile
from guildhouse.settings import Settings, SettingsError

LOGO = SiteFile("content/images/logo.svg", b'<svg viewBox="0 0 120 40"/>')


def test_the_menu_names_what_there_is() -> None:
    told = site(Settings(), frozenset({"communities/index.html", "people.json", "news/index.html"}))
    assert told.navigation == ((say("Communities"), "/communities/"), (say("News"), "/news/"))


def test_the_menu_leaves_out_what_is_unlisted() -> None:
    paths = frozenset({"decisions/index.html", "actions/index.html", "news/index.html"})
    told = [address for _, address in site(Settings(), paths).navigation]
    assert told == ["/decisions/", "/actions/", "/news/"]
    assert [address for _, address in site(Settings(), paths, frozenset({"/actions/"})).navigation] == ["/decisions/", "/news/"]


def test_a_menu_of_the_organisation_stands_as_it_is() -> None:
    chosen = (("Chat", "https://chat.example/"), ("Everything", "/all/"))
    assert site(Settings(navigation=chosen), frozenset({"news/index.html"})).navigation == chosen


@pytest.mark.parametrize("key", ["navigation", "footer"])
def test_a_menu_that_leads_nowhere_is_refused(key: str) -> None:
    paths = frozenset({"news/index.html", "files/a.pdf", "index.html"})
    settings = Settings(**{key: (("News", "/news/#top"), ("A", "/files/a.pdf"), ("Home", "/"), ("Web", "https://w.example/"))})  # type: ignore[arg-type]
    check_addresses(settings, paths)
    with pytest.raises(SettingsError, match=rf"^settings: {key} leads to /nwes/, where the site has no page\. Did you mean /news/\?$"):
        check_addresses(Settings(**{key: (("News", "/nwes/"),)}), paths)  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match=r"no page\.$"):
        check_addresses(Settings(**{key: (("News", "/quite-another/"),)}), paths)  # type: ignore[arg-type]


def test_files_of_the_theme_are_found_by_name() -> None:
    paths = {
        "theme/site.1234abcd.css",
        "theme/site.5678abcd.js",
        "favicon.svg",
        "site.webmanifest",
        "apple-touch-icon.12.png",
        "icon-48.12.png",
        "icon-512.12.png",
    }
    told = site(Settings(), frozenset(paths))
    assert (told.stylesheet, told.script, told.favicon) == ("/theme/site.1234abcd.css", "/theme/site.5678abcd.js", "/favicon.svg")
    assert (told.manifest, told.icon, told.touch_icon) == ("/site.webmanifest", "/icon-48.12.png", "/apple-touch-icon.12.png")
    assert told.picture == "/icon-512.12.png"
    assert site(Settings(), frozenset(paths | {"theme/logo.1.png"})).picture == "/theme/logo.1.png"


def test_a_file_of_an_author_is_none_of_the_theme_whatever_its_name() -> None:
    paths = {"theme/site.00000000.css", "theme/site.1234abcd.css", "favicon.0.svg", "favicon.svg"}
    told = site(Settings(), frozenset(paths), authored=frozenset({"theme/site.00000000.css", "favicon.0.svg"}))
    assert (told.stylesheet, told.favicon) == ("/theme/site.1234abcd.css", "/favicon.svg")


def test_a_folder_on_a_disk_has_no_manifest_for_browsers_refuse_it() -> None:
    assert site(Settings(offline=True), frozenset({"site.webmanifest"})).manifest is None


def test_without_them_there_is_none() -> None:
    told = site(Settings(today=dt.date(2026, 11, 16), logo=LOGO), frozenset())
    assert (told.stylesheet, told.script, told.icon, told.favicon, told.navigation, told.logo) == (None, None, None, None, (), None)
    assert told.today == dt.date(2026, 11, 16)


@pytest.mark.parametrize(("view", "width"), [(b"120 40", 120), (b"40 40", 40), (b"4000 40", 160)])
def test_a_logo_has_its_room_before_it_is_there(view: bytes, width: int) -> None:
    logo = SiteFile("content/logo.svg", b'<svg viewBox="0 0 ' + view + b'"/>')
    told = site(Settings(logo=logo), frozenset({"theme/logo.12345678.svg"})).logo
    assert told is not None
    assert (told.url, told.width, told.height) == ("/theme/logo.12345678.svg", width, 40)
