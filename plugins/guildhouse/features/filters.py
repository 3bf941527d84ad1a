"""Filters of the templates: addresses as seen from the page being rendered, texts, words, dates and numbers in the page's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from guildhouse.formats.urls import Place, Root, rewrite
from guildhouse.language import Language, canonical, direction, language
from guildhouse.model.body import Body
from guildhouse.model.words import Value, Words, strung
from guildhouse.settings import Settings

NOT_FOUND, OFFLINE = "404.html", "offline.html"
"""Pages that are shown at any depth: by a server, and by the service worker."""
FILTERS = ("href", "html", "say", "filled", "strung", "listed", "through", "capital", "clock", "in_language")
"""The filters that are written here."""
LANGUAGE_FILTERS: Mapping[str, Callable[..., str]] = {
    "day": Language.day,
    "short_day": Language.short_day,
    "short_date": Language.short_date,
    "month": Language.month,
    "short_month": Language.short_month,
    "weekday": Language.weekday,
    "short_weekday": partial(Language.weekday, short=True),
    "amount": Language.amount,
    "language_name": Language.name_of,
}
"""The filters that the language of the page has itself."""


class Filters:
    """The filters of one build; addresses and words are written for the page that `at` names."""

    def __init__(self, settings: Settings) -> None:
        """Make the filters for a site."""
        self._settings = settings
        self.language = language(settings.language)
        self.place = self._place("")
        self._noted: set[str] | None = None
        self._phrases: dict[tuple[Language, str, str], Markup] = {}

    @contextmanager
    def at(self, path: str, spoken: Language | None = None) -> Iterator[None]:
        """Render the page at `path` of the output, in its language: macros, which do not see the page, still write for it."""
        before = self.place, self.language
        self.place, self.language = self._place(path), spoken or self.language
        try:
            yield
        finally:
            self.place, self.language = before

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        """Note the addresses that are written meanwhile: what is drawn then is the same wherever they look the same."""
        before, noted = self._noted, set[str]()
        self._noted = noted
        try:
            yield noted
        finally:
            self._noted = before
            self.note(noted)

    def note(self, addresses: Iterable[str]) -> None:
        """Note addresses that stand in what is shown without being drawn again."""
        if self._noted is not None:
            self._noted.update(addresses)

    def href(self, address: str) -> str:
        """Write a site address relative to the page; other addresses are untouched."""
        if self._noted is not None:
            self._noted.add(address)
        return self.place.relative(address)

    def _place(self, path: str) -> Place:
        if path == OFFLINE or (path == NOT_FOUND and self._settings.site_url):
            return Root(self._settings.site_url)
        return Place("/" + path, offline=self._settings.offline)

    def html(self, body: Body | str) -> Markup:
        """Give a sanitised text with its addresses relative to the page: the one place where markup is trusted."""
        html = body.html if isinstance(body, Body) else body
        return Markup(rewrite(html, self.href))  # noqa: S704 - the sanitiser's own output

    def say(self, value: Value) -> str:
        """Write words, and whatever stands in them, in the language of the page."""
        return self.language.say(value)

    def filled(self, words: Words, **markup: Markup) -> Markup:
        """Say words with markup in the places that their author left open, such as the element of a date."""
        values = {name: escape(self.say(value)) for name, value in words.values}
        return Markup(self.say(words.given(**values, **markup)))  # noqa: S704 - all values are escaped

    def strung(self, parts: Iterable[Value]) -> Markup:
        """Join several things with commas; what is empty is left out."""
        found = [escape(self.say(part)) for part in parts if part]
        return Markup(self.say(strung(found)))  # noqa: S704 - all values are escaped

    def listed(self, parts: Iterable[Value]) -> Markup:
        """Write several things as a list, `A, B and C`."""
        return Markup(self.language.listed([escape(self.say(part)) for part in parts]))  # noqa: S704 - all values are escaped

    def through(self, items: Iterable[Any], macro: Callable[[Any], Markup]) -> list[Markup]:
        """Show each of several things with a macro."""
        return [macro(item) for item in items]

    def capital(self, words: Value) -> str:
        """Say words that begin a line: with a capital, where the script has any."""
        said = self.say(words)
        return said[:1].upper() + said[1:]

    def gettext(self, text: str, /, **values: Any) -> Markup:
        """Give a phrase of a template in the language of the page, with values in it."""
        return self._filled(text, "", values)

    def pgettext(self, context: str, text: str, /, **values: Any) -> Markup:
        """Give a phrase that is alike in English for several things, in the meaning that `context` names."""
        return self._filled(text, context, values)

    def ngettext(self, one: str, many: str, number: int, /, **values: Any) -> Markup:
        """Give a phrase of a template for a number, which it may hold as `%(num)s`."""
        return self._phrase(self.language.ngettext(one, many, number), {"num": number} | values)

    def _filled(self, text: str, context: str, values: dict[str, Any]) -> Markup:
        """Give a phrase with values in it; those that have none are the same on every page of a language."""
        if values:
            return self._phrase(self.language.gettext(text, context), values)
        key = (self.language, text, context)
        if (found := self._phrases.get(key)) is None:
            found = self._phrases[key] = self._phrase(self.language.gettext(text, context), {})
        return found

    def _phrase(self, found: str, values: dict[str, Any]) -> Markup:
        given = {name: self.language.isolated(value) if isinstance(value, str) else value for name, value in values.items()}
        return Markup(found) % given  # noqa: S704 - a phrase is ours, and values are escaped

    def counted(self, one: str, many: str, **values: str) -> dict[str, str]:
        """Give every form of a phrase with a number, for a script that counts: `%s` is the number, `values` are what else it names."""
        return self.language.counted(one, many, **values)

    def shown(self, value: Any) -> Any:
        """Say words that a template prints as they are."""
        return self.say(value) if isinstance(value, Words) else value

    def clock(self, moment: dt.datetime | dt.time) -> str:
        """Write a time of day, `14:00`."""
        return f"{moment:%H:%M}"

    def in_language(self, tag: str | None) -> Markup:
        """Give the attributes of an element whose text is in another language than the words around it; none when it is the same."""
        if tag is None or canonical(tag) == self.language.tag:
            return Markup()
        return Markup(' lang="{}" dir="{}"').format(canonical(tag), direction(tag))

    def by_name(self) -> dict[str, Callable[..., Any]]:
        """Give the filters by the names that templates use."""
        own = {name: getattr(self, name) for name in FILTERS}
        found = own | {name: self._spoken(method) for name, method in LANGUAGE_FILTERS.items()}
        return {name: _at_render_time(function) for name, function in found.items()}

    def _spoken(self, method: Callable[..., str]) -> Callable[..., str]:
        return lambda value: method(self.language, value)


def _at_render_time(function: Callable[..., Any]) -> Callable[..., Any]:
    """Keep Jinja from working out `"/"|href` once and for all when it compiles a template, which it does not do with a context."""

    @pass_context
    def filtered(_context: Context, *arguments: Any, **named: Any) -> Any:
        return function(*arguments, **named)

    return filtered
