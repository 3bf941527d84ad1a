"""What every template must keep to: the strict policy, escaping, and names that exist."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError, nodes

from guildhouse.features.context import Site
from guildhouse.features.environment import environment
from guildhouse.features.filters import Filters
from guildhouse.settings import Settings

THEME = Path(__file__).parents[2] / "theme"
TEMPLATES = sorted(path.relative_to(THEME / "templates").as_posix() for path in (THEME / "templates").rglob("*.html"))
SITE = Site(name="Site", language="en", today=dt.date(2026, 11, 16), version="1", offline=False)
ENVIRONMENT = environment(SITE, Filters(Settings()))

FULL = ("{{ head.canonical }}", "{{ alternate[1] }}")
"""Addresses for readers outside the site."""


def _source(name: str) -> str:
    return (THEME / "templates" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles_and_imports_only_what_is_there(name: str) -> None:
    ENVIRONMENT.get_template(name)
    tree = ENVIRONMENT.parse(_source(name))
    for node in tree.find_all((nodes.FromImport, nodes.Extends)):
        assert isinstance(node, nodes.FromImport | nodes.Extends)
        assert isinstance(node.template, nodes.Const)
        module = ENVIRONMENT.get_template(node.template.value)
        if isinstance(node, nodes.FromImport):
            wanted = [name if isinstance(name, str) else name[0] for name in node.names]
            assert [each for each in wanted if not hasattr(module.module, each)] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_in_it_needs_a_softer_policy(name: str) -> None:
    source = re.sub(r"\{#.*?#\}", "", _source(name), flags=re.DOTALL)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\bdata:|srcdoc=", source, re.IGNORECASE)
    assert all(" src=" in tag or "application/ld+json" in tag for tag in re.findall(r"<script[^>]*>", source))
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", source)


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_in_it_goes_around_escaping(name: str) -> None:
    source = _source(name)
    assert not re.search(r"\|\s*safe\b|autoescape|\bMarkup\b", source)
    assert "{#-" in source or not name.startswith("components/"), "a component says what it is given"


@pytest.mark.parametrize("name", TEMPLATES)
def test_its_addresses_are_relative_to_the_page(name: str) -> None:
    for address in re.findall(r'\s(?:href|src)="(\{\{[^}]*\}\}|[^"{]*)', _source(name)):
        assert "|href" in address or address in FULL or address.startswith(("#", "mailto:")), address


@pytest.mark.parametrize("name", TEMPLATES)
def test_its_icons_are_there(name: str) -> None:
    wanted = re.findall(r'icon\("([\w-]+)"\)', _source(name))
    assert [icon for icon in wanted if not (THEME / f"templates/icons/{icon}.svg").is_file()] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_its_own_ids_cannot_meet_those_of_a_text(name: str) -> None:
    ids = re.findall(r'\sid="([^"{]+)"', _source(name))
    assert [each for each in ids if not each.startswith("gh-")] == []


def test_a_component_is_one_macro_of_the_files_name() -> None:
    for name in (name for name in TEMPLATES if name.startswith("components/")):
        own = Path(name).stem
        macros = re.findall(r"\{%-? macro (\w+)", _source(name))
        assert own in macros, name


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        ENVIRONMENT.from_string("{{ page.nothing }}").render()


def test_hostile_names_are_only_words() -> None:
    template = ENVIRONMENT.from_string('{% from "components/avatar.html" import avatar %}{{ avatar(who) }}')
    who = {"initials": "<script>", "hue": 'x" onload="y', "name": ""}
    assert template.render(who=who).count("<") == 2


def test_what_others_made_is_named_with_its_hash() -> None:
    readme = (THEME / "static/vendor/README.md").read_text(encoding="utf-8")
    for font in (THEME / "static/fonts").glob("*.woff2"):
        assert f"| `fonts/{font.name}` | `{hashlib.sha256(font.read_bytes()).hexdigest()}` |" in readme
    for script in (THEME / "static/vendor").glob("*.js"):
        assert f"| `vendor/{script.name}` | `{hashlib.sha256(script.read_bytes()).hexdigest()}` |" in readme
    assert set(re.findall(r"^\| `([\w-]+)` \|", readme, re.MULTILINE)) == {path.stem for path in (THEME / "templates/icons").glob("*.svg")}
