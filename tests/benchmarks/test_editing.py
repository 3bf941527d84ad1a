"""The trial of edits finds what it is for: builds that are not as clean ones."""

from __future__ import annotations

import random
import shutil

import pytest
from benchmarks.editing import damage, records, surroundings, texts
from benchmarks.editing.builds import outcome
from benchmarks.editing.crowd import Reader
from benchmarks.editing.editor import Editor
from benchmarks.editing.site import original, put, sources
from benchmarks.editing.trial import KINDS, trial

STORES = ("drafts.sqlite", "pages.sqlite")
SILENT = [
    *("page spoilt by hand", "page spoilt quietly", "page lost", "file left in the output", "undo everything"),
    *("option", "day", "commit", "commit amended", "nothing", "touch", "fresh checkout", "older cache", "older output"),
]
"""Kinds that leave the sources as they are."""


def builder(skip=lambda words: False, code=0):
    """Make a build that copies the sources; `skip` tells when it does not."""

    def build(order, output, more):
        if not skip(more):
            shutil.rmtree(output, ignore_errors=True)
            for path, content in sources(order.site).items():
                (output / path).parent.mkdir(parents=True, exist_ok=True)
                (output / path).write_bytes(content)
        return outcome(code, "")

    return build


def run(folder, build, edits=6, only=("body", "person's name")):
    tried = trial(folder / "trial", 1, build)
    tried.tell = lambda words: None
    return tried.run(edits, only), tried


def test_a_sound_builder_is_not_blamed(tmp_path):
    wrong, tried = run(tmp_path, builder(), 30, ())
    assert wrong == []
    assert "30 of 30 edits" in tried.summary


def test_a_builder_that_keeps_old_pages_is_found(tmp_path):
    wrong, tried = run(tmp_path, builder(skip=lambda more: not more))
    assert len([words for words in wrong if "files differ" in words and "--audit" not in words]) == 6
    assert "0 of 6 edits" in tried.summary


def test_an_audit_that_touches_the_site_is_found(tmp_path):
    def build(order, output, more):
        said = builder()(order, output, more)
        if "--audit" in more:
            (output / "extra").touch()
        return said

    wrong, _ = run(tmp_path, build, edits=1)
    assert "after --audit" in wrong[0]


@pytest.mark.parametrize(
    ("mine", "found"),
    [
        (outcome(1, ""), "exit code 1, clean 0"),
        (outcome(0, "content/a.md:1:1: warning: odd [odd]\nPublished in 1 s"), "differently"),
        (outcome(0, "Traceback (most recent call last)"), "Traceback"),
    ],
)
def test_other_words_and_codes_are_found(tmp_path, mine, found):
    def build(order, output, more):
        clean = builder()(order, output, more)
        return clean if more else mine

    wrong, _ = run(tmp_path, build, edits=1)
    assert found in " ".join(wrong)


def test_a_refused_site_is_mended_next(tmp_path):
    _, tried = run(tmp_path, builder(code=1), edits=3)
    assert tried.kinds["mended"] == 2
    assert tried.refused == 3


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {*SILENT}))
def test_every_kind_changes_the_sources(tmp_path, kind):
    for seed in range(8):
        site = tmp_path / str(seed)
        put(site, original())
        KINDS[kind](Editor(site, random.Random(seed)))
        if sources(site) != original():
            return
    pytest.fail("eight times nothing happened")


def test_what_was_kept_comes_back_as_it_was(tmp_path):
    editor = Editor(tmp_path / "site", random.Random(1))
    for name, kind in ((".cache", "older cache"), ("output", "older output")):
        editor.put(f"{name}/a", "before")
        KINDS[kind](editor)
        editor.put(f"{name}/a", "after")
        KINDS[kind](editor)
        assert (tmp_path / "site" / name / "a").read_text() == "before"


def test_a_fresh_checkout_has_the_sources_and_nothing_else(tmp_path):
    put(tmp_path / "site", original())
    (tmp_path / "site/output").mkdir()
    KINDS["fresh checkout"](Editor(tmp_path / "site", random.Random(1)))
    assert sources(tmp_path / "site") == original()
    assert not (tmp_path / "site/output").exists()


def test_kinds_are_apart_and_many():
    assert len(KINDS) == len(records.KINDS) + len(texts.KINDS) + len(surroundings.KINDS) > 80
    assert {*SILENT} < {*KINDS}


def test_there_are_enough_ways_to_damage_a_cache():
    assert len(damage.ways(STORES)) >= 40


def test_every_way_of_damage_is_done(tmp_path):
    folder, store = tmp_path / "site" / damage.FOLDER, tmp_path / "store"
    damage._sql("CREATE TABLE kept (key BLOB, value BLOB)", "INSERT INTO kept VALUES (x'aa', x'bbcc')")(store, random.Random())
    damager = damage.Damager(random.Random(1))
    made = []

    def rebuild():
        made.append(folder.mkdir(parents=True))
        for name in STORES:
            shutil.copyfile(store, folder / name)
        (folder / "published-ab.json").write_text("{}")

    rebuild()
    for _ in damage.ways(STORES):
        damager(tmp_path / "site", rebuild)
    assert damager.done == {*damage.ways(STORES)}
    assert len(made) > 10


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"<!doctype html><p>edition 7</p></html>\n", None),
        (b"<!doctype html><p>edition 7", "torn"),
        (b"<!doctype html></html>", "torn"),
        (None, "missing"),
    ],
)
def test_a_reader_notices_a_page_that_is_not_whole(tmp_path, text, fault):
    if text is not None:
        (tmp_path / "a.html").write_bytes(text)
    reader = Reader(tmp_path, ["a.html"])
    reader._look("a.html")
    assert [words.partition(":")[0] for words in reader.wrong] == ([fault] if fault else [])
