"""What git knows of a site's pages: real repositories in, the history of today's files out."""

from __future__ import annotations

import datetime as dt

import pytest

from guildhouse.model.history import History
from guildhouse.settings import Settings
from guildhouse.sources.history.trace import MASS
from guildhouse.sources.reading import read
from repositories import ADA, BEGIN, BO, CY, DAY, PAGE, Repository


@pytest.fixture
def repo(tmp_path):
    return Repository(tmp_path / "site")


@pytest.fixture
def told(read_site):
    def tell(files=None, **settings):
        house = read_site(files, history=True, **settings)
        assert [str(problem) for problem in house.problems if problem.code == "no-history"] == []
        return house.history

    return tell


def parts(history, path=None):
    return [(each.person, each.type) for each in history.changes if path is None or path in each.paths]


def test_each_has_a_part(repo, told):
    repo.commit(
        ADA, {PAGE: "# Lamp\n"}, f"Co-authored-by: {BO}", f"Reviewed-by: {CY}", "Helped-by: D D <d@x.y>", "Mentored-by: E E <e@x.y>"
    )
    assert parts(told()) == [
        ("Ada Quist", "content"),
        ("Bo Larsen", "content"),
        ("Cy Moss", "review"),
        ("D D", "ideas"),
        ("E E", "mentoring"),
    ]
    assert {each.paths for each in told().changes} == {(PAGE,)}
    assert told().availability == "complete"


def test_a_part_counts_once(repo, told):
    repo.commit(ADA, {PAGE: "# Lamp\n"}, f"Co-authored-by: {ADA}", f"Reviewed-by: {ADA}", f"Reviewed-by: {BO}", f"Reviewed-by: {BO}")
    assert parts(told()) == [("Ada Quist", "content"), ("Bo Larsen", "review")]


def test_thanks_have_reasons(repo, told):
    thanks = ["<bo@quay.example> for taking notes, see bo@quay.example", "<cy@quay.example>"]
    repo.commit(
        ADA, {PAGE: "# Lamp\n"}, f"Thanks-to: Bo Larsen {thanks[0]}", f"Thanks-to: Cy Moss {thanks[1]}", "Thanks-to: Di Do for the tea"
    )
    assert [(each.person, each.reason) for each in told().changes if each.type == "ideas"] == [
        ("Bo Larsen", "taking notes, see"),
        ("Cy Moss", None),
        ("Di Do", "the tea"),
    ]


def test_types_follow_the_files(repo, told):
    repo.commit(ADA, {PAGE: "# Lamp\n", "docs/x.rst": "x", "theme/a.css": "x"})
    repo.commit(BO, {"README.md": "x"})
    repo.commit(CY, {})
    assert parts(told()) == [("Bo Larsen", "doc"), ("Ada Quist", "code"), ("Ada Quist", "content"), ("Ada Quist", "doc")]
    assert [each.paths for each in told().changes] == [(), (), (PAGE,), ()]


def test_credit_follows_a_file_that_moves(repo, told):
    repo.commit(ADA, {"content/pages/a.md": "# A\n", "content/pages/twin.md": "# Same\n"})
    repo.commit(
        BO,
        {"content/pages/a.md": None, "content/pages/b/a.md": "# A\n", "content/pages/twin.md": None, "content/pages/b/twin.md": "# Same\n"},
    )
    repo.commit(CY, {"content/pages/b/a.md": None, "content/pages/c.md": "# A\n"})
    history = told()
    assert parts(history, "content/pages/c.md") == [("Ada Quist", "content")], "to move is not to write"
    assert parts(history, "content/pages/b/twin.md") == [("Ada Quist", "content")]
    assert [each[0] for each in parts(history)] == ["Cy Moss", "Bo Larsen", "Ada Quist"]
    span = history.written["content/pages/c.md"]
    assert span.first == span.last == dt.datetime.fromtimestamp(1_700_000_000 + 86_400, dt.UTC)


def test_folders_keep_the_trail_of_what_is_gone(repo, told):
    def trails():
        return {folder: ((trail.last.timestamp() - BEGIN) / DAY, trail.commits) for folder, trail in told().trails.items()}

    repo.commit(ADA, {"communities/a/x.yml": "x: 1\n", "content/pages/a.md": "# A\n", "docs/y.md": "y", "README.md": "z"})
    assert trails() == {"communities/a": (1, 1), "content/pages": (1, 1)}
    repo.commit(BO, {"communities/a/x.yml": None, "communities/b/x.yml": "x: 1\n"})
    repo.commit(BO, {"content/pages/a.md": None})
    repo.commit(CY, {"communities/b/x.yml": "x: 2\n"}, date=f"{BEGIN} +0000")
    assert trails() == {"communities/a": (2, 2), "communities/b": (2, 2), "content/pages": (3, 2)}
    assert told().trail(["communities/a", "communities/b", "communities/a", "communities/c"]).commits == 4
    assert told().trail(["communities/c"]) is None


