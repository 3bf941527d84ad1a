"""Prints what is new, without building: for a step of CI that posts it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from guildhouse.exit_codes import ExitCode
from guildhouse.features.new_views import Message, new
from guildhouse.features.outcome import tell_problems
from guildhouse.features.plan import has_errors
from guildhouse.features.publication_views import publications
from guildhouse.features.teller import Teller
from guildhouse.publish.places import places
from guildhouse.settings import load
from guildhouse.sources import reading

FORMATS = {"markdown": Message.as_markdown, "json": Message.as_json}


def announce(folder: Path, form: str, options: dict[str, Any]) -> ExitCode:
    """Print the message about the site in `folder`; its problems go to standard error, and with errors nothing is told."""
    site = places(folder).site
    settings = load(site, **options)
    house = reading.read(site, settings)
    if has_errors(house.problems):
        tell_problems(house.problems)
        return ExitCode.PROBLEMS
    message = new(Teller(house, settings), publications(house, settings))
    print(FORMATS[form](message), end="")
    return ExitCode.PUBLISHED
