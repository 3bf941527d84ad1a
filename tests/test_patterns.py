"""Patterns that every Python from 3.11.0 on matches alike: before 3.11.5 a possessive repeat of a group lost matches (gh-106052)."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined] # the only way to see how a pattern is read

import pytest

import guildhouse

SINGLE = {"ANY", "IN", "LITERAL", "NOT_LITERAL"}


def patterns(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    """Find the patterns that a module keeps, also in its tables."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, (dict, tuple, list, set, frozenset)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from patterns(each, depth - 1)


def lossy(parsed: object) -> Iterator[str]:
    """Name what those versions may match wrongly."""
    for operation, given in parsed if isinstance(parsed, _parser.SubPattern) else ():
        if operation is _constants.POSSESSIVE_REPEAT and [str(each[0]) for each in given[2]] not in [[name] for name in SINGLE]:
            yield "a group is repeated possessively"
        if operation is _constants.ATOMIC_GROUP:
            yield "a group is atomic"
        parts = given if isinstance(given, tuple) else (given,)
        for part in parts:
            for each in part if isinstance(part, list) else (part,):
                yield from lossy(each)


def read(pattern: re.Pattern[str]) -> object:
    return _parser.parse(pattern.pattern, pattern.flags)


@pytest.mark.parametrize("text", ["(?:ab?c)*+", "(?:ab?)++c", "x(?>ab?)c", "(a(?:b|cd?)?+e)"])
def test_such_patterns_are_found(text):
    assert list(lossy(read(re.compile(text))))


def test_single_characters_may_be_repeated_so():
    assert list(lossy(read(re.compile("[^<]*+a++.?+")))) == []


def test_no_pattern_is_one_that_some_versions_match_wrongly():
    names = [found.name for found in pkgutil.walk_packages(guildhouse.__path__, "guildhouse.") if not found.name.endswith("__main__")]
    modules = [importlib.import_module(name) for name in names]
    found = [
        (name, each) for name, module in zip(names, modules, strict=True) for value in vars(module).values() for each in patterns(value)
    ]
    assert len(found) > 100
    assert [(name, each.pattern, *faults) for name, each in found if (faults := list(lossy(read(each))))] == []
