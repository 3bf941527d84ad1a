"""Every component's styles stand in the file of its name, what is shared stands beside them, and no rule waits for markup that nothing writes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from guildhouse.features.assets import COMPONENTS
from guildhouse.features.context import site
from guildhouse.features.environment import environment
from guildhouse.features.filters import Filters
from guildhouse.features.style_examples import components
from guildhouse.model.hue import HUES
from guildhouse.settings import Settings
from guildhouse.sources.sanitize import CLASSES

THEME = Path(__file__).parents[2] / "theme"
CSS = THEME / "static/css"
OWN = sorted((CSS / COMPONENTS).glob("*.css"))
SHARED = sorted(CSS.glob("*.css"))
OF_VALUES = {"crest": {"strong", "mid"}, "icon": {"icon"}}
"""Classes that a component takes from what it is given, or from a drawing."""

CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
WRITTEN = re.compile(r'class="((?:\{[{%].*?[%}]\}|[^"])*)"')
JINJA = re.compile(r"\{[{%].*?[%}]\}|\{#-? ?", re.DOTALL)


def _written(path: Path) -> frozenset[str]:
    """Give the classes that a template writes; one that ends in a hyphen stands for all that begin so."""
    text = path.read_text(encoding="utf-8")
    return frozenset(name for names in WRITTEN.findall(text) for name in JINJA.sub(" ", names).split())


def _scripted() -> frozenset[str]:
    """Give every word that stands as a text in a script: the classes that it sets are among them."""
    scripts = (path.read_text(encoding="utf-8") for path in (THEME / "static").rglob("*.js"))
    return frozenset(word for script in scripts for text in re.findall(r'"([^"\n]*)"', script) for word in text.split())


PAGES = sorted(path for path in (THEME / "templates").rglob("*.html") if path.parent.name != "components")
BY_COMPONENT = {
    path.stem: _written(path) | OF_VALUES.get(path.stem, set[str]()) for path in sorted((THEME / "templates/components").glob("*.html"))
}
ELSEWHERE = frozenset().union(*map(_written, PAGES), _scripted(), *CLASSES.values())


def _selectors(path: Path) -> Iterator[str]:
    """Give the single selectors of a style file, without what stands in quotes or in the arguments of :has() and :not()."""
    text = re.sub(r'/\*.*?\*/|"[^"]*"', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for prelude in re.findall(r"([^{};]+)\{", text):
        if not prelude.strip().startswith("@") and "%" not in prelude:
            plain = re.sub(r":(?:has|not)\((?:[^()]|\([^()]*\))*\)", "", prelude)
            yield from (each.strip() for each in re.split(r",(?![^()]*\))", plain))


def _writers(name: str) -> set[str]:
    """Give the components that write a class as it is; when there are none, those that write how it begins."""
    literally = {each for each, names in BY_COMPONENT.items() if name in names}
    begun = {each for each, names in BY_COMPONENT.items() if any(part.endswith("-") and name.startswith(part) for part in names)}
    return literally or begun


def _subject(selector: str) -> list[str]:
    """Give the classes of the last compound that has any: what the rule is about."""
    compounds = [CLASS.findall(compound) for compound in re.split(r"[\s>+~]+(?![^()]*\))", selector)]
    return next((classes for classes in reversed(compounds) if classes), [])


def _is_of(component: str, name: str) -> bool:
    """Tell whether a class is a component's own: nobody else's, or one that bears its name and that others borrow."""
    writers = _writers(name)
    return writers == {component} or (component in writers and name == component.replace("_", "-"))


def _elements(component: str) -> set[str]:
    """Give the elements that only this component writes."""
    opened = {
        path.stem: set(re.findall(r"<([a-z][a-z0-9]*)", path.read_text(encoding="utf-8")))
        for path in (THEME / "templates/components").glob("*.html")
    }
    return opened.pop(component) - set().union(*opened.values())


def test_a_style_file_of_a_component_has_a_macro_of_its_name() -> None:
    assert OWN
    assert {path.stem for path in OWN} <= BY_COMPONENT.keys()


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_a_component_styles_only_what_it_writes(path: Path) -> None:
    for selector in _selectors(path):
        owners = [_writers(name) for name in _subject(selector)]
        assert all(path.stem in owner or len(owner) != 1 for owner in owners), f"{selector} is about another component"
        named = any(_is_of(path.stem, name) for name in CLASS.findall(selector))
        assert named or set(re.findall(r"(?<![\w.:-])[a-z]+", selector)) & _elements(path.stem), f"{selector} names nothing of it"


@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.stem)
def test_what_one_component_alone_writes_is_not_shared(path: Path) -> None:
    if "@layer component {" in path.read_text(encoding="utf-8") and path.name != "style-page.css":
        for selector in _selectors(path):
            alone = [name for name in _subject(selector) if len(_writers(name)) == 1 and name not in ELSEWHERE]
            assert alone == [], f"{selector} belongs into {COMPONENTS}/{_writers(alone[0]).pop()}.css"


@pytest.fixture(scope="module")
def made() -> frozenset[str]:
    """Every class that there can be: in the examples of all components, in pages, from scripts, in what authors write, and hues."""
    settings = Settings(today=dt.date(2026, 11, 16))
    shown = environment(site(settings, frozenset()), Filters(settings)).from_string(
        '{% from "style/example.html" import example as shown %}{{ shown(component, example, "7") }}'
    )
    trees = (
        html.fromstring(f"<main>{shown.render(component=each, example=example)}</main>")
        for each in components()
        for example in each.examples
    )
    examples = {name for tree in trees for names in tree.xpath("//@class") for name in names.split()}
    return ELSEWHERE | examples | {f"hue-{hue}" for hue in HUES}


@pytest.mark.parametrize("path", [*SHARED, *OWN], ids=lambda path: path.relative_to(CSS).as_posix())
def test_no_rule_is_dead(path: Path, made: frozenset[str]) -> None:
    text = re.sub(r'/\*.*?\*/|"[^"]*"', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    preludes = [each for each in re.findall(r"([^{};]+)\{", text) if not each.strip().startswith("@")]
    assert {name for prelude in preludes for name in CLASS.findall(prelude)} - made == set()


def test_no_attribute_is_waited_for_in_vain() -> None:
    sources = [*(THEME / "templates").rglob("*.html"), *(THEME / "static").rglob("*.js")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    scripted = re.sub(r"dataset\.([a-zA-Z]+)", lambda match: "data-" + re.sub("[A-Z]", lambda c: "-" + c[0].lower(), match[1]), text)
    for path in [*SHARED, *OWN]:
        names = re.findall(r"\[(data-[a-z-]+)", path.read_text(encoding="utf-8"))
        assert [name for name in names if name not in scripted] == [], path.name
