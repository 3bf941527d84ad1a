"""What is kept between builds: found again as it was put there, or not at all, whatever happened to the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from guildhouse.sources import store as stores
from guildhouse.sources.store import Store, sealed, store

KEPT = {bytes([number]) * 20: f"value {number} ".encode() * 40 for number in range(30)}


def keep(kept, values):
    kept.put({key: sealed(key, value) for key, value in values.items()}, values)


def found(kept, keys):
    return dict(kept.get(keys))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept.sqlite"


@pytest.fixture
def kept(path):
    made = Store(path)
    keep(made, KEPT)
    return made


def damage_head(path):
    path.write_bytes(b"x" * 100 + path.read_bytes()[100:])


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path):
    path.write_bytes(b"")


def folder(path):
    path.unlink()
    path.mkdir()


def other(path, *, statement):
    path.unlink()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)


def foreign(path):
    other(path, statement="CREATE TABLE kept (key, value)")


def marked_but_another_table(path):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE kept")
        database.execute("CREATE TABLE kept (other)")


def change(path, statement):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)


def exchanged(path):
    change(path, "UPDATE kept SET value = (SELECT value FROM kept LIMIT 1)")


def no_text(path):
    """Damage the name of a column, which is then no UTF-8."""
    content = path.read_bytes()
    at = content.index(b"kept (key") + 7
    path.write_bytes(content[:at] + b"\x81" + content[at + 1 :])


def texts(path):
    change(path, "UPDATE kept SET value = 'words'")


def rotten(path):
    change(path, "UPDATE kept SET value = substr(value, 1, 30)")


def test_it_gives_what_was_put(kept):
    assert found(kept, [*KEPT, b"unknown"]) == KEPT


def test_many_questions_are_answered_as_few_are(kept, monkeypatch):
    monkeypatch.setattr(stores, "MANY", 3)
    assert found(kept, [*KEPT, b"unknown"]) == KEPT
    assert found(kept, list(KEPT)[:4]) == dict(list(KEPT.items())[:4])


def test_long_values_are_compressed(path):
    made = Store(path)
    keep(made, {b"long": b"x" * 100_000, b"short": b"x" * 100})
    assert found(made, [b"long", b"short"]) == {b"long": b"x" * 100_000, b"short": b"x" * 100}
    assert path.stat().st_size < 50_000


def test_nothing_is_there_before_and_no_file_is_made_by_asking(path):
    assert found(Store(path), KEPT) == {}
    assert not path.exists()


def test_without_a_path_nothing_is_kept():
    keep(Store(None), KEPT)
    assert found(Store(None), KEPT) == {}


@pytest.mark.parametrize("fault", [damage_head, cut, empty, folder, foreign, marked_but_another_table, exchanged, texts, rotten, no_text])
def test_what_cannot_be_trusted_is_not_given_and_made_anew(kept, path, fault):
    fault(path)
    given = found(kept, KEPT)
    assert given.items() <= KEPT.items()
    assert len(given) < len(KEPT)
    keep(kept, KEPT)
    if path.is_file():
        keep(kept, KEPT)  # the first found out that the file is none of ours
        assert found(kept, KEPT) == KEPT


def test_a_file_that_another_build_holds_is_left_to_it(kept, path, monkeypatch):
    monkeypatch.setattr(stores, "WAIT", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other_build:
        other_build.execute("BEGIN EXCLUSIVE")
        assert found(kept, KEPT) == {}
        keep(kept, {b"new": b"value"})
        other_build.execute("COMMIT")
    assert found(kept, [*KEPT, b"new"]) == KEPT


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path):
    (tmp_path / "a").write_text("a file")
    made = store(tmp_path / "a", "drafts")
    keep(made, KEPT)
    assert found(made, KEPT) == {}


def test_it_has_bounds_and_what_the_last_build_used_stays(path, monkeypatch):
    monkeypatch.setattr(stores, "ROOM", 20_000)
    monkeypatch.setattr(stores, "PLAIN", 100)
    made = Store(path)
    for build in range(20):
        used = {f"{build} {number}".encode(): bytes(range(256)) * 8 + str((build, number)).encode() * 50 for number in range(20)}
        keep(made, used)
        assert found(made, used) == used
    assert found(made, [b"0 0"]) == {}
    assert path.stat().st_size < 60_000


def test_it_is_no_part_of_the_repository(tmp_path):
    keep(store(tmp_path, "drafts"), KEPT)
    assert (tmp_path / ".cache/guildhouse/.gitignore").read_text() == "*\n"
    assert found(store(tmp_path, "drafts"), KEPT) == KEPT


@pytest.mark.parametrize("link", [".cache", ".cache/guildhouse", ".cache/guildhouse/drafts.sqlite"])
def test_nothing_is_kept_through_a_link_that_leads_away(tmp_path, link):
    site, away = tmp_path / "site", tmp_path / "away"
    (site / link).parent.mkdir(parents=True)
    away.mkdir()
    (site / link).symlink_to(away if "sqlite" not in link else away / "x")
    made = store(site, "drafts")
    keep(made, KEPT)
    assert found(made, KEPT) == {}
    assert list(away.iterdir()) == []
