"""Who can be asked about what: subjects from skills, from parts in communities, and from texts that people keep or wrote."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from guildhouse.model.community import Community, Membership
from guildhouse.model.document import Document
from guildhouse.model.names import alike, in_order
from guildhouse.model.person import Person


@dataclass(frozen=True, kw_only=True)
class Role:
    """A part in a community that names the subject."""

    community: Community
    membership: Membership


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text on the subject; one is either kept or only written by somebody."""

    document: Document
    is_kept: bool


Ground: TypeAlias = Role | Text | None
"""Why somebody can be asked: a part in a community, a text, or None for a skill they name themselves."""


@dataclass(frozen=True, kw_only=True)
class Expert:
    """Somebody who can be asked about a subject, and why."""

    person: Person
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Something one can ask about; `people` stand by name."""

    key: str
    """The same for all spellings of the subject."""
    name: str
    people: tuple[Expert, ...]


Claim: TypeAlias = tuple[str, str, Ground]
"""A subject as it was written, the person, and why."""


def subjects(
    people: Iterable[Person], communities: Iterable[Community], texts: Iterable[Document], today: dt.date
) -> Mapping[str, Subject]:
    """Gather what can be asked, by key and in the order of names; who has left and what is a tool is not offered.

    A tag of a text, `how-to` say, is a reason to ask somebody about a subject that is one without it, but makes none.
    """
    there = {person.id: person for person in people if person.is_there(today)}
    grounds: dict[str, dict[str, list[Ground]]] = {}
    spellings: dict[str, Counter[str]] = {}
    documents = tuple(texts)
    claims = (*_skills(there.values()), *_roles(communities, today), *_texts(documents, there, lambda text: text.topics))
    known = {alike(words) for words, person, _ in claims if person in there}
    for words, person, ground in (*claims, *_texts(documents, there, _only_tags)):
        if person in there and alike(words) in known:
            spellings.setdefault(alike(words), Counter())[_spelling(words)] += 1
            grounds.setdefault(alike(words), {}).setdefault(person, []).append(ground)
    found = (Subject(key=key, name=_name(spellings[key]), people=_experts(there, named)) for key, named in grounds.items())
    return {subject.key: subject for subject in sorted(found, key=lambda each: (in_order(each.name), each.key))}


def _skills(people: Iterable[Person]) -> Iterator[Claim]:
    for person in people:
        yield from ((skill, person.id, None) for skill in _once(person.skills))


def _roles(communities: Iterable[Community], today: dt.date) -> Iterator[Claim]:
    for community in communities:
        for membership in () if community.status == "archived" else community.current_members(today):
            role = Role(community=community, membership=membership)
            yield from ((topic, membership.person, role) for topic in _once(membership.topics))


def _texts(texts: Iterable[Document], people: Mapping[str, Person], words_of: Callable[[Document], Iterable[str]]) -> Iterator[Claim]:
    for text in texts:
        authors = [each for each in text.authors if each != text.owner and each in people and people[each].recognition == "named"]
        for words in _once(words_of(text)):
            if text.owner:
                yield words, text.owner, Text(document=text, is_kept=True)
            yield from ((words, author, Text(document=text, is_kept=False)) for author in authors)


def _only_tags(text: Document) -> Iterator[str]:
    topics = {alike(topic) for topic in text.topics}
    return (tag for tag in text.tags if alike(tag) not in topics)


def _once(words: Iterable[str]) -> Iterable[str]:
    return {alike(each): each for each in words}.values()


def _experts(people: Mapping[str, Person], named: Mapping[str, list[Ground]]) -> tuple[Expert, ...]:
    experts = (Expert(person=people[person], grounds=tuple(grounds)) for person, grounds in named.items())
    return tuple(sorted(experts, key=lambda expert: (expert.person.name.casefold(), expert.person.id)))


def _spelling(words: str) -> str:
    return " ".join(words.replace("-", " ").replace("_", " ").split()) or words


def _name(spellings: Counter[str]) -> str:
    """Choose the spelling that is used most, but one with capitals where anybody wrote some: they mean something in `DNS`."""
    return min(spellings, key=lambda words: (words == words.lower(), -spellings[words], words))
