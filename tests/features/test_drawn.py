"""Pages of the published site taken over: only where nothing that they show has changed, and only with the bytes that were drawn."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import pkgutil
from dataclasses import fields, is_dataclass, replace
from importlib import import_module

import pytest

import guildhouse
from guildhouse.features import drawn as module
from guildhouse.features.context import Context, site
from guildhouse.features.drawn import Drawn
from guildhouse.features.outputs import File, page_at
from guildhouse.features.plan import Plan
from guildhouse.marks import published
from guildhouse.model.house import House
from guildhouse.settings import Settings
from guildhouse.sources.store import Store

SETTINGS = Settings(today=dt.date(2026, 11, 16))
PAGE = Context(kind="page", url="/a/", title="A", description="About A")
WORDS = b"<p>A</p>"


def planned(page=PAGE, settings=SETTINGS, template="t.html"):
    outputs = (page_at(template, page), File("x.txt", b""))
    return Plan(House(today=settings.today), settings, site(settings, frozenset()), outputs)


@pytest.fixture
def folders(tmp_path):
    for name in ("earlier/a", "new", "templates"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "templates/t.html").write_text("template")
    (tmp_path / "earlier/a/index.html").write_bytes(WORDS)
    return tmp_path


@pytest.fixture
def ask(folders):
    """Ask for the page of a plan as the next build does; the first was noted."""

    def taken(**changes):
        made = Drawn(
            Store(folders / "pages.sqlite"), published(folders / "earlier", None), planned(**changes), [str(folders / "templates")]
        )
        return made.take("a/index.html", folders / "new")

    first = Drawn(Store(folders / "pages.sqlite"), published(folders / "earlier", None), planned(), [str(folders / "templates")])
    first.note("a/index.html", hashlib.sha256(WORDS).hexdigest())
    first.close()
    return taken


def test_a_page_is_taken_over_as_it_is(ask, folders):
    assert ask() == hashlib.sha256(WORDS).hexdigest()
    assert (folders / "new/a/index.html").read_bytes() == WORDS
    assert (folders / "new/a/index.html").samefile(folders / "earlier/a/index.html"), "nothing is copied that can be linked"


def test_where_files_cannot_be_linked_it_is_copied(ask, folders, monkeypatch):
    def refuse(*_, **__):
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    assert ask() is not None
    assert (folders / "new/a/index.html").read_bytes() == WORDS
    assert not (folders / "new/a/index.html").samefile(folders / "earlier/a/index.html")


@pytest.mark.parametrize(
    "change",
    [
        {"page": replace(PAGE, title="B")},
        {"page": replace(PAGE, url="/a/", noindex=True)},
        {"template": "other.html"},
        {"settings": replace(SETTINGS, site_name="Another")},
        {"settings": replace(SETTINGS, today=dt.date(2026, 11, 17))},
        {"settings": replace(SETTINGS, site_url="https://a.example")},
        {"settings": replace(SETTINGS, offline=True)},
    ],
)
def test_whatever_it_is_made_from_makes_it_another_page(ask, change):
    assert ask(**change) is None


@pytest.mark.parametrize("settings", [replace(SETTINGS, jobs=2), replace(SETTINGS, audit=True)])
def test_how_a_build_works_is_no_part_of_a_page(ask, settings):
    assert ask(settings=settings) is not None


@pytest.mark.parametrize("name", ["t.html", "new.html"])
def test_other_templates_make_another_page(ask, folders, name):
    (folders / "templates" / name).write_text("other")
    assert ask() is None


def test_another_program_makes_another_page(ask, monkeypatch):
    monkeypatch.setattr(module, "stamp", lambda *_: b"another")
    assert ask() is None


def edited(page):
    page.write_bytes(WORDS.upper())


def gone(page):
    page.unlink()


def led_away(page):
    page.rename(page.with_name("x.html"))
    page.symlink_to("x.html")


def folder(page):
    page.unlink()
    page.mkdir()


def pipe(page):
    page.unlink()
    os.mkfifo(page)


@pytest.mark.parametrize("fault", [edited, gone, led_away, folder, pipe])
def test_a_published_page_that_is_not_what_was_drawn_is_not_taken(ask, folders, fault):
    fault(folders / "earlier/a/index.html")
    assert ask() is None
    assert not (folders / "new/a/index.html").exists()


def test_only_pages_are_asked_for(ask, folders):
    made = Drawn(Store(folders / "pages.sqlite"), published(folders / "earlier", None), planned(), [])
    assert list(made._keys) == ["a/index.html"]


def test_nothing_that_a_page_is_made_from_hides_a_part_of_itself():
    """The digest of a page is that of its values' `repr`: a part that stands in none could change and leave the page as it was."""
    values = {}
    for name in ("features", "formats", "language", "model"):
        package = import_module(f"guildhouse.{name}")
        for each in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            values |= vars(import_module(each.name))
    for name in ("setting_readers", "settings"):
        values |= vars(import_module(f"{guildhouse.__name__}.{name}"))
    classes = [value for value in values.values() if isinstance(value, type) and is_dataclass(value)]
    assert Settings in classes
    assert [each.__name__ for each in classes if not each.__dataclass_params__.repr] == []
    hidden = {f"{each.__name__}.{part.name}" for each in classes for part in fields(each) if not part.repr}
    assert hidden == {"Body.facts", "Body.written"}, "for which its mark stands"
    assert [each.__name__ for each in classes if not hasattr(each.__repr__, "__wrapped__")] == []  # dataclass wraps the one it writes
