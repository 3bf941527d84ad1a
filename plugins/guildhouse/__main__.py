"""Runs the commands as `python -m guildhouse`."""

from __future__ import annotations

from guildhouse.tasks import main

if __name__ == "__main__":
    main()
