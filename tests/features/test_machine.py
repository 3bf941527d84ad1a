"""What other programs read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guildhouse.model.house import House


@pytest.fixture
def read(build: Callable[..., Path], house: Callable[..., House]) -> Any:
    output = build(house())
    return lambda name: json.loads((output / f"{name}.json").read_text(encoding="utf-8"))


def test_an_empty_house_gives_empty_lists(build: Callable[..., Path]) -> None:
    output = build(House(today=dt.date(2026, 11, 16)))
    for name in ("communities", "people", "paths", "kudos", "meetings", "decisions", "actions"):
        assert (output / f"{name}.json").read_text() == "[]\n"


def test_communities_are_told_with_the_next_dates_of_their_series(read: Any) -> None:
    depots, signals = read("communities")
    assert [series["next"] for series in depots["meetings"]] == [None, []]
    (weekly,) = signals["meetings"]
    assert len(weekly["next"]) == 6
    assert weekly["next"][0] == "2026-11-18T14:00:00+01:00"
    assert (weekly["time"], weekly["duration"]) == ("14:00", "PT45M")
    assert signals["members"][0] == {
        "person": "ada", "roles": ["liaison"], "topics": [], "since": None, "until": None, "term": None, "from": "depots",
    }  # fmt: skip
    assert not {"source", "about", "charter"} & signals.keys()


def test_people_do_not_tell_what_they_chose_about_thanks(read: Any) -> None:
    (ada,) = read("people")
    assert ada["name"] == "Ada Łoś"
    assert not {"recognition", "source", "body", "aliases", "is_gone"} & ada.keys()


def test_actions_tell_open_from_done_even_when_nobody_wrote_the_day(read: Any) -> None:
    actions = {action["id"][-1]: action for action in read("actions")}
    assert [actions[number]["done"] for number in "123"] == [None, True, "2026-11-12"]
    assert actions["1"]["title"] == actions["1"]["task"] == "Write it down"
    assert actions["1"]["due"] == "2026-11-20"


def test_decisions_are_the_records_and_what_notes_decided_without_one(read: Any) -> None:
    decisions = read("decisions")
    assert [decision["id"] for decision in decisions] == ["signals/0001-form", "signals/2026-11-11-points#2", "/0002-later"]
    assert decisions[0]["decision-makers"] == ["ada"]
    assert decisions[1]["url"] == "/communities/signals/meetings/2026-11-11-points/"
    assert decisions[1]["status"] is None


def test_meetings_keep_the_names_that_authors_write(read: Any) -> None:
    (note,) = read("meetings")
    assert note["attendees"] == ["ada", "Priya from the vendor"]
    assert note["contributions"] == {"talk": ["ada"]}
    assert note["nav_order"] == 3.0
    assert not {"order", "page_kind", "listed_as_resource", "source", "body"} & note.keys()


def test_kudos_have_no_address_and_paths_have(read: Any) -> None:
    (thanks,) = read("kudos")
    assert (thanks["url"], thanks["for"], thanks["from"], thanks["title"]) == (None, "Notes", "Bo", "Notes")
    assert read("paths")[0]["url"] == "/paths/start/"


def test_letters_of_all_scripts_stay_readable(build: Callable[..., Path], house: Callable[..., House]) -> None:
    assert "Ada Łoś" in (build(house()) / "people.json").read_text(encoding="utf-8")


def test_nothing_names_the_folder_of_the_site(build: Callable[..., Path], house: Callable[..., House], tmp_path: Path) -> None:
    for file in build(house()).rglob("*"):
        assert not file.is_file() or str(tmp_path).encode() not in file.read_bytes()
