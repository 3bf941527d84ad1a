"""The commands: of every site, and of Guildhouse's own repository.

A site that has installed Guildhouse needs no more than this as its `tasks.py`:

    from guildhouse.tasks import main

    main(__file__)
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import NoReturn

STOPPED = 128 + signal.SIGINT
"""The exit code of a command that Ctrl-C ended, as shells count."""


def main(file: str | None = None) -> NoReturn:
    """Run the tasks that the command line names, on the site beside `file`, or in the current folder without one."""
    signal.signal(signal.SIGINT, lambda *_: sys.exit(STOPPED))
    # Not imported above: their tenth of a second is the first that somebody may want to stop.
    from guildhouse.tasks.early import answered
    from guildhouse.tasks.streams import endure

    endure()
    home = Path(file).resolve().parent if file else Path.cwd()
    if answered(sys.argv[1:], home):
        sys.exit(0)

    from guildhouse.tasks.program import run

    sys.exit(run(sys.argv, home))
