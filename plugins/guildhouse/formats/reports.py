"""Problems as people, editors and forges read them: text, JSON, GitHub's annotations, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from guildhouse.model.account import Account
from guildhouse.model.problem import Problem, Severity

FORMS = ("text", "json", "github", "sarif")
GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(problems: Sequence[Problem], form: str, meanings: Mapping[str, str] | None = None) -> str:
    """Write problems in one of `FORMS`; `meanings` explains the codes where the form has room for it."""
    match form:
        case "json":
            return _json({"problems": [_plain(problem) for problem in problems], **_counts(problems)})
        case "github":
            return "".join(_annotation(problem) for problem in problems)
        case "sarif":
            return _json(_sarif(problems, meanings or {}))
    return "".join(_lines(problem) for problem in problems)


def summary(problems: Sequence[Problem], account: Account) -> str:
    """Say in one line what was found and what became of every source."""
    counts = _counts(problems)
    found = ", ".join(f"{count} {word if count > 1 else word.removesuffix('s')}" for word, count in counts.items() if count)
    return f"{found or 'No problems'}. {account.summary}"


def _counts(problems: Sequence[Problem]) -> dict[str, int]:
    found = Counter(problem.severity for problem in problems)
    return {f"{severity}s": found[severity] for severity in Severity}


def _lines(problem: Problem) -> str:
    """Write the line that editors jump from, and the hint indented below it."""
    hint = f"    {visible(problem.hint)}\n" if problem.hint else ""
    return f"{visible(str(problem))}\n{hint}"


def visible(text: str) -> str:
    """Keep a report to its lines: names and values of files may hold line ends and terminal commands."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def _plain(problem: Problem) -> dict[str, Any]:
    place = {"path": problem.source.path, "line": problem.source.line, "column": problem.source.column}
    return place | {"code": problem.code, "severity": str(problem.severity), "message": problem.message, "hint": problem.hint}


def _annotation(problem: Problem) -> str:
    """Write GitHub's workflow command for one problem."""
    place = problem.source
    about = {"file": place.path, "line": place.line, "col": place.column, "title": problem.code}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in about.items())
    text = f"{problem.message}\n{problem.hint}".strip()
    return f"::{GITHUB[problem.severity]} {properties}::{_escaped(text)}\n"


def _escaped(text: str, more: str = "") -> str:
    """Escape as the workflow commands' documentation asks: percent and line ends, and in properties colon and comma."""
    return "".join(f"%{ord(char):02X}" if char in "%\r\n" + more else char for char in text)


def _sarif(problems: Sequence[Problem], meanings: Mapping[str, str]) -> dict[str, Any]:
    codes = sorted({problem.code for problem in problems})
    rules = [{"id": code} | ({"shortDescription": {"text": meanings[code]}} if code in meanings else {}) for code in codes]
    results = [_result(problem, codes.index(problem.code)) for problem in problems]
    run = {"tool": {"driver": {"name": "Guildhouse", "rules": rules}}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    place = problem.source
    location = {
        "artifactLocation": {"uri": quote(place.path), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": place.line, "startColumn": place.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": str(problem.severity),
        "message": {"text": f"{problem.message} {problem.hint}".strip()},
        "locations": [{"physicalLocation": location}],
    }


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
