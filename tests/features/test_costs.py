"""What a build cost, as a table."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from guildhouse.features import run, search
from guildhouse.features.costs import SHOWN, STAGES, table
from guildhouse.features.plan import plan
from guildhouse.pace import Stage
from guildhouse.settings import Settings

TREE = {
    "content/README.md": "# Marrow\n\nSee [Signals](../communities/signals/README.md).\n",
    "content/pages/long.md": "# Long\n\n" + "A *word* and [another](../README.md).\n\n" * 400,
    "content/people/ada.yml": "name: Ada\n",
    "communities/signals/community.yml": "name: Signals\nmembers: [{person: ada}]\n",
    "communities/signals/README.md": "# About\n\nHello.\n",
}
TITLES = ("Stages", "Features", "Templates", "Sources")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, text in TREE.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, encoding="utf-8")
    return tmp_path / "site"


def profile(site: Path, capsys: pytest.CaptureFixture[str], *options: str, output: str = "output") -> dict[str, dict[str, float]]:
    """Build with a profile and read its lists, each from name to seconds; the whole stands under an empty title."""
    named = ("--site", str(site), "--output", str(site.with_name(output)), "--today", "2026-11-16")
    assert run.main([*named, "--jobs", "1", "--profile", *options]) == 0
    lists: dict[str, dict[str, float]] = {"": {}}
    for line in capsys.readouterr().err.splitlines():
        if line.startswith(TITLES):
            lists[line.split(maxsplit=1)[0].strip(",;")] = {}
        elif found := re.fullmatch(r" *(\d+\.\d{3}) s +\d+ %  (.+)", line):
            list(lists.values())[-1][found[2]] = float(found[1])
        elif found := re.search(r"one process: (\d+\.\d\d) s of", line):
            lists[""]["all"] = float(found[1])
    return lists


@pytest.mark.parametrize("cached", [False, True], ids=["without caches", "with caches"])
def test_it_says_what_costs_what(site: Path, capsys: pytest.CaptureFixture[str], cached: bool) -> None:
    for number in range(2):
        options = ["--earlier", str(site.with_name("0"))] if cached else ["--no-cache"]
        lists = profile(site, capsys, *options, output=str(number))
        assert tuple(lists) == ("", *TITLES)
        assert lists["Stages"].keys() == {*STAGES.values()}
        assert sum(lists["Stages"].values()) == pytest.approx(lists[""]["all"], abs=0.02)
        assert len(lists["Features"]) == SHOWN
        assert {"reading/page.html", "community/overview.html"} <= lists["Templates"].keys()
        assert {"content/pages/long.md", "communities/signals/community.yml"} <= lists["Sources"].keys()


def test_what_is_made_of_all_pages_counts_for_its_feature(site: Path) -> None:
    spent, features = {(Stage.DRAW, "search/data"): 1.5, (Stage.ASK, "search"): 0.5}, (search.outputs,)
    known = plan(site, features, Settings(today=dt.date(2026, 11, 16)))
    features_ = "\n".join(table(spent, known, features)).partition("Features")[2].partition("Templates")[0]
    assert re.findall(r"(\d+\.\d{3}) s +100 %  search", features_) == ["2.000"]


def test_the_slowest_source_is_named_first(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert next(iter(profile(site, capsys, "--no-cache")["Sources"])) == "content/pages/long.md"


def test_without_a_profile_nothing_is_said_of_it(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--site", str(site), "--output", str(site.with_name("output")), "--today", "2026-11-16"]) == 0
    assert "cost" not in capsys.readouterr().err


def test_every_stage_has_words() -> None:
    assert {*STAGES} == {*Stage}
