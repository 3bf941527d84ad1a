"""What search calls the things by which results are chosen, and which words mean the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from guildhouse.features.views import KIND_WORDS
from guildhouse.formats.search.analysis import terms
from guildhouse.language import language
from guildhouse.model.house import House
from guildhouse.model.names import topic_id
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings

Labels: TypeAlias = Mapping[str, Mapping[str, str]]
"""By facet and key: what readers are shown."""
KINDS: Mapping[str, Words] = {
    **KIND_WORDS,
    "home": say("Page"),
    "community": say("Community"),
    "person": say("Person"),
    "path": say("Learning path"),
    "section": say("Section"),
    "list": say("List"),
}
"""What kinds of results are called; a page of any other kind is a list."""
_SHORT = re.compile(r"(.+?)\s*\(([^()]+)\)")
"""A word of the glossary with another word for it: Service level objective (SLO)."""


def labels(house: House, settings: Settings) -> Labels:
    """Name communities, kinds, topics and people."""
    tongue = language(settings.language)
    topics: dict[str, str] = {}
    for written in (
        *(topic for each in house.communities for topic in each.topics),
        *(topic for text in house.texts for topic in text.topics),
    ):
        topics.setdefault(topic_key(written), written)
    return {
        "community": {community.id: community.name for community in house.communities},
        "kind": {kind: tongue.plain(word) for kind, word in KINDS.items()},
        "topic": topics,
        "person": {person.id: person.name for person in house.people},
    }


def topic_key(topic: str) -> str:
    """Write a topic so that its spellings are equal; one of mere signs is itself."""
    return topic_id(topic) or topic.strip()


def synonyms(house: House, settings: Settings) -> Mapping[str, tuple[str, ...]]:
    """List by term those that mean the same, as the glossary says: a word and the title of its page, a word and its short form."""
    groups = (_names(page.term or "", page.title) for page in house.pages if page.term)
    found: dict[str, dict[str, None]] = {}
    for names in groups:
        words = [" ".join(terms(name, settings.language)) for name in names]
        for word in words:
            found.setdefault(word, {}).update(dict.fromkeys(other for other in words if other != word))
    return {word: tuple(others) for word, others in found.items() if word and others}


def _names(*written: str) -> tuple[str, ...]:
    """Take names apart from short forms in brackets behind them, each name once."""
    found = [(name, _SHORT.fullmatch(name)) for name in written]
    parts = (part for name, match in found for part in ((match[1], match[2]) if match else (name,)))
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
