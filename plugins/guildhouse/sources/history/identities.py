"""Who is who in git: ways of signing brought together into people, with those left out who do not want to be named."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from guildhouse.sources.history.contacts import Contact, full_name, is_bot, tool
from guildhouse.sources.history.withholding import Withheld
from guildhouse.sources.lookup import Known, OptOut


@dataclass(frozen=True)
class Directory:
    """What the site's own records say of people: who they are, by which words they are known, and who does not want to be named."""

    names: Mapping[str, Known] = field(default_factory=dict)
    """By id and account, in small letters."""
    described: Mapping[str, Known] = field(default_factory=dict)
    """By full name and address, in small letters, where these are one person's alone."""
    accounts: Mapping[tuple[str, str], Known] = field(default_factory=dict)
    """By service and account, in small letters, where it is one person's alone."""
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """All names and addresses of a person, by id."""
    opt_out: OptOut = field(default_factory=OptOut)

    def find(self, who: Contact) -> Known | None:
        """Find the record of somebody who signs so: by address, by the account that a forge made the address of, by full name, by `@id`."""
        if who.name.startswith("@") and (named := self.names.get(who.name[1:].lower())):
            return named
        accounts = (self.accounts.get(login) for login in who.logins)
        return self.described.get(who.mail.lower()) or next(filter(None, accounts), None) or self.described.get(who.full_name)

    def unlike_an_id(self, name: str) -> str | None:
        """Write the name of somebody without a record so that it is not read as the id of somebody else; None when there is no such way."""
        if name in self.names:
            name = f"{name[0].upper()}{name[1:]}"
        return None if not name or name in self.names else name

    def refuses(self, id_: str | None, words: Iterable[str]) -> bool:
        """Tell whether somebody does not want to be named, who has a record or none and is known by these names and addresses."""
        own = {form for word in words for each in (word, _turned(word)) for form in (each, unicodedata.normalize("NFD", each)) if each}
        if id_ is not None and not self._credit[id_]:
            return True
        own |= self.words.get(id_ or "", frozenset())
        lowered = {word.lower() for word in own}
        if id_ is None and not lowered.isdisjoint(self._reserved):
            return True
        return any(self.opt_out.covers(word) for word in sorted(own)) or (id_ is None and self._is_forgotten(lowered))

    @cached_property
    def _people(self) -> dict[str, Known]:
        return {known.id: known for known in (*self.names.values(), *self.described.values(), *self.accounts.values())}

    @cached_property
    def _credit(self) -> dict[str, bool]:
        return {id_: known.recognition != "no" and not known.forgotten for id_, known in self._people.items()}

    @cached_property
    def _reserved(self) -> frozenset[str]:
        """Names and addresses of those who are not to be named in full: nobody else is either who cannot be told from them."""
        return frozenset(word for id_, words in self.words.items() if self._people[id_].recognition != "named" for word in words)

    @cached_property
    def withheld(self) -> Withheld:
        """Names, ids and accounts that no words may hold, of those who are not to be named in full."""
        ids = (word for word, known in self.names.items() if known.credit != known.id)
        return Withheld.of((*self._reserved, *ids), self.opt_out)

    def _is_forgotten(self, words: Iterable[str]) -> bool:
        """Tell whether somebody can be a person to be forgotten, of whom nothing is left but the id."""
        forgotten = {known.id for known in self._people.values() if known.forgotten}
        return bool(forgotten) and any(_as_id(part) in forgotten for word in words for part in (word, word.partition("@")[0]))


def _turned(name: str) -> str:
    """Turn `Family, Given` round; empty for names that are not written so."""
    family, _, given = (part.strip() for part in name.partition(","))
    return f"{given} {family}" if family and given else ""


