"""What the commands print, also when nobody reads it to the end: `check | head -1` ends quietly, with the code that the site deserves."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, TextIO


class _Patient(io.FileIO):
    """A file that takes words when their reader has gone."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            return len(data)


def endure() -> None:
    """Let this process print on when a reader of its standard output or error goes, or when there was none (`>&-`)."""
    sys.stdout, sys.stderr = _enduring(sys.stdout), _enduring(sys.stderr)


def _enduring(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - open as long as the process runs
    words = io.BufferedWriter(_Patient(stream.fileno(), "w", closefd=False))
    return io.TextIOWrapper(words, stream.encoding, stream.errors, line_buffering=stream is sys.stderr or stream.isatty())
