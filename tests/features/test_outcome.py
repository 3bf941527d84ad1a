"""How a run ends when it cannot go on."""

from __future__ import annotations

import errno

import pytest

from guildhouse.features.outcome import told
from guildhouse.settings import SettingsError


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (SettingsError("no such setting"), 2, "settings: no such setting"),
        (OSError(errno.ENOSPC, "No space left on device", "/out/x"), 3, "/out/x: No space left on device"),
        (OSError("broken"), 3, "the machine: broken"),
        (MemoryError(), 3, "the machine has not enough memory"),
    ],
)
def test_each_kind_of_fault_has_its_code_and_one_line(error: Exception, code: int, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised, told():
        raise error
    assert (raised.value.code, capsys.readouterr().err) == (code, line + "\n")


def test_a_fault_outside_our_code_names_where_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), told():
        int("x")
    assert ": internal error: ValueError" in capsys.readouterr().err


def test_the_environment_can_ask_for_the_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GUILDHOUSE_DEBUG", "1")
    with pytest.raises(SystemExit), told():
        int("x")
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("error", [SystemExit(5), KeyboardInterrupt()])
def test_an_end_that_somebody_asked_for_passes(error: BaseException) -> None:
    with pytest.raises(type(error)), told():
        raise error
