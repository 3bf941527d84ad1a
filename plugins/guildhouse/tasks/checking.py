"""Reads and validates a site: seconds, not minutes, for nothing is rendered and Pelican is not even imported."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guildhouse.exit_codes import ExitCode
from guildhouse.formats import reports
from guildhouse.model.problem import Severity
from guildhouse.publish.places import UsageError, places
from guildhouse.settings import load
from guildhouse.sources import codes
from guildhouse.sources.reading import read


def check(site: Path, form: str, options: Mapping[str, Any]) -> int:
    """Print every problem of the site in the wanted form and return the exit code."""
    if form not in reports.FORMS:
        raise UsageError(f"--format is one of {', '.join(reports.FORMS)}, not {form!r}.")
    folder = places(site).site
    house = read(folder, load(folder, **options))
    meanings = {code.name: code.meaning for code in codes.ALL}
    _write(reports.render(house.problems, form, meanings))
    print(reports.summary(house.problems, house.account), file=sys.stderr)
    return ExitCode.PROBLEMS if any(problem.severity is Severity.ERROR for problem in house.problems) else ExitCode.PUBLISHED


def _write(text: str) -> None:
    """Print to the end, or as far as `check | head` wants to read; the exit code stays what the site deserves.

    JSON is UTF-8, and names of files hold letters of all scripts: the terminal's own encoding may have none of them.
    """
    try:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
