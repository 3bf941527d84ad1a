"""The model as JSON (tests/features/test_machine.py holds the files as a whole)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest

from guildhouse.formats.records import ALL, NEXT, plain, record, text
from guildhouse.model.community import Community
from guildhouse.model.decision import Decision
from guildhouse.model.document import Document
from guildhouse.model.duration import Duration
from guildhouse.model.house import House
from guildhouse.model.learning import Kudos, LearningPath
from guildhouse.model.meeting import Action, Meeting, NoteDecision, Occurrence, Series
from guildhouse.model.person import Person
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
    assert text([{"a": "ü"}, {"b": [1]}]) == '[\n{"a": "ü"},\n{"b": [1]}\n]\n'
    assert text([]) == "[]\n"


HERE = Source("a.md")
DAY = dt.date(2026, 11, 16)


def document(kind: type[Document], id_: str, **given: Any) -> Any:
    return kind(**({"id": id_, "url": f"/{id_}/", "title": id_, "page_kind": "page", "source": HERE} | given))


def test_every_list_of_a_house() -> None:
    action = Action(id="c/a#1", url="/c/a/", task="Ring", source=HERE, is_done=True)
    decided = (NoteDecision(title="Yes", source=HERE), NoteDecision(title="No", record="c/1", source=HERE))
    note = document(Meeting, "c/a", community="c", date=DAY, actions=(action,), decisions=decided)
    start = dt.datetime(2026, 11, 17, 14, tzinfo=dt.UTC)
    known = Series(
        id="k", title="K", source=HERE, occurrences=tuple(Occurrence(start=start + dt.timedelta(days=day)) for day in range(NEXT + 1))
    )
    house = House(
        today=DAY,
        communities=(
            Community(id="c", url="/c/", name="C", source=HERE, meetings=(Series(id="s", title="S", source=HERE, occurrences=None), known)),
        ),
        people=(Person(id="ada", url="/people/ada/", name="Ada", source=HERE),),
        paths=(LearningPath(id="p", url="/paths/p/", title="P", source=HERE),),
        kudos=(Kudos(id="k1", url=None, to=("ada",), reason="All", source=HERE),),
        meetings=(note,),
        decisions=(document(Decision, "c/1"), document(Decision, "c/2", date=dt.date(2026, 12, 1))),
    )
    told = {name: records(house) for name, records in ALL.items()}
    assert [series["next"] and len(series["next"]) for series in told["communities"][0]["meetings"]] == [None, NEXT]
    assert [told[name][0]["id"] for name in ("people", "paths", "meetings")] == ["ada", "p", "c/a"]
    assert (told["kudos"][0]["title"], told["kudos"][0]["for"]) == ("All", "All")
    assert [entry["id"] for entry in told["decisions"]] == ["c/2", "c/a#1", "c/1"]
    assert (told["actions"][0]["title"], told["actions"][0]["done"]) == ("Ring", True)


def test_names_are_those_of_the_files() -> None:
    assert {"nav_order", "decision-makers"} <= record(document(Decision, "c/1")).keys()
