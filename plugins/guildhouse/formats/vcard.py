"""A person as a card for address books: vCard 3.0 (RFC 2426, 2425), which every one of them reads, with the names that RFC 6350 keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OCTETS = 75
"""The longest line, without its end."""

_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SERVICE = re.compile(r"[^A-Za-z0-9-]+")


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a person publishes of themselves; `url` is the full address of their page, None without a site address.

    `accounts` are pairs of a service and the name there.
    """

    name: str
    title: str | None = None
    organization: str | None = None
    team: str | None = None
    email: str | None = None
    timezone: str | None = None
    skills: tuple[str, ...] = ()
    accounts: tuple[tuple[str, str], ...] = ()
    url: str | None = None


def card(person: Card) -> str:
    """Write a card; lines end in CRLF and are folded."""
    return "".join(f"{_folded(line)}\r\n" for line in _lines(person))


def _lines(person: Card) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"FN:{_text(person.name)}")
    # Which part of a name is the family's differs from place to place: the whole stands as one, and is shown as one.
    yield f"N:;{_text(person.name)};;;"
    if person.organization or person.team:
        yield f"ORG:{';'.join(_text(part) for part in (person.organization or '', person.team) if part is not None)}"
    if person.title:
        yield f"TITLE:{_text(person.title)}"
    if person.email:
        yield f"EMAIL;TYPE=INTERNET:{_text(person.email)}"
    if person.timezone:
        yield f"TZ;VALUE=text:{_text(person.timezone)}"
    if person.skills:
        yield f"CATEGORIES:{','.join(_text(skill) for skill in person.skills)}"
    for service, account in person.accounts:
        yield f"X-SOCIALPROFILE;TYPE={_SERVICE.sub('-', service).strip('-') or 'other'}:{_text(account)}"
    if person.url:
        yield from (f"URL:{_address(person.url)}", f"UID:{_text(person.url)}")
    yield "END:VCARD"


def _text(value: str) -> str:
    """Write a value so that nothing in it can end the value, its part or the line (RFC 2426, 4)."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", value)).translate(_ESCAPES)


def _address(url: str) -> str:
    """Write an address, which knows no escapes and holds no breaks."""
    return _CONTROLS.sub("", _BREAKS.sub("", url)).replace("\n", "")


def _folded(line: str) -> str:
    """Break a line before it is too long, never inside of a character; lines that go on begin with a space."""
    parts, octets = [""], 0
    for character in line:
        size = len(character.encode())
        if octets + size > OCTETS:
            parts.append("")
            octets = 1
        parts[-1] += character
        octets += size
    return "\r\n ".join(parts)
