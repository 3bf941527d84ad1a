"""One build in a process of its own: `python -m guildhouse.features.run --site DIR --output DIR …`.

`publish` starts it with an empty output folder aside and swaps that in when the exit code is 0.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pelican.log
from pelican import Pelican
from pelican.settings import DEFAULT_THEME, read_settings

import guildhouse
from guildhouse import pace
from guildhouse import settings as guildhouse_settings
from guildhouse.exit_codes import ExitCode
from guildhouse.features import edge, swallowed
from guildhouse.features.build import Build
from guildhouse.features.costs import Costs
from guildhouse.features.drawn import PROGRAM
from guildhouse.features.outcome import HEARD, tell, told
from guildhouse.marks import published
from guildhouse.model.problem import Severity
from guildhouse.pace import Channel, Count
from guildhouse.settings import CONFIGURATION, Settings, SettingsError
from guildhouse.sources.stamp import stamp

RARELY = (100_000, 20, 1000)
"""When Python looks for garbage in circles: the values of a build hold none, and looking through all of them takes longer than reading."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build once; the exit code is 0, or leaves as SystemExit with 1 (content), 2 (settings) or 3 (machine)."""
    build(arguments)
    return 0


def build(arguments: Sequence[str] | None = None) -> Build:
    """Build once and give what was built with all that it was made from; SystemExit as for `main`."""
    gc.set_threshold(*RARELY)
    stamp()  # before anything is made, for libraries may change meanwhile
    stamp(*PROGRAM)
    options = vars(_parser().parse_args(arguments))
    site, output, debug, profile = (options.pop(name) for name in ("site", "output", "debug", "profile"))
    earlier, notes = options.pop("earlier"), options.pop("notes")
    channel, costs = pace.channel(), Costs() if profile else None
    listeners = [listener for listener in (channel, costs) if listener]
    pelican.log.console.quiet = True
    swallowed.watch()
    with told(debug=debug):
        settings = guildhouse_settings.load(site, **options)
        configured = pelican_settings(site.resolve(), output.resolve(), settings, debug=debug)
        engine = Pelican(configured | {"GUILDHOUSE_EARLIER": earlier and published(earlier, notes), "GUILDHOUSE_PROFILE": profile})
        edge.check_swallowed(ExitCode.USAGE)
        edge.check_started(engine)
        with pace.told_to(*listeners):
            engine.run()
        edge.check_swallowed()
        built: Build = engine.settings["GUILDHOUSE_BUILT"]
        if costs:
            tell(*costs.table(built.plan, engine.settings["GUILDHOUSE_RUN"][0]))
    if channel:
        _count(channel, built)
    return built


def _count(channel: Channel, built: Build) -> None:
    """Tell the process that started this one what there is to sum up."""
    channel.count(Count.DRAWN, built.drawn)
    channel.count(Count.REUSED, built.reused)
    channel.count(Count.WARNINGS, sum(problem.severity is Severity.WARNING for problem in set(HEARD.problems)))


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
    parser.add_argument("--notes", type=Path, help="what the last build noted of the published site")
    parser.add_argument("--url", dest="site_url", help="address of the published site")
    parser.add_argument("--today", help="day the pages are made for")
    parser.add_argument("--lenient", action="store_true", default=None, help="turn dead links and unknown people into warnings")
    parser.add_argument("--offline", action="store_true", default=None, help="make a folder that works from disk")
    parser.add_argument("--jobs", type=int, help="processes that share the work")
    parser.add_argument("--no-cache", dest="cache", action="store_false", default=None, help="reuse nothing of earlier builds")
    parser.add_argument("--audit", action="store_true", default=None, help="build a second time without caches and compare")
    parser.add_argument("--style-page", action="store_true", default=None, help="publish the style page too")
    parser.add_argument("--profile", action="store_true", help="say what costs how much time of the processor")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an internal error")
    return parser


if __name__ == "__main__":
    sys.exit(main())
