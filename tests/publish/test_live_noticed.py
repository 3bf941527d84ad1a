"""Changes on their way from the watch to the builds, and the pages that are shown before."""

from __future__ import annotations

import threading

import pytest

from guildhouse.publish import live_noticed
from guildhouse.publish.live_noticed import FEW, Noticed, previewed
from guildhouse.publish.live_screen import Screen

TEXT = "content/a.md"


class Previews:
    """Shows a text as its words."""

    def __init__(self, site) -> None:
        self.site = site
        self.pages = True

    def preview(self, paths):
        return (
            {path.removeprefix("content/").replace(".md", ".html"): (self.site / path).read_text() for path in paths} if self.pages else {}
        )


@pytest.fixture
def screen(site):
    return Screen(site / "output")


@pytest.fixture
def change(site, screen):
    """Write a text and have a burst of changes noticed."""
    worker = Previews(site)

    def changed(*paths, pages=True, **written):
        worker.pages = pages
        for name, words in written.items():
            (site / "content" / f"{name}.md").write_text(words)
        assert list(previewed([paths], site, worker, screen)) == [paths]

    return changed


def test_changed_texts_are_shown(screen, change) -> None:
    change(TEXT, "content/b.md", "content/gone~", a="one", b="two")
    assert (screen.page("a.html"), screen.page("b.html")) == (b"one", b"two")


@pytest.mark.parametrize(
    "burst",
    [(TEXT, "communities/x.yml"), (TEXT, *(f"content/{n}.md" for n in range(FEW))), ("content",), (".",), ("content/../content/a.md",)],
)
def test_a_preview_does_not_outlive_its_text(site, screen, change, burst) -> None:
    change(TEXT, a="one")
    change("content/b.md", b="two")
    (site / "communities").mkdir()
    (site / "communities" / "x.yml").write_text("name: X")
    for number in range(FEW):
        (site / "content" / f"{number}.md").write_text("x")
    change(*burst, a="another", pages=False)
    assert screen.page("a.html") is None
    assert (screen.page("b.html") is None) == (burst in {("content",), (".",)})


def test_a_text_that_is_removed_is_not_shown(site, screen, change) -> None:
    change(TEXT, a="one")
    (site / TEXT).unlink()
    change(TEXT)
    assert screen.page("a.html") is None


def test_after_a_broken_build_only_what_stands_is_shown(site, screen, change) -> None:
    change(TEXT, "content/b.md", a="one", b="two")
    (site / TEXT).write_text("unseen")
    with screen.events.listening() as waiting:
        screen.keep_standing(site)
    assert (screen.page("a.html"), screen.page("b.html")) == (None, b"two")
    assert b'"paths": ["a.html"]' in waiting.get_nowait()


def test_texts_for_which_there_is_no_time_are_not_shown(screen, change, monkeypatch) -> None:
    monkeypatch.setattr(live_noticed, "PATIENCE", 0)
    change(TEXT, a="one")
    assert screen.page("a.html") is None


def test_changes_are_taken_together() -> None:
    noticed = Noticed([("b",), ("a", "b"), ("c",)])
    found = set()
    while len(found) < 3:
        assert noticed.is_any or not found
        found.update(noticed.take(5))
    assert noticed.take(0.01) == ()
    assert not noticed.is_any


@pytest.mark.parametrize("end", [OSError, RuntimeError, ValueError])
def test_whatever_ends_the_watch_is_raised(end) -> None:
    gate = threading.Event()

    def found():
        yield ("a",)
        gate.wait(5)
        raise end

    noticed = Noticed(found())
    assert noticed.take(5) == ("a",)
    gate.set()
    with pytest.raises(end):
        noticed.take(5)
