"""One build in a process of its own: `python -m guildhouse.features.run --site DIR --output DIR …`.

`publish` starts it with an empty output folder aside and swaps that in when the exit code is 0.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pelican.log
from pelican import Pelican
from pelican.settings import DEFAULT_THEME, read_settings

import guildhouse
from guildhouse import settings as guildhouse_settings
from guildhouse.exit_codes import ExitCode
from guildhouse.features import edge, swallowed
from guildhouse.features.outcome import told
from guildhouse.settings import CONFIGURATION, Settings, SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Build once; the exit code is 0, or leaves as SystemExit with 1 (content), 2 (settings) or 3 (machine)."""
    options = vars(_parser().parse_args(arguments))
    site, output, earlier, debug = (options.pop(name) for name in ("site", "output", "earlier", "debug"))
    pelican.log.console.quiet = True
    swallowed.watch()
    with told(debug=debug):
        settings = guildhouse_settings.load(site, **options)
        configured = pelican_settings(site.resolve(), output.resolve(), settings, debug=debug)
        engine = Pelican(configured | {"GUILDHOUSE_EARLIER": earlier})
        edge.check_swallowed(ExitCode.USAGE)
        edge.check_started(engine)
        engine.run()
        edge.check_swallowed()
    return 0


def pelican_settings(site: Path, output: Path, settings: Settings, *, debug: bool = False) -> dict[str, Any]:
    """Read the site's configuration as Pelican does; what it leaves open is filled with ours, and nothing depends on the machine."""
    fixed = {
        "PATH": str(site),
        "OUTPUT_PATH": str(output),
        "SITEURL": settings.site_url,
        "SITENAME": settings.site_name,
        "DEFAULT_LANG": settings.language,
        "TIMEZONE": "UTC",
        "LOCALE": ["C.UTF-8", "C"],
        "DEBUG": debug,
        "GUILDHOUSE_SETTINGS": settings,
    }
    configuration = site / CONFIGURATION
    try:
        read: dict[str, Any] = read_settings(str(configuration) if configuration.is_file() else None, override=fixed)
    except Exception as error:  # whatever Pelican makes of a value that it cannot use, such as a theme that is not there
        raise SettingsError(f"{CONFIGURATION}: {error}") from error
    if read["THEME"] == DEFAULT_THEME:
        read["THEME"] = guildhouse.theme()
    if read["PLUGINS"] is None:
        read["PLUGINS"] = ["guildhouse"]
    return read


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guildhouse.features.run", description="Build a site once.", allow_abbrev=False)
    parser.add_argument("--site", type=Path, required=True, help="folder with content/ and/or communities/")
    parser.add_argument("--output", type=Path, required=True, help="folder to write to, empty or not there yet")
    parser.add_argument("--earlier", type=Path, help="folder of the published site, whose pages are taken over where they are the same")
    parser.add_argument("--url", dest="site_url", help="address of the published site")
    parser.add_argument("--today", help="day the pages are made for")
    parser.add_argument("--lenient", action="store_true", default=None, help="turn dead links and unknown people into warnings")
    parser.add_argument("--offline", action="store_true", default=None, help="make a folder that works from disk")
    parser.add_argument("--jobs", type=int, help="processes that share the work")
    parser.add_argument("--no-cache", dest="cache", action="store_false", default=None, help="reuse nothing of earlier builds")
    parser.add_argument("--audit", action="store_true", default=None, help="build a second time without caches and compare")
    parser.add_argument("--style-page", action="store_true", default=None, help="publish the style page too")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an internal error")
    return parser


if __name__ == "__main__":
    sys.exit(main())
