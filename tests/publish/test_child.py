from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guildhouse import leash
from guildhouse.publish.child import Interrupted, interruptible, run
from guildhouse.publish.progress import CLEAR, Progress

PARENT = """
import subprocess, sys, time
from guildhouse import leash
child = subprocess.Popen(leash.command("sleeper"))
print(child.pid, flush=True)
time.sleep(60)
"""


class Terminal:
    """Standard error as a terminal that remembers."""

    def __init__(self) -> None:
        self.shown = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.shown += text
        return len(text)

    def flush(self) -> None:
        pass

    def fileno(self) -> int:
        raise OSError


def shown_to_a_person(program: str) -> tuple[int, str]:
    """Run a Python program as a child of somebody at a terminal."""
    terminal = Terminal()
    with contextlib.redirect_stderr(terminal):  # type: ignore[type-var]
        code = run([sys.executable, "-c", program], Progress("Building"))
    return code, terminal.shown


def is_running(pid: int) -> bool:
    try:
        return Path("/proc", str(pid), "stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_a_child_ends_with_its_parent_even_by_kill_9(tmp_path) -> None:
    (tmp_path / "sleeper.py").write_text("import time; time.sleep(60)")
    paths = os.pathsep.join((str(Path(__file__).parents[2] / "plugins"), str(tmp_path)))
    environment = os.environ | {"PYTHONPATH": paths}
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        time.sleep(0.3)
        assert is_running(pid)
        parent.kill()
    deadline = time.monotonic() + 5
    while is_running(pid):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_child_whose_parent_is_gone_does_not_begin() -> None:
    with pytest.raises(SystemExit):
        leash.fasten(os.getppid() + 100_000)


def test_modules_of_the_current_folder_are_kept_out(tmp_path, monkeypatch, capfd) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('hijacked')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2] / "plugins"))
    assert run(leash.command("json.tool"), Progress("x")) != 0  # it reads standard input, which is empty
    assert "hijacked" not in capfd.readouterr().err


def test_a_child_never_waits_for_words(monkeypatch) -> None:
    inner = "import sys; sys.exit(len(sys.stdin.read()))"
    program = (
        "import sys; from guildhouse.publish.child import run; from guildhouse.publish.progress import Progress;"
        f"sys.exit(run([sys.executable, '-c', {inner!r}], Progress('x')))"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "plugins")}
    assert subprocess.run([sys.executable, "-c", program], input="words", text=True, env=environment, check=False).returncode == 0


def test_a_person_at_a_terminal_sees_the_seconds(monkeypatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    code, shown = shown_to_a_person("import time; time.sleep(0.5); print('words'); raise SystemExit(4)")
    assert code == 4
    assert f"{CLEAR}Building ... 0 s" in shown
    assert f"{CLEAR}words\n" in shown
    assert shown.endswith((CLEAR, "\n"))


def test_a_person_sees_how_far_it_is_and_nobody_else_can_say_so(monkeypatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2] / "plugins"))
    program = "from guildhouse.pace import *; import time; channel()(Stage.DRAW, 'x', 1, 2); print('draw 2 2', flush=True); time.sleep(0.3)"
    code, shown = shown_to_a_person(program)
    assert code == 0
    assert "Drawing pages [############............] 1 of 2, 0 s" in shown
    assert "draw 2 2\n" in shown
    assert "2 of 2" not in shown


def test_the_line_of_progress_breaks_no_word(monkeypatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    pieces = "import time, sys; o = sys.stdout.buffer; o.write(b'gr\\xc3'); o.flush(); time.sleep(0.5); o.write(b'\\xb6\\xc3\\x9fer')"
    shown = shown_to_a_person(pieces)[1]
    assert f"{CLEAR}größer" in shown


def test_ci_sees_only_words(monkeypatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert shown_to_a_person("import time; time.sleep(0.3); print('words')") == (0, "words\n")


def test_signals_become_an_end_and_their_handlers_come_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(Interrupted) as stop, interruptible():
        signal.raise_signal(signal.SIGTERM)
    assert stop.value.signal == signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_that_is_ignored_stays_so() -> None:
    """As `nohup` wants it."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with interruptible():
            signal.raise_signal(signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
