"""YAML as a tree: its types, its bounds, its places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.sources import nodes
from guildhouse.sources.front_matter import split
from guildhouse.sources.nodes import MAX_DEPTH, MAX_NODES, Mapping, Scalar, compose
from guildhouse.sources.problems import Problems


def composed(text):
    problems = Problems()
    node = compose(text, "x.yml", problems)
    return (None if node is None else node.value()), [f"{problem.source} [{problem.code}]" for problem in problems.sorted]


CORE = [
    ("null", None), ("~", None), ("", None), ("Null", None), ("nUll", "nUll"), ("true", True), ("TRUE", True), ("tRue", "tRue"), ("False", False),
    ("yes", "yes"), ("no", "no"), ("on", "on"), ("y", "y"), ("0", 0), ("-7", -7), ("+12", 12), ("007", 7), ("1_000", "1_000"), ("11:00", "11:00"),
    ("2026-10-14", "2026-10-14"), ("1.5", 1.5), ("1.", 1.0), (".5", 0.5), ("-1e3", -1000.0), ("1e", "1e"), (".", "."), ("e3", "e3"), ("=", "="), ("<<", "<<"),
    ("190:20:30", "190:20:30"), ("0b1", "0b1"), ("1.2.3", "1.2.3"), ("9" * 18, int("9" * 18)), ("word", "word"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), CORE)
def test_scalars_by_the_core_schema(text, value):
    read, problems = composed(f"k: {text}\n")
    assert problems == []
    assert read == {"k": value}
    assert type(read["k"]) is type(value)
    assert composed(f"k: '{text}'\nl: \"{text}\"\n")[0] == {"k": text, "l": text}


@given(st.from_regex(r"[-+.0-9eEtrufalsn~ON_:xo]{0,8}", fullmatch=True))
def test_only_what_the_core_schema_types_is_typed(text):
    """YAML 1.2.2, section 10.3.2, but for octal, hexadecimal, infinite and endless numbers, which stay text."""
    value = Scalar(None, text).value()
    if text in ("", "~", "null", "Null", "NULL"):
        assert value is None
    elif text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        assert value is (text.lower() == "true")
    elif isinstance(value, (int, float)):
        assert value == float(text)
        assert set(text) <= set("-+.0123456789eE")
    else:
        assert value == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[" * MAX_DEPTH + "]" * MAX_DEPTH, []),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), [f"x.yml:1:{MAX_DEPTH + 1} [yaml-limit]"]),
        ("[" * 100_000, [f"x.yml:1:{MAX_DEPTH + 1} [yaml-limit]"]),
        ("{a: " * 100_000, [f"x.yml:1:{4 * MAX_DEPTH + 1} [yaml-limit]"]),
        ("- " * 100_000, [f"x.yml:1:{2 * MAX_DEPTH + 1} [yaml-limit]"]),
        ("- &a [[[[[[[[[[[[x]]]]]]]]]]]]\n- &b [[[[[[[[[[*a]]]]]]]]]]\n", []),
        ("- &a [[[[[[[[[[[[x]]]]]]]]]]]]\n- &b [[[[[[[[[[[[*a]]]]]]]]]]]]\n", ["x.yml:2:18 [yaml-limit]"]),
    ],
)
def test_depth_is_bounded(text, problem):
    assert composed(text)[1] == problem


@pytest.mark.usefixtures("ends")
def test_aliases_cannot_grow_without_bound():
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12))
    assert composed(bomb) == (None, ["x.yml:6:10 [yaml-limit]"])


def test_aliases_cannot_nest_without_bound():
    chain = "- &a0 [x]\n" + "".join(f"- &a{i} [[[[*a{i - 1}]]]]\n" for i in range(1, 100))
    assert composed(chain)[1] == ["x.yml:7:11 [yaml-limit]"]


def test_too_many_values():
    assert composed("[" + "a," * (MAX_NODES + 1) + "]")[1][0].endswith("[yaml-limit]")


def test_a_key_may_be_an_alias():
    assert composed("a: &k word\n*k : 1\n") == ({"a": "word", "word": 1}, [])


def test_a_name_given_again_is_not_known_inside():
    assert composed("- &a 1\n- &a [*a]\n")[1] == ["x.yml:2:7 [yaml-limit]"]


def test_an_error_may_only_know_where_it_began(monkeypatch):
    def broken(*_args, **_keywords):
        raise nodes.yaml.MarkedYAMLError(context="while reading", context_mark=nodes.yaml.Mark("", 0, 3, 4, None, None))

    monkeypatch.setattr(nodes.yaml, "parse", broken)
    problems = Problems()
    assert compose("a", "x.yml", problems) is None
    assert [str(problem) for problem in problems.sorted] == ["x.yml:4:5: the YAML cannot be read: while reading [yaml-syntax]"]


def test_a_name_may_be_given_again():
    assert composed("- &a 1\n- *a\n- &a 2\n- *a\n") == ([1, 1, 2, 2], [])


def test_places_count_from_the_first_line_of_the_file():
    problems = Problems()
    node = compose("title: A\ntags:\n  - x\n", "a.md", problems, first_line=2)
    assert isinstance(node, Mapping)
    place, tags = node.entries["tags"]
    assert str(place) == "a.md:3:1"
    assert str(tags.items[0].source) == "a.md:4:5"


@pytest.mark.parametrize("text", ["a: \x07", "a: \x80"])
def test_characters_that_yaml_refuses(text):
    assert composed(f"k: é\n{text}\nb: 1\n")[1] == ["x.yml:2:1 [control-character]"]
    many = "é" * 20
    assert composed(f"k: {many}\n{text}\n\n\n{many}\n\n")[1] == ["x.yml:2:1 [control-character]"]


def test_an_error_without_a_place(monkeypatch):
    def broken(*_args, **_keywords):
        raise nodes.yaml.MarkedYAMLError(problem="it is broken")

    monkeypatch.setattr(nodes.yaml, "parse", broken)
    assert composed("a") == (None, ["x.yml:1:1 [yaml-syntax]"])


@given(st.text(st.characters(codec="utf-8"), max_size=60) | st.text("[]{}&*a: -,\n'\"|>!?#%@`~", max_size=60))
def test_no_text_raises(text):
    value, problems = composed(text)
    assert value is None or not any("yaml-limit" in problem or "yaml-syntax" in problem for problem in problems)


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize(
    "text",
    ["title:" + " " * 400_000, "---\ntitle:" + " " * 400_000 + "\n", "+++\n" + "a." * 200_000 + "a = 1\n+++\n"],
    ids=["a header of spaces", "a header without an end", "a long key in TOML"],
)
def test_hostile_front_matter_is_read_soon(text):
    split(text, "a.md", Problems())
