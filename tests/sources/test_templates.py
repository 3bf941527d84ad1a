"""New files, from the declarations of their kinds."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from guildhouse.sources.kinds import KINDS
from guildhouse.sources.templates import NAMES, NotNew, content, new

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
        ("meeting", "A", None, "a meeting belongs to a community"),
        ("goals", "A", None, "a list of goals belongs to a community"),
        ("decision", "A", "none", "none called 'none'"),
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
    assert set(NAMES) == {kind.name for kind in KINDS} - {"recognition"} | {"term"}


def test_decisions_are_numbered_where_they_stand(read_site, tmp_path):
    record = "# Go\n"
    names = ("communities/data/decisions/0007-go.md", "communities/data/decisions/README.md", "communities/data/decisions/12.md")
    read_site({"communities/data/community.yml": "name: Data\n", **dict.fromkeys(names, record)})
    own = new(tmp_path / "site", "decision", "Go on", community="data", today=DAY)
    assert own == tmp_path / "site/communities/data/decisions/0008-go-on.md"
    assert [new(tmp_path / "site", "decision", name, today=DAY).name for name in ("First", "Second")] == ["0001-first.md", "0002-second.md"]
    assert (tmp_path / "site/content/decisions/0002-second.md").is_file()
    assert {decision.id for decision in read_site().decisions} >= {"data/0008-go-on", "/0001-first", "/0002-second"}


@pytest.mark.parametrize("kind", ["members", "goals", "resources", "projects", "meetings"])
def test_a_list_that_stands_in_community_yml_is_not_begun_again(kind, read_site, tmp_path):
    read_site({"communities/data/community.yml": f"name: Data\n{kind}: []\n"})
    with pytest.raises(NotNew, match=f"communities/data/community.yml has the list '{kind}' already, on line 2"):
        new(tmp_path / "site", kind, "Ada", community="data", today=DAY)
    assert not (tmp_path / f"site/communities/data/{kind}.yml").exists()


@pytest.mark.parametrize("content", [b"- a list", b"name: [", b"name: \xff", b""])
def test_a_community_that_cannot_be_read_has_no_list(content, tmp_path):
    home = tmp_path / "communities/data/community.yml"
    home.parent.mkdir(parents=True)
    home.write_bytes(content)
    assert new(tmp_path, "goals", "Fewer", community="data", today=DAY).name == "goals.yml"


def test_a_term_stands_in_the_glossary(read_site, tmp_path):
    path = new(tmp_path / "site", "term", "Blameless review", today=DAY)
    assert path == tmp_path / "site/content/glossary/blameless-review.md"
    assert path.read_text().startswith("---\nterm: Blameless review\n")
    (page,) = read_site().pages
    assert (page.page_kind, page.title) == ("term", "Blameless review")


@pytest.mark.parametrize("kind", [kind for kind in NAMES.values() if kind.markdown], ids=lambda kind: kind.name)
def test_front_matter_offers_few_keys(kind):
    head = content(kind, "A", "2026-11-16").split("---")[1].splitlines()
    comments = [line for line in head if line.startswith("# ")]
    assert 3 < len(comments) <= 6 + 1
    assert comments[-1] == "# docs/kinds.md lists every other key."
