"""What a command costs: the processor's time and the memory of everything that it starts."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

PAUSE = 0.03
"""Seconds between two looks at the memory of a tree of processes."""
MEGABYTE = 1_000_000
SAID = 600
"""Characters of a failed command's words that are worth showing."""


class CommandFailed(Exception):
    """A command that was to be measured did not do its work."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: `cpu` (user and system, all processes) and `wall` in seconds, `memory` in MB at the highest moment."""

    cpu: float
    wall: float
    memory: float


def measured(command: Sequence[str], folder: Path | None = None) -> Cost:
    """Run a command in a folder to its end; raises CommandFailed when it ends otherwise than with 0."""
    with tempfile.TemporaryFile() as words:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=words, stderr=subprocess.STDOUT, env=os.environ | {"CI": "true"})
        with _Watch(process.pid) as watch:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            raise CommandFailed(f"exit {process.returncode}: {words.read().decode('utf-8', 'replace')[-SAID:].strip()}")
    largest = usage.ru_maxrss * 1024 / MEGABYTE
    return Cost(usage.ru_utime + usage.ru_stime, wall, max(largest, watch.peak / MEGABYTE))


class _Watch:
    """Looks again and again at how much memory a process and all its descendants hold (where /proc tells it)."""

    def __init__(self, root: int) -> None:
        self.peak = 0
        self._root = root
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(PAUSE):
            self.peak = max(self.peak, _held(self._root))


def _held(process: int) -> int:
    """Bytes that a process and its descendants hold; pages that two of them share count twice."""
    home = Path("/proc", str(process))
    try:
        own = int((home / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        children = [int(child) for task in (home / "task").iterdir() for child in (task / "children").read_text().split()]
    except (OSError, ValueError, IndexError):  # it has ended, or this system has no /proc
        return 0
    return own + sum(_held(child) for child in children)
