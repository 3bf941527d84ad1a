from __future__ import annotations

import hashlib
import json
import os
import re

import pytest

from guildhouse.publish.manifest import UnsoundBuild, files_in, read_manifest, verify

BALANCED = {"read": 5, "published": 2, "excluded": {"private": 1, "draft": 2}, "errors": 0}


@pytest.fixture
def built(tmp_path):
    """Write a sound build; `change` is what its build.json says otherwise."""

    def write(**change):
        (tmp_path / "x").mkdir()
        (tmp_path / "x" / "index.html").write_text("page")
        files = {"x/index.html": hashlib.sha256(b"page").hexdigest()}
        receipt = {"today": "2026-11-16", "version": "0", "sources": BALANCED, "files": files} | change
        (tmp_path / "build.json").write_text(json.dumps(receipt))
        return tmp_path

    return write


def test_a_sound_build_is_accepted(built) -> None:
    manifest = verify(built())
    assert list(manifest.files) == ["x/index.html"]
    assert manifest.summary == "Sources: 5 read = 2 published + 3 excluded (2 draft, 1 private) + 0 errors."


def test_an_account_without_exclusions_is_plain(built) -> None:
    manifest = verify(built(sources={"read": 1, "published": 1, "excluded": {}, "errors": 0}))
    assert manifest.summary == "Sources: 1 read = 1 published + 0 excluded + 0 errors."


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"files": {"x/index.html": "0" * 64}}, "not as build.json records them, first x/index.html"),
        ({"files": {}}, "first x/index.html"),
        ({"sources": BALANCED | {"read": 6}}, "does not add up"),
        ({"sources": []}, "no build.json that can be read"),
        ({"sources": BALANCED | {"name": "secret"}}, "no build.json that can be read"),
    ],
)
def test_a_build_that_contradicts_itself_is_not_published(built, change, words) -> None:
    with pytest.raises(UnsoundBuild, match=re.escape(words)):
        verify(built(**change))


def test_a_file_that_is_recorded_but_missing_is_noticed(built) -> None:
    folder = built()
    (folder / "x" / "index.html").unlink()
    with pytest.raises(UnsoundBuild, match=r"first x/index\.html"):
        verify(folder)


@pytest.mark.parametrize("text", ["", "[]", "3", "{", '{"files": {}}', '{"today": 1, "version": 1, "sources": 1, "files": {}}'])
def test_a_foreign_build_json_is_not_ours(tmp_path, text) -> None:
    (tmp_path / "build.json").write_text(text)
    assert read_manifest(tmp_path) is None


@pytest.mark.parametrize("make", [lambda path: path.symlink_to("x"), os.mkfifo], ids=["link", "pipe"])
def test_only_files_and_folders_are_published(built, make) -> None:
    folder = built()
    make(folder / "x" / "strange")
    with pytest.raises(UnsoundBuild, match="x/strange is neither"):
        list(files_in(folder))
