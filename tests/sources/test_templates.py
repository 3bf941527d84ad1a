"""New files, from the declarations of their kinds."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from guildhouse.sources.kinds import KINDS
from guildhouse.sources.templates import NAMES, NotNew, new

DAY = dt.date(2026, 11, 16)
FILLED_IN = {"unknown-person", "unknown-mention"}
"""What a new file may still want: people of this organisation instead of those of the examples."""


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("name", ["Winter tyres", 'What now: "50% off" #1?\nReally', "null", "2026", "- [ ] @x {y}"])
def test_a_new_file_is_a_good_one(kind, name, read_site, tmp_path):
    read_site({"communities/data/community.yml": "name: Data\n"})
    lists = {"members", "goals", "resources", "projects", "meetings"}
    path = new(tmp_path / "site", kind, name, community="data", today=DAY)
    house = read_site()
    assert {problem.code for problem in house.problems} - FILLED_IN == set(), [str(problem) for problem in house.problems]
    assert house.account.read == 2
    assert (path.stem == kind) == (kind in lists | {"community", "charter"})


def test_what_is_written(tmp_path):
    path = new(tmp_path, "person", "Zoë O'Hara", today=DAY)
    assert path == tmp_path / "content/people/zo-o-hara.yml"
    text = path.read_text()
    assert text.startswith("name: Zoë O'Hara\n")
    assert "\n# email: An address that may be shown.\n" in text
    assert yaml.safe_load(new(tmp_path, "page", "No: way", today=DAY).read_text().split("---")[1])["title"] == "No: way"
    assert new(tmp_path, "news", "We open", today=DAY).name == "2026-11-16-we-open.md"


def test_today_is_the_default(tmp_path):
    path = new(tmp_path, "news", "We open")
    assert dt.date.fromisoformat(path.name[:10]) <= dt.datetime.now(tz=dt.UTC).date()


@pytest.mark.parametrize(
    ("kind", "name", "community", "message"),
    [
        ("pages", "A", None, "there is no kind 'pages'; kinds are community"),
        ("recognition", "A", None, "there is no kind"),
        ("page", "日本", None, "gives no file name"),
        ("meeting", "A", None, "belongs to a community"),
        ("meeting", "A", "none", "none called 'none'"),
        ("meeting", "A", "../communities/data", "none called"),
        ("person", "Ada", None, "content/people/ada.yml exists already"),
    ],
)
def test_what_is_not_new(kind, name, community, message, read_site, tmp_path):
    read_site({"communities/data/community.yml": "name: Data\n", "content/people/ada.yml": "name: Ada\n"})
    with pytest.raises(NotNew) as refusal:
        new(tmp_path / "site", kind, name, community=community, today=DAY)
    assert message in str(refusal.value)


def test_every_kind_but_one_has_a_template():
    assert set(NAMES) == {kind.name for kind in KINDS} - {"recognition"}
