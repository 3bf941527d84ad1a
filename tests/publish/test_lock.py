from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from guildhouse.publish.lock import held

HOLDER = """
import sys, time
from pathlib import Path
from guildhouse.publish.lock import held
with held(Path(sys.argv[1]), print):
    print('held', flush=True)
    time.sleep(60)
"""


def silent() -> None:
    raise AssertionError("nobody else has the lock")


def test_the_lock_leaves_no_file(tmp_path: Path) -> None:
    with held(tmp_path / "lock", silent):
        assert (tmp_path / "lock").exists()
    assert not list(tmp_path.iterdir())


def test_only_one_holds_it(tmp_path: Path) -> None:
    path, inside, most, waited = tmp_path / "lock", [], [], []

    def work() -> None:
        for _ in range(25):
            with held(path, lambda: waited.append(1)):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(most) == 100
    assert not path.exists()


def test_a_killed_holder_frees_it(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "plugins")}
    with subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path / "lock"], stdout=subprocess.PIPE, env=environment) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        waits: list[int] = []

        def kill() -> None:
            waits.append(1)
            holder.kill()

        with held(tmp_path / "lock", kill):
            assert waits == [1]


def test_a_lock_whose_file_was_deleted_meanwhile_is_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first = os.open(path, os.O_RDWR | os.O_CREAT)
    fcntl.flock(first, fcntl.LOCK_EX)

    def delete_and_free() -> None:
        path.unlink()
        os.close(first)

    with held(path, delete_and_free), path.open("w") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_link_in_the_place_of_the_lock_is_refused(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("kept")
    (tmp_path / "lock").symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match="symbolic"), held(tmp_path / "lock", silent):
        pass
    assert (tmp_path / "precious").read_text() == "kept"


def test_whoever_gives_up_waiting_holds_nothing(tmp_path: Path) -> None:
    def give_up() -> None:
        raise KeyError

    before = len(list(Path("/proc/self/fd").iterdir()))
    with held(tmp_path / "lock", silent):
        with pytest.raises(KeyError), held(tmp_path / "lock", give_up):
            pass
        assert len(list(Path("/proc/self/fd").iterdir())) == before + 1


def test_an_error_inside_frees_it(tmp_path: Path) -> None:
    with pytest.raises(KeyError), held(tmp_path / "lock", silent):
        raise KeyError
    with held(tmp_path / "lock", silent):
        pass
