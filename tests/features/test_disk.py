"""Reading and writing stay inside."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from guildhouse.features import disk


def test_what_is_written_is_hashed(tmp_path: Path) -> None:
    known = disk.write(tmp_path, "a/b.txt", b"x")
    assert known == hashlib.sha256(b"x").hexdigest()
    assert disk.hashes(tmp_path) == {"a/b.txt": known}


def test_a_link_in_the_output_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "out" / "link").symlink_to(tmp_path / "secret")
    assert disk.hashes(tmp_path / "out") == {}


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(disk.UnsafeFolder):
        disk.read(tmp_path, "pipe.pdf")


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
