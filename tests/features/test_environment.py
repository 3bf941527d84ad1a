"""The templates of one build."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, TemplateNotFound, UndefinedError

from guildhouse.features.context import site
from guildhouse.features.environment import environment
from guildhouse.features.filters import Filters
from guildhouse.settings import Settings

SETTINGS = Settings(site_name="<Rail>")


@pytest.fixture
def filters() -> Filters:
    return Filters(SETTINGS)


@pytest.fixture
def templates(filters: Filters, tmp_path: Path) -> Environment:
    (tmp_path / "macro.html").write_text("{% macro home() %}{{ site.name }} {{ '/'|href }}{% endmacro %}")
    (tmp_path / "page.html").write_text("{% from 'macro.html' import home %}{{ home() }}")
    return environment(site(SETTINGS, frozenset()), filters, [str(tmp_path)])


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
