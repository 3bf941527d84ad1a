"""Style sheets of the organisation: whatever would ask for another file or host is refused, in every way that CSS has to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guildhouse.features.theme_files import COMMENT, TEXT, plain
from guildhouse.setting_readers import SiteFile
from guildhouse.settings import SettingsError

FIRST = frozenset({"@charset", "@import", "@namespace"})
"""Rules that only the beginning of a sheet may hold."""
ADDRESSES = frozenset({"src(", "url("})
"""Functions that take an address; `#` begins one within the page."""
PICTURES = frozenset({"-webkit-image-set(", "image(", "image-set("})
"""Functions that take addresses as mere texts, among other things."""

_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})(?:\r\n|[ \t\n\r\f])?|([^\n\r\f0-9a-f]))", re.IGNORECASE)
_NAME = re.compile(
    rf"""(@?(?:[\w-]|{_ESCAPE.pattern})+)(?P<call>\((?=\s*(?P<address>#[^)]*|["']?\s*[^"')\s]*)))?""", re.IGNORECASE | re.ASCII
)
_WITHIN = re.compile(r"""#[^"']*""")
"""An address within the page; a quote in one that stands without quotes would make browsers read all that follows in another way."""
_ELSEWHERE = re.compile(r"""["']\s*((?:[a-z][a-z0-9+.-]*:)?//[^"']*)""", re.IGNORECASE)
_SELECTOR = re.compile(rf"""(?P<kept>{TEXT})|\[\s*(?:[\w|*-]|\\.)+\s*[~|^$*]?=\s*(?:{TEXT})\s*[is]?\s*\]""", re.IGNORECASE | re.DOTALL)
"""A selector by an attribute's text, which is compared and never fetched; or a text in another place."""
_MARK = re.compile(rf"""(?:{TEXT})|(?P<mark>[][(){{}}"']|/\*)""", re.DOTALL)
"""What opens or closes something, outside texts: a quote among them has no fellow on its line."""
_ENDS = {"(": ")", "[": "]", "{": "}"}
_UNENDED = "a block that does not end"
_WORD = r"\w\\\x80-\U0010ffff-"
_JOINING = re.compile(rf"[#@{_WORD}][%({_WORD}].?|[\d+.-](?:\d.?|\.\d)|/\*.?", re.DOTALL)
"""The character before a comment and the two behind it, where CSS would read one word without it."""


def checked(sheet: SiteFile) -> str:
    """Read a style sheet as it is published; SettingsError names what in it a page may not ask for."""
    try:
        text = _bare(sheet.content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"styles: {sheet.path} is not written in UTF-8") from error
    if slip := _slip(text):
        raise SettingsError(f"styles: {sheet.path} holds {slip}")
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
    while (shorter := plain(COMMENT.sub(_without, text))) != text:
        text = shorter
    return text


def _without(match: re.Match[str]) -> str:
    """Keep a text; of a comment keep a space, but only where one word would become of two: elsewhere a space has a meaning."""
    around = match.string[match.start() - 1 : match.start()] + match.string[match.end() : match.end() + 2]
    return match[1] or (" " if _JOINING.fullmatch(around) else "")


def _slip(text: str) -> str:
    """Tell what would make browsers read what follows the sheet as a part of it, or the sheet's end as none."""
    awaited: list[str] = []
    for mark in filter(None, (match["mark"] for match in _MARK.finditer(text))):
        if mark in _ENDS:
            awaited.append(_ENDS[mark])
        elif mark == "/*":
            return "a comment that does not end"
        elif mark in _ENDS.values():
            if mark not in awaited:
                return f"a {mark} too many"
            if awaited.pop() != mark:
                return _UNENDED
        else:
            return "a text that does not end on its line"
    return _UNENDED if awaited else ""


def _asked(text: str) -> Iterator[str]:
    """List what a sheet asks for: addresses in functions, but not those within the page, and texts that read as another host's."""
    yield from _ELSEWHERE.findall(unescaped(_SELECTOR.sub(lambda match: match["kept"] or "[]", text)))
    yield from (address for name, _, address in _names(text) if name in ADDRESSES and not _WITHIN.fullmatch(address))


def _names(text: str) -> Iterator[tuple[str, str, str]]:
    """List names, those of functions with `(` and the address that may stand there: as CSS reads them, as written, and that address.

    They are looked for within texts too: better one too many than one too few.
    """
    for match in _NAME.finditer(text):
        yield unescaped(match[1]).lower() + (match["call"] or ""), match[0], (match["address"] or "").lstrip("\"' \t\n")
