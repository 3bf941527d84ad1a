"""Notes of the published site: what they tell is true, and they tell nothing of a file that somebody has been at."""

from __future__ import annotations

import json
import os
from hashlib import blake2b

import pytest

from guildhouse.marks import RECEIPT, mark_of, published, write_notes


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "output"
    folder.mkdir()
    for name in ("a.html", "b.html"):
        (folder / name).write_text(name)
    (folder / RECEIPT).write_text(json.dumps({"files": {"a.html": "A", "b.html": "B"}}))
    note(folder)
    return folder


def note(folder):
    outputs = {path.name: mark_of(path.stat()) for path in folder.iterdir()}
    write_notes(folder.parent / "notes", {"outputs": outputs})


def read(folder):
    return published(folder, folder.parent / "notes")


def deep(path):
    """Write notes that nest more deeply than can be read, with the checksum that they should have."""
    words = b"[" * 100_000
    path.write_bytes(blake2b(words, digest_size=16).hexdigest().encode() + b"\n" + words)


def rewritten(path):
    before = path.stat()
    path.write_text("x.html")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = {
    "edited": lambda path: path.write_text("more words"),
    "as many other words, and its date back": rewritten,
    "exchanged": lambda path: (path.parent / "b.html").replace(path),
    "gone": lambda path: path.unlink(),
    "a link": lambda path: (path.unlink(), path.symlink_to("b.html")),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "another receipt": lambda path: (path.parent / RECEIPT).write_text(json.dumps({"files": {"a.html": "A"}})),
    "no notes": lambda path: (path.parent.parent / "notes").unlink(),
    "damaged notes": lambda path: (path.parent.parent / "notes").write_text("0\n["),
    "deep notes": lambda path: deep(path.parent.parent / "notes"),
    "foreign notes": lambda path: write_notes(path.parent.parent / "notes", {"outputs": 7}),
}


def test_a_file_with_its_mark_is_known_by_what_stays_when_it_is_linked(site):
    about = (site / "a.html").stat()
    assert read(site).sha256("a.html") == "A"
    assert read(site).known()[about.st_size, about.st_ino, about.st_mtime_ns] == "A"


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_is_told_of_a_file_that_is_not_as_it_was(site, change):
    change(site / "a.html")
    assert read(site).sha256("a.html") is None
    assert "A" not in read(site).known().values()


def test_without_notes_nothing_is_known(site):
    assert published(site, None).known() == {}
