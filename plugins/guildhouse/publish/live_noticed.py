"""What has changed since the last build: gathered in the background, shown at once where that can be done, and taken all together."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

from guildhouse.publish.live_engine import PATIENCE
from guildhouse.publish.live_screen import Screen, stood
from guildhouse.publish.live_worker import Worker

Paths = tuple[str, ...]
FEW = 20
"""Texts that are shown before they are built; with more of them a branch was switched, and nobody looks at one page."""


class Noticed:
    """Changes on their way from the watch to the builds."""

    def __init__(self, found: Iterable[Paths]) -> None:
        """Gather from now on, also while a build runs; whatever ends the watch is raised to those who wait."""
        self._waiting: SimpleQueue[Paths | Exception] = SimpleQueue()
        threading.Thread(target=self._gather, args=(found,), daemon=True).start()

    def _gather(self, found: Iterable[Paths]) -> None:
        try:
            for paths in found:
                self._waiting.put(paths)
        except Exception as error:  # noqa: BLE001 - a server that notices nothing any more must not look like one that does
            self._waiting.put(error)

    @property
    def is_any(self) -> bool:
        """Tell whether a change waits for its build."""
        return not self._waiting.empty()

    def take(self, seconds: float) -> Paths:
        """Wait for changes and take all that there are, so that ten edits during a build make one more build; none after some time."""
        paths: set[str] = set()
        try:
            change = self._waiting.get(timeout=seconds)
            while True:
                if isinstance(change, Exception):
                    raise change
                paths.update(change)
                change = self._waiting.get_nowait()
        except Empty:
            return tuple(sorted(paths))


def previewed(found: Iterable[Paths], site: Path, worker: Worker, screen: Screen) -> Iterator[Paths]:
    """Show changed texts before the build that follows, where nothing else has changed; no other change leaves an older preview."""
    for paths in found:
        there = [path for path in paths if (site / path).exists()]  # what comes and goes within a moment is an editor's own
        is_few = len(there) <= FEW and all(path.endswith(".md") for path in there)
        shown = _show(there, site, worker, screen) if is_few else set()
        screen.withdraw(path for path in paths if path not in shown)
        yield paths


def _show(paths: Iterable[str], site: Path, worker: Worker, screen: Screen) -> set[str]:
    """Show texts one by one while there is time, and tell which ones have pages."""
    deadline, shown = time.monotonic() + PATIENCE, set()
    for path in paths:
        state = stood(site / path)
        pages = worker.preview([path]) if time.monotonic() < deadline else {}
        if pages:
            screen.preview(pages, os.path.normpath(path), state)
            shown.add(path)
    return shown
