"""What the last lines of a commit's message say of others than its author: `Reviewed-by: Name <address>`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from guildhouse.sources.history.contacts import Contact, contact

TYPES: Mapping[str, str] = {
    "co-authored-by": "",
    "reviewed-by": "review",
    "mentored-by": "mentoring",
    "helped-by": "ideas",
    "thanks-to": "ideas",
}
"""Types of contributions by the key of a trailer; whoever wrote along did what the author did."""
KEYS = ("Co-authored-by", "Reviewed-by", "Helped-by", "Mentored-by", "Thanks-to")
MOST, LONGEST = 50, 400
"""Trailers of one commit that are read, and characters of one: more of them were written by a machine."""
LONGEST_NAME = 4
"""Words that a name without an address may have."""
VALUE = re.compile(r"(?P<name>[^<>]*)(?:<(?P<mail>[^\s<>]*)>(?:\s*,?\s*(?P<rest>[^<>]*))?)?")
REASON = re.compile(r"(?P<name>.*?)\s+for\s+(?P<reason>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trailer:
    """Somebody whom a commit names: the type of what they did, empty for whoever wrote along, and the reason of thanks."""

    type: str
    who: Contact
    reason: str | None = None


def trailers(text: str) -> Iterator[Trailer]:
    """Read trailers, one a line; what is no name with an address is passed over, for anything may stand there."""
    found = (_line(line) for line in text.split("\n", MOST)[:MOST] if len(line) <= LONGEST)
    return (trailer for trailer in found if trailer)


@lru_cache(maxsize=10_000)  # the same people help one another again and again
def _line(line: str) -> Trailer | None:
    key, _, value = line.partition(":")
    key = key.strip().lower()
    found = _read(value.strip(), is_thanks=key == "thanks-to") if key in TYPES else None
    return Trailer(TYPES[key], *found) if found else None


def _read(value: str, *, is_thanks: bool) -> tuple[Contact, str | None] | None:
    """Read `Name <address>`, thanks also as `Name for a reason` and `Name <address> for a reason`."""
    match = VALUE.fullmatch(value)
    if match is None:
        return None
    name, mail, reason = match["name"].strip(), match["mail"] or "", None
    if is_thanks and mail and (because := REASON.fullmatch(f" {match['rest'] or ''}")):
        reason = because["reason"]
    elif is_thanks and not mail and (because := REASON.fullmatch(name)):
        name, reason = because["name"], because["reason"]
    who = contact(name, mail)
    if not who.mail and not _is_name(who.name):
        return None
    return (who, _plain(reason)) if who.name or who.mail else None


def _is_name(text: str) -> bool:
    """Tell whether words without an address can be somebody's name: few, and with a capital where the script has such letters."""
    return len(text.split()) <= LONGEST_NAME and text[:1] == text[:1].title()


def _plain(reason: str | None) -> str | None:
    return " ".join(reason.split()).strip() or None if reason else None
