from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from queue import Empty, SimpleQueue

import pytest

from guildhouse.publish import watch
from guildhouse.publish.watch import changes

TEMPLATES: list[str] = []
"""Folders of the site's own templates."""


@pytest.fixture
def noticed(site, monkeypatch):
    """Watch the site; returns a function that waits for the next change (None: there was none)."""
    TEMPLATES.clear()
    monkeypatch.setattr(watch, "EVERY", 50)
    found: SimpleQueue = SimpleQueue()
    begun = threading.Event()
    state = watch._state
    monkeypatch.setattr(watch, "_state", lambda *asked: (begun.set(), state(*asked))[1])

    def gather():
        for paths in changes(site, site / "content" / "output", lambda: tuple(TEMPLATES)):
            found.put(paths)

    threading.Thread(target=gather, daemon=True).start()
    begun.wait(5)
    begun.clear()
    begun.wait(5)  # the first look after the watch has begun

    def next_change(seconds=5.0):
        try:
            return found.get(timeout=seconds)
        except Empty:
            return None

    return next_change


def test_an_edit_is_noticed(site, noticed) -> None:
    (site / "content" / "sub" / "c.html").write_text("edited")
    assert noticed() == ("content/sub/c.html",)


@pytest.mark.parametrize("path", ["content/output/x.html", "content/.obsidian/x.md", "content/a.html~", "content/.a.swp", "other/x"])
def test_what_no_build_reads_is_not_noticed(site, noticed, path) -> None:
    (site / path).parent.mkdir(exist_ok=True)
    (site / path).write_text("x")
    (site / "content" / "a.html").write_text("edited")
    seen = {name for _ in range(3) for name in noticed(0.15) or ()}
    assert path not in seen
    assert "content/a.html" in seen


def test_a_new_folder_is_watched_from_then_on(site, noticed) -> None:
    (site / "communities").mkdir()
    assert "communities" in noticed()
    (site / "content" / "a.html").write_text("edited")
    while not noticed(0.15):
        (site / "communities" / "x.yml").write_text(os.urandom(4).hex())
    (site / "communities" / "y.yml").write_text("x")
    seen = {name for _ in range(3) for name in noticed(0.15) or ()}
    assert "communities/y.yml" in seen


def test_the_configuration_is_noticed(site, noticed) -> None:
    (site / "pelicanconf.py").write_text("SITENAME = 'x'")
    assert noticed() == ("pelicanconf.py",)


@pytest.mark.parametrize("folder", ["own/pages", "../shared", ".own"])
def test_the_sites_own_templates_are_watched_once_they_are_named(site, noticed, folder) -> None:
    (site / folder).mkdir(parents=True)
    (site / folder / "notfound.html").write_text("edited unseen")
    TEMPLATES.append(folder)
    assert folder in noticed()  # so that what was edited before is built
    (site / folder / "notfound.html").write_text("edited")
    assert noticed() == (f"{folder}/notfound.html",)


def replaced_at_once(content, backup) -> None:
    shutil.rmtree(content)
    shutil.copytree(backup, content)


def replaced_by_renaming(content, backup) -> None:
    content.rename(content.with_name("old"))
    backup.rename(content)


@pytest.mark.parametrize("replace", [replaced_at_once, replaced_by_renaming])
@pytest.mark.parametrize("is_numbered_anew", [True, False])
def test_a_folder_that_comes_back_as_another_is_watched(site, noticed, monkeypatch, replace, is_numbered_anew) -> None:
    if not is_numbered_anew:  # as file systems do that give the number of what was removed to what comes next
        monkeypatch.setattr(watch, "_seen", lambda _path: ())
    shutil.copytree(site / "content", site / "backup")
    replace(site / "content", site / "backup")
    assert "content" in (noticed() or ())
    while noticed(0.3):
        pass
    (site / "content" / "sub" / "c.html").write_text("edited after")
    assert noticed() == ("content/sub/c.html",)


def test_a_name_that_is_not_utf_8_is_a_change_and_the_watch_goes_on(site, noticed) -> None:
    (site / "content" / os.fsdecode(b"\xff.md")).touch()
    assert "content" in noticed()
    while noticed(0.3):
        pass
    (site / "content" / "a.html").write_text("edited after")
    assert noticed() == ("content/a.html",)


def test_another_end_of_the_watch_is_told(site, monkeypatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("Error creating recommended watcher")

    monkeypatch.setattr(watch, "watch", fails)
    with pytest.raises(RuntimeError, match="creating"):
        next(changes(site, site / "output"))


@pytest.mark.parametrize("above", ["node_modules", ".venv", "site-packages"])
def test_where_the_site_stands_is_no_matter(site, above) -> None:
    (site.parent / above).mkdir()
    site = site.rename(site.parent / above / "site")
    chosen = watch._Sources((str(site / "content"),), site / "output")
    assert chosen(watch.Change.modified, f"{site}/content/a.md")
    assert not chosen(watch.Change.modified, f"{site}/content/node_modules/a.md")


def test_a_folder_that_goes_between_two_looks_is_a_change_and_not_waited_for(site, monkeypatch) -> None:
    watched: list[tuple[str, ...]] = []

    def gone(*folders: str, **__: object) -> list[set[tuple[watch.Change, str]]]:
        watched.append(folders)
        if len(watched) > 1:
            return [set()]
        (site / "content").rename(site / "elsewhere")
        raise FileNotFoundError("No path was found.")

    monkeypatch.setattr(watch, "watch", gone)
    assert next(changes(site, site / "output")) == ("content",)
    assert watched == [(str(site / "content"),), ()]


def test_an_event_of_a_watched_folder_itself_begins_another_watch(site, monkeypatch) -> None:
    """Its number may be that of the folder which was removed."""
    watched: list[tuple[str, ...]] = []

    def once(*folders: str, **__: object) -> Iterator[set[tuple[watch.Change, str]]]:
        watched.append(folders)
        yield {(watch.Change.deleted, folders[0])} if len(watched) == 1 else set()

    monkeypatch.setattr(watch, "watch", once)
    assert next(changes(site, site / "output")) == ("content",)
    assert len(watched) == 2
