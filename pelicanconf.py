"""Pelican's settings for the sample site; everything that is not set here has a good default (docs/settings.md)."""

import guildhouse

SITENAME = "Marrowby Transport"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
LOCALE = ["C.UTF-8", "C"]

PATH = "."
OUTPUT_PATH = "output"
THEME = guildhouse.theme()
PLUGINS = ["guildhouse"]

GUILDHOUSE: dict[str, object] = {
    "authority": "marrowby.example,2026",
    "repository": "gitea+https://git.marrowby.example/guild/handbook",
}
