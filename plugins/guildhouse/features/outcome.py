"""How a run ends when it cannot go on: one line, and the exit code that other programs rely on."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

import guildhouse
from guildhouse.exit_codes import ExitCode
from guildhouse.formats import reports
from guildhouse.model.problem import Problem
from guildhouse.settings import SettingsError

TEMPLATES = (".html", ".svg")
"""How the files of templates end, in whatever folder a site keeps those of its own."""


@dataclass
class Heard:
    """What a run has said of itself, for whoever wants it as data: problems of the sources, and why it could not go on."""

    problems: list[Problem] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


HEARD = Heard()
"""What was heard in this process: standard error is one for all."""


def tell(*lines: str) -> None:
    """Say something on standard error."""
    for line in lines:
        print(line, file=sys.stderr)


def tell_problems(problems: Sequence[Problem]) -> None:
    """Say on standard error what is wrong with the sources."""
    HEARD.problems.extend(problems)
    if problems:
        tell(reports.render(problems, "text").rstrip("\n"))


def refuse(code: ExitCode, *lines: str) -> SystemExit:
    """Say why on standard error and make the exit to raise: Pelican lets it pass, where it would swallow or wrap an exception."""
    HEARD.refusals.extend(shown := [reports.visible(line) for line in lines])
    tell(*shown)
    return SystemExit(code)


@contextmanager
def told(*, debug: bool = False) -> Iterator[None]:
    """Turn whatever goes wrong inside into one line and an exit code; the traceback stands above it when debugging."""
    try:
        yield
    except SettingsError as error:
        raise refuse(ExitCode.USAGE, str(error)) from None
    except Exception as error:  # noqa: BLE001 - whatever it is, an author never sees a traceback
        if debug or os.environ.get("GUILDHOUSE_DEBUG"):
            traceback.print_exc()
        raise refuse(*_verdict(error)) from None


def _verdict(error: Exception) -> tuple[ExitCode, str]:
    if isinstance(error, TemplateNotFound):
        return ExitCode.PROBLEMS, f"{_template(error) or 'templates'}: there is no template {error.name!r}"
    if isinstance(error, TemplateSyntaxError):
        return ExitCode.PROBLEMS, f"{_shown(error.filename or error.name or 'template')}:{error.lineno}: {error.message}"
    if isinstance(error, MemoryError):
        return ExitCode.MACHINE, "the machine has not enough memory"
    if isinstance(error, OSError):
        return ExitCode.MACHINE, f"{error.filename or 'the machine'}: {error.strerror or error}"
    if place := _template(error):
        return ExitCode.PROBLEMS, f"{place}: {error}" if isinstance(error, TemplateError) else f"{place}: {type(error).__name__}: {error}"
    return ExitCode.PROBLEMS, f"{_code(error)}: internal error: {type(error).__name__}: {error} (GUILDHOUSE_DEBUG=1 shows more)"


def _template(error: Exception) -> str | None:
    """Find the innermost template on the way to an error; Jinja names it and its line in the traceback."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(TEMPLATES)]
    return f"{_shown(frames[-1].filename)}:{frames[-1].lineno}" if frames else None


def _code(error: Exception) -> str:
    """Find the innermost line of ours on the way to an error."""
    package = str(Path(guildhouse.__file__).parent)
    frames = traceback.extract_tb(error.__traceback__)
    frame = next((frame for frame in reversed(frames) if frame.filename.startswith(package)), frames[-1])
    return f"{_shown(frame.filename)}:{frame.lineno}"


def _shown(path: str) -> str:
    """Write a place from `templates/` or the package on, for that is what its reader knows."""
    for start in (f"{os.sep}templates{os.sep}", f"{os.sep}guildhouse{os.sep}"):
        if start in path:
            return path[path.rindex(start) + 1 :]
    return path
