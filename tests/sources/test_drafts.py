"""Drafts of a whole site: kept ones and new ones, one process or two, come out the same."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.sources import drafts as module
from guildhouse.sources.codes import TOO_LARGE
from guildhouse.sources.draft import draft
from guildhouse.sources.drafts import Kept, Text, decoded, drafts, encoded
from guildhouse.sources.forge.limits import MAX_BYTES
from guildhouse.sources.minutes import minutes
from guildhouse.sources.stamp import is_steady, stamp
from guildhouse.sources.stated import stated
from guildhouse.sources.store import Store

PIECES = [
    "# A\n\n",
    "text ",
    "[a](b.md) ",
    "![p](p.png) ",
    "@ada ",
    "[[wanted]] ",
    "- [ ] x\n",
    "```mermaid\n",
    "<b>",
    "</script>",
    "\ud800",
    "é\n",
    "> ",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
TEXTS_OF_A_SITE = [
    Text("# One\n\n[a](b.md) @ada ![p](p.png) [[wanted]]\n\n- [ ] x @bo\n", 5),
    Text("!!! note\n    text\n\n```python title='x.py'\nprint()\n```\n\n| a |\n|---|\n| b |\n", 1),
    Text("Lone \udcff, Ärger, \U0001f600 and <b>html</b>\n", 1),
    Text("x" * (MAX_BYTES + 1), 9),
    Text("- [x] @bo mends it (due 2026-11-01, done 2026-12-01)\n- [ ] @ada waits (due soon)\n\nDecision: Go on.\n", 3, "meeting"),
    Text("# Use it\n\nStatus: Accepted\nDeciders: Ada, Bo\n", 2, "decision"),
]


@pytest.fixture(autouse=True)
def steady(monkeypatch):
    """Let nobody be at the program, whoever writes it while its tests run."""
    monkeypatch.setattr(module, "is_steady", lambda: True)


@pytest.fixture
def kept(tmp_path):
    return Kept(Store(tmp_path / "drafts.sqlite"), Store(tmp_path / "html.sqlite"))


def made(kept, texts=TEXTS_OF_A_SITE, tongue="en", allow=(), jobs=1):
    return [(each, each.html) for each in drafts(texts, tongue, allow, jobs, kept)]


def refuse(*_):
    raise AssertionError("nothing is to be read again")


@given(TEXTS)
def test_a_draft_survives_being_written_and_read(text):
    first = draft(text)
    assert decoded(encoded(first), b"", lambda: "") == first


def test_what_notes_and_records_say_is_known(kept):
    for _ in range(2):
        (note, _), (record, _) = made(kept)[-2:]
        assert note.minutes == minutes(*TEXTS_OF_A_SITE[4][:2])
        assert (len(note.minutes.actions), len(note.minutes.decisions)) == (2, 1)
        assert record.stated == stated(*TEXTS_OF_A_SITE[5][:2])
        assert record.stated.keys() == {"status", "decision-makers"}


def test_findings_are_those_of_the_list_of_codes_again(kept):
    (code, line, _) = made(kept)[3][0].findings[0]
    assert (code is TOO_LARGE, line) == (True, 9)


def test_what_is_kept_is_not_read_again(kept, monkeypatch):
    first = made(kept)
    monkeypatch.setattr(module, "draft", refuse)
    assert made(kept) == first
    assert [html for _, html in first] == [draft(*text[:2]).html for text in TEXTS_OF_A_SITE]


@pytest.mark.parametrize(("one", "other"), [("drafts", "html"), ("html", "drafts")])
def test_a_store_in_the_place_of_another_is_of_no_use_and_does_no_harm(kept, tmp_path, one, other):
    first = made(kept)
    kept.known.close()
    kept.html.close()
    (tmp_path / f"{one}.sqlite").write_bytes((tmp_path / f"{other}.sqlite").read_bytes())
    assert made(kept) == first


def test_html_that_another_build_has_thrown_away_is_made_again(kept, tmp_path):
    made(kept)
    drafts(TEXTS_OF_A_SITE, "de", (), 1, kept)
    known = drafts(TEXTS_OF_A_SITE, "de", (), 1, kept)[1]
    (tmp_path / "html.sqlite").unlink()
    kept.html.close()
    assert "Tabelle" in known.html


@pytest.mark.parametrize(
    "change",
    [
        {"tongue": "de"},
        {"allow": ("iframe",)},
        {"texts": [text._replace(first_line=text.first_line + 1) for text in TEXTS_OF_A_SITE]},
        {"texts": [text._replace(kind="meeting") for text in TEXTS_OF_A_SITE]},
    ],
)
def test_whatever_a_draft_depends_on_makes_it_another_one(kept, monkeypatch, change):
    made(kept)
    monkeypatch.setattr(module, "draft", refuse)
    with pytest.raises(AssertionError, match="nothing is to be read again"):
        made(kept, **change)


def test_another_program_reads_everything_again(kept, monkeypatch):
    made(kept)
    monkeypatch.setattr(module, "stamp", lambda: b"another")
    monkeypatch.setattr(module, "draft", refuse)
    with pytest.raises(AssertionError, match="nothing is to be read again"):
        made(kept)


def test_a_program_that_is_edited_while_it_runs_keeps_nothing(kept, monkeypatch):
    monkeypatch.setattr(module, "is_steady", lambda: False)
    made(kept)
    monkeypatch.setattr(module, "draft", refuse)
    with pytest.raises(AssertionError, match="nothing is to be read again"):
        made(kept)


@pytest.mark.parametrize("edit", [lambda path: path.write_text("2"), lambda path: path.write_text("1"), lambda path: path.unlink()])
def test_the_program_is_steady_while_nobody_is_at_its_files(tmp_path, monkeypatch, edit):
    path = tmp_path / "model/a.py"
    path.parent.mkdir()
    path.write_text("1")
    (tmp_path / "model/b.py").write_text("1")
    monkeypatch.setattr("guildhouse.__file__", str(tmp_path / "__init__.py"))
    monkeypatch.setattr("guildhouse.LOADED", time.time_ns() + 10**9)
    stamp.cache_clear()
    try:
        assert is_steady()
        monkeypatch.setattr("guildhouse.LOADED", path.stat().st_ctime_ns + 10**8)
        time.sleep(0.12)
        edit(path)
        assert not is_steady()
    finally:
        stamp.cache_clear()


def test_the_stamp_counts_every_file_of_the_readers(tmp_path, monkeypatch):
    for part in ("language", "model", "sources/forge"):
        (tmp_path / part).mkdir(parents=True)
    monkeypatch.setattr("guildhouse.__file__", str(tmp_path / "__init__.py"))
    stamps = [stamp.__wrapped__()]
    for path, words in (("sources/forge/a.py", "1"), ("sources/forge/a.py", "2"), ("language/x.po", ""), ("model/b.py", "2")):
        (tmp_path / path).write_text(words)
        stamps.append(stamp.__wrapped__())
    assert len(set(stamps)) == len(stamps)


@pytest.mark.parametrize("tongue", ["en", "de"])
def test_two_processes_give_what_one_gives(tmp_path, monkeypatch, tongue):
    one = made(Kept(), tongue=tongue)
    monkeypatch.setattr(module, "MANY", 1)
    two = made(Kept(Store(tmp_path / "x.sqlite")), tongue=tongue, jobs=2)
    assert two == one
    assert ("Tabelle" in two[1][1]) == (tongue == "de"), "the other process speaks the language of the site"


def test_equal_texts_are_read_once(kept, monkeypatch):
    read = []
    monkeypatch.setattr(module, "draft", lambda *text: (read.append(text), draft(*text))[1])
    one, two, three = made(kept, TEXTS_OF_A_SITE[:1] * 3)
    assert one == two == three
    assert len(read) == 1


def test_its_processes_end_with_the_one_that_began_them_even_by_force(tmp_path):
    script = """
        import os, pathlib, sys, time
        from guildhouse.sources import drafts
        def slow(text, line, allow):
            pathlib.Path(sys.argv[1], str(os.getpid())).touch()
            time.sleep(60)
        drafts.draft, drafts.MANY = slow, 1
        drafts.drafts([drafts.Text("a"), drafts.Text("b")] * 40, "en", (), 2, drafts.Kept())
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script), str(tmp_path)], start_new_session=True)
    workers = _until(lambda: [int(path.name) for path in tmp_path.iterdir()])
    process.kill()
    process.wait()
    assert _until(lambda: all(not _runs(worker) for worker in workers))


def _until(condition, seconds=20.0):
    for _ in range(int(seconds / 0.05)):
        if found := condition():
            return found
        time.sleep(0.05)
    return condition()


def _runs(worker):
    try:
        os.kill(worker, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{worker}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
