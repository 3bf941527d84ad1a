from __future__ import annotations

from pathlib import Path

import pytest

from guildhouse.publish.reuse import compare, keep


def write(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in {"build.json": "{}", **files}.items():
        (folder / name).write_text(text)
    return folder


def changed(*trees):
    return compare(*trees).differ


@pytest.fixture
def two(tmp_path):
    """A new tree and a published one that differ in one page of two."""
    return write(tmp_path / "new", same="same", other="new words"), write(tmp_path / "old", same="same", other="old words")


def test_what_differs_is_named(two) -> None:
    assert changed(*two, ["same", "other"]) == {"other"}


def test_copies_are_told_from_the_same_file(two) -> None:
    new, old = two
    assert compare(new, old, ["same", "other"]).copies.keys() == {"build.json", "same"}
    keep(new, old, ["same"])
    assert compare(new, old, ["same", "other"]).copies.keys() == {"build.json"}


def test_a_file_with_other_rights_is_another_file(two) -> None:
    (two[1] / "same").chmod(0o600)
    assert changed(*two, ["same", "other"]) == {"same", "other"}


def test_equal_trees_differ_in_nothing(tmp_path) -> None:
    assert not changed(write(tmp_path / "new", page="x"), write(tmp_path / "old", page="x"), ["page"])


def test_a_page_that_is_gone_is_a_change(tmp_path) -> None:
    assert changed(write(tmp_path / "new"), write(tmp_path / "old", page="x"), []) == {"page"}


def test_a_page_that_was_edited_by_hand_is_a_change(two) -> None:
    (two[1] / "same").write_text("sane")
    assert "same" in changed(*two, ["same", "other"])


def test_a_link_is_never_taken_over(two) -> None:
    (two[1] / "same").rename(two[1] / "link")
    (two[1] / "same").symlink_to("link")  # a link is as long as the name of its target
    assert "same" in changed(*two, ["same", "other"])


def test_a_foreign_link_is_a_change(tmp_path) -> None:
    new, old = write(tmp_path / "new", page="x"), write(tmp_path / "old", page="x")
    (old / "foreign").symlink_to("page")
    assert changed(new, old, ["page"])


def test_equal_files_keep_inode_and_date(two) -> None:
    new, old = two
    keep(new, old, ["same"])
    assert (new / "same").stat().st_ino == (old / "same").stat().st_ino
    assert {path.name for path in new.iterdir()} == {"build.json", "same", "other"}


def test_without_hard_links_the_date_is_kept(two, monkeypatch) -> None:
    def no_links(*_):
        raise PermissionError

    monkeypatch.setattr("os.link", no_links)
    new, old = two
    keep(new, old, ["same"])
    assert (new / "same").stat().st_mtime_ns == (old / "same").stat().st_mtime_ns
    assert (new / "same").read_text() == "same"
