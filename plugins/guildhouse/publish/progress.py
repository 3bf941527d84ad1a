"""What a person at a terminal sees while a build works."""

from __future__ import annotations

import os
import sys
import time

CLEAR = "\r\x1b[K"


class Progress:
    """A line that counts the seconds, on terminals only and never in CI."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._started = time.monotonic()
        self._is_shown = False
        self._is_wanted = sys.stderr.isatty() and not os.environ.get("CI")

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self._started

    def tick(self) -> None:
        """Show the line with the present count."""
        if self._is_wanted:
            print(f"{CLEAR}{self._words} ... {self.seconds:.0f} s", end="", file=sys.stderr, flush=True)
            self._is_shown = True

    def clear(self) -> None:
        """Take the line away, so that other words can stand there."""
        if self._is_shown:
            print(CLEAR, end="", file=sys.stderr, flush=True)
            self._is_shown = False
