"""Invoke with the exit codes that other programs may rely on."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from invoke.exceptions import Exit, ParseError
from invoke.program import Program

import guildhouse
from guildhouse.exit_codes import ExitCode
from guildhouse.tasks.collection import namespace

UNKNOWN_COMMAND = re.compile(r"No idea what '[^-].*' is!")
"""What invoke says of a word that names no task; of an unknown option it says the same."""


class Commands(Program):
    """The program behind `guildhouse` and `tasks.py`: wrong usage is 2, where invoke itself says 1."""

    def parse_core(self, argv: list[str] | None) -> None:
        """Read what stands before the first task's name."""
        with _wrong_usage():
            super().parse_core(argv)
        # Invoke forbids bytecode, and every later start would compile what it imports again.
        sys.dont_write_bytecode = False

    def parse_tasks(self) -> None:
        """Read the tasks with their options."""
        with _wrong_usage(self._known):
            super().parse_tasks()

    def parse_cleanup(self) -> None:
        """Answer --help and --list."""
        with _wrong_usage(self._known):
            super().parse_cleanup()

    @property
    def _known(self) -> str:
        return f"Commands are {', '.join(sorted(self.namespace.task_names))}." if self.namespace else ""


@contextmanager
def _wrong_usage(known: str = "") -> Iterator[None]:
    """Turn what invoke finds wrong, or stumbles over (`--port x`), into one line and exit code 2; `known` follows an unknown command."""
    try:
        yield
    except (ParseError, ValueError) as error:
        is_command = UNKNOWN_COMMAND.fullmatch(str(error)) is not None
        raise Exit(f"{error} {known}" if is_command else str(error), code=ExitCode.USAGE) from error


def run(argv: list[str], home: Path) -> int:
    """Run the tasks named in `argv` on the site in `home` and return the exit code."""
    program = Commands(version=guildhouse.__version__, namespace=namespace(home), name="Guildhouse")
    try:
        program.run(argv)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else ExitCode.USAGE
    return 0
