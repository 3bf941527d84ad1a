"""Tells what was published in the language of a site, with its names, ids, labels and dates, and the markup that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from guildhouse.features.credit_names import Names
from guildhouse.features.views import KIND_WORDS
from guildhouse.language import Language, language
from guildhouse.model.house import House
from guildhouse.model.publication import Label
from guildhouse.model.publication_dates import Dates
from guildhouse.model.tags import authority_of, oldest, tag
from guildhouse.model.words import say
from guildhouse.settings import Settings

DONE, PROMISED = "done", "action"
"""The kinds of a promise that was kept and of a promise: those that the notes which hold them tell of as well."""
OWN_KINDS = {
    PROMISED: say("Action"),
    DONE: say("Action done"),
    "path": say("Learning path"),
    "thanks": say("Thanks"),
    "community": say("Community"),
}
"""The words for what is published and is no document."""
SUMMARY = 300
"""Characters of a summary."""


@dataclass(frozen=True)
class Teller:
    """Tells in the language of a site what was published in it, with the names and ids of that site."""

    house: House
    settings: Settings

    @cached_property
    def tongue(self) -> Language:
        """The language of the site."""
        return language(self.settings.language)

    @cached_property
    def authority(self) -> str:
        """What all ids begin with."""
        return self.settings.authority or authority_of(self.settings.site_url)

    @cached_property
    def dates(self) -> Dates:
        """When each file was published."""
        return Dates(self.house.history, self.house.today)

    @cached_property
    def names(self) -> Names:
        """How people are credited."""
        return Names(self.house, self.tongue)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """Bytes of the files beside texts, by address."""
        return {each.url: each.size for each in self.house.attachments if each.size is not None}

    def address(self, url: str, aliases: tuple[str, ...] = (), community: str | None = None) -> str:
        """Find the oldest address of what stands at `url`."""
        found = self.house.community(community)
        return oldest(url, aliases, (found.url, found.aliases) if found else ("", ()))

    def id(self, url: str, aliases: tuple[str, ...] = (), community: str | None = None, fragment: str = "") -> str:
        """Name what stands at `url`, or a part of it, for ever."""
        return tag(self.authority, self.address(url, aliases, community), fragment)

    def lasting(self, person: str | None) -> str:
        """Name somebody in an id by the oldest address of their page, which stays when theirs changes; others as they are written."""
        found = self.house.person(person)
        return self.address(found.url, found.aliases).strip("/").rpartition("/")[2] if found else person or ""

    def labels(self, kind: str, community: str | None = None, topics: Iterable[str] = ()) -> tuple[Label, ...]:
        """Say by which words readers may sort it."""
        found = self.house.community(community)
        of_community = (Label("communities", found.id, found.name),) if found else ()
        return (
            _kind(self.tongue, kind),
            *of_community,
            *(Label("topics", topic, topic) for topic in dict.fromkeys(topics)),
        )


@cache
def _kind(tongue: Language, kind: str) -> Label:
    return Label("kinds", kind, tongue.plain(OWN_KINDS.get(kind) or KIND_WORDS.get(kind) or kind))


def shortened(words: str) -> str:
    """Cut a summary at a word, where it is long."""
    line = " ".join(words.split())
    return line if len(line) <= SUMMARY else line[: SUMMARY - 1].rpartition(" ")[0] + "…"


def items(entries: Iterable[str]) -> str:
    """Write markup as the items of a list."""
    return "<ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>\n"


def paragraph(markup: str) -> str:
    """Write markup as a paragraph."""
    return f"<p>{markup}</p>\n"
