"""Large learning paths and many of them: the checks find what is wrong, and quickly."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from guildhouse.model.house import House
from guildhouse.model.problem import Severity
from guildhouse.settings import Settings
from guildhouse.sources.reading import read
from guildhouse.sources.starter import start

ReadSite = Callable[..., House]
NUMBER = 1000


def _path(steps: list[dict[str, object]], **fields: object) -> str:
    return yaml.safe_dump({"title": "P", **fields, "steps": steps}, allow_unicode=True, width=1000)


def _generated(seed: int) -> list[dict[str, object]]:
    """Make steps that need up to four earlier ones, by id or by what they teach."""
    chance = random.Random(seed)
    steps: list[dict[str, object]] = []
    for number in range(NUMBER):
        earlier = [chance.randrange(number) for _ in range(min(number, chance.randrange(5)))]
        needs = sorted({f"s{each}" if each % 2 else f"t{each}" for each in earlier})
        steps.append({"id": f"s{number}", "title": f"T{number}", "teaches": [f"t{number}"], "needs": needs})
    return steps


def _timed(read_site: ReadSite, files: dict[str, str]) -> tuple[list[str], float]:
    begin = time.process_time()
    house = read_site(files)
    return [problem.message for problem in house.problems if problem.severity is Severity.ERROR], time.process_time() - begin


@pytest.mark.parametrize("seed", range(3))
def test_a_thousand_steps_are_checked_in_less_than_a_second(read_site: ReadSite, seed: int) -> None:
    steps = _generated(seed)
    said, seconds = _timed(read_site, {"content/paths/p.yml": _path(steps)})
    assert said == []
    assert seconds < 1, "reading YAML included"
    steps[0]["needs"] = ["s999"]
    steps[999]["needs"] = ["s500"]
    steps[500]["needs"] = ["t0"]
    said, seconds = _timed(read_site, {"content/paths/p.yml": _path(steps)})
    assert any("s0 → s999 → s500 → s0" in message for message in said)
    assert seconds < 1


@pytest.mark.parametrize("kind", ["chain", "unknown", "same"])
def test_hostile_needs_cost_little(read_site: ReadSite, kind: str) -> None:
    needs = {
        "chain": lambda number: [f"s{number - 1}"] if number else [f"s{NUMBER - 1}"],
        "unknown": lambda number: [f"x{number}"],
        "same": lambda _: ["word"],
    }[kind]
    steps = [{"id": f"s{number}", "title": "T", "teaches": ["word"], "needs": needs(number)} for number in range(NUMBER)]
    said, seconds = _timed(read_site, {"content/paths/p.yml": _path(steps)})
    assert len(said) == {"chain": 1, "unknown": NUMBER, "same": 1}[kind]
    assert seconds < 2


@pytest.mark.parametrize("key", ["prerequisites", "inside"])
def test_a_thousand_paths_in_a_row_are_no_work(read_site: ReadSite, key: str) -> None:
    def steps(number: int) -> list[dict[str, object]]:
        own: list[dict[str, object]] = [{"id": "a", "title": "A", "duration": "PT1M"}]
        return [*own, {"id": "b", "path": f"p{number + 1}"}] if key == "inside" and number + 1 < NUMBER else own

    def fields(number: int) -> dict[str, object]:
        return {"prerequisites": [f"p{number + 1}"]} if key == "prerequisites" and number + 1 < NUMBER else {}

    files = {f"content/paths/p{number}.yml": _path(steps(number), **fields(number)) for number in range(NUMBER)}
    begin = time.process_time()
    house = read_site(files)
    assert time.process_time() - begin < 3
    assert house.problems == ()
    assert house.efforts["p0"].total == (NUMBER if key == "inside" else 1)


def test_every_new_site_begins_with_a_path_that_is_sound(tmp_path: Path) -> None:
    made = [path.relative_to(tmp_path).as_posix() for path in start(tmp_path, "Harbour  Rail")]
    assert made == ["content/README.md", "content/pages/how-to-use-this-site.md", "content/paths/how-to-use-this-site.yml"]
    house = read(tmp_path, Settings(today=dt.date(2026, 11, 16), history=False))
    assert house.problems == ()
    assert house.home.title == "Harbour Rail"
    assert [path.url for path in house.paths] == ["/paths/how-to-use-this-site/"]
    (tmp_path / made[0]).unlink()
    (tmp_path / made[2]).write_text("title: Mine\nsteps: []\n")
    assert [path.name for path in start(tmp_path, "Harbour Rail")] == ["README.md"]
    assert (tmp_path / made[2]).read_text() == "title: Mine\nsteps: []\n"
