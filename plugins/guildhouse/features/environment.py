"""The templates: which folders they come from and what they may do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import guildhouse
from guildhouse.features.context import Site
from guildhouse.features.filters import Filters
from guildhouse.settings import Settings

THEME = str(Path(guildhouse.theme()) / "templates")
"""The theme's own templates."""


def folders(site: Path, settings: Settings) -> list[str]:
    """List the folders of templates of a site: its own in the order that they are searched in, then that of the theme."""
    return [*(str(site / folder) for folder in settings.templates), THEME]


def environment(site: Site, filters: Filters, searched: Sequence[str] = (THEME,)) -> Environment:
    """Make the environment of one build: everything is escaped, an undefined name is an error, nothing but our folders is read.

    `searched` are the folders of templates. `site` is a global, so that macros see it too.
    """
    made = Environment(
        loader=FileSystemLoader(searched),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
        finalize=filters.shown,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.filters.update(filters.by_name())
    made.newstyle_gettext = True  # type: ignore[attr-defined] # the extension brings it
    phrases = {"_": filters.gettext, "gettext": filters.gettext, "pgettext": filters.pgettext, "ngettext": filters.ngettext}
    made.globals = {"site": site, "range": range, "dict": dict, "counted": filters.counted, **phrases}
    return made
