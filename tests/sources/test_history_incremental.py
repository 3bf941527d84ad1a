"""A build reads only the commits that came since the last, and tells the same as one that reads them all."""

from __future__ import annotations

import random
import shutil
import subprocess

import pytest

from guildhouse.settings import Settings
from guildhouse.sources.history import log as reading
from guildhouse.sources.history import remember
from guildhouse.sources.reading import read
from repositories import ADA, BO, CY, PAGE, Repository

WHO = (ADA, BO, CY, "Old Ada <ada@quay.example>", "bot[bot] <b@x>", "Zed <zed@x.example>", "Cy Moss <7+cym@users.noreply.github.com>")
KEYS = ("Co-authored-by", "Reviewed-by", "Thanks-to")


@pytest.fixture
def repo(tmp_path):
    return Repository(tmp_path / "site")


def edit(repo, draw):
    """Change some files: write, move, move and change, delete, bring back."""
    files = sorted(path.relative_to(repo.folder).as_posix() for path in repo.folder.glob("c*/**/*.md"))
    new = f"content/pages/{draw.randrange(30)}.md"
    kind = draw.choice(("write", "write", "new", "move", "move and change", "delete", "nothing")) if files else "new"
    old = draw.choice(files) if files else new
    text = (repo.folder / old).read_text() if files else ""
    return {
        "write": {old: f"# {draw.randrange(5)}\n"},
        "new": {new: f"# {draw.randrange(5)}\n"},
        "move": {old: None, new: text},
        "move and change": {old: None, new: text + "more\n"},
        "delete": {old: None},
        "nothing": {},
    }[kind]


def step(repo, draw, number):
    kind = draw.choice(("commit",) * 6 + ("amend", "branch", "merge", "reset", "mailmap", "ignore"))
    if kind == "merge" and "side" in repo.git("branch", "--format=%(refname:short)").split():
        repo.git("merge", "-q", "--no-edit", "-X", "ours", "-s", "ort", "side", GIT_COMMITTER_DATE=f"{1_700_000_000 + number} +0000")
    elif kind == "branch":
        repo.git("branch", "-f", "side", f"HEAD~{min(2, int(repo.git('rev-list', '--count', '--first-parent', 'HEAD')) - 1)}")
    elif kind == "reset":
        repo.git("checkout", "-q", "-B", "main", f"HEAD~{min(1, int(repo.git('rev-list', '--count', '--first-parent', 'HEAD')) - 1)}")
    else:
        files = {".mailmap": f"Ada New{number} <ada@quay.example>\n"} if kind == "mailmap" else edit(repo, draw)
        if kind == "ignore":
            files = {".git-blame-ignore-revs": repo.git("rev-parse", "HEAD") + "\n"}
        trailers = [f"{draw.choice(KEYS)}: {draw.choice(WHO)}" for _ in range(draw.randrange(3))]
        date = f"{1_700_000_000 + draw.randrange(20) * 86_400} +0100"
        repo.commit(draw.choice(WHO), files, *trailers, date=date, amend=kind == "amend")


@pytest.mark.parametrize("seed", range(4))
def test_both_ways_tell_the_same(repo, seed):
    draw = random.Random(seed)
    repo.commit(ADA, {PAGE: "# 1\n", ".gitignore": ".cache\n"})
    for number in range(25):
        step(repo, draw, number)
        if number % 3 == 0:
            kept = read(repo.folder, Settings())
            whole = read(repo.folder, Settings(cache=False))
            assert repr(kept.history) == repr(whole.history)
            assert kept.history.changes
            assert repr(kept) == repr(whole)


def test_a_site_in_a_folder_has_its_order_from_commits_elsewhere_too(tmp_path):
    repo, below = Repository(tmp_path / "whole"), "docs/site/content/pages"
    repo.commit(ADA, {f"{below}/a.md": "# One\n", ".gitignore": ".cache\n"}, date="2026-10-10T10:00:00Z")
    repo.commit(BO, {"src/x.py": "x"}, date="2026-10-10T11:00:00Z")
    read(tmp_path / "whole/docs/site", Settings())
    repo.commit(CY, {f"{below}/a.md": None, f"{below}/z.md": "# One\n"}, date="2026-10-01T10:00:00Z")
    kept, whole = (read(tmp_path / "whole/docs/site", Settings(cache=cache)).history for cache in (True, False))
    assert kept == whole
    assert [each.person for each in kept.changes if each.paths] == ["Ada Quist"]


@pytest.fixture
def asked(monkeypatch):
    """What git was asked to begin behind, None for all commits."""
    found = []

    def ask(window, prefix, new, log, old=None):
        found.append(old)
        return reading_all(window, prefix, new, log, old)

    reading_all = reading.read
    monkeypatch.setattr(remember.log, "read", ask)
    return found


def test_only_what_is_new_is_read(repo, asked):
    first = repo.commit(ADA, {PAGE: "# 1\n", ".gitignore": ".cache\n"})
    for _ in range(2):
        read(repo.folder, Settings())
    second = repo.commit(BO, {PAGE: "# 2\n"})
    read(repo.folder, Settings())
    repo.write({".mailmap": "New Name <ada@quay.example>\n"})
    assert {each.person for each in read(repo.folder, Settings()).history.changes} == {"New Name", "Bo Larsen"}
    assert asked == [None, first]
    repo.commit(CY, {PAGE: "# 3\n"}, amend=True)
    read(repo.folder, Settings())
    assert asked == [None, first, None], "an amended commit is no child of the one before"
    assert second


def test_what_was_kept_elsewhere_or_is_damaged_is_not_used(repo, asked, tmp_path):
    repo.commit(ADA, {PAGE: "# 1\n", ".gitignore": ".cache\n"})
    wanted = read(repo.folder, Settings()).history
    (kept,) = repo.folder.glob(".cache/guildhouse/history.sqlite")
    kept.write_bytes(b"SQLite format 3\0 no more")
    assert read(repo.folder, Settings()).history == wanted
    other = Repository(tmp_path / "other")
    other.commit(BO, {PAGE: "# 1\n"})
    shutil.copytree(repo.folder / ".cache", other.folder / ".cache")
    assert [each.person for each in read(other.folder, Settings()).history.changes] == ["Bo Larsen"]
    assert asked == [None, None, None]


def test_two_clones_tell_the_same(repo, tmp_path):
    repo.commit(ADA, {PAGE: "# 1\n"}, f"Co-authored-by: {BO}")
    repo.commit(CY, {PAGE: None, "content/pages/b.md": "# 1\n"})
    repo.git("gc", "-q")
    subprocess.run(["git", "clone", "-q", "--no-local", str(repo.folder), str(tmp_path / "far" / "away")], check=True)
    assert repr(read(tmp_path / "far/away", Settings()).history) == repr(read(repo.folder, Settings()).history)
