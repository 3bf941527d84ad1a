"""What Pelican would do on its own, switched off: reading, listing, feeds, copying and caching are the site's own."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from guildhouse.settings import is_foreign

OFF: dict[str, Any] = {
    "ARTICLE_PATHS": [],
    "PAGE_PATHS": [],
    "STATIC_PATHS": [],
    "READERS": dict.fromkeys(("rst", "md", "markdown", "mkd", "mdown", "html", "htm")),
    "DIRECT_TEMPLATES": [],
    "AUTHOR_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "TAG_SAVE_AS": "",
    "YEAR_ARCHIVE_SAVE_AS": "",
    "MONTH_ARCHIVE_SAVE_AS": "",
    "DAY_ARCHIVE_SAVE_AS": "",
    "OUTPUT_SOURCES": False,
    "STATIC_CREATE_LINKS": False,
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
    "DELETE_OUTPUT_DIRECTORY": False,
}


def switch_off(settings: MutableMapping[str, Any]) -> None:
    """Change Pelican's settings so that nothing but our outputs is made; of another theme only the static files are kept."""
    settings.update(OFF)
    settings.update({name: None for name in settings if "FEED_" in name and name.endswith(("_ATOM", "_RSS", "_URL"))})
    if not is_foreign(settings["THEME"]):
        settings["THEME_STATIC_PATHS"] = []
