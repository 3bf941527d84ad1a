"""When a build would change nothing: told without building, and never when anything at all is not as the last build left it."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from guildhouse.marks import read_notes, write_notes
from guildhouse.publish import unchanged
from guildhouse.publish.places import places
from guildhouse.settings import load

ENGINE = "fake_engine"


def look(site, engine=ENGINE, **options):
    return unchanged.look(places(site), load(site, **({"today": "2026-11-16"} | options)), engine)


def aged(folder, seconds=10):
    """Make every file look old, as it is some seconds after somebody edited it."""
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - seconds,) * 2)


@pytest.fixture
def published(site, run, monkeypatch):
    """A published site; `old` files are those whose dates alone tell whether they changed."""
    monkeypatch.setattr(unchanged, "YOUNG", 0)
    (site / "theme").mkdir()
    (site / "theme/x.html").write_text("template")
    (site / "own").mkdir()
    (site / "own/y.html").write_text("own template")
    configure(site, "")
    assert run() == 0
    assert unchanged.still(look(site), site / "output") is not None
    return site


def configure(site, text):
    (site / "pelicanconf.py").write_text(f"import os\nGUILDHOUSE = {{'templates': ['own']}}\n{text}")


def rewritten(path, text):
    """Exchange a file's words for as many others and give it its dates back."""
    before = path.stat()
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def dated_back(folder, name):
    """Put a file into a folder and give the folder its dates back, as copying tools do."""
    before = folder.stat()
    (folder / name).write_text("")
    os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))


def git(site, *words):
    ours = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    nobody = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(("git", *ours, *words), cwd=site, env=nobody, check=True, capture_output=True)


@pytest.fixture
def committed(site, run, monkeypatch):
    """A published site with two branches, of which one is checked out."""
    monkeypatch.setattr(unchanged, "YOUNG", 0)
    git(site, "init")
    git(site, "add", "content")
    git(site, "commit", "-m", "first")
    git(site, "branch", "other")
    git(site, "commit", "--allow-empty", "-m", "second")
    assert run() == 0
    assert unchanged.still(look(site), site / "output") is not None
    return site


COMMITS = {
    "a commit": lambda site: git(site, "commit", "--allow-empty", "-m", "third"),
    "an amended commit": lambda site: git(site, "commit", "--allow-empty", "--amend", "-m", "other words"),
    "another branch": lambda site: git(site, "switch", "other"),
    "another branch without its name": lambda site: git(site, "switch", "--detach", "other"),
    "a commit that is packed": lambda site: (git(site, "commit", "--allow-empty", "-m", "third"), git(site, "pack-refs", "--all")),
    "no repository any more": lambda site: (site / ".git").rename(site / "elsewhere"),
    "only the end of the history": lambda site: (site / ".git/shallow").write_text("0" * 40),
    "a map of names": lambda site: (site / ".mailmap").write_text("A <b@example.org> <a@example.org>\n"),
    "commits to pass over": lambda site: (site / ".git-blame-ignore-revs").write_text("0" * 40),
    "declared contributors": lambda site: (site / ".all-contributorsrc").write_text("{}"),
}


@pytest.mark.parametrize("change", COMMITS.values(), ids=COMMITS)
def test_whatever_changes_the_history_asks_for_a_build(committed, change):
    change(committed)
    assert unchanged.still(look(committed), committed / "output") is None


def test_what_changes_nothing_of_the_history_asks_for_none(committed):
    git(committed, "pack-refs", "--all")
    git(committed, "branch", "third")
    git(committed, "gc", "-q")
    assert unchanged.still(look(committed), committed / "output") is not None


def test_whether_git_can_be_asked_counts(committed, tmp_path, monkeypatch):
    found = os.environ["PATH"]
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert unchanged.still(look(committed), committed / "output") is None
    (tmp_path / "bin/git").mkdir(parents=True)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin{os.pathsep}{found}")
    assert unchanged.still(look(committed), committed / "output") is not None, "a folder is no program"
    (tmp_path / "bin/git").rmdir()
    (tmp_path / "bin/git").write_text("#!/bin/sh\n")
    (tmp_path / "bin/git").chmod(0o755)
    assert unchanged.still(look(committed), committed / "output") is None, "another git may tell another history"


def test_a_commit_in_a_worktree_counts(committed, run, tmp_path):
    git(committed, "worktree", "add", str(tmp_path / "tree"), "other")
    before = unchanged.look(places(tmp_path / "tree"), load(tmp_path / "tree", today="2026-11-16"), ENGINE)
    git(tmp_path / "tree", "commit", "--allow-empty", "-m", "third")
    after = unchanged.look(places(tmp_path / "tree"), load(tmp_path / "tree", today="2026-11-16"), ENGINE)
    assert before.order != after.order
    assert unchanged.still(look(committed), committed / "output") is not None, "the other one is as it was"


