"""Turns folders of communities, written in Markdown and YAML, into the knowledge site of an organisation."""

from __future__ import annotations

import time
from importlib import import_module
from pathlib import Path

__version__ = "0.1.0"

LOADED = time.time_ns()
"""When the program began to be loaded, in nanoseconds since 1970: its files may be others by now."""

FEATURES = (
    "assets",
    "home",
    "communities",
    "community",
    "community_tabs",
    "meetings",
    "decisions",
    "actions",
    "calendars",
    "people",
    "person",
    "expertise",
    "recognition",
    "paths",
    "path_steps",
    "path_prints",
    "reading",
    "listings",
    "search",
    "feeds",
    "style",
    "notfound",
    "machine",
    "markdown",
    "crawlers",
    "redirects",
    "attachments",
    "headers",
    "offline_reading",
)
"""Every feature, a module of `guildhouse.features` each; a site may also name single ones in `PLUGINS`."""


def register() -> None:
    """Bring every feature into the site that Pelican is about to build; Pelican would go on without us if this failed."""
    try:
        for name in FEATURES:
            import_module(f"guildhouse.features.{name}").register()
    except Exception as error:
        message = f"guildhouse cannot start: {type(error).__name__}: {error}"
        raise SystemExit(message) from error


def theme() -> str:
    """Name the folder of the theme: inside the installed wheel, at the root of a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "theme"
    return str(inside if inside.is_dir() else package.parents[1] / "theme")
