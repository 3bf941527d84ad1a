"""The JSON Schemas that editors use say what the door says."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from guildhouse.model.source import Source
from guildhouse.sources.circles import MOST, check_circles
from guildhouse.sources.fields import ListOf, MapOf, Text, Type, read_fields
from guildhouse.sources.front_matter import split
from guildhouse.sources.kinds import KINDS, kind_of
from guildhouse.sources.nodes import compose
from guildhouse.sources.problems import Problems, did_you_mean
from guildhouse.sources.values import MISSING

_spec = importlib.util.spec_from_file_location("fault_table", Path(__file__).resolve().parents[2] / "benchmarks" / "fault_table.py")
table = sys.modules["fault_table"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(table)


def written(path):
    """Read a good file as an editor's YAML server would: with YAML 1.2 core types."""
    text = table.SITE[path]
    text = text.split("---\n")[1] if path.endswith(".md") else text
    node = compose(text, path, Problems())
    return node.value()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_schema_is_one(kind):
    schema = kind.schema()
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    entry = schema["items"] if kind.listed else schema
    entry = entry.get("anyOf", [entry])[0]
    assert all(field["description"] for field in entry["properties"].values())


@pytest.mark.parametrize("path", [path for path in table.SITE if path.endswith(".yml") or table.SITE[path].startswith("---\n")])
def test_good_files_meet_their_schema(path):
    errors = list(Draft202012Validator(kind_of(path).schema()).iter_errors(written(path)))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("communities/x/community.yml", "summary: no name\n"),
        ("communities/x/community.yml", "{name: X, colour: red}"),
        ("communities/x/community.yml", "{name: X, kind: gang}"),
        ("communities/x/community.yml", "{name: X, members: [{person: ada, since: {}}]}"),
        ("communities/x/community.yml", "{name: X, members: [[ada]]}"),
        ("communities/x/community.yml", "{name: X, goals: {id: g, title: G}}"),
        ("communities/x/members.yml", "{person: ada}"),
        ("communities/x/goals.yml", "[{id: Not an id, title: T}]"),
        ("content/people/ada.yml", "{name: Ada, accounts: ada}"),
        ("content/paths/p.yml", "{title: P, steps: [{id: a, duration: ten}]}"),
        ("content/kudos/k.yml", "[{to: [ada], for: x, types: [none]}]"),
        ("communities/x/meetings/m.md", "{contributions: {none: [ada]}}"),
        ("communities/x/decisions/d.md", "{status: maybe}"),
        ("content/pages/a.md", "{draft: perhaps}"),
    ],
)
def test_bad_files_do_not(path, text):
    assert not Draft202012Validator(kind_of(path).schema()).is_valid(yaml.safe_load(text))


