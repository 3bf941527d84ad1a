"""Rules as pictures: files in, problems and values out. The cases stand in cases/*.yml, by what they are about."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from guildhouse.model.body import Body
from guildhouse.model.duration import Duration
from guildhouse.model.problem import Problem, Severity
from guildhouse.sources import addresses, codes
from guildhouse.sources.addresses import tabs
from guildhouse.sources.draft import plain_text

FOLDER = Path(__file__).with_name("cases")
KEYS = {"files", "latin", "sizes", "links", "problems", "house", "settings", "account", "without"}
"""`latin` files are written in Latin-1, `sizes` files are that many bytes long, `links` lead elsewhere."""


def _cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yml")):
        sheet = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        for name, case in sheet["cases"].items():
            assert not case.keys() - KEYS, f"{name}: {case.keys() - KEYS}"
            given = {} if "without" in case else sheet.get("given", {})
            yield pytest.param({**case, "files": {**given, **case.get("files", {})}}, id=f"{path.stem}: {name}")


CASES = list(_cases())


@pytest.mark.parametrize("case", CASES)
def test_case(case, read_site, tmp_path):
    _write_others(tmp_path / "site", case)
    settings = {key: value == "true" for key, value in case.get("settings", {}).items()}
    house = read_site(case["files"], **settings)
    expected = [row if isinstance(row, dict) else {"at": row} for row in case.get("problems", [])]
    assert [_short(problem) for problem in house.problems] == [row["at"] for row in expected], "\n".join(map(str, house.problems))
    for row, problem in zip(expected, house.problems, strict=True):
        assert row.get("says", "") in problem.message
        assert row.get("hint", "") in problem.hint
    for expression, value in case.get("house", {}).items():
        assert _plain(_ask(house, expression)) == value, expression
    if "account" in case:
        account = house.account
        assert (
            _plain({"read": account.read, "published": account.published, "errors": account.errors, **account.excluded}) == case["account"]
        )


WITH_TABS = [
    case for case in CASES if any(path.count("/") > 2 or "meetings:" in str(text) for path, text in case.values[0]["files"].items())
]


@pytest.mark.parametrize("case", WITH_TABS)
def test_links_and_pages_agree_on_the_tabs_of_communities(case, read_site, monkeypatch):
    found = []
    monkeypatch.setattr(addresses, "tabs", lambda files: found.append(tabs(files)) or found[-1])
    house = read_site(case["files"])
    made = {f"{community.url}{tab}/" for community in house.communities for tab in house.tabs_of(community)}
    wrong = any(problem.severity is Severity.ERROR for problem in house.problems)
    assert wrong or {url for url in found[0] if url.count("/") > 3} == made


def _write_others(site: Path, case: Any) -> None:
    others = {path: text.encode("latin-1") for path, text in case.get("latin", {}).items()}
    others |= {path: b"a" * int(size) for path, size in case.get("sizes", {}).items()}
    for path in (*others, *case.get("links", {})):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
    for path, content in others.items():
        (site / path).write_bytes(content)
    for path, target in case.get("links", {}).items():
        (site / path).symlink_to(target)


def test_every_code_has_a_case():
    written = {row if isinstance(row, str) else row["at"] for case in CASES for row in case.values[0].get("problems", [])}
    told = {row.rpartition("[")[2].rstrip("]") for row in written}
    by_git = {codes.MOVED.name}  # test_moves.py
    assert {code.name for code in codes.ALL} - told - by_git == set()


def _short(problem: Problem) -> str:
    weight = "" if problem.severity is Severity.ERROR else f"{problem.severity} "
    return f"{problem.source} {weight}[{problem.code}]"


def _ask(value: Any, expression: str) -> Any:
    """Follow attributes, keys and numbers joined by dots; `*` asks all items, `#` counts them."""
    first, _, rest = expression.partition(".")
    if first == "*":
        return [_ask(item, rest) if rest else item for item in value]
    if first == "#":
        return len(value)
    if isinstance(value, (tuple, list)):
        found = value[int(first)]
    elif isinstance(value, dict):
        found = value[first.replace("·", ".")]
    elif isinstance(value, Body) and first == "text":
        found = plain_text(value.html)
    else:
        found = getattr(value, first)
    return _ask(found, rest) if rest else found


def _plain(value: Any) -> Any:
    """Write a value as a case sheet does, where every scalar is text."""
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (dt.date, dt.time, Duration)) or not dataclasses.is_dataclass(value):
        return {None: "null", True: "true", False: "false"}.get(value, str(value)) if isinstance(value, (bool, type(None))) else str(value)
    return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
