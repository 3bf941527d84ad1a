"""The process of the engine that stays: its requests, its answers, its words, its end."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import selectors
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, cast

from guildhouse import leash
from guildhouse.pace import CHANNEL
from guildhouse.publish import child
from guildhouse.publish.progress import Progress

PATIENCE = 2.0
"""Seconds to wait for a preview; the build that follows shows the same."""
READ_SIZE = 1 << 16

Code = frozenset[tuple[str, int, int]]
"""The program: every file of it with its size and date."""


@dataclass(eq=False)
class Engine:
    """One process of a module, with its pipes; `code` is the program that it has loaded."""

    module: str
    code: Code
    _asked: int = 0

    def __post_init__(self) -> None:
        self._results, results = os.pipe()
        answers, previews = os.pipe()
        self._pace, pace = os.pipe()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [*leash.command(self.module), str(results), str(previews)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(results, previews, pace),
            env=os.environ | {CHANNEL: str(pace)},
            start_new_session=True,  # Ctrl-C reaches us alone, and one signal ends its copies too
            bufsize=0,
        )
        for end in (results, previews, pace):
            os.close(end)
        self._answers: queue.SimpleQueue[Mapping[str, Any] | None] = queue.SimpleQueue()
        threading.Thread(target=_read, args=(answers, self._answers), daemon=True).start()

    @property
    def is_running(self) -> bool:
        """Tell whether the process is still there."""
        return self._process.poll() is None

    def ask(self, request: Mapping[str, Any]) -> None:
        """Write a request; one that has just ended is found out by whoever waits for the answer."""
        with contextlib.suppress(BrokenPipeError):
            cast("IO[bytes]", self._process.stdin).write(json.dumps(request).encode() + b"\n")

    def result(
        self, progress: Progress, heard: Callable[[str], object] | None, look: Callable[[], object] = lambda: None
    ) -> Mapping[str, Any] | None:
        """Pass on its words until a build is done, and give what it tells of it; None when the process ended.

        `look` is called now and then, and what it raises ends the waiting.
        """
        words = _Words(cast("IO[bytes]", self._process.stdout).fileno(), self._pace, progress, heard)
        told = b""
        with selectors.DefaultSelector() as selector:
            for pipe in (*words.pipes, self._results):
                selector.register(pipe, selectors.EVENT_READ)
            while not told.endswith(b"\n"):
                ready = {key.fd for key, _ in selector.select(child.PATIENCE)}
                if not ready and not self.is_running:  # something it started keeps the pipes open
                    break
                for pipe in ready & words.pipes:
                    if not words.pass_on(pipe):
                        selector.unregister(pipe)
                if self._results in ready:
                    told += (piece := os.read(self._results, READ_SIZE))
                    if not piece:
                        self._await_end()
                        break
                progress.tick()
                look()
        words.drain()
        return json.loads(told) if told.endswith(b"\n") else None

    def preview(self, paths: Sequence[str]) -> Mapping[str, str]:
        """Ask for pages and wait; answers to earlier questions that come late are passed over."""
        self._asked += 1
        self.ask({"preview": list(paths), "id": self._asked})
        deadline = time.monotonic() + PATIENCE
        with contextlib.suppress(queue.Empty):
            while answer := self._answers.get(timeout=max(0, deadline - time.monotonic())):
                if answer["id"] == self._asked:
                    return cast("Mapping[str, str]", answer.get("pages", {}))
            self._answers.put(None)  # it has ended, for whoever asks again too
        return {}

    def _await_end(self) -> None:
        """Let a process that has nothing more to say end by itself, so that its exit code is its own."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE)

    def end(self) -> int:
        """End the process and its copies; returns its exit code, negative for a signal."""
        had_ended = self._process.poll()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        code = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            cast("IO[bytes]", pipe).close()
        for end in (self._results, self._pace):
            os.close(end)
        return code if had_ended is None else had_ended


def _read(pipe: int, answers: queue.SimpleQueue[Mapping[str, Any] | None]) -> None:
    """Take previews as they come, also the late ones: a process that waited for somebody to read them would answer nobody."""
    with os.fdopen(pipe, "rb") as lines:
        for line in lines:
            if line.endswith(b"\n"):
                answers.put(json.loads(line))
    answers.put(None)


class _Words:
    """What a process prints, passed on to standard error in whole lines, and what it tells of its pace."""

    def __init__(self, words: int, pace: int, progress: Progress, heard: Callable[[str], object] | None) -> None:
        self.pipes = {words, pace}
        self._pace, self._progress, self._heard = pace, progress, heard
        self._held = b""

    def pass_on(self, pipe: int) -> bool:
        """Read once; False at the end."""
        words = os.read(pipe, READ_SIZE)
        if pipe == self._pace:
            for line in words.decode("ascii", "replace").splitlines():
                self._progress.hear(line)
        else:
            lines, end, self._held = (self._held + words).rpartition(b"\n")
            child.show(lines + end, self._progress, self._heard)
        return bool(words)

    def drain(self) -> None:
        """Pass on what was said before the answer came."""
        for pipe in self.pipes:
            with selectors.DefaultSelector() as selector:
                selector.register(pipe, selectors.EVENT_READ)
                while selector.select(0) and self.pass_on(pipe):
                    pass
        child.show(self._held, self._progress, self._heard)
