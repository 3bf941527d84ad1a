"""The templates: which folders they come from and what they may do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import guildhouse
from guildhouse.features.context import Site
from guildhouse.features.filters import Filters


def environment(site: Site, filters: Filters, overrides: Iterable[str] = ()) -> Environment:
    """Make the environment of one build: everything is escaped, an undefined name is an error, nothing but our folders is read.

    `overrides` are folders of the site's own that are searched first. `site` is a global, so that macros see it too.
    """
    folders = [*overrides, str(Path(guildhouse.theme()) / "templates")]
    made = Environment(
        loader=FileSystemLoader(folders),
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
