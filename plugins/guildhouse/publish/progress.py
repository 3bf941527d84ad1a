"""What a person at a terminal sees while a build works."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import time

from guildhouse.pace import Count, Stage

CLEAR = "\r\x1b[K"
BAR = 24
"""Characters of the bar."""
DOING = {
    Stage.COLLECT: "Looking at files",
    Stage.PLACE: "Looking at files",
    Stage.DRAFT: "Reading texts",
    Stage.TIE: "Following links",
    Stage.HISTORY: "Reading the history",
    Stage.ASSEMBLE: "Putting all together",
    Stage.ACCOUNT: "Putting all together",
    Stage.ASK: "Planning pages",
    Stage.CLAIM: "Planning pages",
    Stage.COMPILE: "Planning pages",
    Stage.DRAW: "Drawing pages",
    Stage.CLOSE: "Writing the account",
}
"""Words for what a build is doing."""

_HEARD = re.compile(r"([a-z]+) (\d{1,9}) (\d{1,9})")


class Progress:
    """A line that says what is being done, how far it is and for how long, on terminals only and never in CI."""

    def __init__(self, words: str) -> None:
        self._doing = words
        self._done = self._total = 0
        self._started = time.monotonic()
        self._is_shown = False
        self._is_wanted = sys.stderr.isatty() and not os.environ.get("CI")
        self.counts: dict[Count, int] = {}

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self._started

    def hear(self, line: str) -> None:
        """Take in what the building process tells of its pace; only words that are known here ever reach a terminal."""
        match = _HEARD.fullmatch(line)
        if match and match[1] in set(Count):
            self.counts[Count(match[1])] = int(match[2])
        elif match and match[1] in DOING:
            self._doing, self._done, self._total = DOING[Stage(match[1])], int(match[2]), int(match[3])

    def say(self, words: str) -> None:
        """Show that something else is being done now."""
        self._doing, self._done, self._total = words, 0, 0
        self.tick()

    def tick(self) -> None:
        """Show the line as things stand."""
        if self._is_wanted:
            print(f"{CLEAR}{self._line[: _width() - 1]}", end="", file=sys.stderr, flush=True)
            self._is_shown = True

    def clear(self) -> None:
        """Take the line away, so that other words can stand there."""
        if self._is_shown:
            print(CLEAR, end="", file=sys.stderr, flush=True)
            self._is_shown = False

    @property
    def _line(self) -> str:
        if not self._total:
            return f"{self._doing} ... {self.seconds:.0f} s"
        done = min(self._done, self._total)
        bar = ("#" * (BAR * done // self._total)).ljust(BAR, ".")
        return f"{self._doing} [{bar}] {done:,} of {self._total:,}, {self.seconds:.0f} s"


def _width() -> int:
    """Ask the terminal itself, for standard output may lead elsewhere; a longer line would wrap, and its first half stay."""
    with contextlib.suppress(OSError, ValueError):
        if columns := os.get_terminal_size(sys.stderr.fileno()).columns:
            return columns
    return shutil.get_terminal_size().columns
