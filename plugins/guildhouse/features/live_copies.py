"""A process that has loaded everything once and copies itself for each build.

What a build changes in the modules of others (signals, registries, logging, locale) is gone with its copy, so no build can find traces of
an earlier one, and memory is what one build needs. The copy that built well last stays with all that it has read, and makes previews.

Requests are lines of JSON: `{"build": [option, …]}` and `{"preview": [path, …], "id": 1}`. What becomes of a build is one line on a channel
of its own, `{"code": 0, …}`; previews come on another, `{"id": 1, …}`.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from selectors import EVENT_READ, DefaultSelector
from typing import Any, NoReturn, Protocol

from guildhouse import leash

Answer = dict[str, Any]
READ_SIZE = 1 << 16


class Maker(Protocol):
    """What a copy does."""

    def build(self, options: Sequence[str]) -> Answer:
        """Build once; how it ended stands under `code`, and with 0 this maker is asked for previews."""

    def warm(self) -> None:
        """Make ready for previews, when nobody waits."""

    def preview(self, paths: Sequence[str]) -> Answer:
        """Show changed files as the last build would."""


class Lines:
    """Whole lines from a pipe."""

    def __init__(self, pipe: int) -> None:
        """Read from a file descriptor."""
        self.pipe = pipe
        self._held = b""

    def read(self) -> list[bytes] | None:
        """Wait for something and give the lines that are complete; None at the end."""
        words = os.read(self.pipe, READ_SIZE)
        *lines, self._held = (self._held + words).split(b"\n")
        return lines if words else None


def send(pipe: int, answer: Answer) -> None:
    """Write a line of JSON."""
    words = json.dumps(answer).encode() + b"\n"
    while words:
        words = words[os.write(pipe, words) :]


@dataclass(eq=False)
class _Copy:
    """A copy as the process that made it sees it; `asked` is the preview that it owes."""

    pid: int
    requests: int
    lines: Lines
    has_built: bool = False
    asked: Any = None


class Stem:
    """The process that copies itself; it ends when nobody can ask it any more."""

    def __init__(self, maker: Maker, requests: int, results: int, previews: int) -> None:
        """Take requests from one file descriptor and answer on two others."""
        self._maker, self._results, self._previews = maker, results, previews
        self._selector = DefaultSelector()
        self._requests = Lines(requests)
        self._keeper: _Copy | None = None

    def live(self) -> None:
        """Answer until there are no more requests."""
        gc.freeze()  # what is loaded is for ever: copies share its memory, and no collection looks through it
        self._selector.register(self._requests.pipe, EVENT_READ)
        while True:
            for key, _ in self._selector.select():
                if key.data is not None:
                    self._relay(key.data)
                elif not self._hear():
                    return

    def _hear(self) -> bool:
        lines = self._requests.read()
        for line in lines or ():
            request = json.loads(line)
            if "build" in request:
                self._build(request["build"])
            else:
                self._preview(request)
        return lines is not None

    def _build(self, options: Sequence[str]) -> None:
        asked, requests = os.pipe()
        answers, said = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            for pipe in (self._requests.pipe, self._results, self._previews, requests, answers):
                os.close(pipe)
            _work(self._maker, options, parent, Lines(asked), said)
        os.close(asked)
        os.close(said)
        self._selector.register(answers, EVENT_READ, _Copy(pid, requests, Lines(answers)))

    def _preview(self, request: Answer) -> None:
        """Hand a request on; where nobody has built yet there is nothing to show."""
        if self._keeper is None:
            send(self._previews, {"id": request["id"]})
            return
        self._keeper.asked = request["id"]
        with suppress(BrokenPipeError):  # it has just ended, which is told in its turn
            send(self._keeper.requests, request)

    def _relay(self, copy: _Copy) -> None:
        """Pass on what a copy says: first how its build ended, then previews."""
        lines = copy.lines.read()
        for line in lines or ():
            if copy.has_built:
                copy.asked = None
                send(self._previews, json.loads(line))
            else:
                copy.has_built = True
                result = json.loads(line)
                if result["code"] == 0:
                    self._promote(copy)
                send(self._results, result)
        if lines is None:
            self._bury(copy)

    def _promote(self, copy: _Copy) -> None:
        """Keep the copy that has built well in place of the one that was kept."""
        old, self._keeper = self._keeper, copy
        if old is not None:
            os.kill(old.pid, signal.SIGKILL)
            self._bury(old)

    def _bury(self, copy: _Copy) -> None:
        """Take leave of a copy that has ended; whoever waits for it is told."""
        self._selector.unregister(copy.lines.pipe)
        os.close(copy.lines.pipe)
        os.close(copy.requests)
        code = os.waitstatus_to_exitcode(os.waitpid(copy.pid, 0)[1])
        if not copy.has_built:
            send(self._results, {"code": code or 1})  # 0 without a word is no build
        if copy.asked is not None:
            send(self._previews, {"id": copy.asked})
        if self._keeper is copy:
            self._keeper = None


def _work(maker: Maker, options: Sequence[str], parent: int, requests: Lines, answers: int) -> NoReturn:
    """Be a copy: build, and when that went well make previews until nobody asks any more."""
    try:
        leash.fasten(parent)
        result = maker.build(options)
        sys.stdout.flush()
        sys.stderr.flush()
        send(answers, result)
        if result["code"] == 0:
            _keep(maker, requests, answers)
    except BaseException:  # noqa: BLE001 - a copy must not go on as its original
        traceback.print_exc()
        sys.stderr.flush()
    os._exit(1)


def _keep(maker: Maker, requests: Lines, answers: int) -> None:
    maker.warm()
    gc.freeze()  # a collection would look through the whole House in the middle of a preview
    while (lines := requests.read()) is not None:
        for line in lines:
            request = json.loads(line)
            send(answers, maker.preview(request["preview"]) | {"id": request["id"]})
