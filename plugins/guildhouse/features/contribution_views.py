"""How contributions are shown: the words of the vocabulary, what somebody did, and who wrote a text; nothing is counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guildhouse.features.views import PersonView, credit_view
from guildhouse.model.contribution import Contribution
from guildhouse.model.contributions import PRESENCE, by_name
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.words import Words, say

SHOWN = 3
"""So many things of a kind a person's page shows before the others are folded away."""

KINDS: Mapping[str, Words] = {
    "a11y": say("Accessibility"),
    "audio": say("Audio"),
    "blog": say("Blog posts"),
    "bug": say("Bug reports"),
    "business": say("Business development"),
    "code": say("Code"),
    "content": say("Content"),
    "data": say("Data"),
    "design": say("Design"),
    "doc": say("Documentation"),
    "eventOrganizing": say("Organising events"),
    "example": say("Examples"),
    "financial": say("Financial support"),
    "fundingFinding": say("Finding funding"),
    "ideas": say("Ideas and planning"),
    "infra": say("Infrastructure"),
    "maintenance": say("Maintenance"),
    "mentoring": say("Mentoring"),
    "platform": say("Packaging and porting"),
    "plugin": say("Plugins"),
    "projectManagement": say("Project management"),
    "promotion": say("Promotion"),
    "question": say("Answering questions"),
    "research": say("Research"),
    "review": say("Reviews"),
    "security": say("Security"),
    "talk": say("Talks"),
    "test": say("Tests"),
    "tool": say("Tools"),
    "translation": say("Translation"),
    "tutorial": say("Tutorials"),
    "userTesting": say("User testing"),
    "video": say("Videos"),
    "facilitation": say("Facilitation"),
    "notes": say("Taking notes"),
    "curation": say("Curation"),
    "hosting": say("Hosting"),
    "welcoming": say("Welcoming newcomers"),
}
"""The vocabulary in the reader's words; a test holds it against the model's."""
WRITING, DECIDING, DOING = say("Writing"), say("Deciding"), say("Promised and done")
"""What is called after where it happened, for its type says less."""
TEXTS = frozenset({"content", "doc"})
"""Types that mean the writing of a page, where git or a byline tells of it."""
ELSEWHERE = frozenset({"decision"})
"""Origins of which a person's page tells in a list of their own, as it does of meetings that they came to."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One thing that somebody did; `url` is None when it has no page."""

    kind: Words
    title: str
    url: str | None
    date: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Deeds:
    """What somebody did of one kind, newest first; `older` is folded away."""

    kind: Words
    deeds: tuple[Deed, ...]
    older: tuple[Deed, ...]


@dataclass(frozen=True, kw_only=True)
class Writers:
    """Who wrote and improved a text, by name, and the tools they took to it; `is_partial` when the history of the text is not known."""

    people: tuple[PersonView, ...] = ()
    tools: tuple[str, ...] = ()
    is_partial: bool = False


def kind_word(contribution: Contribution) -> Words:
    """Say of what kind a contribution is."""
    if contribution.type == PRESENCE:
        return say("Took part")
    match contribution.origin:
        case "decision":
            return DECIDING
        case "action":
            return DOING
        case "git" | "byline" if contribution.type in TEXTS:
            return WRITING
    return KINDS[contribution.type]


def deed(contribution: Contribution) -> Deed:
    """Show a contribution."""
    return Deed(kind=kind_word(contribution), title=contribution.title, url=contribution.url, date=contribution.date)


def deeds_of(house: House, person: str) -> tuple[Deeds, ...]:
    """Show what somebody with a record did, kind by kind, in the order of the vocabulary: no kind is worth more than another."""
    known = house.person(person)
    found: dict[Words, dict[tuple[str, str | None], Deed]] = {}
    for each in house.contributions_of(person) if known and known.recognition == "named" else ():
        if each.title and each.type != PRESENCE and each.origin not in ELSEWHERE:
            found.setdefault(kind_word(each), {}).setdefault((each.title, each.url), deed(each))
    order = [WRITING, *KINDS.values(), DECIDING, DOING]
    groups = ((kind, tuple(found[kind].values())) for kind in sorted(found, key=order.index))
    return tuple(Deeds(kind=kind, deeds=deeds[:SHOWN], older=deeds[SHOWN:]) for kind, deeds in groups)


def writers_of(house: House, document: Document) -> Writers:
    """Say who wrote and improved a text; when git tells nothing, its bylines alone are known."""
    if house.history.availability != "complete":
        return Writers(is_partial=True)
    return Writers(people=named(house, house.contributors_of(document.url)), tools=_tools(house, document.source.path))


def named(house: House, people: Iterable[str]) -> tuple[PersonView, ...]:
    """Show people in the order of their names, as they chose to be credited; the same initials stand once."""
    return tuple(dict.fromkeys(view for person in by_name(house, people) if (view := credit_view(house, person))))


def _tools(house: House, path: str) -> tuple[str, ...]:
    known = ((house.person(tool), tool) for tool in house.history.tools.get(path, ()))
    return tuple(sorted({person.name if person else tool for person, tool in known}, key=str.casefold))
