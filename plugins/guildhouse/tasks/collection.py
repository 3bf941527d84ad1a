"""Gathers the tasks: those of every site, and in a checkout of Guildhouse those of its developers."""

from __future__ import annotations

from pathlib import Path

from invoke.collection import Collection

from guildhouse.tasks import repository, site


def namespace(home: Path) -> Collection:
    """Make the collection for the site in `home`."""
    tasks = [*site.TASKS]
    if (home / "plugins" / "guildhouse").is_dir():
        tasks += repository.TASKS
    # Options have long names only: initials would change their meaning with every new option.
    found = Collection(*tasks, auto_dash_names=True)
    found.configure({"home": str(home)})
    return found
