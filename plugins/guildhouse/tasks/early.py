"""Answers `build` before invoke is imported when there is nothing to build: half of the time that it takes would go into imports."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

OPTIONS: Mapping[str, str] = {"--site": "site", "--output": "output", "--url": "site_url", "--today": "today", "--jobs": "jobs"}
FLAGS: Mapping[str, str] = {"--lenient": "lenient", "--offline": "offline"}
"""What the command line of a build may hold for a quick answer; whatever else stands there is left to the task, faults too."""


def answered(arguments: Iterable[str], home: Path) -> bool:
    """Tell on standard error that a build would change nothing, and return whether that was so; `arguments` stand behind the program."""
    given = _read(iter(arguments))
    if given is None:
        return False
    from guildhouse.publish import ENGINE, unchanged
    from guildhouse.publish.places import UsageError, places
    from guildhouse.settings import SettingsError, load

    said, begun = io.StringIO(), time.monotonic()
    site, output = given.pop("site", ""), given.pop("output", "")
    try:
        with redirect_stdout(said), redirect_stderr(said):  # what the configuration prints is for whoever reads it at last
            found = places(Path(site) if site else home, Path(output) if output else None)
            look = unchanged.look(found, load(found.site, **given), ENGINE)
            words = unchanged.still(look, found.output) if look and not found.is_unsettled else None
    except (UsageError, SettingsError, OSError):
        return False
    if words is not None:
        sys.stderr.write(f"{said.getvalue()}{unchanged.told(words, found.output, time.monotonic() - begun)}\n")
    return words is not None


def _read(words: Iterator[str]) -> dict[str, Any] | None:
    """Read the options of `build`; None when it is another command, or says anything that is not plain."""
    given: dict[str, Any] = {}
    if next(words, None) != "build":
        return None
    for word in words:
        name, has_value, value = word.partition("=")
        if name in FLAGS and not has_value:
            given[FLAGS[name]] = True
            continue
        value = value if has_value else next(words, "")
        if name not in OPTIONS or OPTIONS[name] in given or not value or value.startswith("-"):
            return None
        given[OPTIONS[name]] = value
    if "jobs" in given:
        if not given["jobs"].isascii() or not given["jobs"].isdecimal():
            return None
        given["jobs"] = int(given["jobs"])
    return {name: value for name, value in given.items() if value}
