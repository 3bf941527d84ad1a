"""Tells open pages what happened: an event goes to all that listen, and whoever does not take his events is dropped."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Full, Queue
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
        self._listening: set[Waiting] = set()
        self._lock = threading.Lock()

    @contextmanager
    def listening(self) -> Iterator[Waiting | None]:
        """Listen; None when too many do."""
        waiting: Waiting = Queue(ROOM)
        with self._lock:
            is_free = len(self._listening) < MOST
            if is_free:
                self._listening.add(waiting)
        try:
            yield waiting if is_free else None
        finally:
            with self._lock:
                self._listening.discard(waiting)

    def send(self, name: str, data: Any) -> None:
        """Tell everyone; a page that has not taken what came before is let go, and asks again when it can."""
        told = written(name, data)
        with self._lock:
            for waiting in tuple(self._listening):
                try:
                    waiting.put_nowait(told)
                except Full:
                    self._listening.discard(waiting)
                    waiting.get_nowait()
                    waiting.put_nowait(None)

    def close(self) -> None:
        """Let everyone go."""
        with self._lock:
            for waiting in self._listening:
                waiting.put(None) if not waiting.full() else None
            self._listening.clear()


def written(name: str, data: Any) -> bytes:
    """Write an event as a browser reads it (HTML standard, server-sent events)."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
