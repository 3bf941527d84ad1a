"""Reads and validates a site: seconds, not minutes, for nothing is rendered."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guildhouse.exit_codes import ExitCode
from guildhouse.features import plan
from guildhouse.formats import reports
from guildhouse.model.problem import Severity
from guildhouse.publish.places import UsageError, places
from guildhouse.settings import load
from guildhouse.sources import codes


def check(site: Path, form: str, options: Mapping[str, Any]) -> int:
    """Print every problem of the site in the wanted form and return the exit code."""
    if form not in reports.FORMS:
        raise UsageError(f"--format is one of {', '.join(reports.FORMS)}, not {form!r}.")
    folder = places(site).site
    house = plan.check(folder, load(folder, **options))
    meanings = {code.name: code.meaning for code in codes.ALL}
    _write(reports.render(house.problems, form, meanings))
    print(reports.summary(house.problems, house.account), file=sys.stderr)
    return ExitCode.PROBLEMS if any(problem.severity is Severity.ERROR for problem in house.problems) else ExitCode.PUBLISHED


def _write(text: str) -> None:
    """Print as UTF-8: JSON is, and names of files hold letters of all scripts; the terminal's own encoding may have none of them."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text)
    sys.stdout.flush()
