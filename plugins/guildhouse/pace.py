"""What a build is doing and how far it is, told to whoever listens: a person at a terminal, or the count of what it costs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TypeAlias, TypeVar

CHANNEL = "GUILDHOUSE_PACE"
"""The environment variable that holds the file descriptor on which a build tells the process that started it."""
EVERY = 0.1
"""Seconds between two words about the same stage."""


class Stage(StrEnum):
    """What is being done."""

    START = "start"
    COLLECT = "collect"
    PLACE = "place"
    DRAFT = "draft"
    TIE = "tie"
    HISTORY = "history"
    ASSEMBLE = "assemble"
    ACCOUNT = "account"
    ASK = "ask"
    CLAIM = "claim"
    COMPILE = "compile"
    DRAW = "draw"
    CLOSE = "close"


class Count(StrEnum):
    """What there is a number of when a build is done."""

    DRAWN = "drawn"
    REUSED = "reused"
    WARNINGS = "warnings"


Listener: TypeAlias = Callable[[Stage, str, int, int], object]
"""Hears which stage it is, the name of what is being worked on, how many are done, and of how many."""
T = TypeVar("T")
_listeners: list[Listener] = []


@contextmanager
def told_to(*listeners: Listener) -> Iterator[None]:
    """Tell listeners meanwhile."""
    before = list(_listeners)
    _listeners.extend(listeners)
    try:
        yield
    finally:
        _listeners[:] = before


def at(stage: Stage, name: str = "", done: int = 0, total: int = 0) -> None:
    """Say what is being done from now on."""
    for listener in _listeners:
        listener(stage, name, done, total)


def through(stage: Stage, items: Iterable[T], total: int, name: Callable[[T], str] | None = None) -> Iterable[T]:
    """Go through items, and say of each that it is worked on from now on; costs nothing where nobody listens."""
    return _told(stage, items, total, name) if _listeners else items


def _told(stage: Stage, items: Iterable[T], total: int, name: Callable[[T], str] | None) -> Iterator[T]:
    for done, item in enumerate(items):
        at(stage, name(item) if name else "", done, total)
        yield item
    at(stage, "", total, total)


class Channel:
    """Tells another process, in lines: a stage, how many are done and of how many, or a count. Names never leave this process."""

    def __init__(self, descriptor: int) -> None:
        """Write to a pipe, without ever waiting for its reader."""
        self._descriptor = descriptor
        self._stage: Stage | None = None
        self._next = 0.0
        os.set_blocking(descriptor, False)

    def __call__(self, stage: Stage, _name: str, done: int, total: int) -> None:
        """Say how far a stage is, now and then."""
        now = time.monotonic()
        if stage is not self._stage or now >= self._next:
            self._stage, self._next = stage, now + EVERY
            self._write(f"{stage} {done} {total}\n")

    def count(self, what: Count, number: int) -> None:
        """Say how many there were of something."""
        self._write(f"{what} {number} {number}\n")

    def _write(self, line: str) -> None:
        try:
            os.write(self._descriptor, line.encode())
        except OSError:  # nobody reads, or not fast enough
            self._next = time.monotonic() + EVERY


def channel() -> Channel | None:
    """Open the way to the process that started this one, where it listens; what this one starts will not find it."""
    try:
        return Channel(int(os.environ.pop(CHANNEL)))
    except (KeyError, ValueError, OSError):
        return None
