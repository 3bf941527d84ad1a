"""The line at the terminal."""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import termios

import pytest

from guildhouse.pace import Count, Stage
from guildhouse.publish.progress import CLEAR, DOING, Progress


@pytest.fixture
def progress(monkeypatch: pytest.MonkeyPatch) -> Progress:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    return Progress("Building")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("draft 0 0", "Reading texts ... 0 s"),
        ("draft 250 1000", f"Reading texts [{'#' * 6}{'.' * 18}] 250 of 1,000, 0 s"),
        ("draw 1000 1000", f"Drawing pages [{'#' * 24}] 1,000 of 1,000, 0 s"),
        ("draw 9 3", f"Drawing pages [{'#' * 24}] 3 of 3, 0 s"),
    ],
)
def test_it_says_what_is_done_and_how_far(progress: Progress, capsys: pytest.CaptureFixture[str], line: str, shown: str) -> None:
    progress.hear(line)
    progress.tick()
    assert capsys.readouterr().err == f"{CLEAR}{shown}"


@pytest.mark.parametrize(
    "line", ["", "draw", "draw 1", "\x1b[2J 1 2", "draw 1 2\x1b[2J", "draw -1 2", "draw 1 99999999999", "start 1 2", "drawn x 1"]
)
def test_what_is_not_known_is_not_shown(progress: Progress, capsys: pytest.CaptureFixture[str], line: str) -> None:
    progress.hear(line)
    progress.tick()
    assert (capsys.readouterr().err, progress.counts) == (f"{CLEAR}Building ... 0 s", {})


def test_counts_are_kept_for_the_summary(progress: Progress) -> None:
    progress.hear("reused 12 12")
    assert progress.counts == {Count.REUSED: 12}


def test_a_line_is_never_longer_than_the_terminal(
    progress: Progress, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((20, 5)))
    progress.hear("draw 1 2")
    progress.tick()
    assert capsys.readouterr().err == f"{CLEAR}Drawing pages [####"


def test_the_terminal_is_that_of_the_line(progress: Progress, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output may be a file, of which nothing can be learnt."""
    leader, terminal = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 30, 0, 0))
    with open(terminal, "w", encoding="utf-8") as words:  # noqa: PTH123 - a terminal
        monkeypatch.setattr(sys, "stderr", words)
        progress.hear("draw 1 2")
        progress.tick()
        shown = os.read(leader, 999).decode()
    os.close(leader)
    assert len(shown.removeprefix(CLEAR)) == 29


def test_words_of_our_own_take_the_place_of_a_count(progress: Progress, capsys: pytest.CaptureFixture[str]) -> None:
    progress.hear("draw 1 2")
    progress.say("Verifying")
    progress.clear()
    assert capsys.readouterr().err == f"{CLEAR}Verifying ... 0 s{CLEAR}"


def test_every_stage_of_a_build_has_words() -> None:
    assert {*DOING} == {*Stage} - {Stage.START}
