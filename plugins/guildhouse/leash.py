"""Runs a module in a child process that ends when its parent does, even by `kill -9`."""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1


def command(module: str) -> tuple[str, ...]:
    """Make the command that runs `module` on a leash to this process; `-P` keeps the current folder's modules out."""
    return (sys.executable, "-P", "-m", __name__, str(os.getpid()), module)


def options(words: Sequence[str]) -> Sequence[str]:
    """Give what follows the module's name in a command that was made here."""
    return words[len(command("")) :]


def fasten(parent: int) -> None:
    """Ask Linux to end this process with its parent; elsewhere an orphan ends by itself, writing where nobody looks."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone before the request
        sys.exit(1)


if __name__ == "__main__":
    fasten(int(sys.argv[1]))
    module = sys.argv[2]
    del sys.argv[1:3]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
