"""No word reaches readers but through a catalogue: neither from a template nor from a feature."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

REPOSITORY = Path(__file__).parents[2]
TEMPLATES = REPOSITORY / "theme" / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
LEXER = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
LETTER = re.compile(r"[^\W\d_]")
SPOKEN = re.compile(r'\b(aria-[a-z]*label|aria-roledescription|title|alt|placeholder|label|data-[a-z-]+)="([^"]*)"')
GETTEXT = ("_", "gettext", "pgettext", "ngettext", "counted")
GAP = "\0"
"""Stands where a template prints or decides something."""

KEYS = {"Enter", "Esc"}
"""What is written on keys is the same on most keyboards."""
IDS = {'"gh-'}
"""How the ids of the theme begin."""
FILES = {"/README.md"}
"""Names of files."""
SYNTAX = {"- [ ] @ada write it down (due 2026-12-01)"}
"""What one writes in a note is no language."""


def _source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def outside(source: str) -> str:
    """Give what a template writes as it is, with a gap for every expression and block; what stands in {% trans %} is translated."""
    parts, tag, translated = [], "", False
    for _, kind, value in LEXER.lex(source):
        if kind == "data" and not translated:
            parts.append(value)
        elif kind in ("block_begin", "variable_begin"):
            parts.append(GAP)
            tag = kind
        elif kind == "name" and tag == "block_begin":
            translated, tag = value == "trans" or (translated and value != "endtrans"), ""
    return "".join(parts)


def bare(source: str) -> list[str]:
    """Find words that are written as they are: between tags, and in attributes that people hear or see."""
    written = outside(source)
    words = re.sub(r"&#?\w+;", " ", re.sub(r"<!--.*?-->|<!doctype html>|<[^<>]*>", GAP, written, flags=re.DOTALL))
    found = [word.strip() for word in words.split(GAP) if LETTER.search(word) and word.strip() not in KEYS | IDS]
    return found + [f"{name}={value}" for name, value in SPOKEN.findall(written) if LETTER.search(value) and " " in value.strip(GAP) + " "]


def untranslated(source: str) -> list[str]:
    """Find constants with a space or a capital that no gettext is given, and words that are printed as they are."""
    tree = LEXER.parse(source)
    said = {id(argument) for call in tree.find_all(nodes.Call) if _is_gettext(call) for argument in call.args}
    constants = (const for const in tree.find_all(nodes.Const) if id(const) not in said and isinstance(const.value, str))
    return [const.value for const in constants if _reads_as_words(const.value)]


def _is_gettext(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in GETTEXT


def _reads_as_words(text: str) -> bool:
    is_allowed = text in FILES | SYNTAX
    return not is_allowed and bool(LETTER.search(text)) and (" " in text.strip() or text != text.lower())


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_no_word_of_its_own(name: str) -> None:
    source = _source(name)
    assert (bare(source), untranslated(source)) == ([], [])


@pytest.mark.parametrize(
    "source",
    [
        "<p>Kept by {{ x }}</p>",
        "{{ x }}<b>until</b>",
        '<nav aria-label="Main">',
        '<ul data-next="Next">',
        "{% if x %} and {% endif %}",
        '<img alt="a map">',
    ],
)
def test_bare_words_are_found(source: str) -> None:
    assert bare(source)


@pytest.mark.parametrize(
    "source",
    [
        '{{ card("Thanks") }}',
        '{{ f(label="all notes") }}',
        '{{ "Left on" if x else _("x") }}',
        '{% set x = "The " ~ y %}',
        '{{ _("a %(b)s", b="No way") }}',
    ],
)
def test_untranslated_words_are_found(source: str) -> None:
    assert untranslated(source)


@pytest.mark.parametrize(
    "source",
    [
        "{# A note #}<p class='Big'>{{ _('Kept by %(x)s', x=x) }}&nbsp;·</p>",
        "{% trans x=y %}Kept by {{ x }}{% endtrans %}<hr>",
        '<a href="{{ "/x/"|href }}" data-kind-is="{{ x }}" title="{{ _("All") }}">1</a>',
        '{{ ngettext("One day", "%(number)s days", n, number=n|amount) }}{{ counted("A b", "A c") }}',
    ],
)
def test_what_is_right_passes(source: str) -> None:
    assert (bare(source), untranslated(source)) == ([], [])


FEATURES = REPOSITORY / "plugins" / "guildhouse" / "features"
FOR_AUTHORS = {
    "build",
    "claims",
    "context",
    "costs",
    "disk",
    "drawn",
    "edge",
    "ledger",
    "outcome",
    "own_styles",
    "plan",
    "run",
    "stock",
    "swallowed",
}
"""Modules that speak to whoever runs the command, in English, or to nobody, and those whose errors do."""
NO_WORDS = {
    "GitHub", "GitLab", "LinkedIn",  # names of services
    "README.md",
}  # fmt: skip


def literals(code: str) -> Iterator[str]:
    """Find texts that read as words and stand outside say, count, docstrings and messages of errors."""
    tree = ast.parse(code)
    quiet: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "count"):
            quiet |= {id(each) for argument in node.args for each in ast.walk(argument)}
        elif isinstance(node, (ast.Raise, ast.Assert)) or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message"):
            quiet |= {id(each) for each in ast.walk(node)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            quiet.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet and _is_worded(node.value):
            yield node.value


TAGS = re.compile(r"<[^<>]*>|<[^<>]*$|^[^<>]*>")
CODE = re.compile(r'="|\{%|\.html"|var\(--|@layer')
"""What stands in markup, templates and style sheets that Python writes."""
WORDS = re.compile(r"^[A-Z][a-z]|[a-z] [a-z]|^ [a-z]|[a-z] $")


def _is_worded(text: str) -> bool:
    return text not in NO_WORDS and CODE.search(text) is None and WORDS.search(TAGS.sub("", text).strip("\n")) is not None


@pytest.mark.parametrize(
    "path", [path for path in sorted(FEATURES.glob("*.py")) if path.stem not in FOR_AUTHORS], ids=lambda path: path.stem
)
def test_a_feature_has_no_word_of_its_own(path: Path) -> None:
    assert list(literals(path.read_text(encoding="utf-8"))) == []


def test_english_of_a_feature_is_found() -> None:
    assert list(literals('x = f"{a} and online"\ny = View(title="Home", label=say("Home"))\nz = "at-work"')) == [" and online", "Home"]
