"""The commands: of every site, and of Guildhouse's own repository.

A site that has installed Guildhouse needs no more than this as its `tasks.py`:

    from guildhouse.tasks import main

    main(__file__)
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn


def main(file: str | None = None) -> NoReturn:
    """Run the tasks that the command line names, on the site beside `file`, or in the current folder without one."""
    # Not imported above: a decision that needs no tasks can be made here before invoke's tenth of a second is spent.
    from guildhouse.tasks.program import run

    home = Path(file).resolve().parent if file else Path.cwd()
    sys.exit(run(sys.argv, home))