def keys_of(fields):
    return [key for field in fields for key in (field.name, *field.also)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_key_that_the_door_takes_is_in_the_schema(kind):
    schema = kind.item.schema() if kind.item else kind.schema()
    entry = schema.get("anyOf", [schema])[0]
    entry = entry.get("items", entry)
    for key in (*keys_of(kind.fields), *kind.foreign, *map(str.upper, kind.foreign), "x-own", "source"):
        problems = Problems()
        read_fields(kind.fields, compose(f"{key}: {{}}", "x.yml", problems), problems, kind.foreign)
        assert "unknown-key" not in {problem.code for problem in problems.sorted}, key
        errors = Draft202012Validator(entry).iter_errors({key: {}})
        assert not [error.message for error in errors if error.validator == "additionalProperties"], key
    assert not Draft202012Validator(entry).is_valid({"titel": "T"})


@pytest.mark.parametrize(
    "text",
    [
        "published: true",
        "published: 2026-01-02",
        "date: {created: 2026-01-02}",
        "tags: [{label: dns, permalink: /dns/}, ops]",
        "tags: dns, ops",
        "authors: [{name: Ada, url: https://ada.example/}, ben]",
        "author: {name: Ada}",
        "linkTitle: A",
        "menu: {main: {weight: 1}}",
        "modified: 2026-01-02",
    ],
)
def test_what_other_tools_document_meets_door_and_schema(text):
    kind = kind_of("content/pages/a.md")
    problems = Problems()
    node = compose(text, "x.md", problems)
    values = read_fields(kind.fields, node, problems, kind.foreign)
    assert {problem.code for problem in problems.sorted} <= {"foreign-key"}
    assert not values.wrong
    assert [error.message for error in Draft202012Validator(kind.schema()).iter_errors(node.value())] == []


@pytest.mark.parametrize(
    "text", ["published: {}", "tags: [{name: dns}]", "authors: [{title: Ada}]", "date: {made: 2026-01-02}", "source: words"]
)
def test_what_no_tool_documents_meets_neither(text):
    kind = kind_of("content/pages/a.md")
    problems = Problems()
    node = compose(text, "x.md", problems)
    read_fields(kind.fields, node, problems, kind.foreign)
    assert problems.found
    assert not Draft202012Validator(kind.schema()).is_valid(node.value())


def test_free_keys_stay_free():
    validator = Draft202012Validator(kind_of("communities/x/community.yml").schema())
    assert validator.is_valid({"name": "X", "x-anything": {"deep": [1]}})


def test_one_may_stand_for_a_list_of_one():
    validator = Draft202012Validator(kind_of("communities/x/community.yml").schema())
    assert validator.is_valid({"name": "X", "topics": "dns", "members": "ada", "resources": []})


def test_a_type_by_itself_takes_any_scalar():
    problems = Problems()
    assert Type().read(compose("1.50", "x.yml", problems), problems) == "1.50"
    assert Type().schema() == {"type": ["string", "number", "boolean"]}
    assert Type().read(compose("[a]", "x.yml", problems), problems) is MISSING
    assert [str(problem) for problem in problems.sorted] == ["x.yml:1:1: expected text, found a list [bad-value]"]


def test_lists_have_an_end():
    problems = Problems()
    assert ListOf(Text(), most=2).read(compose("[a, b, c]", "x.yml", problems), problems) is MISSING
    assert [problem.code for problem in problems.sorted] == ["too-large"]


def test_a_map_leaves_out_what_is_wrong_or_empty():
    problems = Problems()
    words = MapOf(ListOf(Text()))
    values = words.read(compose("{a: [x], b: ~, c: {d: e}}", "x.yml", problems), problems)
    assert values == {"a": ["x"]}
    assert words.finish(values, Source("x.yml"), None) == {"a": ("x",)}
    assert [str(problem.source) for problem in problems.sorted] == ["x.yml:1:19"]


def test_circles_are_told_up_to_a_bound():
    problems = Problems()
    names = [f"n{number:03}" for number in range(60)]
    check_circles(dict.fromkeys(names, names), {name: Source(name) for name in names}, "things", problems)
    assert len(problems.found) == MOST


def test_circles_do_not_depend_on_the_order_of_hashes():
    graph = {"a": ["c", "b"], "b": ["a", "c"], "c": ["b", "a"]}
    told = []
    for names in (("a", "b", "c"), ("a", "b", "c")):
        problems = Problems()
        check_circles(
            {name: [*reversed(graph[name])] if told else graph[name] for name in names},
            {name: Source(name) for name in names},
            "things",
            problems,
        )
        told.append([problem.message for problem in problems.sorted])
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ("a = " + "[" * 5_000 + "]" * 5_000, "yaml-limit"),
        ("a = " + "[" * 30 + "]" * 30, "yaml-limit"),
        (".".join("a" * 40) + " = 1", "yaml-limit"),
        ("a = 0x" + "f" * 5_000, "bad-value"),
        ("a = " + "9" * 5_000, "bad-value"),
        ('title = "\\u0000"', "bad-value"),
        ("title =", "yaml-syntax"),
        ("d = 2026-02-30", "yaml-syntax"),
    ],
)
def test_toml_without_bounds(toml, code):
    problems = Problems()
    parts = split(f"+++\n{toml}\n+++\nText.\n", "x.md", problems)
    assert parts.is_broken
    assert parts.text == "Text.\n"
    assert [problem.code for problem in problems.sorted] == [code]


@pytest.mark.parametrize(
    ("json_", "code"),
    [
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "yaml-limit"),
        ('{"a": ' + "[" * 30 + "]" * 30 + "}", "yaml-limit"),
        ('{"a": ' + "[" * 30, "bad-front-matter"),
        ('{"a" 1}', "bad-front-matter"),
    ],
)
def test_json_without_bounds(json_, code):
    problems = Problems()
    assert split(f"{json_}\nText.\n", "x.md", problems).is_broken
    assert [problem.code for problem in problems.sorted] == [code]


def test_json_places_and_types():
    problems = Problems()
    long = "9" * 5_000
    parts = split(f'{{"a": 1, "b": true,\n"c": {{"d": "null"}}, "e": {long}}}  \nText.\n', "x.md", problems)
    assert parts.meta.value() == {"a": 1, "b": True, "c": {"d": "null"}, "e": float("inf")}
    assert str(parts.meta.entries["c"][0]) == "x.md:2:1"
    assert (parts.text, parts.first_line) == ("Text.\n", 3)
    assert not problems.found


def test_toml_places_and_types():
    problems = Problems()
    parts = split(
        '+++\n"a b" = 1\n# c = 2\nc = true\nwhen = 2026-01-02 03:04:05\ninline = {d = "null"}\n[[t]]\ne = 1.5\n[[t]]\n+++\n',
        "x.md",
        problems,
    )
    assert parts.meta.value() == {"a b": 1, "c": True, "when": "2026-01-02 03:04:05", "inline": {"d": "null"}, "t": [{"e": 1.5}, {}]}
    assert {key: place.line for key, (place, _) in parts.meta.entries.items()} == {"a b": 2, "c": 4, "when": 5, "inline": 6, "t": 7}


def test_a_neighbour_is_near():
    assert did_you_mean("sumary", ["summary", "status"]) == "Did you mean 'summary'?"
    assert did_you_mean("zzz", ["summary"]) == ""


@pytest.mark.usefixtures("ends")
def test_ids_are_read_in_time(read_site):
    """A name that looks like an id for a long while must not keep the door busy."""
    house = read_site(
        {
            f"content/people/{'a' * 60}_.yml": "name: A\n",
            "communities/x/community.yml": f"name: X\ngoals: [{{id: {'a' * 400}!, title: G}}]\n",
        }
    )
    assert [problem.code for problem in house.problems] == ["bad-value", "bad-name"]
