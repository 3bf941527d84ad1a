"""The templates: which folders they come from and what they may do."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from types import MethodType
from typing import Any, cast

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.runtime import Context, Macro
from markupsafe import Markup

import guildhouse
from guildhouse.features.context import Site
from guildhouse.features.filters import Filters
from guildhouse.features.live_templates import COMPILED
from guildhouse.features.once import Once
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
    made = _Templates(
        loader=FileSystemLoader(searched),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=COMPILED,
        extensions=["jinja2.ext.i18n"],
        finalize=filters.shown,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.filters.update(filters.by_name())
    made.newstyle_gettext = True  # type: ignore[attr-defined] # the extension brings it
    phrases = {"_": filters.gettext, "gettext": filters.gettext, "pgettext": filters.pgettext, "ngettext": filters.ngettext}
    made.globals = {"site": site, "range": range, "dict": dict, "counted": filters.counted, **phrases}
    made.globals |= {"once": Once(filters), "drawing": cache(partial(_drawing, made))}
    return made


def compile_all(templates: Environment) -> None:
    """Read all templates at once; what is wrong with one of them is told when a page wants it."""
    for name in templates.list_templates(["html"]):
        with suppress(TemplateError):
            templates.get_template(name)


class _Context(Context):
    """Calls macros and methods without looking for what they may want beside their arguments, which each call of Jinja's does."""

    def call(self, called: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        """Call as Jinja does."""
        if type(called) is Macro:
            arguments = (self.eval_ctx, *arguments)
        elif type(called) is not MethodType or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *arguments, **named)
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(*arguments, **named)


class _Templates(Environment):
    """Gives every template the globals themselves: the layered copy that Jinja makes costs more at each import than many a macro."""

    context_class = _Context

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Layer globals of a single template, which nobody here gives, over those of all."""
        return super().make_globals(d) if d else self.globals


def _drawing(templates: Environment, path: str) -> Markup:
    """Give a drawing that stands among the templates, as it is."""
    loader = cast(BaseLoader, templates.loader)
    return Markup(loader.get_source(templates, path)[0])  # noqa: S704 - a file of the theme's or the site's own
