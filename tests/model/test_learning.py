"""How long learning takes, and where paths and what they lead to stand."""

from __future__ import annotations

import datetime as dt
from graphlib import CycleError

import pytest

from guildhouse.model.document import Document
from guildhouse.model.duration import Duration
from guildhouse.model.history import History, Span
from guildhouse.model.house import House
from guildhouse.model.learning import Effort, LearningPath, Step, efforts
from guildhouse.model.source import Source

HERE = Source("x.yml")


def _path(id_: str, *steps: Step) -> LearningPath:
    return LearningPath(id=id_, url=f"/paths/{id_}/", title=id_.upper(), source=HERE, steps=steps)


def _step(id_: str, minutes: int = 0, *, path: str | None = None, optional: bool = False) -> Step:
    return Step(id=id_, path=path, duration=Duration(minutes=minutes) if minutes else None, optional=optional)


def test_a_day_of_work_has_eight_hours() -> None:
    assert Duration(minutes=5).effort == 5
    assert Duration(hours=1, minutes=30).effort == 90
    assert (Duration(days=1).effort, Duration(weeks=1).effort) == (480, 2400)
    assert (Duration(months=1).effort, Duration(years=1).effort) == (9600, 115200)


def test_a_path_inside_another_takes_as_long_as_its_steps_unless_somebody_says_how_long() -> None:
    inner = _path("inner", _step("a", 10), _step("b", 5, optional=True))
    outer = _path("outer", _step("a", 60), _step("b", path="inner"), _step("c", path="inner", optional=True))
    said = _path("said", _step("a", 90, path="inner"), _step("b"), _step("c", path="nobody"))
    assert efforts((outer, said, inner)) == {"inner": Effort(10, 5), "outer": Effort(70, 5), "said": Effort(90, 0)}
    assert efforts((outer, inner))["outer"].total == 75
    assert efforts(()) == {}


def test_what_several_ways_lead_to_is_done_once() -> None:
    core = _path("core", _step("a", 10), _step("b", 3, optional=True))
    left, right = _path("left", _step("a", path="core"), _step("b", 1)), _path("right", _step("a", path="core"), _step("b", 2))
    both = _path("both", _step("l", path="left"), _step("r", path="right"), _step("c", path="core"))
    assert efforts((both, left, right, core))["both"] == Effort(13, 3)


def test_a_circle_takes_for_ever() -> None:
    with pytest.raises(CycleError):
        efforts((_path("a", _step("s", path="b")), _path("b", _step("s", path="a"))))


def test_a_path_and_its_steps_have_addresses() -> None:
    path = _path("deck", _step("lamps"))
    assert (path.print_url, path.url_of(path.steps[0]), path.inner) == ("/paths/deck/print/", "/paths/deck/lamps/", ())
    assert House(today=dt.date(2026, 11, 16), paths=(path,)).title_at("/paths/deck/#x") == "DECK"


def test_the_house_finds_what_a_step_leads_to_and_when_it_changed() -> None:
    when = dt.datetime(2026, 9, 3, tzinfo=dt.UTC)
    home = Document(id="home", url="/", title="H", page_kind="page", source=Source("content/README.md"))
    lamp = Document(id="ü", url="/ü b/", title="L", page_kind="page", source=Source("l.md"), updated=dt.date(2026, 1, 2))
    house = House(today=dt.date(2026, 11, 16), home=home, pages=(lamp,))
    assert house.document_at("/%C3%BC%20b/#part") is lamp
    assert house.document_at("/") is home
    assert (house.document_at("/x/"), house.document_at(None)) == (None, None)
    written = {name: Span(first=when - dt.timedelta(days=1), last=when) for name in ("content/README.md", "l.md")}
    known = House(today=dt.date(2026, 11, 16), home=home, pages=(lamp,), history=History(written=written))
    assert (house.changed(home), known.changed(home), known.changed(lamp)) == (None, dt.date(2026, 9, 3), dt.date(2026, 1, 2))