def put(path):
    path.parent.mkdir(exist_ok=True)
    path.write_text("words")


CHANGES = {
    "a source is edited": lambda site: (site / "content/a.html").write_text("second"),
    "a source gets as many other words, and its date back": lambda site: rewritten(site / "content/a.html", "FIRST a.html"),
    "a source is added": lambda site: (site / "content/new.html").write_text(""),
    "a source goes": lambda site: (site / "content/a.html").unlink(),
    "a source is renamed": lambda site: (site / "content/a.html").rename(site / "content/z.html"),
    "a source is exchanged for another": lambda site: (site / "content/a.html").replace(site / "content/b.html"),
    "an empty folder is added": lambda site: (site / "communities/new").mkdir(parents=True),
    "the theme": lambda site: (site / "theme/x.html").write_text("another"),
    "the site's own templates": lambda site: (site / "own/y.html").write_text("another"),
    "the configuration": lambda site: configure(site, "SITENAME = 'Another'"),
    "the configuration reads the environment": lambda site: configure(site, "SITENAME = os.environ.get('X')"),
    "a link among the sources": lambda site: (site / "content/link.md").symlink_to("a.html"),
    "a page is deleted": lambda site: (site / "output/a.html").unlink(),
    "a page is edited": lambda site: (site / "output/a.html").write_text("by hand"),
    "a page gets as many other words, and its date back": lambda site: rewritten(site / "output/a.html", "FIRST a.html"),
    "a page is added": lambda site: (site / "output/mine.html").write_text(""),
    "a page is added, and the folder's date put back": lambda site: dated_back(site / "output", "mine.html"),
    "a page gets other rights": lambda site: (site / "output/a.html").chmod(0o600),
    "a source in a folder that Python would compile into": lambda site: put(site / "content/__pycache__/x.html"),
    "a template in such a folder": lambda site: put(site / "own/__pycache__/x.html"),
    "a page in such a folder": lambda site: put(site / "output/__pycache__/x.html"),
    "all pages are gone": lambda site: (site / "output").rename(site / "elsewhere"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_asks_for_a_build(published, change):
    change(published)
    found = look(published)
    assert found is None or unchanged.still(found, published / "output") is None


@pytest.mark.parametrize("options", [{"today": "2026-11-17"}, {"lenient": True}, {"site_url": "https://a.example"}, {"offline": True}])
def test_another_order_is_another_build(published, options):
    assert unchanged.still(look(published, **options), published / "output") is None


def test_another_engine_is_another_build(published):
    assert unchanged.still(look(published, engine="another"), published / "output") is None


def test_another_library_is_another_build(published, monkeypatch, tmp_path):
    (tmp_path / "site-packages").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path / "site-packages"))
    assert unchanged.still(look(published), published / "output") is None


