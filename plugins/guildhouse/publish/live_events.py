"""Tells open pages what happened: an event goes to all that listen, and whoever does not take his events is dropped."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, Full, Queue
from typing import Any

MOST = 64
"""Pages that may listen at once; each holds a thread."""
ROOM = 32
"""Events that may wait for a page that reads slowly."""

Waiting = Queue[bytes | None]
"""Events on their way to a page; None is the end."""


class Events:
    """Everyone who listens."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._listening: dict[Waiting, Callable[[], bool]] = {}
        self._lock = threading.Lock()

    @contextmanager
    def listening(self, is_gone: Callable[[], bool] = lambda: False) -> Iterator[Waiting]:
        """Listen; when too many do, pages that are gone leave their places, and else the one that has listened longest."""
        waiting: Waiting = Queue(ROOM)
        with self._lock:
            if len(self._listening) >= MOST:
                gone = [other for other, is_other_gone in self._listening.items() if is_other_gone()]
                for other in gone or [next(iter(self._listening))]:
                    self._let_go(other)
            self._listening[waiting] = is_gone
        try:
            yield waiting
        finally:
            with self._lock:
                self._listening.pop(waiting, None)

    def send(self, name: str, data: Any) -> None:
        """Tell everyone; a page that has not taken what came before is let go, and asks again when it can."""
        told = written(name, data)
        with self._lock:
            for waiting in tuple(self._listening):
                try:
                    waiting.put_nowait(told)
                except Full:
                    self._let_go(waiting)

    def close(self) -> None:
        """Let everyone go."""
        with self._lock:
            for waiting in tuple(self._listening):
                self._let_go(waiting)

    def _let_go(self, waiting: Waiting) -> None:
        """Tell a page the end, in place of an event where it has no room; for holders of the lock."""
        del self._listening[waiting]
        with suppress(Empty):
            if waiting.full():
                waiting.get_nowait()
        waiting.put_nowait(None)


def written(name: str, data: Any) -> bytes:
    """Write an event as a browser reads it (HTML standard, server-sent events)."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
