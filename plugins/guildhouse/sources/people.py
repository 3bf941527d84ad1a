"""Assembles people, and what others may know of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from guildhouse.model.person import Person
from guildhouse.sources import codes
from guildhouse.sources.documents import Reader, aliases
from guildhouse.sources.entries import Entry, Files
from guildhouse.sources.fields import finish_fields
from guildhouse.sources.forgetting import HANDLE
from guildhouse.sources.history.identities import Directory
from guildhouse.sources.lookup import Known, OptOut
from guildhouse.sources.problems import Problems
from guildhouse.sources.schemes import visible

H = TypeVar("H", bound=Hashable)
NEVER_SHOWN = frozenset({"emails", "private", "forgotten"})


def person(entry: Entry, reader: Reader) -> Person:
    """Make a person of the fields that they publish."""
    hidden = NEVER_SHOWN | set(entry.values.get("private") or ())
    fields = tuple(field for field in entry.kind.fields if field.name not in hidden)
    given = finish_fields(fields, entry.values, reader.lookup(entry))
    name = given.pop("name", entry.stem)
    left = entry.values.get("left")
    given["is_gone"] = "left" in hidden and left is not None and left < reader.today
    given["aliases"] = aliases(entry, reader.problems)
    return Person(**given, name=name, id=entry.stem, url=entry.url, source=entry.source, body=reader.body(entry, name))


def names(files: Files, problems: Problems) -> dict[str, Known]:
    """Lead every id and account, in small letters, to its person; an account that two people have leads to neither."""
    people = [entry for entry in files.entries.values() if entry.kind.name == "person"]
    found: dict[str, Known] = {}
    for entry in people:
        _put(found, entry.stem.lower(), _known(entry), entry, problems)
    found = _own(people, _accounts) | found
    if any(known.forgotten for known in found.values()):
        found.setdefault(HANDLE, Known(HANDLE, forgotten=True))
    return found


def described(files: Files) -> dict[str, Known]:
    """Lead every full name and e-mail address, in small letters, to its person; what two people have leads to neither."""
    return _own((entry for entry in files.entries.values() if entry.kind.name == "person"), _descriptions)


def directory(files: Files, names: Mapping[str, Known], described: Mapping[str, Known]) -> Directory:
    """Gather what records say of those who sign commits; `names` and `described` are those of the site."""
    people = [entry for entry in files.entries.values() if entry.kind.name == "person"]
    words = {entry.stem: frozenset(_descriptions(entry)) for entry in people}
    return Directory(names, described, _own(people, _services), words, opt_out(files))


def _own(people: Iterable[Entry], words: Callable[[Entry], Sequence[H]]) -> dict[H, Known]:
    """Lead each word to the person who alone has it."""
    owners: dict[H, dict[str, Entry]] = {}
    for entry in people:
        for word in words(entry):
            owners.setdefault(word, {})[entry.stem] = entry
    return {word: _known(*found.values()) for word, found in owners.items() if len(found) == 1}


def _descriptions(entry: Entry) -> list[str]:
    """List the full name and the addresses; a name of one word may be anybody's."""
    name = " ".join(entry.values.get("name", "").lower().split())
    addresses = (entry.values.get("email"), *(entry.values.get("emails") or ()))
    return [*([name] if " " in name else []), *(address.lower() for address in addresses if address)]


def _accounts(entry: Entry) -> list[str]:
    return [visible(account).removeprefix("@").lower() for account in (entry.values.get("accounts") or {}).values()]


def _services(entry: Entry) -> list[tuple[str, str]]:
    """List accounts with the service that each is on; an address of one ends with its name."""
    accounts = (entry.values.get("accounts") or {}).items()
    return [(service.lower(), visible(name).rstrip("/").rpartition("/")[2].removeprefix("@").lower()) for service, name in accounts]


def _put(found: dict[str, Known], id_: str, known: Known, entry: Entry, problems: Problems) -> None:
    if id_ in found:
        problems.add(codes.DUPLICATE_ID, entry.source, f"the id {id_!r} belongs to two files", "Keep one of the two records.")
    found.setdefault(id_, known)


def _known(entry: Entry) -> Known:
    values = entry.values
    return Known(
        id=entry.stem,
        name=values.get("name", entry.stem),
        recognition=values.get("recognition", "named"),
        forgotten="forgotten" in values,
        kind=values.get("kind", "person"),
    )


def opt_out(files: Files) -> OptOut:
    """Read who does not want to be credited and has no record."""
    entry = files.entries.get("content/recognition.yml")
    if entry is None:
        return OptOut()
    return OptOut(entry.values.get("salt", ""), frozenset(entry.values.get("opt_out") or ()))
