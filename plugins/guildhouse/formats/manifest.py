"""What a browser is told that puts the site on a home screen: a web application manifest (https://www.w3.org/TR/appmanifest/)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from guildhouse.language import language
from guildhouse.model.accent import GROUNDS, OURS
from guildhouse.settings import Settings


def manifest(settings: Settings, icons: tuple[str, ...]) -> str:
    """Write the manifest; it lies at the root of the site, so that its addresses hold at any sub-path. `icons` are paths."""
    spoken = language(settings.language)
    value = {
        "name": settings.site_name,
        "short_name": settings.site_name,
        "lang": spoken.tag,
        "dir": spoken.direction,
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": GROUNDS["paper"][0],
        "theme_color": settings.accent.light if settings.accent else OURS[0],
        "icons": list(_icons(icons)),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _icons(paths: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for path in paths:
        if path == "favicon.svg":
            yield {"src": path, "sizes": "any", "type": "image/svg+xml"}
        elif path.startswith("icon-"):
            size = path.removeprefix("icon-").partition(".")[0]
            yield {"src": path, "sizes": f"{size}x{size}", "type": "image/png"}