def test_a_file_that_went_credits_nobody_for_what_came_in_its_place(repo, told):
    repo.commit(ADA, {PAGE: "# One\n"})
    repo.commit(BO, {PAGE: None})
    repo.commit(CY, {PAGE: "# Two\n"})
    assert parts(told(), PAGE) == [("Cy Moss", "content")]
    assert len(told().changes) == 3


def test_a_file_that_came_back_as_it_was_is_the_same(repo, told):
    repo.commit(ADA, {PAGE: "# One\n"})
    repo.commit(BO, {PAGE: None})
    repo.commit(CY, {PAGE: "# One\n"})
    assert parts(told(), PAGE) == [("Ada Quist", "content")], "to bring back is not to write"
    assert [each.person for each in told().changes] == ["Cy Moss", "Bo Larsen", "Ada Quist"]
    repo.commit(CY, {PAGE: "# Two\n"})
    assert parts(told(), PAGE) == [("Cy Moss", "content"), ("Ada Quist", "content")]


def test_files_that_are_gone_or_empty_are_named_nowhere(repo, told):
    repo.commit(ADA, {PAGE: "# One\n", "content/pages/x.txt": "", "content/pages/y.txt": ""})
    repo.commit(BO, {"content/pages/x.txt": None, "content/pages/z.txt": ""})
    repo.commit(CY, {PAGE: None})
    history = told()
    assert [each.paths for each in history.changes] == [(), ("content/pages/z.txt",), ("content/pages/y.txt",)]
    assert sorted(history.written) == ["content/pages/y.txt", "content/pages/z.txt"]


def test_what_changes_everything_counts_for_no_page(repo, told):
    pages = {f"content/pages/{number}.md": "# A\n" for number in range(MASS + 1)}
    repo.commit(ADA, pages)
    repo.commit(BO, {"content/pages/0.md": "# B\n"})
    ignored = repo.commit(CY, {"content/pages/0.md": "# C\n"})
    repo.commit(CY, {".git-blame-ignore-revs": f"# formatted\n{ignored} # all\n{ignored[:12]}\n", PAGE: "# L\n"})
    history = told()
    assert parts(history, "content/pages/0.md") == [("Bo Larsen", "content")]
    assert parts(history, "content/pages/1.md") == []
    assert len(history.changes) == 5, "who did it is thanked all the same"
    assert history.written["content/pages/0.md"].last < history.written[PAGE].first
    assert history.written["content/pages/1.md"].last == history.written["content/pages/1.md"].first


def test_pages_of_exactly_so_many_files_count(repo, told):
    repo.commit(ADA, {f"content/pages/{number}.md": "# A\n" for number in range(MASS)})
    assert len(told().changes[0].paths) == MASS


def test_branches_are_followed_and_merges_count_for_nobody(repo, told):
    repo.commit(ADA, {PAGE: "# One\n", "content/pages/b.md": "# B\n"})
    repo.git("switch", "-q", "-c", "side")
    repo.commit(BO, {PAGE: None, "content/pages/new.md": "# One\n"})
    repo.git("switch", "-q", "main")
    repo.commit(CY, {"content/pages/b.md": "# BB\n"})
    repo.git("merge", "-q", "--no-ff", "-m", f"merge\n\nReviewed-by: {BO}", "side", GIT_AUTHOR_NAME="Merge Queue")
    history = told()
    assert parts(history, "content/pages/new.md") == [("Ada Quist", "content")]
    assert {each.person for each in history.changes} == {"Ada Quist", "Bo Larsen", "Cy Moss"}
    assert {each.type for each in history.changes} == {"content"}


def test_what_was_written_while_a_page_was_moved_elsewhere_counts_for_it(repo, told):
    repo.commit(ADA, {PAGE: "# One\n"})
    repo.git("switch", "-q", "-c", "side")
    repo.commit(BO, {PAGE: None, "content/pages/new.md": "# One\n"})
    repo.git("switch", "-q", "main")
    repo.commit(CY, {PAGE: "# One\n\nMore.\n"})
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    assert parts(told(), "content/pages/new.md") == [("Cy Moss", "content"), ("Ada Quist", "content")]


def test_what_was_written_of_another_page_of_the_old_name_does_not(repo, told):
    repo.commit(ADA, {PAGE: "# One\n"})
    repo.commit(BO, {PAGE: None, "content/pages/new.md": "# One\n"})
    repo.commit(CY, {PAGE: "# Another\n"})
    repo.commit(CY, {PAGE: "# Another one\n"})
    (repo.folder / PAGE).unlink()
    assert parts(told(), "content/pages/new.md") == [("Ada Quist", "content")]


