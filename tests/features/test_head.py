"""What machines are told about a page, and in which language the interface around it speaks."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import unquote

import pytest
from markupsafe import Markup

from guildhouse.features.context import Context, Crumb, Picture, Site, Translation
from guildhouse.features.head import page_head, spoken
from guildhouse.formats.json_ld import Article, Someone
from guildhouse.formats.policy import POLICY
from guildhouse.language import Language
from guildhouse.model.repository import repository
from guildhouse.model.words import say
from guildhouse.settings import Settings

HERE = Settings(site_name="Rail", site_url="https://h.example/sub")
BOTH = (
    Translation(lang="en", name="English", url="/x/", is_original=True),
    Translation(lang="de_AT", name="Deutsch", url="/de/x/"),
)


def context(**fields: Any) -> Context:
    return Context(**({"kind": "page", "url": "/x/", "title": "X", "description": "About X."} | fields))


def _site(picture: str | None = None) -> Site:
    logo = Picture(url="/theme/logo.1.svg", width=40, height=40)
    return Site(name="Rail", language="en", today=dt.date(2026, 11, 16), version="1", offline=False, logo=logo, picture=picture)


def test_the_canonical_address_needs_an_address_of_the_site() -> None:
    assert page_head(context(), HERE).canonical == "https://h.example/sub/x/"
    assert page_head(context(), Settings()).canonical is None
    assert page_head(context(canonical="/y/"), HERE).canonical == "https://h.example/sub/y/"
    assert page_head(context(kind="not-found", url="/404.html"), HERE).canonical is None


def test_the_title_names_page_and_site() -> None:
    assert page_head(context(), HERE).title == "X · Rail"
    assert page_head(context(url="/"), HERE).title == "Rail"
    assert page_head(context(title=say("Decisions of %(name)s", name="X")), HERE).title == "Decisions of X · Rail"


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be words in German, whatever catalogues there are."""
    monkeypatch.setattr(Language, "is_spoken", property(lambda self: self.locale.language in ("en", "de")))


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(("lang", "language"), [(None, "en"), ("de", "de"), ("de_AT", "de-AT"), ("xx", "en"), ("fy", "en")])
def test_the_interface_speaks_the_language_of_the_page_when_it_can(lang: str | None, language: str) -> None:
    assert page_head(context(lang=lang), HERE).language == language


@pytest.mark.usefixtures("german")
def test_else_it_speaks_that_of_the_site() -> None:
    assert spoken(context(lang="fy"), Settings(language="de")).tag == "de"
    assert page_head(context(), Settings(language="ar")).direction == "rtl"
    assert page_head(context(), HERE).direction == "ltr"


@pytest.mark.parametrize(("language", "locale"), [("en", "en_GB"), ("de", "de_DE"), ("pt-BR", "pt_BR"), ("eo", "eo_001")])
def test_open_graph_names_a_language_with_a_country(language: str, locale: str) -> None:
    assert page_head(context(), Settings(language=language)).locale == locale


def test_robots_are_told_of_what_is_not_theirs() -> None:
    assert (page_head(context(), HERE).robots, page_head(context(noindex=True), HERE).robots) == (None, "noindex")


def test_a_picture_stands_for_the_page_else_that_of_the_site() -> None:
    assert page_head(context(picture="/images/a b.png"), HERE).image == "https://h.example/sub/images/a%20b.png"
    assert page_head(context(), HERE, _site("/theme/logo.1.png")).image == "https://h.example/sub/theme/logo.1.png"
    assert page_head(context(picture="/images/a.png"), Settings()).image is None
    assert page_head(context(), HERE, _site()).image is None


def test_languages_of_a_page_name_each_other_and_the_original() -> None:
    assert page_head(context(translations=BOTH), HERE).alternates == (
        ("en", "https://h.example/sub/x/"),
        ("de-AT", "https://h.example/sub/de/x/"),
        ("x-default", "https://h.example/sub/x/"),
    )
    assert page_head(context(translations=BOTH), Settings()).alternates == ()
    assert page_head(context(), HERE).alternates == ()


def test_a_page_links_the_file_behind_it() -> None:
    settings = Settings(site_url="https://h.example", repository=repository("https://github.com/a/b#subdirectory=site"))
    found = page_head(context(source="content/x.md"), settings).source
    assert found is not None
    assert found.edit == "https://github.com/a/b/edit/main/site/content/x.md"
    assert unquote(found.report or "").endswith("title=Problem on the page X&body=Page: https://h.example/x/\nFile: site/content/x.md\n\n")
    assert page_head(context(), settings).source is None
    assert page_head(context(source="content/x.md"), HERE).source is None


def test_a_report_holds_no_marks_of_directions() -> None:
    """A forge would take them into the address."""
    settings = Settings(language="ar", site_url="https://h.example", repository=repository("https://github.com/a/b"))
    found = page_head(context(source="content/x.md"), settings).source
    assert found is not None
    assert not {"\u2068", "\u2069"} & set(unquote(found.report or "\u2068"))
    assert ": https://h.example/x/\n" in unquote(found.report or "")


def test_a_report_tells_the_page_even_without_an_address_of_the_site() -> None:
    found = page_head(context(source="x.md"), Settings(repository=repository("https://github.com/a/b"))).source
    assert found is not None
    assert "body=Page: /x/\n" in unquote(found.report or "")


def _types(page: Context, settings: Settings = HERE) -> list[str]:
    data = page_head(page, settings, _site()).data
    return [node["@type"] for node in json.loads(data)["@graph"]] if data else []


def test_each_page_is_described_by_what_it_is() -> None:
    way = (Crumb(label=say("Home"), url="/"),)
    assert _types(context(url="/")) == ["Organization", "WebSite"]
    home = page_head(context(url="/"), HERE, _site()).data
    assert home is not None
    assert json.loads(home)["@graph"][0]["logo"] == "https://h.example/sub/theme/logo.1.svg"
    assert _types(context(crumbs=way, subject=Article(headline="X"))) == ["BreadcrumbList", "Article"]
    assert _types(context(subject=Someone(name="Ada"))) == ["Person"]
    assert _types(context()) == []


def test_the_way_ends_at_the_page() -> None:
    data = page_head(context(crumbs=(Crumb(label=say("Home"), url="/"),)), HERE).data
    assert data is not None
    steps = [(step["name"], step.get("item")) for step in json.loads(data)["@graph"][0]["itemListElement"]]
    assert steps == [("Home", "https://h.example/sub/"), ("X", "https://h.example/sub/x/")]


def test_the_policy_of_a_page_names_its_data_block() -> None:
    assert page_head(context(), HERE).csp == POLICY.meta
    described = page_head(context(url="/"), HERE)
    assert described.csp == POLICY.meta_for(described.data) != POLICY.meta


def test_nothing_in_a_description_ends_its_element() -> None:
    data = page_head(context(subject=Article(headline="</script><b>")), HERE).data
    assert isinstance(data, Markup)
    assert "<" not in data
