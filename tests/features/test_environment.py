"""The templates of one build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateNotFound, UndefinedError

from guildhouse.features.context import site
from guildhouse.features.environment import THEME, environment
from guildhouse.features.filters import Filters
from guildhouse.formats.forge import SourceLinks
from guildhouse.settings import Settings

SETTINGS = Settings(site_name="<Rail>")


@pytest.fixture
def filters() -> Filters:
    return Filters(SETTINGS)


@pytest.fixture
def templates(filters: Filters, tmp_path: Path) -> Environment:
    (tmp_path / "macro.html").write_text("{% macro home() %}{{ site.name }} {{ '/'|href }}{% endmacro %}")
    (tmp_path / "page.html").write_text("{% from 'macro.html' import home %}{{ home() }}")
    return environment(site(SETTINGS, frozenset()), filters, [str(tmp_path), THEME])


def test_macros_know_the_site_and_write_addresses_for_the_page(templates: Environment, filters: Filters) -> None:
    template = templates.get_template("page.html")
    seen = []
    for path in ("index.html", "a/index.html", "a/b/index.html"):
        with filters.at(path):
            seen.append(template.render())
    assert seen == ["&lt;Rail&gt; ./", "&lt;Rail&gt; ../", "&lt;Rail&gt; ../../"]


def test_everything_is_escaped(templates: Environment) -> None:
    assert templates.from_string("{{ x }}").render(x="<script>") == "&lt;script&gt;"


@pytest.mark.parametrize("template", ["{{ x }}", "{{ site.x }}", "{% if x %}{% endif %}", "{% for y in x %}{% endfor %}"])
def test_an_undefined_name_is_an_error(templates: Environment, template: str) -> None:
    with pytest.raises(UndefinedError):
        templates.from_string(template).render()


@pytest.mark.parametrize("name", ["../secret.html", "/etc/passwd", "nowhere.html"])
def test_nothing_but_our_folders_is_read(templates: Environment, name: str) -> None:
    with pytest.raises(TemplateNotFound):
        templates.get_template(name)


def test_the_theme_is_found_without_overrides(filters: Filters) -> None:
    assert environment(site(SETTINGS, frozenset()), filters).get_template("notfound.html").name


@pytest.mark.parametrize(
    ("url", "address", "current"),
    [
        ("/news/", "/news/", "page"),
        ("/news/x/", "/news/", "true"),
        ("/news/", "/", None),
        ("/", "/", "page"),
        ("/newsletter/", "/news", None),
        ("/news/", "https://w.example/", None),
    ],
)
def test_the_menu_marks_where_one_is(templates: Environment, url: str, address: str, current: str | None) -> None:
    written = templates.from_string('{% from "components/main_menu.html" import main_menu %}{{ main_menu([("X", address)], url) }}')
    found = re.search(r'aria-current="(\w+)"', written.render(url=url, address=address))
    assert (found[1] if found else None) == current


def test_a_page_of_which_nothing_is_known_has_no_trust_line(templates: Environment) -> None:
    written = templates.from_string('{% from "components/trust_line.html" import trust_line %}{{ trust_line(None, source, "X") }}')
    assert written.render(source=None) == ""
    links = written.render(source=SourceLinks("https://f.example/h", "https://f.example/e", None))
    assert re.findall(r">([^<>]+)<span", links) == ["History", "Edit this page"], "a forge that takes no report is asked for none"
