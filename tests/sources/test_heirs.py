"""Pages that were changed while they moved: real repositories in, since when each page is there and who wrote it out."""

from __future__ import annotations

import datetime as dt

import pytest

from repositories import ADA, BEGIN, BO, CY, Repository

OLD, NEW = "content/pages/old.md", "content/pages/new.md"


def aliased(*urls, text="# Changed\n"):
    return f"---\naliases: [{', '.join(urls)}]\n---\n{text}"


@pytest.fixture
def repo(tmp_path):
    return Repository(tmp_path / "site")


@pytest.fixture
def told(read_site):
    return lambda: read_site(history=True).history


def day(history, path):
    """Tell on which of the repository's days a file came."""
    return (history.written[path].first - dt.datetime.fromtimestamp(BEGIN, dt.UTC)).days


def writers(history, path):
    return {each.person.partition(" ")[0] for each in history.changes if path in each.paths}


def test_an_alias_leads_to_who_wrote_a_page_before_and_when(repo, told):
    repo.commit(ADA, {OLD: "# Old\n"})
    repo.commit(BO, {OLD: None, NEW: aliased("/old/")})
    history = told()
    assert day(history, NEW) == 1
    assert writers(history, NEW) == {"Ada", "Bo"}
    assert history.written[NEW].last > history.written[NEW].first


def test_it_leads_through_several_moves_in_commits_of_their_own(repo, told):
    repo.commit(ADA, {OLD: "# Old\n"})
    repo.commit(ADA, {OLD: None, "content/pages/between.md": aliased("/old/")})
    repo.commit(ADA, {"content/pages/between.md": None})
    repo.commit(ADA, {"content/pages/kept.md": aliased("/old/", "/between/")})
    repo.commit(ADA, {"content/pages/kept.md": None, NEW: aliased("/old/", "/between/")})
    assert day(told(), NEW) == 1


@pytest.mark.parametrize(
    "later",
    [{NEW: "# Changed\n"}, {NEW: aliased("/old/", text="# x\n"), OLD: "# Again\n"}, {NEW: aliased("/elsewhere/")}],
    ids=["no alias", "something stands there", "another alias"],
)
def test_without_an_alias_of_what_is_gone_a_page_is_new(repo, told, later):
    repo.commit(ADA, {OLD: "# Old\n"})
    repo.commit(BO, {OLD: None})
    repo.commit(BO, later)
    assert day(told(), NEW) == 3


def test_only_the_last_page_at_an_address_has_an_heir(repo, told):
    repo.commit(ADA, {OLD: "# First\n"})
    repo.commit(ADA, {OLD: None})
    repo.commit(CY, {OLD: "# Second\n"})
    repo.commit(BO, {OLD: None, NEW: aliased("/old/")})
    assert day(told(), NEW) == 3
    assert writers(told(), NEW) == {"Bo", "Cy"}


def test_everything_of_a_community_moves_with_it(repo, told):
    names = ("community.yml", "README.md", "charter.md", "meetings/2023-11-11-x.md")
    repo.commit(ADA, {f"communities/deck/{name}": "name: Deck\n" if name.endswith("yml") else f"# {name}\n" for name in names})
    moved = {f"communities/crew/{name}": f"# Crew {name}\n" for name in names}
    moved["communities/crew/community.yml"] = "name: Crew\naliases: [/communities/, /communities/deck/]\n"
    repo.commit(ADA, {f"communities/deck/{name}": None for name in names} | moved)
    history = told()
    assert {path: day(history, path) for path in moved} == dict.fromkeys(moved, 1)


GUIDE = "resources/guide.md"
CREW = {"communities/deck/community.yml": None, "communities/crew/community.yml": "name: Crew\naliases: [/communities/deck/]\n"}


def test_what_a_community_gave_up_before_it_moved_is_not_what_it_writes_afterwards(repo, told):
    repo.commit(ADA, {"communities/deck/community.yml": "name: Deck\n", f"communities/deck/{GUIDE}": "# Old\n"})
    repo.commit(ADA, {f"communities/deck/{GUIDE}": None})
    repo.commit(CY, CREW)
    repo.commit(BO, {f"communities/crew/{GUIDE}": "# Something new\n"})
    assert day(told(), f"communities/crew/{GUIDE}") == 4
    assert writers(told(), f"communities/crew/{GUIDE}") == {"Bo"}


def test_what_follows_a_community_in_later_commits_or_goes_before_it_at_once_is_the_same(repo, told):
    names = ("charter.md", GUIDE)
    repo.commit(ADA, {"communities/deck/community.yml": "name: Deck\n"} | {f"communities/deck/{name}": "# Old\n" for name in names})
    repo.commit(BO, {"communities/deck/charter.md": None, "communities/crew/charter.md": "# Changed\n"})
    repo.commit(BO, CREW)
    repo.commit(BO, {f"communities/deck/{GUIDE}": None})
    repo.commit(BO, {f"communities/crew/{GUIDE}": "# Changed\n"})
    history = told()
    assert [day(history, f"communities/crew/{name}") for name in names] == [1, 1]


def test_what_a_community_left_behind_when_it_moved_is_not_what_it_writes_afterwards(repo, told):
    repo.commit(ADA, {"communities/deck/community.yml": "name: Deck\n", f"communities/deck/{GUIDE}": "# Old\n"})
    repo.commit(BO, CREW | {f"communities/deck/{GUIDE}": None})
    repo.commit(CY, {f"communities/crew/{GUIDE}": "# Something new\n"})
    assert day(told(), f"communities/crew/{GUIDE}") == 3
    assert writers(told(), f"communities/crew/{GUIDE}") == {"Cy"}


