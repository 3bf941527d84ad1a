"""Pages that were moved: real repositories in, warnings with the line to add out."""

from __future__ import annotations

import pytest

from guildhouse.sources.history import alike
from repositories import ADA, Repository

OLD, NEW = "content/pages/old.md", "content/pages/new.md"
BARE, FRONTED = "# Lamp\n", "---\ntitle: Lamp\n---\nIt burns.\n"


@pytest.fixture
def repo(tmp_path):
    return Repository(tmp_path / "site")


@pytest.fixture
def warned(read_site):
    """Give path and remedy of each warning."""

    def read():
        house = read_site(history=True)
        return [(str(each.source).partition(":")[0], each.hint) for each in house.problems if each.code == "moved-page"]

    return read


@pytest.mark.parametrize(
    ("text", "later", "remedy"),
    [
        (BARE, BARE, "Begin the file with three lines: `---`, `aliases: [/old/]`, `---`."),
        (FRONTED, FRONTED, "Add the line `aliases: [/old/]`."),
        (FRONTED, "---\naliases: [/older/]\n---\n# Lamp\n", "Add /old/ to its `aliases`, as the last of them."),
    ],
)
def test_the_line_to_add_is_named(repo, warned, text, later, remedy):
    repo.commit(ADA, {OLD: text})
    repo.commit(ADA, {OLD: None, NEW: text})
    repo.commit(ADA, {NEW: later})
    assert warned() == [(NEW, remedy)]


@pytest.mark.parametrize(
    "then",
    [
        {NEW: "---\naliases: [/old/]\n---\n# Lamp\n"},
        {NEW: "---\npermalink: /old/\n---\n# Lamp\n"},
        {NEW: "---\ndraft: true\n---\n# Lamp\n"},
        {OLD: "# Another\n"},
        {"content/pages/heir.md": "---\naliases: [/old/]\n---\n# Heir\n"},
        {"content/pages/heir.md": "---\npermalink: /old/\n---\n# Heir\n"},
        {NEW: None, OLD: BARE},
        {NEW: "# Something else\n"},
    ],
    ids=["alias", "permalink", "draft", "successor", "alias elsewhere", "address elsewhere", "moved back", "rewritten"],
)
def test_nobody_is_warned_of_an_address_that_leads_somewhere(repo, warned, then, request):
    repo.commit(ADA, {OLD: BARE})
    repo.commit(ADA, {OLD: None, NEW: BARE})
    if "rewritten" in request.node.name:  # another file came to the new place meanwhile
        repo.commit(ADA, {NEW: None})
    repo.commit(ADA, then)
    assert warned() == []


LONG = "".join(f"Line {number} of a text that stays.\n" for number in range(8))
OTHER = "".join(f"Another line, the {number}th, of a text of its own.\n" for number in range(8))


def test_a_page_that_was_changed_while_it_moved_is_told_by_what_stayed(repo, warned):
    others = {"content/pages/b.md": None, "content/pages/c.md": f"---\ntitle: C\n---\n{OTHER}End.\n"}
    repo.commit(ADA, {OLD: LONG, "content/pages/b.md": OTHER})
    repo.commit(ADA, {OLD: None, NEW: f"{LONG}A new line.\n"} | others)
    repo.commit(ADA, {NEW: f"{LONG}Another line.\n"})
    assert warned() == [
        ("content/pages/c.md", "Add the line `aliases: [/b/]`."),
        (NEW, "Begin the file with three lines: `---`, `aliases: [/old/]`, `---`."),
    ]
    repo.commit(ADA, {NEW: f"---\naliases: [/old/]\n---\n{LONG}", "content/pages/c.md": f"---\naliases: [/b/]\n---\n{OTHER}"})
    assert warned() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LONG, OTHER),
        (
            f"---\ntitle: A\nowner: ada\nreview_by: 2030-01-01\n---\n{LONG}",
            f"---\ntitle: B\nowner: ada\nreview_by: 2030-01-01\n---\n{OTHER}",
        ),
        (LONG, LONG + OTHER + OTHER),
        ("", " \n"),
        (LONG, LONG + "x" * 1_000_001),
    ],
    ids=["another", "front matter alone", "less than half", "nothing", "too large"],
)
def test_a_page_that_went_and_another_that_came_are_two(repo, warned, old, new):
    repo.commit(ADA, {OLD: old})
    repo.commit(ADA, {OLD: None, NEW: new})
    assert warned() == []


def test_pages_of_two_kinds_or_of_two_commits_or_of_too_many_are_not_compared(repo, warned, monkeypatch):
    repo.commit(ADA, {OLD: LONG, "content/pages/a.md": OTHER})
    repo.commit(ADA, {OLD: None, "content/news/2024-01-01-new.md": f"{LONG}.\n"})
    repo.commit(ADA, {"content/pages/a.md": None})
    repo.commit(ADA, {"content/pages/b.md": f"{OTHER}.\n"})
    assert warned() == []
    repo.commit(ADA, {"content/pages/b.md": None, "content/pages/c.md": f"{OTHER}..\n"})
    assert warned() == [("content/pages/c.md", "Begin the file with three lines: `---`, `aliases: [/b/]`, `---`.")]
    monkeypatch.setattr(alike, "MANY", 0)
    assert warned() == []
    monkeypatch.setattr(alike, "MANY", 1)
    monkeypatch.setattr(alike, "MOST", 1)
    assert warned() == []


def test_a_move_within_one_address_is_none(repo, warned):
    repo.commit(ADA, {"content/pages/lamp.md": BARE, "docs/far.md": "# Far\n", "content/pages/sail.png": "x"})
    repo.commit(
        ADA, {"content/pages/lamp.md": None, "content/pages/lamp/README.md": BARE, "docs/far.md": None, "content/pages/far.md": "# Far\n"}
    )
    repo.commit(ADA, {"content/pages/sail.png": None, "content/pages/mast.png": "x"})
    assert warned() == []


def test_a_community_that_moved_is_told_once(repo, warned):
    files = {"community.yml": "name: Deck\n", "charter.md": "# Charter\n", "resources/knots.md": "# Knots\n"}
    repo.commit(ADA, {f"communities/deck/{path}": text for path, text in files.items()})
    repo.commit(
        ADA, {f"communities/deck/{path}": None for path in files} | {f"communities/crew/{path}": text for path, text in files.items()}
    )
    assert warned() == [("communities/crew/community.yml", "Add the line `aliases: [/communities/deck/]`.")]
    repo.commit(ADA, {"communities/crew/community.yml": "name: Deck\naliases: [/communities/deck/]\n"})
    assert warned() == []
