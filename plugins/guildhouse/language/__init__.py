"""The languages of the interface: its words from gettext catalogues, dates, numbers and lists as each language writes them."""

from __future__ import annotations

import datetime as dt
import gettext
import io
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from guildhouse.model.words import Value, Weekday, Words

CATALOGUES = Path(__file__).with_name("catalogues")
ENGLISH = "en"
"""The language that the words are written in; it needs no catalogue."""

_ISOLATE, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_MARKS = re.compile(f"[{_ISOLATE}{_POP}]")
_APART = re.compile(rf"<[^<>]*>|&#?\w+;|{_ISOLATE}[^{_ISOLATE}{_POP}]*{_POP}")
"""What takes no part in the direction of a text: markup, and what is isolated already."""
_OTHER = MappingProxyType({"ltr": ("R", "AL"), "rtl": ("L",)})
"""Classes of letters that are written the other way."""
_Text = TypeVar("_Text", bound=str)

_NUMBERS = 1000
"""Among so many numbers every language has met all its forms for whole ones."""
_MONDAY = dt.date(2024, 1, 1)
_SHORT = MappingProxyType({True: "EEE", False: "EEEE"})


class UnknownLanguageError(ValueError):
    """A language whose dates nobody knows how to write."""


class Language:
    """Speaks one language: `tag` is that of BCP 47, `direction` ltr or rtl as HTML's `dir` says it."""

    def __init__(self, tag: str) -> None:
        """Prepare a language; without a catalogue its words are English, while dates and numbers are its own."""
        self.tag = canonical(tag)
        self.locale = locale_of(tag)
        self.direction = "rtl" if self.locale.character_order == "right-to-left" else "ltr"
        self._catalogue = _catalogue(self.locale.language)

    @property
    def is_spoken(self) -> bool:
        """Tell whether the interface has words in this language."""
        return self.locale.language in spoken()

    def gettext(self, text: str, context: str = "") -> str:
        """Give a phrase in this language, in the meaning that `context` names."""
        return self._catalogue.pgettext(context, text) if context else self._catalogue.gettext(text)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Give the phrase for a number in this language."""
        return self._catalogue.ngettext(one, many, number)

    def say(self, value: Value) -> str:
        """Write a value as a reader of this language expects it."""
        match value:
            case Words():
                found = self.ngettext(value.text, value.many, value.number) if value.many else self.gettext(value.text, value.context)
                given = {name: self.isolated(self.say(each)) for name, each in value.values}
                return found % ({"number": self.amount(value.number)} | given)
            case dt.date():
                return self.day(value)
            case Weekday():
                return self.weekday(_MONDAY + dt.timedelta(days=value.number))
            case tuple():
                return self.listed([self.say(each) for each in value])
            case int() | float():
                return self.amount(value)
        return value

    def plain(self, value: Value) -> str:
        """Write a value for a program of somebody else, without the marks that keep directions apart."""
        return _MARKS.sub("", self.say(value))

    def isolated(self, text: _Text) -> _Text:
        """Keep a name that is written the other way from mixing with the sentence it stands in.

        The marks are those of Unicode (UAX 9), which work in titles and attributes too.
        """
        if not _runs(text, _OTHER[self.direction]):
            return text
        return type(text)(f"{_ISOLATE}{text}{_POP}")

    def day(self, date: dt.date) -> str:
        """Write a date in full, `16 November 2026`."""
        return _long(date, self.locale)

    def short_day(self, date: dt.date) -> str:
        """Write a date without its year, `16 Nov`."""
        return _skeleton("MMMd", date, self.locale)

    def short_date(self, date: dt.date) -> str:
        """Write a date in short, `16 Nov 2026`."""
        return _skeleton("yMMMd", date, self.locale)

    def month(self, date: dt.date) -> str:
        """Write the month of a date, `November 2026`."""
        return _skeleton("yMMMM", date, self.locale)

    def short_month(self, date: dt.date) -> str:
        """Write the month alone, as a calendar leaf does, `Nov`."""
        return _skeleton("MMM", date, self.locale)

    def weekday(self, date: dt.date, *, short: bool = False) -> str:
        """Write the day of the week, `Monday` or `Mon`."""
        return _patterned(date, _SHORT[short], self.locale)

    def amount(self, number: float) -> str:
        """Write a number, `1,250.5`."""
        return _amount(number, self.locale)

    def listed(self, parts: Sequence[str]) -> str:
        """Write several things as a list, `A, B and C`."""
        return format_list([self.isolated(part) for part in parts], locale=self.locale)

    def counted(self, one: str, many: str, **values: str) -> dict[str, str]:
        """Give every form of a phrase with a number, by the names that CLDR and scripts give the numbers it is for; `%s` is the number.

        `values` stand for whatever else the phrase names.
        """
        first = {self.locale.plural_form(number): number for number in reversed(range(_NUMBERS))}
        last = {"other": first.get("other", 0)}
        return {name: self.ngettext(one, many, number) % {"number": "%s", **values} for name, number in sorted((last | first).items())}

    def name_of(self, tag: str) -> str:
        """Name a language in this one, `nb` as Norwegian Bokmål; a tag that nobody knows names itself."""
        try:
            return Locale.parse(tag.replace("-", "_")).get_display_name(self.locale) or tag
        except (UnknownLocaleError, ValueError):
            return tag

    def own_name(self) -> str:
        """Name this language in itself, `Deutsch`."""
        return self.name_of(self.tag)


@lru_cache(maxsize=1024)
def canonical(tag: str) -> str:
    """Write a tag with the letters that BCP 47 recommends, `pt-BR` and `zh-Hans`, however it was typed."""
    first, *rest = tag.replace("_", "-").split("-")
    return "-".join([first.lower(), *(_cased(part) for part in rest)])


def is_named(tag: str) -> bool:
    """Tell whether the tag begins with a language that CLDR has a name for; a slip of the pen mostly does not."""
    return canonical(tag).partition("-")[0] in locale_of(ENGLISH).languages


def _cased(part: str) -> str:
    if len(part) == len("Hans") and part.isalpha():
        return part.title()
    return part.upper() if len(part) == len("BR") else part.lower()


def direction(tag: str) -> str:
    """Tell in which direction a language is written, as HTML's `dir` says it; `auto` when nobody knows the language."""
    try:
        return language(tag).direction
    except UnknownLanguageError:
        return "auto"