@pytest.mark.parametrize(("between", "came"), [({OLD: "# Old\n"}, 5), ({"src/x.py": "x"}, 1)], ids=["content", "code"])
def test_what_follows_a_community_does_so_in_the_next_commit_that_touches_content(repo, told, between, came):
    repo.commit(ADA, {"communities/deck/community.yml": "name: Deck\n", f"communities/deck/{GUIDE}": "# Old\n"})
    repo.commit(BO, CREW)
    repo.commit(BO, {f"communities/deck/{GUIDE}": None})
    repo.commit(BO, between)
    repo.commit(BO, {f"communities/crew/{GUIDE}": "# Changed\n"})
    assert day(told(), f"communities/crew/{GUIDE}") == came


def test_a_file_follows_a_community_that_moved_twice(repo, told):
    repo.commit(ADA, {"communities/deck/community.yml": "name: Deck\n", f"communities/deck/{GUIDE}": "# Old\n"})
    repo.commit(BO, CREW | {f"communities/deck/{GUIDE}": None, f"communities/crew/{GUIDE}": "# Newer\n"})
    moved = {
        "communities/crew/community.yml": None,
        "communities/band/community.yml": "name: Band\naliases: [/communities/deck/, /communities/crew/]\n",
    }
    repo.commit(BO, moved | {f"communities/crew/{GUIDE}": None, f"communities/band/{GUIDE}": "# Newest\n"})
    assert day(told(), f"communities/band/{GUIDE}") == 1


def test_a_community_that_went_and_came_in_two_commits_is_the_same(repo, told):
    files = {"community.yml": "name: Deck\naliases: [/communities/deck/]\n", GUIDE: "# Old\n"}
    repo.commit(ADA, {f"communities/deck/{name}": text for name, text in files.items()})
    repo.commit(BO, {f"communities/deck/{name}": None for name in files})
    repo.commit(BO, {f"communities/crew/{name}": f"{text}\n" for name, text in files.items()})
    assert day(told(), f"communities/crew/{GUIDE}") == 1


def test_a_person_and_a_path_are_followed(repo, told):
    repo.commit(
        ADA, {"content/people/ada.yml": "name: Ada\n", "content/paths/salt.yml": "title: Salt\nsteps: [{id: a, url: https://x.example/}]\n"}
    )
    repo.commit(
        ADA,
        {"content/people/ada.yml": None, "content/paths/salt.yml": None}
        | {"content/people/lady.yml": "name: Lady\naliases: [/people/ada/]\n"}
        | {"content/paths/grit.yml": "title: Grit\naliases: [/paths/salt/]\nsteps: [{id: a, url: https://x.example/}]\n"},
    )
    assert {day(told(), path) for path in ("content/people/lady.yml", "content/paths/grit.yml")} == {1}


def test_an_address_that_stays_needs_no_alias_when_its_file_moves_at_once(repo, told):
    repo.commit(ADA, {"content/pages/lamp.md": "# Lamp\n", OLD: "# Old\n"})
    repo.commit(ADA, {"content/pages/lamp.md": None, "content/pages/lamp/README.md": "# Lamps\n", OLD: None})
    repo.commit(ADA, {"content/pages/old/README.md": "# Something new\n"})
    history = told()
    assert day(history, "content/pages/lamp/README.md") == 1
    assert day(history, "content/pages/old/README.md") == 3


def test_a_file_keeps_its_rank_among_those_of_its_commit_whatever_becomes_of_the_others(repo, told):
    pages = {f"content/pages/{name}.md": f"# {name}\n" for name in "abcd"}
    repo.commit(ADA, pages | {"README.md": "x"})
    before = told().written
    assert [before[path].ranks for path in pages] == [(rank, rank) for rank in range(4)]
    assert {before[path].size for path in pages} == {4}
    repo.commit(ADA, {"content/pages/a.md": None, "content/pages/c.md": None, "content/pages/z.md": "# c\n"})
    repo.commit(ADA, {"content/pages/d.md": "# dd\n", "content/pages/aa.md": "# aa\n"})
    after = told().written
    assert after["content/pages/b.md"] == before["content/pages/b.md"]
    assert after["content/pages/z.md"] == before["content/pages/c.md"]
    assert after["content/pages/d.md"].size == 4, "those that are gone count"
    assert after["content/pages/d.md"].ranks == (3, 1)
    repo.commit(ADA, {"content/pages/b.md": None})
    repo.commit(ADA, {"content/pages/b.md": "# b\n", "content/pages/d.md": "# ddd\n", "content/pages/aa.md": "# aaa\n"})
    assert told().written["content/pages/d.md"].ranks == (3, 2), "what came back counts among those of its commit"
    assert told().written["content/pages/b.md"] == before["content/pages/b.md"]


def test_what_came_on_two_lines_names_both_commits_that_brought_it(repo, told):
    repo.commit(ADA, {"communities/deck/community.yml": "name: Deck\n"})
    repo.git("checkout", "-qb", "side")
    first = repo.commit(ADA, {OLD: "# Lamp\n"})
    repo.git("checkout", "-q", "main")
    second = repo.commit(BO, {OLD: "# Lamp\n"})
    repo.git("merge", "-q", "--no-edit", "side")
    repo.commit(BO, {OLD: None, NEW: "# Lamp\n"})
    assert set(told().written[NEW].brought) == {first, second}
