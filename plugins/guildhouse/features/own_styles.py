"""Style sheets of the organisation: whatever would ask for another file or host is refused, in every way that CSS has to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guildhouse.features.theme_files import plain
from guildhouse.setting_readers import SiteFile
from guildhouse.settings import SettingsError

FIRST = frozenset({"@charset", "@import", "@namespace"})
"""Rules that only the beginning of a sheet may hold."""
ADDRESSES = frozenset({"src(", "url("})
"""Functions that take an address; `#` begins one within the page."""
PICTURES = frozenset({"-webkit-image-set(", "image(", "image-set("})
"""Functions that take addresses as mere texts, among other things."""

_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})(?:\r\n|[ \t\n\r\f])?|([^\n\r\f0-9a-f]))", re.IGNORECASE)
_NAME = re.compile(rf"""(@?(?:[\w-]|{_ESCAPE.pattern})+)(?P<call>\((?=\s*["']?\s*(?P<address>[^"')\s]*)))?""", re.IGNORECASE | re.ASCII)
_ELSEWHERE = re.compile(r"""["']\s*((?:[a-z][a-z0-9+.-]*:)?//[^"']*)""", re.IGNORECASE)


def checked(sheet: SiteFile) -> str:
    """Read a style sheet as it is published; SettingsError names what in it a page may not ask for."""
    try:
        text = _bare(sheet.content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"styles: {sheet.path} is not written in UTF-8") from error
    if "/*" in text:
        raise SettingsError(f"styles: {sheet.path} holds a comment that does not end")
    names = tuple(_names(text))
    if rule := next((written for name, written, _ in names if name in FIRST), None):
        raise SettingsError(f"styles: {sheet.path} holds {rule}, which cannot stand in a part of a sheet: name every file in `styles`")
    if (address := next(_asked(text), None)) is not None:
        raise SettingsError(f"styles: {sheet.path} asks for {address!r}: a style of the site fetches nothing")
    if call := next((name for name, *_ in names if name in PICTURES), None):
        raise SettingsError(f"styles: {sheet.path} holds {call}), which asks for pictures: a style of the site fetches nothing")
    return text


def unescaped(text: str) -> str:
    """Write out what stands behind backslashes (https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point)."""
    return _ESCAPE.sub(lambda match: match[2] or _letter(int(match[1], 16)), text)


def _letter(number: int) -> str:
    is_one = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF  # noqa: PLR2004 - the bounds of Unicode, without surrogates
    return chr(number) if is_one else "\N{REPLACEMENT CHARACTER}"


def _bare(text: str) -> str:
    """Leave out comments until none is left: what stood around one may make another."""
    while (shorter := plain(text)) != text:
        text = shorter
    return text


def _asked(text: str) -> Iterator[str]:
    """List what a sheet asks for: addresses in functions, but not those within the page, and texts that read as another host's."""
    yield from _ELSEWHERE.findall(unescaped(text))
    yield from (address for name, _, address in _names(text) if name in ADDRESSES and not address.startswith("#"))


def _names(text: str) -> Iterator[tuple[str, str, str]]:
    """List names, those of functions with `(` and the address that may stand there: as CSS reads them, as written, and that address.

    They are looked for within texts too: better one too many than one too few.
    """
    for match in _NAME.finditer(text):
        yield unescaped(match[1]).lower() + (match["call"] or ""), match[0], match["address"] or ""
