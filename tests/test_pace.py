"""What a build says of its pace."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from guildhouse import pace
from guildhouse.pace import CHANNEL, Channel, Count, Stage


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def test_listeners_hear_what_is_worked_on_before_it_is() -> None:
    heard: list[tuple[object, ...]] = []
    with pace.told_to(lambda *words: heard.append(words)):
        pace.at(Stage.COLLECT)
        heard.extend((item,) for item in pace.through(Stage.DRAFT, ["a", "b"], 2, str.upper))
        assert list(pace.through(Stage.ASK, iter("c"), 1)) == ["c"]
    pace.at(Stage.CLOSE)
    draft = [("draft", "A", 0, 2), ("a",), ("draft", "B", 1, 2), ("b",), ("draft", "", 2, 2)]
    assert heard == [("collect", "", 0, 0), *draft, ("ask", "", 0, 1), ("ask", "", 1, 1)]


def test_where_nobody_listens_nothing_comes_between() -> None:
    items = ["a"]
    assert pace.through(Stage.DRAW, items, 1) is items


def test_another_process_hears_numbers_now_and_then_and_never_a_name(pipe: tuple[int, int]) -> None:
    channel = Channel(pipe[1])
    for done in range(1000):
        channel(Stage.DRAW, "\x1b[2Jsecret", done, 1000)
    channel(Stage.CLOSE, "", 0, 0)
    channel.count(Count.DRAWN, 7)
    lines = os.read(pipe[0], 1 << 16).decode().splitlines()
    assert (lines[0], lines[-2:]) == ("draw 0 1000", ["close 0 0", "drawn 7 7"])
    assert len(lines) < 20


def test_a_reader_that_is_slow_or_gone_is_not_waited_for() -> None:
    read, write = os.pipe()
    channel = Channel(write)
    for number in range(20_000):  # more than any pipe holds
        channel.count(Count.DRAWN, number)
    os.close(read)
    channel.count(Count.DRAWN, 0)
    os.close(write)


@pytest.mark.parametrize("value", [None, "x", "987"])
def test_without_a_listener_there_is_no_channel(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    if value is not None:
        monkeypatch.setenv(CHANNEL, value)
    assert pace.channel() is None


def test_what_a_build_starts_does_not_find_its_channel(monkeypatch: pytest.MonkeyPatch, pipe: tuple[int, int]) -> None:
    monkeypatch.setenv(CHANNEL, str(pipe[1]))
    assert isinstance(pace.channel(), Channel)
    assert CHANNEL not in os.environ
