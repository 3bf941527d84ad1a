"""Writes `.all-contributorsrc` from what the site knows; whoever stands there stays, unless they do not want to be named."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guildhouse.model.contribution import OWN
from guildhouse.model.contributions import PRESENCE
from guildhouse.model.house import House
from guildhouse.model.person import is_initials
from guildhouse.publish.places import UsageError, places
from guildhouse.settings import Settings, load
from guildhouse.sources.history import declared, place
from guildhouse.sources.history.reading import Remembered
from guildhouse.sources.reading import tied


@dataclass(frozen=True)
class Plan:
    """The file as it should be, and the lines that tell what is new in it."""

    path: Path
    text: str
    lines: tuple[str, ...]

    def write(self) -> None:
        """Put the file in place in one step; its rights stay."""
        aside = self.path.with_name(f"{self.path.name}.aside")
        try:
            aside.write_text(self.text, encoding="utf-8")
            if self.path.exists():
                aside.chmod(self.path.stat().st_mode & 0o777)
            aside.replace(self.path)
        finally:
            aside.unlink(missing_ok=True)


def plan(site: Path) -> Plan:
    """Work out what the file of a site should hold; UsageError when the one that is there cannot be read."""
    folder = places(site).site
    settings = load(folder)
    house, reader = tied(folder, settings)
    path = folder / (declared.named(folder) or place.DECLARED)
    whole, indent = _existing(path, settings)
    service, entries = declared.entries(whole, "", path.name)
    kept, lines = _kept(entries, service, house, reader.remembered)
    people = {person: entry for person, entry in kept if person}
    new: list[dict[str, Any]] = []
    for person, types in sorted(contributions(house).items(), key=lambda each: (_name(house, each[0]).casefold(), each[0])):
        entry = people.get(person) or _entry(house, person, service)
        missing = sorted(types - set(entry["contributions"]))
        if missing:
            entry["contributions"] = [*entry["contributions"], *missing]
            lines.append(f"{_name(house, person)}: {', '.join(missing)}")
        if person not in people and missing:
            new.append(entry)
    whole["contributors"] = [*(entry for _, entry in kept), *new]
    return Plan(path, json.dumps(whole, ensure_ascii=False, indent=indent) + "\n", tuple(lines))


def contributions(house: House) -> dict[str, set[str]]:
    """Gather the types of all contributions by whoever may be named in full, in the vocabulary of all-contributors."""
    found: dict[str, set[str]] = {}
    for each in house.contributions:
        if each.type != PRESENCE and _may_be_named(house, each.person):
            found.setdefault(each.person, set()).add(OWN[each.type][1] if each.type in OWN else each.type)
    return found


def _may_be_named(house: House, person: str) -> bool:
    known = house.person(person)
    return (known.recognition == "named" and known.kind == "person") if known else not is_initials(person)


def _existing(path: Path, settings: Settings) -> tuple[dict[str, Any], int | str]:
    """Read what is there, with the indentation that it is written in; a new file begins with what all-contributors needs."""
    if path.is_symlink():
        raise UsageError(f"{path.name} is a symbolic link, which is not followed. Put the file itself in its place.")
    if not path.exists():
        return {"projectName": settings.site_name, "files": ["README.md"], "imageSize": 100, "contributors": []}, 2
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
        whole = json.loads(text)
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        raise UsageError(f"{path.name}:{line}: the file is not UTF-8 text, so nothing is written.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path.name} is not JSON, so nothing is written: {error}.") from error
    if not isinstance(whole, dict) or not declared.is_list(whole.get("contributors", [])):
        raise UsageError(f"{path.name} holds no list of contributors, so nothing is written.")
    if (half := declared.half_character(whole, text)) is not None:
        raise UsageError(f"{path.name}:{half}: the file holds half a character, so nothing is written.")
    _check_types(whole, text, path)
    found = re.match(r"\s*\{\s*\n([ \t]+)", text)
    return whole, found[1] if found else 2


def _check_types(whole: dict[str, Any], text: str, path: Path) -> None:
    for entry in declared.entries(whole, text, path.name)[1]:
        types = entry.values.get("contributions")
        wrong = [type_ for type_ in types if not isinstance(type_, str)] if isinstance(types, list) else []
        if wrong:
            raise UsageError(f"{path.name}:{entry.at.line}: {wrong[0]!r} is no type of contribution, so nothing is written.")


def _kept(
    entries: list[declared.Entry], service: str, house: House, remembered: Remembered
) -> tuple[list[tuple[str | None, dict[str, Any]]], list[str]]:
    """Keep the entries of all but those who do not want to be named in full, who are not named here either."""
    kept: list[tuple[str | None, dict[str, Any]]] = []
    for entry in entries:
        person = declared.person_of(entry, service, remembered.directory, remembered.identities)
        is_out = person is None and not declared.is_program(entry, service, remembered.directory)
        if not is_out and (person is None or _may_be_named(house, person)):
            types = entry.values.get("contributions")
            entry.values["contributions"] = types if isinstance(types, list) else []
            kept.append((person, entry.values))
    gone = len(entries) - len(kept)
    return kept, [f"{gone} of {len(entries)} entries left out, as those people wish"] if gone else []


def _entry(house: House, person: str, service: str) -> dict[str, Any]:
    """Begin an entry for somebody; accounts that they keep private are not in the house."""
    known = house.person(person)
    login = (known.accounts.get(service, "") if known else "").rstrip("/").rpartition("/")[2].removeprefix("@")
    about = {"login": login} if login else {}
    about["name"] = _name(house, person)
    if login and service == "github":
        about |= {"avatar_url": f"https://github.com/{login}.png", "profile": f"https://github.com/{login}"}
    return {**about, "contributions": []}


def _name(house: House, person: str) -> str:
    known = house.person(person)
    return known.name if known else person


def relative(path: Path) -> str:
    """Name the file as somebody types it."""
    return os.path.relpath(path)
