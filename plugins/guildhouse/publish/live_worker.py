"""The engine that stays, as the development server sees it: asked for builds and previews, replaced when it cannot go on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from guildhouse import leash
from guildhouse.publish import child
from guildhouse.publish.live_engine import Code, Engine
from guildhouse.publish.progress import Progress
from guildhouse.sources import stamp

LIVING = "guildhouse.features.live"
"""The module that has loaded everything once and builds again and again."""
LONG = 10.0
"""Seconds that a build may take in any case, though something has changed since it began."""
TIMES = 3
"""How many times as long as the last good one a build may take then."""


class Overtaken(Exception):
    """A build that took very long was ended, for it may never have come to its end, and another one is due."""


class Worker:
    """A process that stays between builds. `run` is for the thread that made the worker, `preview` for any one other."""

    def __init__(self, module: str = LIVING) -> None:
        """Start nothing yet."""
        self._module = module
        self._engine: Engine | None = None
        self._turn = threading.Lock()
        self._patience = LONG
        self.is_awaited: Callable[[], bool] = lambda: False
        """Tells whether something has changed since the build began, which may have mended what holds it up."""
        self.result: Mapping[str, Any] = {}
        """What the last build told beside its code, as data."""

    def run(
        self,
        command: Sequence[str],
        progress: Progress,
        environment: dict[str, str] | None = None,
        heard: Callable[[str], object] | None = None,
    ) -> int:
        """Do what `child.run` does with a command, but have it done by the process that stays; another environment needs one of its own."""
        if environment:
            return child.run(command, progress, environment, heard)
        self.result = {}
        with self._turn:
            engine = self._ready()
            engine.ask({"build": leash.options(command)})
        begun = time.monotonic()
        try:
            result = engine.result(progress, heard, partial(self._look, begun))
        except Overtaken:
            self._ended(engine)
            raise
        finally:
            progress.clear()
        if result is None:
            return self._ended(engine)
        self.result = result
        if not result["code"]:
            self._patience = max(LONG, TIMES * (time.monotonic() - begun))
        return int(result["code"])

    def _look(self, begun: float) -> None:
        """End a build that is overtaken; the next one may take twice as long, so that one of many large ones comes to its end."""
        lasted = time.monotonic() - begun
        if lasted > self._patience and self.is_awaited():
            self._patience *= 2
            raise Overtaken(f"The build was ended after {lasted:.0f} s, for something has changed since it began.")

    def preview(self, paths: Sequence[str]) -> Mapping[str, str]:
        """Ask for pages of changed texts, by path of the output; none when nothing was built yet, or it takes too long."""
        with self._turn:
            try:
                return self._engine.preview(paths) if self._engine else {}
            except OSError:  # it has ended, which the next build finds out
                return {}

    def close(self) -> None:
        """End the process with everything it has started."""
        with self._turn:
            if self._engine is not None:
                self._engine.end()
            self._engine = None

    def _ready(self) -> Engine:
        """Give the process that stays; a new one when it has ended, or when the program is another than the one it has loaded."""
        code = _code()
        if self._engine and (self._engine.code != code or not self._engine.is_running):
            self._engine.end()
            self._engine = None
        self._engine = self._engine or Engine(self._module, code)
        return self._engine

    def _ended(self, engine: Engine) -> int:
        """Take leave of a process that ended instead of answering."""
        with self._turn:
            self._engine = None
            return engine.end() or 1


def _code() -> Code:
    files = ((path, path.stat()) for path in stamp.code())
    return frozenset((str(path), about.st_size, about.st_mtime_ns) for path, about in files)
