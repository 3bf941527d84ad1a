"""Pages of the published site taken over: only where nothing that they show has changed, and only with the bytes that were drawn."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import pkgutil
import time
from dataclasses import fields, is_dataclass, replace
from importlib import import_module

import pytest

import guildhouse
from guildhouse.features import drawn as module
from guildhouse.features.context import Context, site
from guildhouse.features.drawn import Drawn
from guildhouse.features.outputs import File, Made, page_at
from guildhouse.features.plan import Plan
from guildhouse.marks import published, umask
from guildhouse.model.house import House
from guildhouse.settings import Settings
from guildhouse.sources import stamp as stamps
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
def steady(monkeypatch):
    """Let the files of a test, and those of the program while somebody writes it, be old."""
    monkeypatch.setattr(stamps, "TICK", -(10**18))


def drawn(folders, **changes):
    return Drawn(Store(folders / "pages.sqlite"), published(folders / "earlier", None), planned(**changes), [str(folders / "templates")])


def noted(folders, meanwhile=lambda: None):
    """Draw and note the page of a plan; something happens while it is drawn."""
    first = drawn(folders)
    first.note("a/index.html", hashlib.sha256(WORDS).hexdigest())
    meanwhile()
    first.close()


@pytest.fixture
def ask(folders, steady):
    """Ask for the page of a plan as the next build does; the first was noted."""
    noted(folders)
    return lambda **changes: drawn(folders, **changes).take("a/index.html", folders / "new")


def test_a_template_that_is_edited_while_pages_are_drawn_leaves_nothing_to_be_taken(folders, monkeypatch):
    """Jinja reads a template when the first page wants it, after it was digested: the page may show words that its digest does not know."""
    template = folders / "templates/t.html"

    def edit():
        template.write_text("edited")
        template.write_text("template")

    monkeypatch.setattr(module, "is_steady", lambda *_: True)
    monkeypatch.setattr(stamps, "TICK", 0)
    time.sleep(0.02)  # dates of files are behind the clock by a tick
    noted(folders, edit)
    assert drawn(folders).take("a/index.html", folders / "new") is None


def test_a_program_that_is_edited_while_it_runs_leaves_nothing_to_be_taken(folders, steady, monkeypatch):
    monkeypatch.setattr(module, "is_steady", lambda *_: False)
    noted(folders)
    assert drawn(folders).take("a/index.html", folders / "new") is None


def test_templates_behind_a_link_are_read_as_jinja_reads_them(folders, steady):
    (folders / "shared").mkdir()
    (folders / "shared/part.html").write_text("part")
    (folders / "shared/again").symlink_to(folders / "shared")
    (folders / "templates/components").symlink_to(folders / "shared")
    noted(folders)
    assert drawn(folders).take("a/index.html", folders / "new")
    (folders / "shared/part.html").write_text("more")
    assert drawn(folders).take("a/index.html", folders / "new") is None


def test_a_page_with_other_rights_is_copied(ask, folders):
    (folders / "earlier/a/index.html").chmod(0o600)
    assert ask() is not None
    assert (folders / "new/a/index.html").stat().st_mode & 0o777 == 0o666 & ~umask()


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


def test_a_file_that_takes_a_while_is_known_by_what_it_is_made_from():
    one, same, other = (module._Digest(b"").of(Made("a.ics", value, bytes)) for value in (("A",), ("A",), ("B",)))
    assert one == same != other
    assert one != module._Digest(b"").of(Made("b.ics", ("A",), bytes))
    assert one != module._Digest(b"other program").of(Made("a.ics", ("A",), bytes))


def test_only_pages_are_asked_for(ask, folders):
    made = drawn(folders)
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
    assert [each.__name__ for each in classes if not hasattr(each.__repr__, "__wrapped__")] == ["Publication"], (
        "which writes its mark, a digest of the whole; dataclass wraps the one that it writes itself"
    )