def test_a_library_that_was_exchanged_is_another_build(published, monkeypatch, tmp_path):
    """Wherever it was installed: with `pip install --target` too."""
    (tmp_path / "vendor/nh3").mkdir(parents=True)
    (tmp_path / "vendor/nh3/__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path / "vendor"))
    known = unchanged._libraries()
    (tmp_path / "vendor/nh3").rename(tmp_path / "old")
    (tmp_path / "vendor/nh3").mkdir()
    (tmp_path / "vendor/nh3/__init__.py").write_text("")
    assert unchanged._libraries() != known


def test_other_rights_of_new_files_are_another_build(published):
    before = os.umask(0o077)
    try:
        assert unchanged.still(look(published), published / "output") is None
    finally:
        os.umask(before)


def test_what_somebody_changed_behind_the_builds_back_is_not_taken_for_its_own(published, run, monkeypatch):
    """An optimiser of pictures, say, that works on the published folder before the build has made its notes."""
    kept = unchanged.remember

    def late(*arguments):
        (published / "output/a.html").write_text("FIRST a.html")
        kept(*arguments)

    monkeypatch.setattr(unchanged, "remember", late)
    (published / "content/b.html").write_text("more")
    assert run() == 0
    assert not look(published).memory.exists()


def test_notes_leave_no_litter(published, run, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    (published / "content/b.html").write_text("more")
    monkeypatch.setattr(Path, "replace", full)
    folder = look(published).memory.parent
    unchanged.remember(look(published), published / "output", "", {})
    assert [path.name for path in folder.iterdir() if "published" in path.name and path.suffix != ".json"] == []


def test_notes_of_many_outputs_are_bounded(published, monkeypatch):
    monkeypatch.setattr(unchanged, "MOST", 3)
    folder = look(published).memory.parent
    for number in range(9):
        (folder / f"published-{number}.json").write_text("")
        os.utime(folder / f"published-{number}.json", (number, number))
    found = look(published)
    words = unchanged.still(found, published / "output")
    seen = {path: tuple(mark[:3]) for path, mark in read_notes(found.memory)["outputs"].items()}
    unchanged.remember(found, published / "output", words, seen)
    assert {path.name for path in folder.glob("published-*")} == {found.memory.name, "published-8.json", "published-7.json"}


def test_another_program_is_another_build(published, monkeypatch, tmp_path):
    monkeypatch.setattr("guildhouse.__file__", str(tmp_path / "guildhouse/__init__.py"))
    assert unchanged.still(look(published), published / "output") is None


def test_what_the_configuration_finds_in_the_environment_is_a_part_of_the_order(published, run, monkeypatch):
    configure(published, "SITENAME = os.environ.get('X')")
    assert run() == 0
    assert unchanged.still(look(published), published / "output") is not None
    monkeypatch.setenv("X", "another")
    assert unchanged.still(look(published), published / "output") is None


@pytest.mark.parametrize(
    "text",
    ["PLUGINS = ['guildhouse', 'sitemap']", "PLUGINS = [os]", "PLUGINS = 5", "PLUGINS = 'guildhouse'", "THEME = 'mine'", "THEME = 7"],
)
def test_with_code_of_others_nobody_knows_what_a_build_reads(published, text):
    configure(published, text)
    assert look(published) is None


@pytest.mark.parametrize("text", ["PLUGINS = ['guildhouse.features.home']", "import guildhouse\nTHEME = guildhouse.theme()"])
def test_the_features_by_themselves_and_our_theme_are_ours(published, text):
    configure(published, text)
    assert look(published) is not None


@pytest.mark.parametrize("options", [{"cache": False}, {"audit": True}])
def test_who_asks_for_a_whole_build_gets_one(published, options):
    assert look(published, **options) is None


def test_a_young_file_is_told_by_its_bytes_too(site, run, monkeypatch):
    """Two edits within a tick of the clock leave the same dates."""
    assert run() == 0
    found = look(site)
    path = site / "content/a.html"
    path.write_text("FIRST a.html")
    mark = next(mark for name, mark in look(site).inputs.items() if name == str(path))
    known = read_notes(found.memory)
    known["inputs"][str(path)][:4] = mark[:4]
    write_notes(found.memory, known)
    assert unchanged.still(look(site), site / "output") is None
    monkeypatch.setattr(unchanged, "YOUNG", 0)
    assert unchanged.still(look(site), site / "output") is None, "also when it has grown old meanwhile"


@pytest.mark.parametrize(
    "words",
    [b"", b"[" * 100_000, b"[]", b"{}", b"\xff", b'{"order": 1}', b'{"order": null, "inputs": {"a": 1}, "outputs": 7, "words": ""}'],
)
def test_a_memory_that_cannot_be_read_is_none(published, words):
    found = look(published)
    found.memory.write_bytes(words)
    assert unchanged.still(found, published / "output") is None


def test_nobody_is_waited_for_who_writes_the_memory(published):
    found = look(published)
    found.memory.unlink()
    os.mkfifo(found.memory)
    assert unchanged.still(found, published / "output") is None


def test_a_build_that_fails_leaves_no_memory_of_the_one_before(published, run):
    (published / "content/a.html").write_text("second")
    assert run(trouble="problems") != 0
    assert not look(published).memory.exists()


def test_it_says_what_the_last_build_said(site, run, capfd):
    assert run(trouble="words") == 0
    first = capfd.readouterr().err
    assert run(trouble="words") == 0
    again = capfd.readouterr().err
    assert again.partition("Nothing changed")[0] == first.partition("Published")[0] != ""
    assert str(site / "output") in again


def test_where_nothing_can_be_remembered_it_builds(site, run):
    (site / ".cache").symlink_to(site)
    assert look(site) is None
    assert run() == 0 == run()
    assert Path(site / "output/a.html").read_text() == "first a.html"


def test_what_the_configuration_prints_is_not_printed_again(published, capsys):
    configure(published, "print('hello')")
    settings = load(published, today="2026-11-16")
    capsys.readouterr()
    assert unchanged.look(places(published), settings, ENGINE) is not None
    assert capsys.readouterr() == ("", "")
