"""The process that builds: started, watched, relayed, and ended with everything it started."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import IO, cast

from guildhouse.pace import CHANNEL
from guildhouse.publish.progress import Progress

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 0.2
"""Seconds between two looks at a silent child."""


class Interrupted(BaseException):
    """Somebody asked the build to stop; `signal` says how."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = number


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Turn the signals that end a process into `Interrupted`, so that it leaves nothing behind. For the main thread."""
    heeded = [number for number in ENDING if signal.getsignal(number) is not signal.SIG_IGN]  # as by `nohup`
    before = {number: signal.signal(number, _interrupt) for number in heeded}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, _frame: FrameType | None) -> None:
    raise Interrupted(number)


def run(
    command: Sequence[str], progress: Progress, environment: dict[str, str] | None = None, heard: Callable[[str], object] | None = None
) -> int:
    """Run a command to its end and pass on what it prints, to `heard` too; returns its exit code, negative for a signal."""
    pace, told = os.pipe()
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # Ctrl-C reaches us alone, and one signal ends the child's own children too
        pass_fds=(told,),
        env=os.environ | {CHANNEL: str(told)} | (environment or {}),
    )
    os.close(told)
    try:
        with cast("IO[bytes]", process.stdout) as pipe, open(pace, "rb", buffering=0) as paced:  # noqa: PTH123 - a pipe
            _relay(pipe, paced, process, progress, heard)
            os.set_blocking(pace, False)
            while _pace(paced, progress):  # what it said last of all
                pass
        return process.wait()
    finally:
        progress.clear()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _relay(
    pipe: IO[bytes], paced: IO[bytes], process: subprocess.Popen[bytes], progress: Progress, heard: Callable[[str], object] | None
) -> None:
    """Copy the child's words to standard error until it has ended, whole lines at a time: the line of progress comes between.

    What it says of its pace comes by a way of its own, so that nothing which it prints can pass for that.
    """
    held = b""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        selector.register(paced, selectors.EVENT_READ)
        while True:
            ready = {key.fileobj for key, _ in selector.select(PATIENCE)}
            if paced in ready and not _pace(paced, progress):
                selector.unregister(paced)
            if pipe in ready:
                words = os.read(pipe.fileno(), 1 << 16)
                lines, end, held = (held + words).rpartition(b"\n") if words else (held, b"", b"")
                show(lines + end, progress, heard)
                if not words:
                    return
            elif not ready and process.poll() is not None:  # something it started keeps the pipe open
                return
            progress.tick()


def _pace(paced: IO[bytes], progress: Progress) -> bool:
    """Take in what the child says of its pace, each word of which comes whole; tells whether there was any."""
    words = paced.read(1 << 16) or b""
    for line in words.decode("ascii", "replace").splitlines():
        progress.hear(line)
    return words != b""


def show(words: bytes, progress: Progress, heard: Callable[[str], object] | None) -> None:
    """Pass on words to standard error and to `heard`."""
    if words:
        progress.clear()
        text = words.decode("utf-8", "replace")
        sys.stderr.write(text)
        sys.stderr.flush()
        if heard:
            heard(text)
