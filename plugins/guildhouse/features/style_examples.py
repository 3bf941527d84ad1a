"""The examples of the theme's components (`theme/examples/*.yml`): what each is for, what it is given, and how it looks in every state.

Values stand in YAML as plain data. What only the model knows is made by the same functions as on real pages: `!person`, `!community`,
`!bars`, `!line`, `!spark` and `!layered`; `!say` makes words with places that a template fills.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

import guildhouse
from guildhouse.features.views import CommunityView, PersonView
from guildhouse.formats import chart, layers
from guildhouse.formats.crest import crest, hue
from guildhouse.model.person import Person
from guildhouse.model.source import Source
from guildhouse.model.words import Words

Arguments: TypeAlias = tuple[tuple[str, Any], ...]
"""The arguments of one call of a macro, by name."""


@dataclass(frozen=True, slots=True)
class Values:
    """Plain data of an example, read by name as the fields of a view are; a name that is not there is an AttributeError."""

    by_name: Arguments

    def __getattr__(self, name: str) -> Any:
        """Give the value of a name."""
        for key, value in self.by_name:
            if key == name:
                return value
        raise AttributeError(name)

    def items(self) -> Arguments:
        """Give names with their values, as a mapping does."""
        return self.by_name


@dataclass(frozen=True, kw_only=True)
class Example:
    """A component in one state: calls of its macro one below the other, and the words that a block of the caller holds."""

    name: str
    calls: tuple[Arguments, ...]
    content: str
    is_mirrored: bool
    """Whether it is an example of text from right to left."""


@dataclass(frozen=True, kw_only=True)
class Component:
    """A component of the theme; `within` is the class of the list (or text) in which it stands, empty when it stands alone."""

    name: str
    about: str
    parameters: tuple[tuple[str, str], ...]
    within: str
    examples: tuple[Example, ...]

    @property
    def call(self) -> str:
        """Write how a template uses it."""
        used = f"{self.name}({', '.join(name for name, _ in self.parameters)})"
        imported = f'{{% from "components/{self.name}.html" import {self.name} %}}'
        holds = any(example.content for example in self.examples)
        return f"{imported}\n" + (f"{{% call {used} %}}…{{% endcall %}}" if holds else f"{{{{ {used} }}}}")


def components(folder: Path | None = None) -> Iterator[Component]:
    """Read the examples of all components, by name."""
    for path in sorted((folder or Path(guildhouse.theme()) / "examples").glob("*.yml")):
        yield component(path.stem, path.read_text(encoding="utf-8"))


def component(name: str, text: str) -> Component:
    """Read the examples of one component."""
    written = yaml.load(text, _Reader)  # noqa: S506 - a safe loader with seven tags of its own
    return Component(
        name=name,
        about=written["about"],
        parameters=tuple((written.get("parameters") or {}).items()),
        within=written.get("within", ""),
        examples=tuple(_example(each) for each in written["examples"]),
    )


def _example(written: Mapping[str, Any]) -> Example:
    given = written.get("with", {})
    calls = given if isinstance(given, list) else [given]
    return Example(
        name=written["name"],
        calls=tuple(tuple((key, _frozen(value)) for key, value in call.items()) for call in calls),
        content=written.get("content", ""),
        is_mirrored=written.get("rtl", False),
    )


def _frozen(value: Any) -> Any:
    """Turn the lists and mappings of YAML into values that can be compared and cannot change."""
    if isinstance(value, dict):
        return Values(tuple((key, _frozen(each)) for key, each in value.items()))
    if isinstance(value, list):
        return tuple(_frozen(each) for each in value)
    return value


def _person(name: str, url: str | None = None) -> PersonView:
    initials = Person(id="", url="", name=name, source=Source("")).initials
    return PersonView(id=None, name=name, initials=initials, url=url, hue=hue(name))


def _community(name: str, **given: Any) -> CommunityView:
    chosen = {"url": "/communities/", "status": "active", "kind": "community-of-practice", "summary": None, **given}
    return CommunityView(id=name, name=name, crest=crest(name), **chosen | {"hue": hue(name, given.get("hue"))})


def _bars(figures: Mapping[str, float | None]) -> chart.Bars:
    return chart.bars(_figures(figures))


def _line(figures: Mapping[str, float | None], goal: float | None = None) -> chart.Line:
    return chart.line(_figures(figures), goal)


def _spark(values: list[float]) -> chart.Spark | None:
    return chart.sparkline(values)


def _figures(figures: Mapping[str, float | None]) -> tuple[chart.Figure, ...]:
    return tuple(chart.Figure(label, value) for label, value in figures.items())


class _Reader(yaml.SafeLoader):
    """Reads the examples: plain YAML and the tags for what the model makes."""


def _say(reader: _Reader, node: yaml.ScalarNode) -> Words:
    return Words(str(reader.construct_scalar(node)))


def _made(make: Callable[..., Any]) -> Callable[[_Reader, yaml.MappingNode], Any]:
    return lambda reader, node: make(**{str(key): value for key, value in reader.construct_mapping(node, deep=True).items()})


_Reader.add_constructor("!say", _say)
_Reader.add_constructor("!person", _made(_person))
_Reader.add_constructor("!community", _made(_community))
_Reader.add_constructor("!bars", _made(_bars))
_Reader.add_constructor("!line", _made(_line))
_Reader.add_constructor("!spark", _made(_spark))
_Reader.add_constructor("!layered", _made(layers.layered))
