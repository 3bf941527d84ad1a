"""Reads `.all-contributorsrc`: what people are thanked for there, by the same identities and with the same consent as everywhere."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guildhouse.model.contribution import LABELS, Contribution
from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.history import place
from guildhouse.sources.history.contacts import FORGES, Contact, cleaned, contact, is_bot, tool
from guildhouse.sources.history.identities import Directory, Identities
from guildhouse.sources.problems import Problems, did_you_mean
from guildhouse.sources.tree import read_text

HALF = re.compile("[\ud800-\udfff]")


def named(site: Path) -> str | None:
    """Find the file, in the site's folder or at the root of its repository, as a path from the site; None when there is none."""
    for root in place.roots(site):
        path = root / place.DECLARED
        if path.is_file() and not path.is_symlink():
            return Path(os.path.relpath(path, site.resolve())).as_posix()
    return None


@dataclass(frozen=True)
class Entry:
    """One contributor as the file has it; `at` is the line on which it begins."""

    values: dict[str, Any]
    at: Source

    def text(self, key: str) -> str:
        """Give a value that is a text; empty where it is none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def who(self, service: str) -> Contact:
        """Write who is meant as git would: by name, and by the address that a forge makes of an account."""
        login = self.text("login").lower()
        return contact(self.text("name"), f"{login}@users.noreply.{service}.com" if login else "")


def declared(site: Path, directory: Directory, who: Identities, problems: Problems) -> tuple[Contribution, ...]:
    """Read the contributions of everybody who may be named, in the order of people and types."""
    found: dict[tuple[str, str], None] = {}
    service, listed = _read(site, problems)
    for entry in listed:
        person = person_of(entry, service, directory, who)
        types = entry.values.get("contributions")
        for type_ in types if isinstance(types, list) else ():
            if not isinstance(type_, str) or type_ not in LABELS:
                hint = did_you_mean(str(type_), LABELS) or "Use a type of all-contributors, or one that docs/kinds.md names."
                problems.add(codes.BAD_CONTRIBUTORS, entry.at, f"no contribution is of the type {type_!r}", hint)
            elif person is not None:
                found[person, type_] = None
    return tuple(Contribution(person=person, type=type_, origin="all-contributors") for person, type_ in sorted(found))


def person_of(entry: Entry, service: str, directory: Directory, who: Identities) -> str | None:
    """Name who is meant, by id or as written; None for programs and for those who do not want that."""
    signed, login = entry.who(service), entry.text("login")
    if is_program(entry, service, directory):
        return None
    known = directory.find(signed)
    if directory.refuses(known.id if known else None, (signed.name, login)):
        return None
    if known:
        return known.id
    same = who.find(signed)
    return same.person if same else directory.unlike_an_id(signed.name or cleaned(login))


def is_program(entry: Entry, service: str, directory: Directory) -> bool:
    """Tell whether a bot or an assistant is meant."""
    signed = entry.who(service)
    known = directory.find(signed)
    if known:
        return known.kind != "person"
    return any(is_bot(each) or tool(each) is not None for each in (signed, Contact(entry.text("login"), "")))


def _read(site: Path, problems: Problems) -> tuple[str, list[Entry]]:
    """Read the file of a site; whatever is not as it should be is told and passed over."""
    path = named(site)
    text = read_text(site, path, problems) if path else None
    if path is None or text is None:
        return "github", []
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        at = Source(path, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        problems.add(codes.BAD_CONTRIBUTORS, at, f"the file is not JSON: {getattr(error, 'msg', 'it is nested too deeply')}")
        return "github", []
    if (half := half_character(whole, text)) is not None:
        problems.add(
            codes.BAD_CONTRIBUTORS, Source(path, half), "the file holds half a character (`\\ud800` to `\\udfff` without the other half)"
        )
        return "github", []
    if not isinstance(whole, dict) or not is_list(whole.get("contributors", [])):
        problems.add(codes.BAD_CONTRIBUTORS, Source(path), "`contributors` is not a list of people")
    return entries(whole if isinstance(whole, dict) else {}, text, path)


def half_character(whole: Any, text: str) -> int | None:
    """Find the line on which the file names half of a character, which no text can hold; None when there is none."""
    if not HALF.search(json.dumps(whole, ensure_ascii=False)):
        return None
    # two halves that stand together are one character
    found = re.search(r"\\u(?:d[89ab]..(?!\\ud[c-f])|(?<!\\ud[89ab]..\\u)d[c-f]..)", text, re.IGNORECASE)
    return 1 + text.count("\n", 0, found.start() if found else 0)


def is_list(listed: Any) -> bool:
    """Tell whether a value can be the list of contributors."""
    return isinstance(listed, list) and all(isinstance(each, dict) for each in listed)


def entries(whole: dict[str, Any], text: str, path: str) -> tuple[str, list[Entry]]:
    """Give the service on which the accounts are, and the contributors with their lines in the text."""
    listed = whole.get("contributors")
    service = whole.get("repoType")
    people = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    return service if service in FORGES else "github", list(_placed(people, text, path))


def _placed(listed: list[dict[str, Any]], text: str, path: str) -> Iterator[Entry]:
    """Find the line on which each contributor stands, by the first word that is written of them."""
    at = 0
    for values in listed:
        word = next((values[key] for key in ("login", "name") if isinstance(values.get(key), str)), "")
        found = re.compile(rf":\s*(?:{re.escape(json.dumps(word))}|{re.escape(json.dumps(word, ensure_ascii=False))})").search(text, at)
        at = found.end() if found else at
        yield Entry(values, Source(path, 1 + text.count("\n", 0, at)))
