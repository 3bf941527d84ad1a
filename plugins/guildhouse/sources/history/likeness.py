"""Finds ways of signing that look like one person's, for somebody to confirm: nothing is ever joined by a guess."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from guildhouse.sources.history.contacts import Contact
from guildhouse.sources.history.identities import Identity

SHORTEST = 4
"""Letters of a word that says something of who it is."""
MANY = 6
"""People who share a word that hence says nothing of who they are."""
COMMON = frozenset({"admin", "contact", "developer", "hello", "info", "mail", "office", "support", "team", "test", "user"})


@dataclass(frozen=True)
class Pair:
    """Two people who may be one; `word` is what they share. The first has a record if one of them has."""

    one: Identity
    other: Identity
    word: str


def pairs(people: Sequence[Identity]) -> Iterator[Pair]:
    """List people who may be one, in the order in which they come; two who are both not to be named need nobody's attention."""
    sharing: dict[str, list[int]] = {}
    for number, each in enumerate(people):
        for word in sorted(_words(each)):
            sharing.setdefault(word, []).append(number)
    found: dict[tuple[int, int], str] = {}
    for word, numbers in sorted(sharing.items()):
        for pair in combinations(numbers, 2) if len(numbers) <= MANY else ():
            found.setdefault(pair, word)
    for (first, second), word in sorted(found.items()):
        one, other = sorted((people[first], people[second]), key=lambda each: (each.is_out, each.known is None))
        if not one.is_out and one.person is not None and not (one.known and other.known):
            yield Pair(one, other, word)


def _words(each: Identity) -> set[str]:
    """Write all that somebody signs with as the short forms that people make of names."""
    found: set[str] = set()
    names = {each.known.name} if each.known else set()
    for who in (who for one in each.signatures for who in (one.written, one.mapped)):
        names.add(who.name)
        found.update(_of_address(who))
    for name in names:
        found.update(_of_name(name))
    return {word for word in found if len(word) >= SHORTEST and word not in COMMON}


def _of_address(who: Contact) -> Iterator[str]:
    """Give the part of a person's own address before the @, and the accounts that a forge made it of."""
    yield from (_plain(login) for _, login in who.logins)
    if who.address and not who.logins:
        yield _plain(who.address.partition("@")[0].partition("+")[0])


def _of_name(name: str) -> Iterator[str]:
    parts = [plain for part in name.replace(",", " ").split() if (plain := _plain(part))]
    yield "".join(parts)
    if len(parts) > 1:
        yield " ".join(sorted(parts))
        yield f"{parts[0][0]}{parts[-1]}"
        yield f"{parts[0]}{parts[-1][0]}"


def _plain(word: str) -> str:
    """Write letters alone, without accents and case."""
    return "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if char.isalnum())
