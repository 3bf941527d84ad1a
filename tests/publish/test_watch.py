from __future__ import annotations

import os
import threading
from queue import Empty, SimpleQueue

import pytest

from guildhouse.publish import watch
from guildhouse.publish.watch import changes


@pytest.fixture
def noticed(site, monkeypatch):
    """Watch the site; returns a function that waits for the next change (None: there was none)."""
    monkeypatch.setattr(watch, "EVERY", 50)
    found: SimpleQueue = SimpleQueue()
    begun = threading.Event()
    unwatched = watch._unwatched
    monkeypatch.setattr(watch, "_unwatched", lambda folder: (begun.set(), unwatched(folder))[1])

    def gather():
        for paths in changes(site, site / "content" / "output"):
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


@pytest.mark.parametrize("words", ["THEME_TEMPLATES_OVERRIDES = [{!r}]", "GUILDHOUSE = {{'templates': [{!r}]}}"])
@pytest.mark.parametrize("folder", ["own/pages", "../shared"])
def test_the_sites_own_templates_are_watched_once_the_configuration_names_them(site, noticed, folder, words) -> None:
    (site / folder).mkdir(parents=True)
    (site / "pelicanconf.py").write_text(words.format(folder))
    assert "pelicanconf.py" in noticed()
    seen = set()
    for _ in range(20):  # until the watch has begun
        (site / folder / "notfound.html").write_text(os.urandom(4).hex())
        seen.update(noticed(0.15) or ())
        if seen:
            break
    assert seen == {f"{folder}/notfound.html"}


@pytest.mark.parametrize(
    "text", ["x = (", "raise SystemExit", "raise KeyboardInterrupt", "raise GeneratorExit", "THEME_TEMPLATES_OVERRIDES = 1"]
)
def test_a_broken_configuration_is_noticed_and_so_is_what_comes_after(site, noticed, text) -> None:
    (site / "pelicanconf.py").write_text(text)
    assert noticed() == ("pelicanconf.py",)
    (site / "pelicanconf.py").write_text("SITENAME = 'mended'")
    assert noticed() == ("pelicanconf.py",)


def test_a_folder_that_goes_between_two_looks_is_a_change(site, monkeypatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise FileNotFoundError("No path was found.")

    monkeypatch.setattr(watch, "watch", gone)
    assert next(changes(site, site / "output")) == ("content",)


def test_a_folder_that_is_gone_is_not_waited_for(site, monkeypatch) -> None:
    watched: list[tuple[str, ...]] = []

    def gone(*folders: str, **__: object) -> None:
        watched.append(folders)
        (site / "content").rename(site / "elsewhere") if len(watched) == 1 else None
        raise FileNotFoundError("No path was found.")

    monkeypatch.setattr(watch, "watch", gone)
    found = changes(site, site / "output")
    assert [next(found), next(found)] == [("content",), ()]
    assert watched == [(str(site / "content"),), ()]
