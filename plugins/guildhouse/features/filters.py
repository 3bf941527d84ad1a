"""Filters of the templates: addresses as seen from the page being rendered, texts, dates and numbers in the site's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from guildhouse.formats.urls import relative, rewrite, rooted
from guildhouse.model.body import Body
from guildhouse.settings import Settings, SettingsError

NOT_FOUND = "404.html"
"""The one page that a server shows at any depth."""


class Filters:
    """The filters of one build; addresses are written for the page that `at` names."""

    def __init__(self, settings: Settings) -> None:
        """Make the filters for a site."""
        self._settings = settings
        self._locale = locale_of(settings.language)
        self._here = "/"

    @contextmanager
    def at(self, path: str) -> Iterator[None]:
        """Render the page at `path` of the output: macros, which do not see the page, still write addresses for it."""
        before, self._here = self._here, "/" + path
        try:
            yield
        finally:
            self._here = before

    def href(self, address: str) -> str:
        """Write a site address relative to the page; other addresses are untouched."""
        if self._here == "/" + NOT_FOUND and self._settings.site_url:
            return rooted(address, self._settings.site_url)
        return relative(address, self._here, offline=self._settings.offline)

    def html(self, body: Body | str) -> Markup:
        """Give a sanitised text with its addresses relative to the page: the one place where markup is trusted."""
        html = body.html if isinstance(body, Body) else body
        return Markup(rewrite(html, self.href))  # noqa: S704 - the sanitiser's own output

    def day(self, date: dt.date) -> str:
        """Write a date in full, `16 November 2026`."""
        return _long(date, self._locale)

    def short_day(self, date: dt.date) -> str:
        """Write a date without its year, `16 Nov`."""
        return _skeleton("MMMd", date, self._locale)

    def month(self, date: dt.date) -> str:
        """Write the month of a date, `November 2026`."""
        return _skeleton("yMMMM", date, self._locale)

    def short_month(self, date: dt.date) -> str:
        """Write the month alone, as a calendar leaf does, `Nov`."""
        return _skeleton("MMM", date, self._locale)

    def weekday(self, date: dt.date) -> str:
        """Write the day of the week, `Monday`."""
        return _weekday(date, "EEEE", self._locale)

    def short_weekday(self, date: dt.date) -> str:
        """Write the day of the week where there is little room, `Mon`."""
        return _weekday(date, "EEE", self._locale)

    def clock(self, moment: dt.datetime | dt.time) -> str:
        """Write a time of day, `14:00`."""
        return f"{moment:%H:%M}"

    def amount(self, number: float) -> str:
        """Write a number as the language does, `1,250.5`."""
        return format_decimal(number, locale=self._locale)

    def by_name(self) -> dict[str, Callable[..., Any]]:
        """Give the filters by the names that templates use."""
        names = ("href", "html", "day", "short_day", "month", "short_month", "weekday", "short_weekday", "clock", "amount")
        return {name: _at_render_time(getattr(self, name)) for name in names}


def locale_of(language: str) -> Locale:
    """Find the conventions of a language; plain English is written the way most of the world writes dates."""
    try:
        return Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
    except (UnknownLocaleError, ValueError) as error:
        message = f"language must be one whose dates are known, not {language!r}"
        raise SettingsError(message) from error


def _at_render_time(function: Callable[..., Any]) -> Callable[..., Any]:
    """Keep Jinja from working out `"/"|href` once and for all when it compiles a template, which it does not do with a context."""

    @pass_context
    def filtered(_context: Context, *arguments: Any) -> Any:
        return function(*arguments)

    return filtered


@lru_cache(maxsize=4096)
def _long(date: dt.date, locale: Locale) -> str:
    return format_date(date, "long", locale=locale)


@lru_cache(maxsize=4096)
def _skeleton(skeleton: str, date: dt.date, locale: Locale) -> str:
    return format_skeleton(skeleton, date, locale=locale)


@lru_cache(maxsize=4096)
def _weekday(date: dt.date, pattern: str, locale: Locale) -> str:
    return format_date(date, pattern, locale=locale)
