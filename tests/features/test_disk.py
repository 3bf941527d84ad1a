"""Reading and writing stay inside."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from guildhouse.features import disk
from guildhouse.marks import hash_of


def test_what_is_written_is_hashed(tmp_path: Path) -> None:
    known = disk.write(tmp_path, "a/b.txt", b"x")
    assert known == hashlib.sha256(b"x").hexdigest()
    assert disk.hashes(tmp_path) == {"a/b.txt": known}


def test_a_file_is_read_again_when_it_is_not_the_one_that_was_stamped(tmp_path: Path) -> None:
    disk.write(tmp_path, "a/b.txt", b"x")
    known = {path: (mark, "known") for path, mark in disk.marks(tmp_path, ["a/b.txt", "gone"]).items()}
    assert disk.hashes(tmp_path, known) == {"a/b.txt": "known"}
    (tmp_path / "a/b.txt").unlink()
    assert disk.hashes(tmp_path, known) == {}
    new = disk.write(tmp_path, "a/b.txt", b"y")
    os.utime(tmp_path / "a/b.txt", ns=(0, known["a/b.txt"][0][2]))  # the date of the first one, and its size
    assert disk.hashes(tmp_path, known) == {"a/b.txt": new}


def test_large_files_are_hashed_in_pieces(tmp_path: Path) -> None:
    content = bytes(disk.PIECE * 2 + 1)
    assert disk.write(tmp_path, "a", content) == hash_of(tmp_path / "a") == hashlib.sha256(content).hexdigest()


def test_a_link_in_the_output_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "out" / "link").symlink_to(tmp_path / "secret")
    assert disk.hashes(tmp_path / "out") == {}


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(disk.UnsafeFolder):
        disk.copy(tmp_path, "pipe.pdf", tmp_path / "out", "pipe.pdf")


@pytest.mark.parametrize("link", ["a", "a/b", "a/b/index.html"])
def test_no_part_of_a_path_may_be_a_link(tmp_path: Path, link: str) -> None:
    out = tmp_path / "out"
    (out / link).parent.mkdir(parents=True)
    (out / link).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(disk.UnsafeFolder):
        disk.refuse_links(out, ["a/b/index.html"])


def test_a_folder_that_is_not_there_is_safe(tmp_path: Path) -> None:
    disk.refuse_links(tmp_path / "out", ["a/b"])
    (tmp_path / "out").mkdir()
    disk.refuse_links(tmp_path / "out", ["a/b"])


def test_what_an_earlier_build_made_and_this_one_does_not_goes(tmp_path: Path) -> None:
    files = {"old/deep/index.html": b"draft now", "kept.html": b"kept", "changed.html": b"mine"}
    hashes = {path: disk.write(tmp_path, path, content) for path, content in files.items()}
    disk.write(tmp_path, "changed.html", b"edited by hand")
    outside = tmp_path.parent / "outside.txt"
    outside.write_bytes(b"safe")
    hashes["../outside.txt"] = disk.write(tmp_path, "copy", b"safe")
    disk.write(tmp_path, "build.json", json.dumps({"files": hashes}).encode())
    disk.drop(tmp_path, disk.recorded(tmp_path), {"kept.html"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build.json", "changed.html", "copy", "kept.html"]
    assert outside.exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 3}', "no json"])
def test_a_foreign_record_names_nothing(tmp_path: Path, text: str) -> None:
    disk.write(tmp_path, "build.json", text.encode())
    assert disk.recorded(tmp_path) == {}


def test_a_folder_of_ours_holds_no_link(tmp_path: Path) -> None:
    disk.refuse_links_below(tmp_path, "search/data")
    disk.write(tmp_path, "search/data/files/a", b"x")
    disk.refuse_links_below(tmp_path, "search/data")
    (tmp_path / "search/data/files/b").symlink_to(tmp_path)
    with pytest.raises(disk.UnsafeFolder):
        disk.refuse_links_below(tmp_path, "search/data")
