"""The model as JSON (tests/features/test_machine.py holds the files as a whole)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest

from guildhouse.formats.records import plain, record, text
from guildhouse.model.decision import Decision
from guildhouse.model.duration import Duration
from guildhouse.model.source import Source


@dataclass
class Thing:
    kept: str
    renamed: str = field(metadata={"name": "from"})
    hidden: str = field(default="secret", metadata={"internal": True})


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (2.5, 2.5),
        ("ü", "ü"),
        (dt.date(2026, 11, 16), "2026-11-16"),
        (dt.datetime(2026, 11, 16, 14, tzinfo=dt.UTC), "2026-11-16T14:00:00+00:00"),
        (dt.time(9, 5), "09:05"),
        (Duration(minutes=45), "PT45M"),
        ((1, (2,)), [1, [2]]),
        ([dt.time(1)], ["01:00"]),
        ({"a": (1,)}, {"a": [1]}),
        (Thing("k", "r"), {"kept": "k", "from": "r"}),
    ],
)
def test_plain(value: Any, written: Any) -> None:
    assert plain(value) == written


def test_what_is_internal_stays_behind() -> None:
    assert "secret" not in str(record(Thing("k", "r")))


def test_a_record_without_a_status_says_so() -> None:
    decision = Decision(id="/1", url="/decisions/1/", title="T", page_kind="decision", source=Source("content/decisions/1.md"))
    assert record(decision)["status"] is None


def test_text_ends_with_a_line_and_keeps_all_scripts() -> None:
    assert text([{"a": "ü"}]) == '[\n {\n  "a": "ü"\n }\n]\n'