def _as_id(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return "-".join("".join(char if char.isalnum() else " " for char in plain).split())


@dataclass(frozen=True)
class Signature:
    """One way of signing: as it was written, as `.mailmap` has it, and how recently somebody signed so (greater is later)."""

    written: Contact
    mapped: Contact
    latest: float = 0.0
    is_author: bool = True


@dataclass(frozen=True)
class Identity:
    """A person: an id, or the name that somebody without a record uses now; None when they are not to be named."""

    person: str | None
    signatures: tuple[Signature, ...]
    known: Known | None = None
    is_out: bool = False
    """Whether they chose so, rather than having no name."""

    @property
    def words(self) -> frozenset[str]:
        """Every name and address by which they are known."""
        return frozenset(word for each in self.signatures for who in (each.written, each.mapped) for word in who if word)


@dataclass(frozen=True)
class Identities:
    """All people of a history, and which of them each signature is; tools by their signature, and signatures of bots."""

    people: tuple[Identity, ...] = ()
    tools: Mapping[Contact, str] = field(default_factory=dict)

    @cached_property
    def of(self) -> Mapping[Contact, str]:
        """Lead ways of signing to those who may be named."""
        return {each.written: found.person for found in self.people if found.person is not None for each in found.signatures}

    def find(self, who: Contact) -> Identity | None:
        """Find the person who signs so, by full name, address or the account that a forge made the address of."""
        return next((found for key in _keys(who) if (found := self._by_key.get(key))), None)

    @cached_property
    def _by_key(self) -> Mapping[str, Identity]:
        return {key: each for each in self.people for one in each.signatures for who in (one.written, one.mapped) for key in _keys(who)}

    @cached_property
    def refused(self) -> frozenset[str]:
        """Full names and addresses, in small letters, of people who chose not to be named."""
        return frozenset(word.lower() for each in self.people if each.is_out for word in each.words if full_name(word) or "@" in word)

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Lead each former full name, in small letters, to the person by the id or name of today; one that two people had leads nowhere."""
        owners: dict[str, set[str | None]] = {}
        for each in self.people:
            for word in filter(None, map(full_name, each.words)):
                owners.setdefault(word, set()).add(each.person)
        alone = ((word, found.pop()) for word, found in owners.items() if len(found) == 1)
        return {word: person for word, person in alone if person is not None and full_name(person) != word}

    @cached_property
    def withheld(self) -> frozenset[str]:
        """Names and addresses, in small letters, that may stand nowhere: of people who are out, and former names of the others."""
        found: set[str] = set()
        for each in self.people:
            current = (each.known.name if each.known else each.person or "").lower()
            found |= {word.lower() for word in each.words if each.is_out or "@" in word or (full_name(word) and word.lower() != current)}
        return frozenset(found)


def _keys(who: Contact) -> tuple[str, ...]:
    """Write whatever tells one person from all others."""
    accounts = (f"{service} {login}@" for service, login in who.logins)
    return tuple(word for word in (who.address, *accounts, who.full_name) if word)


def identities(signatures: Sequence[Signature], directory: Directory) -> Identities:
    """Bring signatures together that are one person's: by record, by address, and by full name."""
    tools: dict[Contact, str] = {}
    people: list[Signature] = []
    for each in signatures:
        named, is_program = _program(each, directory)
        if named:
            tools[each.written] = named
        elif not is_program:
            people.append(each)
    found = _unmixed([_identity(known, members, directory) for known, members in _people(people, directory)], directory)
    return Identities(tuple(sorted(found, key=lambda each: (each.person or "", sorted(each.words)))), tools)


def _unmixed(found: list[Identity], directory: Directory) -> Iterator[Identity]:
    """Take out signatures of several people, of whom one is not to be named: `One & Other <pair@example.org>`."""
    out = {word for each in found if each.is_out for word in each.words if full_name(word)}
    withheld = Withheld(directory.withheld.names | Withheld.of(out, OptOut()).names, directory.opt_out)
    for each in found:
        own = [one for one in each.signatures if each.is_out or each.known or not withheld.named_in(one.mapped.name, 2)]
        yield from (Identity(None, (one,), is_out=True) for one in each.signatures if one not in own)
        if own:
            yield each if len(own) == len(each.signatures) else _identity(None, own, directory)


def _program(each: Signature, directory: Directory) -> tuple[str | None, bool]:
    """Tell whether a program signs so, and the name of an AI assistant: what a record of the address says counts before all guesses."""
    known = directory.find(each.mapped) or directory.find(each.written)
    if known and known.kind != "person":
        return (known.id if known.kind == "assistant" else None), True
    by_mail = any(
        directory.described.get(who.mail.lower()) or any(map(directory.accounts.get, who.logins)) for who in (each.mapped, each.written)
    )
    if by_mail:
        return None, False
    return tool(each.mapped) or tool(each.written), is_bot(each.mapped) or is_bot(each.written)


def _people(signatures: Sequence[Signature], directory: Directory) -> Iterator[tuple[Known | None, list[Signature]]]:
    """Group signatures that are linked; where a group would be two people with records, each keeps what is surely theirs."""
    records = {each: directory.find(each.mapped) or directory.find(each.written) for each in signatures}
    groups: dict[str, list[Signature]] = {}
    surely: dict[str, tuple[Known, list[Signature]]] = {}
    for linked in _linked(signatures):
        known = {found.id: found for each in linked if (found := records[each])}
        name = min(_links(each) for each in linked)[0]
        for each in linked:
            owner = next(iter(known.values())) if len(known) == 1 else records[each]
            if owner:
                surely.setdefault(owner.id, (owner, []))[1].append(each)
            else:
                groups.setdefault(name, []).append(each)
    yield from surely.values()
    yield from ((None, members) for members in groups.values())


def _linked(signatures: Sequence[Signature]) -> Iterator[list[Signature]]:
    """Find those that share an address or a full name, be it through others."""
    parent: dict[str, str] = {}

    def root(word: str) -> str:
        while (above := parent.setdefault(word, word)) != word:
            parent[word] = word = parent[above]
        return word

    for each in signatures:
        first, *others = _links(each)
        for other in others:
            parent[root(other)] = root(first)
    groups: dict[str, list[Signature]] = {}
    for each in signatures:
        groups.setdefault(root(_links(each)[0]), []).append(each)
    yield from groups.values()


def _links(each: Signature) -> tuple[str, ...]:
    """Name what a signature shares with others of the same person; one that shares nothing is linked to itself."""
    found = tuple(dict.fromkeys(word for word in (each.mapped.address, each.mapped.full_name) if word))
    return found or (f"{each.mapped.name.lower()} <{each.mapped.mail.lower()}>",)


def _identity(known: Known | None, members: list[Signature], directory: Directory) -> Identity:
    found = Identity(None, tuple(sorted(members, key=lambda each: (each.written, each.mapped))), known)
    if directory.refuses(known.id if known else None, found.words):
        return Identity(None, found.signatures, known, is_out=True)
    return Identity(known.id if known else _name(found, directory), found.signatures, known)


def _name(found: Identity, directory: Directory) -> str | None:
    """Choose the name that somebody used last, best when they signed themselves; it is never one that would be read as somebody's id."""
    by_age = sorted(found.signatures, key=lambda each: (each.is_author, each.latest, each.mapped), reverse=True)
    name = next((each.mapped.name for each in by_age if each.mapped.name), None)
    return directory.unlike_an_id(name or "")
