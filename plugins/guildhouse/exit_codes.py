"""The exit codes that every command promises to other programs."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    PUBLISHED = 0
    """All is well; warnings do not change that."""
    PROBLEMS = 1
    """The content has problems, each of which was printed."""
    USAGE = 2
    """The command line or the settings are wrong."""
    MACHINE = 3
    """The machine's fault: disk full, output not writable."""
