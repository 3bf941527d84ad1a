from __future__ import annotations

import json

import jsonschema
import pytest

from guildhouse.formats.reports import FORMS, render, summary
from guildhouse.model.account import Account
from guildhouse.model.problem import Problem, Severity
from guildhouse.model.source import Source

PROBLEMS = (
    Problem(Source("content/a.md", 3, 7), "dead-link", "no page at b.md", "Did you mean c.md?"),
    Problem(Source("content/a b.md", 9), "stale-review", "100 %, done", "", Severity.WARNING),
    Problem(Source("communities/ö/community.yml"), "wanted-page", "wanted: x", "Write it.", Severity.NOTE),
)
HOSTILE = Problem(Source("content/x\n::error::y.md"), "bad-name", "a\x1b[31m\nb\u202e", "c\r\nd")
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}, "additionalProperties": False}
# What SARIF 2.1.0 (OASIS, sections 3.13 to 3.30) says of the parts that are used here, and nothing that is not used.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "additionalProperties": False,
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "additionalProperties": False,
                                "properties": {
                                    "name": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "additionalProperties": False,
                                            "properties": {"id": {"type": "string"}, "shortDescription": TEXT},
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": TEXT,
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation"],
                                                "additionalProperties": False,
                                                "properties": {
                                                    "artifactLocation": {
                                                        "type": "object",
                                                        "additionalProperties": False,
                                                        "properties": {
                                                            "uri": {"type": "string", "pattern": "^[A-Za-z0-9._~%/:@!$&'()*+,;=-]+$"},
                                                            "uriBaseId": {"type": "string"},
                                                        },
                                                    },
                                                    "region": {
                                                        "type": "object",
                                                        "additionalProperties": False,
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        },
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def test_text_is_what_editors_jump_from() -> None:
    assert render(PROBLEMS, "text") == (
        "content/a.md:3:7: no page at b.md [dead-link]\n"
        "    Did you mean c.md?\n"
        "content/a b.md:9:1: warning: 100 %, done [stale-review]\n"
        "communities/ö/community.yml:1:1: note: wanted: x [wanted-page]\n"
        "    Write it.\n"
    )


def test_github_gets_annotations() -> None:
    assert render(PROBLEMS, "github") == (
        "::error file=content/a.md,line=3,col=7,title=dead-link::no page at b.md%0ADid you mean c.md?\n"
        "::warning file=content/a b.md,line=9,col=1,title=stale-review::100 %25, done\n"
        "::notice file=communities/ö/community.yml,line=1,col=1,title=wanted-page::wanted: x%0AWrite it.\n"
    )


def test_json_holds_every_part() -> None:
    data = json.loads(render(PROBLEMS, "json"))
    assert data["problems"][0] == {
        "path": "content/a.md",
        "line": 3,
        "column": 7,
        "code": "dead-link",
        "severity": "error",
        "message": "no page at b.md",
        "hint": "Did you mean c.md?",
    }
    assert {name: data[name] for name in ("errors", "warnings", "notes")} == {"errors": 1, "warnings": 1, "notes": 1}


@pytest.mark.parametrize("problems", [(), PROBLEMS, (*PROBLEMS, HOSTILE)])
def test_sarif_is_valid(problems) -> None:
    data = json.loads(render(problems, "sarif", {"dead-link": "A link leads nowhere."}))
    jsonschema.validate(data, SARIF)
    run = data["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_names_place_weight_and_meaning() -> None:
    run = json.loads(render(PROBLEMS, "sarif", {"dead-link": "A link leads nowhere."}))["runs"][0]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    place = run["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "communities/%C3%B6/community.yml", "uriBaseId": "%SRCROOT%"}
    assert run["tool"]["driver"]["rules"][0] == {"id": "dead-link", "shortDescription": {"text": "A link leads nowhere."}}
    assert run["tool"]["driver"]["rules"][1] == {"id": "stale-review"}


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_hostile_name_or_value_stays_on_its_line(form) -> None:
    lines = render([HOSTILE], form).splitlines()
    assert len(lines) == (2 if form == "text" else 1)
    assert not any(line.startswith("::error::") for line in lines)


def test_a_terminal_gets_no_commands() -> None:
    assert render([HOSTILE], "text") == "content/x\\n::error::y.md:1:1: a\\x1b[31m\\nb\\u202e [bad-name]\n    c\\r\\nd\n"


@pytest.mark.parametrize("form", ["text", "github"])
def test_nothing_found_is_nothing_said(form) -> None:
    assert render((), form) == ""


def test_every_form_is_known() -> None:
    assert set(FORMS) == {"text", "json", "github", "sarif"}


def test_the_summary_accounts_for_every_source() -> None:
    account = Account(read=6, published=2, excluded={"private": 1, "draft": 2}, errors=1)
    assert summary(PROBLEMS, account) == (
        "1 error, 1 warning, 1 note. Sources: 6 read = 2 published + 3 excluded (2 draft, 1 private) + 1 error."
    )
    assert summary((), Account(read=1, published=1)) == "No problems. Sources: 1 read = 1 published + 0 excluded + 0 errors."