def test_a_site_in_a_folder_of_a_repository_counts_for_itself(repo, tmp_path, read_site):
    (tmp_path / "site").rename(tmp_path / "whole")
    repo.folder = tmp_path / "whole"
    site = tmp_path / "whole/docs/site"
    repo.commit(ADA, {f"docs/site/{PAGE}": "# One\n"})
    repo.commit(BO, {"src/x.py": "x"}, f"Reviewed-by: {CY}")
    repo.git("switch", "-q", "-c", "side")
    repo.commit(CY, {f"docs/site/{PAGE}": None, "docs/site/content/pages/new.md": "# One\n"})
    repo.git("switch", "-q", "main")
    repo.commit(BO, {"docs/site-not/content/pages/x.md": "# X\n"})
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    history = read(site, Settings()).history
    assert parts(history) == [("Cy Moss", "content"), ("Ada Quist", "content")]
    assert parts(history, "content/pages/new.md") == [("Ada Quist", "content")]


@pytest.mark.parametrize("former", ["", "old/place/"], ids=["the root", "another folder"])
def test_a_site_that_was_moved_into_a_folder_is_followed(repo, tmp_path, former):
    (tmp_path / "site").rename(tmp_path / "whole")
    repo.folder = tmp_path / "whole"
    team, about = "communities/deck/community.yml", "content/pages/about.md"
    repo.commit(ADA, {f"{former}{PAGE}": "# One\n", f"{former}{team}": "name: Deck\n", "src/x.py": "x"})
    repo.commit(BO, {f"{former}{about}": "# About\n", f"{former}{PAGE}": "# Two\n"}, f"Reviewed-by: {ADA}")
    repo.commit(CY, {"src/y.py": "y"}, f"Reviewed-by: {BO}")
    moved = {PAGE: "# Two\n", team: "name: Deck\n", about: "# About us\n"}
    repo.commit(CY, {f"{former}{path}": None for path in moved} | {f"docs-site/{path}": text for path, text in moved.items()})
    repo.commit(ADA, {"docs-site/content/pages/later.md": "# Later\n"})
    site = tmp_path / "whole/docs-site"
    history = read(site, Settings()).history
    days = {path: (span.first - dt.datetime.fromtimestamp(BEGIN, dt.UTC)).days for path, span in history.written.items()}
    assert days == {PAGE: 1, team: 1, about: 2, "content/pages/later.md": 5}
    assert sorted(parts(history, PAGE)) == [("Ada Quist", "content"), ("Ada Quist", "review"), ("Bo Larsen", "content")]
    assert sorted(parts(history, about)) == [("Ada Quist", "review"), ("Bo Larsen", "content"), ("Cy Moss", "content")]
    assert ("Bo Larsen", "review") not in parts(history), "of what is not the site's nothing is told"
    assert read(site, Settings()).history == history == read(site, Settings(cache=False)).history


@pytest.mark.parametrize("former", ["", "old/"], ids=["the root", "another folder"])
def test_words_of_a_line_that_is_merged_after_the_move_keep_their_author(repo, tmp_path, former):
    (tmp_path / "site").rename(tmp_path / "whole")
    repo.folder, site = tmp_path / "whole", tmp_path / "whole/site"
    about, tip, hint = "content/pages/about.md", "content/news/2023-11-11-tip.md", "content/news/2023-11-11-hint.md"
    long = "".join(f"Line {number} of a text that stays.\n" for number in range(9))
    start = {PAGE: "# One\n", about: long, "content/pages/more.md": "# More\n"}
    repo.commit(ADA, {f"{former}{path}": text for path, text in start.items()} | {".gitignore": ".cache\n"})
    repo.git("switch", "-q", "-c", "topic")
    repo.commit(BO, {f"{former}{about}": f"{long}More.\n", f"{former}{tip}": "# Tip\n", f"{former}{hint}": "# Hint\n"})
    repo.git("switch", "-q", "main")
    repo.commit(CY, {f"{former}{path}": None for path in start} | {f"site/{path}": text for path, text in start.items()})
    read(site, Settings())
    repo.git("-c", "merge.directoryRenames=false", "merge", "-q", "--no-ff", "-m", "merge", "topic")
    read(site, Settings())
    repo.commit(CY, {f"{former}{tip}": None, f"{former}{hint}": None, f"site/{tip}": "# Tip\n", f"site/{hint}": "# A hint\n"})
    repo.git("switch", "-q", "--orphan", "stranger")
    repo.commit("Strange Man <s@x.example>", {f"{former}{about}": "# About\n"})
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--allow-unrelated-histories", "-s", "ours", "-m", "merge", "stranger")
    history = read(site, Settings()).history
    assert sorted(parts(history, about)) == [("Ada Quist", "content"), ("Bo Larsen", "content")]
    assert parts(history, tip) == [("Bo Larsen", "content")]
    assert sorted(parts(history, hint)) == [("Bo Larsen", "content"), ("Cy Moss", "content")]
    assert "Strange Man" not in repr(history)
    assert history == read(site, Settings(cache=False)).history


