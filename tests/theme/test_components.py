"""Every component in every state: the examples of the theme are its documentation, its style page, and what is held here."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError
from lxml import etree, html

from guildhouse.features.context import site
from guildhouse.features.environment import environment
from guildhouse.features.filters import Filters
from guildhouse.features.style_examples import Component, Example, Values, component, components
from guildhouse.settings import Settings

THEME = Path(__file__).parents[2] / "theme"
SETTINGS = Settings(today=dt.date(2026, 11, 16))
ALL = tuple(components())
EXAMPLES = [pytest.param(each, example, id=f"{each.name}: {example.name}") for each in ALL for example in each.examples]
LONG = 60
NO_WORDS_OF_AUTHORS = {
    *("avatar", "avatar_pile", "crest", "date_tile", "day", "file", "icon", "languages", "main_menu", "mark", "moment"),
    *("pagination", "progress_tools", "source_links", "step_check", "theme_switch"),
}
"""Components that write no text which could be long or run from right to left, or only a few words of the interface."""


@pytest.fixture(scope="module")
def templates() -> Environment:
    return environment(site(SETTINGS, frozenset()), Filters(SETTINGS))


def _rendered(templates: Environment, each: Component, example: Example) -> str:
    written = '{% from "style/example.html" import example as shown %}{{ shown(component, example, "7") }}'
    return templates.from_string(written).render(component=each, example=example)


def test_every_component_has_examples() -> None:
    parts = {path.stem for path in (THEME / "templates/components").glob("*.html")}
    assert {each.name for each in ALL} == parts
    assert [each.name for each in ALL if not each.about or not each.examples] == []


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_it_names_the_parameters_that_the_macro_takes(each: Component, templates: Environment) -> None:
    macro = getattr(templates.get_template(f"components/{each.name}.html").module, each.name)
    assert tuple(name for name, _ in each.parameters) == macro.arguments
    for example in each.examples:
        assert [name for call in example.calls for name, _ in call if name not in macro.arguments] == []


@pytest.mark.parametrize("each", [each for each in ALL if each.name not in NO_WORDS_OF_AUTHORS], ids=lambda each: each.name)
def test_it_is_shown_with_long_names_and_from_right_to_left(each: Component) -> None:
    assert any(len(word) >= LONG for example in each.examples for word in re.findall(r"[\w.:/-]+", repr(example)))
    assert any(example.is_mirrored for example in each.examples)


@pytest.mark.parametrize(("each", "example"), EXAMPLES)
def test_it_is_sound_markup_that_the_strict_policy_allows(each: Component, example: Example, templates: Environment) -> None:
    made = _rendered(templates, each, example)
    parser = html.HTMLParser()
    tree = html.fromstring(f"<main>{made}</main>", parser=parser)
    assert [error for error in parser.error_log if "Tag " not in error.message] == [], "lxml knows no element younger than HTML 4"
    assert _opened(made) == _closed(made)
    assert [element.tag for element in tree.iter() if element.tag in ("script", "style", "link", "meta")] == []
    names = {name for element in tree.iter(etree.Element) for name in element.attrib}
    assert [name for name in names if name == "style" or name.startswith("on")] == []
    assert "None" not in re.findall(r"[\w.]+", tree.text_content())
    assert "Values(" not in made


@pytest.mark.parametrize(("each", "example"), EXAMPLES)
def test_its_ids_are_its_own_and_what_it_refers_to_is_there(each: Component, example: Example, templates: Environment) -> None:
    tree = html.fromstring(f"<main>{_rendered(templates, each, example)}</main>")
    ids = tree.xpath("//@id")
    assert [each for each in ids if not each.startswith("gh-7-")] == []
    assert [each for each, times in Counter(ids).items() if times > 1] == []
    for name in ("aria-labelledby", "aria-describedby", "for"):
        assert [each for each in tree.xpath(f"//@{name}") if each not in ids] == []


def _opened(made: str) -> Counter[str]:
    void = {"img", "input", "br", "hr", "meta", "link"}
    return Counter(name for name, end in re.findall(r"<([a-z][\w-]*)(?:\s[^<>]*?)?(/?)>", made) if not end and name not in void)


def _closed(made: str) -> Counter[str]:
    return Counter(re.findall(r"</([a-z][\w-]*)>", made))


def test_hostile_values_are_only_words(templates: Environment) -> None:
    hostile = "<script>\"'&"
    for each in ALL:
        for example in each.examples:
            calls = tuple(tuple((name, _poisoned(value, hostile)) for name, value in call) for call in example.calls)
            made = _rendered(templates, each, Example(name="", calls=calls, content="", is_mirrored=False)) if not example.content else ""
            assert "<script" not in made


def _poisoned(value: object, hostile: str) -> object:
    """Put what is hostile into every text that people write, not into those that choose a template or stand for a class."""
    if isinstance(value, Values):
        kept = {"icon", "type", "status", "tone", "hue", "lang", "zone", "words", "step"}
        return Values(tuple((name, each if name in kept else _poisoned(each, hostile)) for name, each in value.by_name))
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_poisoned(each, hostile) for each in value)
    return value + hostile if isinstance(value, str) and " " in value else value


def test_a_count_is_no_milestone(templates: Environment) -> None:
    written = templates.from_string('{% from "components/milestone.html" import milestone %}{{ milestone("count", "25 contributions") }}')
    with pytest.raises(UndefinedError):
        written.render()


def test_the_examples_are_values() -> None:
    assert tuple(components()) == ALL
    assert hash(ALL) == hash(tuple(components()))


def test_a_name_that_is_not_there_is_an_error() -> None:
    given = component("x", "about: x\nexamples: [{name: a, with: {view: {name: N}}}]").examples[0].calls[0][0][1]
    assert given.name == "N"
    with pytest.raises(AttributeError, match="url"):
        given.url  # noqa: B018 - reading it is the test


def test_the_call_is_written_as_templates_write_it() -> None:
    by_name = {each.name: each.call for each in ALL}
    assert by_name["avatar"] == '{% from "components/avatar.html" import avatar %}\n{{ avatar(person, size) }}'
    assert by_name["disclosure"].endswith("{% call disclosure(words, count, open) %}…{% endcall %}")
