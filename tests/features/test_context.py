"""What templates are told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from guildhouse.features.context import Context, page_head, site
from guildhouse.formats.policy import POLICY
from guildhouse.settings import Settings

HERE = Settings(site_name="Rail", site_url="https://h.example/sub")


def context(**fields: Any) -> Context:
    return Context(**({"kind": "page", "url": "/x/", "title": "X", "description": "About X."} | fields))


def test_the_menu_names_what_there_is() -> None:
    told = site(Settings(), frozenset({"communities/index.html", "people.json", "news/index.html"}))
    assert told.navigation == (("Communities", "/communities/"), ("News", "/news/"))


def test_the_menu_leaves_out_what_is_unlisted() -> None:
    paths = frozenset({"decisions/index.html", "actions/index.html", "news/index.html"})
    told = [label for label, _ in site(Settings(), paths).navigation]
    assert told == ["Decisions", "Actions", "News"]
    assert [label for label, _ in site(Settings(), paths, frozenset({"/actions/"})).navigation] == ["Decisions", "News"]


def test_files_of_the_theme_are_found_by_name() -> None:
    told = site(Settings(), frozenset({"theme/site.1234abcd.css", "theme/site.5678abcd.js", "favicon.svg"}))
    assert (told.stylesheet, told.script, told.favicon) == ("/theme/site.1234abcd.css", "/theme/site.5678abcd.js", "/favicon.svg")


def test_without_them_there_is_none() -> None:
    told = site(Settings(today=dt.date(2026, 11, 16)), frozenset())
    assert (told.stylesheet, told.script, told.favicon, told.navigation) == (None, None, None, ())
    assert (told.csp, told.today) == (POLICY.meta, dt.date(2026, 11, 16))


def test_the_canonical_address_needs_an_address_of_the_site() -> None:
    assert page_head(context(), HERE).canonical == "https://h.example/sub/x/"
    assert page_head(context(), Settings()).canonical is None
    assert page_head(context(canonical="/y/"), HERE).canonical == "https://h.example/sub/y/"
    assert page_head(context(kind="not-found", url="/404.html"), HERE).canonical is None


def test_the_title_names_page_and_site() -> None:
    assert page_head(context(), HERE).title == "X · Rail"
    assert page_head(context(url="/"), HERE).title == "Rail"


def test_language_and_robots() -> None:
    assert (page_head(context(), HERE).language, page_head(context(lang="de"), HERE).language) == ("en", "de")
    assert (page_head(context(), HERE).robots, page_head(context(noindex=True), HERE).robots) == (None, "noindex")