def own_name(tag: str) -> str:
    """Name a language in itself, `Deutsch`; a tag that nobody knows names itself."""
    try:
        return language(tag).own_name()
    except UnknownLanguageError:
        return tag


def _runs(text: str, classes: tuple[str, ...]) -> bool:
    """Tell whether a text has letters of some directions."""
    if text.isascii() and "L" not in classes:
        return False
    rest, found = text, 1
    while found:
        rest, found = _APART.subn("", rest)
    return any(bidirectional(letter) in classes for letter in rest)


@cache
def language(tag: str) -> Language:
    """Give the language of a BCP 47 tag; UnknownLanguageError when its dates are not known."""
    return Language(tag)


def locale_of(tag: str) -> Locale:
    """Find the conventions of a language; plain English is written the way most of the world writes dates."""
    try:
        return Locale.parse("en_GB" if tag == ENGLISH else tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError) as error:
        message = f"language must be one whose dates are known, not {tag!r}"
        raise UnknownLanguageError(message) from error


@cache
def spoken() -> frozenset[str]:
    """List the languages that the interface has words in."""
    return frozenset({ENGLISH, *(path.stem for path in CATALOGUES.glob("*.po"))})


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """Read a catalogue as translators write it; compiled in memory, so that nothing compiled has to be kept true."""
    path = CATALOGUES / f"{code}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=4096)
def _amount(number: float, locale: Locale) -> str:
    return format_decimal(number, locale=locale)


@lru_cache(maxsize=4096)
def _long(date: dt.date, locale: Locale) -> str:
    return format_date(date, "long", locale=locale)


@lru_cache(maxsize=4096)
def _skeleton(skeleton: str, date: dt.date, locale: Locale) -> str:
    return format_skeleton(skeleton, date, locale=locale)


@lru_cache(maxsize=4096)
def _patterned(date: dt.date, pattern: str, locale: Locale) -> str:
    return format_date(date, pattern, locale=locale)
