from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from guildhouse.publish import swap as swapping
from guildhouse.publish.swap import exchange, recover, swap


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The new tree, the published one, and where the latter may go."""
    for name in ("aside", "output"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page").write_text(name)
    return tmp_path / "aside", tmp_path / "output", tmp_path / "previous"


def refuse(code: int):
    def exchange_refused(*_):
        raise OSError(code, os.strerror(code))

    return exchange_refused


def test_the_first_site_is_moved_into_place(folders) -> None:
    aside, output, previous = folders
    (output / "page").unlink()
    output.rmdir()
    swap(aside, output, previous)
    assert (output / "page").read_text() == "aside"
    assert not aside.exists()


def test_folders_are_exchanged(folders) -> None:
    aside, output, previous = folders
    output.chmod(0o750)
    swap(aside, output, previous)
    assert (output / "page").read_text() == "aside"
    assert (aside / "page").read_text() == "output"
    assert output.stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("code", sorted(swapping.UNSUPPORTED))
def test_where_nothing_can_be_exchanged_two_renames_do(folders, monkeypatch, code) -> None:
    monkeypatch.setattr(swapping, "exchange", refuse(code))
    aside, output, previous = folders
    swap(aside, output, previous)
    assert (output / "page").read_text() == "aside"
    assert (previous / "page").read_text() == "output"


def test_a_system_without_the_call_says_so(folders, monkeypatch) -> None:
    monkeypatch.setattr(swapping.ctypes, "CDLL", lambda *_, **__: object())
    with pytest.raises(OSError, match=os.strerror(errno.ENOSYS)):
        exchange(*folders[:2])


def test_any_other_fault_is_a_fault(folders, monkeypatch) -> None:
    monkeypatch.setattr(swapping, "exchange", refuse(errno.EACCES))
    with pytest.raises(PermissionError):
        swap(*folders)
    assert (folders[1] / "page").read_text() == "output"


@pytest.mark.parametrize("code", [errno.EBUSY, errno.EXDEV])
def test_a_mount_point_cannot_be_replaced_but_a_folder_below_it_can(folders, monkeypatch, code) -> None:
    monkeypatch.setattr(swapping, "exchange", refuse(code))
    with pytest.raises(OSError, match=f"choose a folder below it, as in --output {folders[1]}/site") as error:
        swap(*folders)
    assert error.value.errno == code
    assert (folders[1] / "page").read_text() == "output"


def test_a_mount_point_where_nothing_can_be_exchanged_has_the_same_remedy(folders, monkeypatch) -> None:
    monkeypatch.setattr(swapping, "exchange", refuse(errno.ENOSYS))
    monkeypatch.setattr(Path, "rename", refuse(errno.EBUSY))
    with pytest.raises(OSError, match="choose a folder below it"):
        swap(*folders)


def test_a_failed_exchange_names_the_folder(folders) -> None:
    with pytest.raises(FileNotFoundError) as error:
        exchange(folders[0], folders[2])
    assert error.value.filename == str(folders[0])


def test_when_the_second_rename_fails_the_site_comes_back(folders, monkeypatch) -> None:
    aside, output, previous = folders
    monkeypatch.setattr(swapping, "exchange", refuse(errno.ENOSYS))
    (aside / "page").unlink()
    aside.rmdir()
    monkeypatch.setattr(swapping.shutil, "copymode", lambda *_: None)
    with pytest.raises(FileNotFoundError):
        swap(aside, output, previous)
    assert (output / "page").read_text() == "output"


def test_a_site_lost_between_two_renames_is_recovered(folders) -> None:
    _, output, previous = folders
    output.rename(previous)
    recover(output, previous)
    assert (output / "page").read_text() == "output"
    assert not previous.exists()


def test_what_an_older_swap_left_is_removed(folders) -> None:
    aside, output, previous = folders
    aside.rename(previous)
    recover(output, previous)
    assert (output / "page").read_text() == "output"
    assert not previous.exists()


def test_a_reader_finds_a_whole_page_at_every_moment(folders) -> None:
    aside, output, previous = folders
    seen: list[str] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.append((output / "page").read_text())

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(300):
        swap(aside, output, previous)
    stop.set()
    reader.join()
    assert seen
    assert set(seen) <= {"aside", "output"}