def test_words_of_a_line_that_is_merged_after_two_moves_keep_their_author(repo, tmp_path):
    (tmp_path / "site").rename(tmp_path / "whole")
    repo.folder = tmp_path / "whole"
    long = "".join(f"Line {number} of a text that stays.\n" for number in range(9))
    repo.commit(ADA, {PAGE: long})
    repo.git("switch", "-q", "-c", "topic")
    repo.commit(BO, {PAGE: f"{long}More.\n"})
    repo.git("switch", "-q", "main")
    repo.commit(CY, {PAGE: None, f"a/{PAGE}": long})
    repo.commit(CY, {f"a/{PAGE}": None, f"b/{PAGE}": long})
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "topic")
    assert sorted(parts(read(tmp_path / "whole/b", Settings()).history, PAGE)) == [("Ada Quist", "content"), ("Bo Larsen", "content")]


def test_a_site_that_was_moved_twice_is_followed_and_what_was_there_before_is_not_it(repo, tmp_path):
    (tmp_path / "site").rename(tmp_path / "whole")
    repo.folder = tmp_path / "whole"
    repo.commit(BO, {"b/content/pages/x.md": "# Another\n"})
    repo.commit(BO, {"b/content/pages/x.md": None})
    repo.commit(ADA, {PAGE: "# One\n"})
    repo.commit(CY, {PAGE: None, f"a/{PAGE}": "# One\n"})
    repo.commit(CY, {f"a/{PAGE}": None, f"b/{PAGE}": "# One\n", "b/content/pages/x.md": "# New\n"})
    history = read(tmp_path / "whole/b", Settings()).history
    assert parts(history, PAGE) == [("Ada Quist", "content")]
    assert parts(history, "content/pages/x.md") == [("Cy Moss", "content")]


def test_a_new_site_that_takes_one_page_of_another_is_not_that_one(repo, tmp_path):
    (tmp_path / "site").rename(tmp_path / "whole")
    repo.folder = tmp_path / "whole"
    repo.commit(ADA, {"a/content/pages/x.md": "# X\n", "a/content/pages/about.md": "# About\n"})
    new = {f"b/content/pages/{name}.md": f"# {name} of b\n" for name in ("about", "one", "two")}
    repo.commit(BO, {"a/content/pages/x.md": None, "b/content/pages/x.md": "# X\n"} | new)
    assert parts(read(tmp_path / "whole/b", Settings()).history) == [("Bo Larsen", "content")]


def test_dates_are_the_authors(repo, told):
    repo.commit(ADA, {PAGE: "# One\n"}, date="2024-03-01T23:30:00-05:00")
    repo.commit(BO, {PAGE: "# Two\n"}, date="2024-03-02T00:30:00+14:00")
    history = told()
    assert [(each.person, each.date.isoformat()) for each in history.changes] == [("Ada Quist", "2024-03-01"), ("Bo Larsen", "2024-03-02")]
    assert history.written[PAGE].first.isoformat() == "2024-03-02T00:30:00+14:00"


def test_a_path_says_when_git_changed_a_page_after_its_review(repo, read_site):
    path = "title: P\nsummary: S.\nreviewed: {day}\nsteps:\n  - {{id: a, page: content/pages/lamp.md}}\n"
    repo.commit(ADA, {PAGE: "# One\n", "content/paths/p.yml": path.format(day="2024-03-05")}, date="2024-03-10T12:00:00Z")
    assert read_site(history=True).problems == (), "to come into the repository is no change"
    repo.commit(BO, {PAGE: "# Two\n"}, date="2024-03-12T12:00:00Z")
    assert [(problem.code, "2024-03-12" in problem.message) for problem in read_site(history=True).problems] == [("stale-review", True)]
    assert read_site(history=False).problems == ()
    assert read_site(history=True, today=dt.date(2024, 3, 11)).problems == (), "for that day it has not happened"
    repo.write({PAGE: "---\nlastmod: 2024-03-01\n---\n# Two\n"})
    assert read_site(history=True).problems == (), "what the author says counts"


def test_without_the_setting_nobody_is_asked(repo, read_site):
    repo.commit(ADA, {PAGE: "# One\n"})
    house = read_site(history=False)
    assert house.history == History()
    assert house.problems == ()
