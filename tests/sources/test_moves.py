"""Pages that were moved: real repositories in, warnings with the line to add out."""

from __future__ import annotations

import pytest

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
