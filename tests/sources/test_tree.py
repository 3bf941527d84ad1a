"""What stands in a site's folder besides honest files."""

from __future__ import annotations

import os
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.model.source import Source
from guildhouse.sources.problems import Problems
from guildhouse.sources.tree import CONTROL, MAX_BYTES, MAX_FOLDERS, _may_hold_controls, read_text, walk


def found(site):
    problems = Problems()
    return list(walk(site, problems)), [f"{problem.source} [{problem.code}]" for problem in problems.sorted]


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content/pages").mkdir(parents=True)
    return tmp_path


def test_files_come_in_order_and_litter_is_passed_over(site):
    for name in ("b.md", "a.md", "B.md", ".hidden.md", "a.md~", "Thumbs.db", "é.md"):
        (site / "content/pages" / name).write_text("")
    (site / "content/.git").mkdir()
    (site / "content/.git/config.md").write_text("")
    (site / "drafts").mkdir()
    (site / "drafts/x.md").write_text("")
    assert found(site) == (["content/pages/B.md", "content/pages/a.md", "content/pages/b.md", "content/pages/é.md"], [])


def test_a_site_may_have_neither_folder(tmp_path, read_site):
    assert found(tmp_path) == ([], [])
    assert read_site().account.read == 0


def test_links_and_special_files_are_never_opened(site, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.md").write_text("secret")
    pages = site / "content/pages"
    (pages / "file.md").symlink_to(elsewhere / "secret.md")
    (pages / "folder").symlink_to(elsewhere, target_is_directory=True)
    (pages / "loop").symlink_to(pages, target_is_directory=True)
    (pages / "nowhere.md").symlink_to("nothing")
    os.mkfifo(pages / "pipe.md")
    assert found(site) == (
        [],
        [f"content/pages/{name}:1:1 [special-file]" for name in ("file.md", "folder", "loop", "nowhere.md", "pipe.md")],
    )


def test_a_socket_is_never_opened(site, monkeypatch):
    monkeypatch.chdir(site / "content/pages")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.md")
        assert found(site) == ([], ["content/pages/s.md:1:1 [special-file]"])


def test_the_folders_themselves_are_not_followed(tmp_path):
    (tmp_path / "content").symlink_to("/etc")
    (tmp_path / "communities").write_text("")
    assert found(tmp_path) == ([], ["communities:1:1 [special-file]", "content:1:1 [special-file]"])


def test_a_pipe_stops_no_reading(read_site, tmp_path):
    read_site({"content/pages/a.md": "# A\n"})
    os.mkfifo(tmp_path / "site/content/people.yml")
    os.mkfifo(tmp_path / "site/content/pages/b.md")
    house = read_site()
    assert [problem.code for problem in house.problems] == ["special-file", "special-file"]
    assert house.account.read == 1


def test_a_file_that_became_a_link_since_is_not_followed(site):
    (site / "content/a.md").symlink_to("/etc/passwd")
    with pytest.raises(OSError, match="symbolic links"):
        read_text(site, "content/a.md", Problems())


@pytest.mark.parametrize("name", ["a\nb.md", "a\\b.md", "a\tb.md", "a\x7f.md", "a\r.md", b"caf\xe9.md"])
def test_names_that_no_address_can_hold(site, name):
    (site / "content" / os.fsdecode(name)).touch()
    paths, (problem,) = found(site)
    assert paths == []
    assert problem.endswith(":1:1 [bad-name]")
    assert problem.isprintable()


def test_folders_without_end(tmp_path):
    deep = tmp_path / "content" / "/".join("a" * (MAX_FOLDERS + 5))
    deep.mkdir(parents=True)
    (deep / "x.md").write_text("")
    shallow = tmp_path / "content" / "/".join("b" * (MAX_FOLDERS - 1))
    shallow.mkdir(parents=True)
    (shallow / "x.md").write_text("")
    paths, problems = found(tmp_path)
    assert paths == [f"{shallow.relative_to(tmp_path)}/x.md"]
    assert len(problems) == 1
    assert problems[0].endswith("[bad-name]")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"a" * MAX_BYTES, None),
        (b"a" * (MAX_BYTES + 1), "too-large"),
        (b"one\ntw\xff", "x.md:2:1 [not-utf8]"),
        ("Grüße".encode("utf-16"), "x.md:1:1 [not-utf8]"),
        (b"one\r\ntw\x00o", "x.md:2:3 [control-character]"),
        ("a\ufffe".encode(), "x.md:1:2 [control-character]"),
        (b"\xed\xa0\x80", "x.md:1:1 [not-utf8]"),
        (b"", None),
    ],
)
def test_what_is_no_text(tmp_path, data, problem):
    (tmp_path / "x.md").write_bytes(data)
    problems = Problems()
    text = read_text(tmp_path, "x.md", problems)
    assert (text is None) == (problem is not None)
    assert [problem in f"{each.source} [{each.code}]" for each in problems.sorted] == [True] * (problem is not None)


def test_line_ends_and_the_mark_of_byte_order_make_no_difference(tmp_path):
    (tmp_path / "x.md").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_text(tmp_path, "x.md", Problems()) == "a\nb\nc\n"


def test_files_that_cannot_be_read_are_errors_of_the_account(read_site):
    house = read_site(
        {
            "content/pages/a.md": b"\xff",
            "communities/x/community.yml": b"\x00",
            "content/pages/b.md": b"a" * (MAX_BYTES + 1),
            "content/pages/c.md": "# C",
        }
    )
    assert house.account.errors == 3
    assert house.account.published == 1
    assert {problem.code for problem in house.problems} == {"not-utf8", "control-character", "too-large"}


def test_pictures_may_be_large(read_site):
    house = read_site({"content/pages/a.md": "![x](a.png)\n# A\n", "content/pages/a.png": b"\x00" * (MAX_BYTES + 1)})
    assert house.problems == ()
    assert house.attachments[0].path == "content/pages/a.png"


def test_a_place_below_another():
    assert Source("a.md", 3, 4).down(2) == Source("a.md", 5, 1)


@given(st.text(st.sampled_from("ab\n\t\r\x00\x08\x0b\x0e\x1f\x7f\x80\ufffd\ufffe\uffff\U0001f600"), max_size=8))
def test_the_quick_look_for_control_characters_misses_none(text):
    assert _may_hold_controls(text.encode()) or not CONTROL.search(text)


def test_the_quick_look_saves_looking_again():
    assert not _may_hold_controls("Ärger,\r\n\ttabs and \U0001f600\n".encode())
