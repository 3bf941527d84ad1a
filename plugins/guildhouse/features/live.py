"""The engine that stays: `python -m guildhouse.features.live RESULTS PREVIEWS`, with two file descriptors to answer on.

`publish` starts it for the development server and asks it on standard input (`live_copies`): to build as `run` does, and to show changed
texts before a build has been made of them.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

import guildhouse
from guildhouse.exit_codes import ExitCode
from guildhouse.features import run
from guildhouse.features.context import site
from guildhouse.features.drawn import PROGRAM
from guildhouse.features.environment import compile_all, environment
from guildhouse.features.filters import Filters
from guildhouse.features.live_copies import Answer, Stem
from guildhouse.features.live_previews import Previews
from guildhouse.features.outcome import HEARD, refuse
from guildhouse.formats import reports
from guildhouse.settings import Settings
from guildhouse.sources.draft import draft
from guildhouse.sources.stamp import stamp

EVERYTHING = "# A heading\n\nA [link](a.md), `code`, *x*.\n\n- [ ] task @a\n\n```python\nprint()\n```\n\n| a | b |\n|---|---|\n| c | d |\n"
"""A text for which everything is loaded that texts need."""


class Living:
    """Builds, tells what was wrong as data, and shows texts as the build would."""

    def __init__(self) -> None:
        """Begin with nothing to show."""
        self._previews: Previews | None = None

    def build(self, options: Sequence[str]) -> Answer:
        """Build as a process of its own would; the problems come with the code."""
        code = 0
        try:
            self._previews = Previews(run.build(options))
        except SystemExit as end:
            code = _code(end)
        except BaseException:  # noqa: BLE001 - the last line of a process of its own
            traceback.print_exc()
            code = 1
        problems = json.loads(reports.render(sorted(set(HEARD.problems)), "json"))["problems"]
        return {"code": code, "problems": problems, "refusals": HEARD.refusals}

    def warm(self) -> None:
        """Draw a page of every kind, so that no template is left to be read."""
        with suppress(Exception):
            if self._previews:
                self._previews.warm()

    def preview(self, paths: Sequence[str]) -> Answer:
        """Show changed files; what goes wrong the build tells, which follows."""
        try:
            return {"pages": self._previews.of(paths) if self._previews else {}}
        except Exception:  # noqa: BLE001 - a preview is an extra
            return {"pages": {}}


def _code(end: SystemExit) -> int:
    """Tell the exit code of an end as Python does, and say what it has to say."""
    if isinstance(end.code, int) or end.code is None:
        return end.code or 0
    refuse(ExitCode.PROBLEMS, str(end.code))
    return ExitCode.PROBLEMS


def load() -> None:
    """Bring in all that builds need, as it is now; what cannot be loaded the build tells."""
    stamp()
    stamp(*PROGRAM)
    for name in guildhouse.FEATURES:
        with suppress(Exception):
            import_module(f"guildhouse.features.{name}")
    draft(EVERYTHING)
    settings = Settings()
    compile_all(environment(site(settings, frozenset()), Filters(settings)))


def main(results: int, previews: int) -> None:
    """Stay until standard input ends; it is kept for requests, and what builds read there is nothing."""
    requests = os.dup(sys.stdin.fileno())
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 - a device
        os.dup2(nothing.fileno(), sys.stdin.fileno())
    load()
    Stem(Living(), requests, results, previews).live()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
