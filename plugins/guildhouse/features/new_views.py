"""What is new, as a message to post: since a moment that the settings name, else of the last days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guildhouse.features.teller import DONE, PROMISED, Teller
from guildhouse.formats import announcement
from guildhouse.formats.urls import absolute
from guildhouse.model.publication import Publication
from guildhouse.model.since import last_days
from guildhouse.model.words import say

AS_JSON, AS_MARKDOWN = "new.json", "new.md"
"""Where the message stands, in both forms."""


@dataclass(frozen=True)
class Message:
    """What is new, in the language of the site."""

    teller: Teller
    told: tuple[Publication, ...]

    @property
    def heading(self) -> str:
        """Say of which site it tells."""
        return self.teller.tongue.plain(say("New at %(site)s", site=self.teller.settings.site_name))

    def as_json(self) -> str:
        """Write it for programs."""
        return announcement.as_json(self.told, self.heading, self._full)

    def as_markdown(self) -> str:
        """Write it for people."""
        nothing = self.teller.tongue.plain(say("Nothing new this time."))
        return announcement.as_markdown(self.told, self.heading, nothing, self._full, self.teller.settings.site_name)

    def _full(self, address: str) -> str:
        site_url = self.teller.settings.site_url
        return absolute(address, site_url) if site_url else address


def new(teller: Teller, published: Iterable[Publication]) -> Message:
    """Choose what is new; a promise stands in the note that holds it."""
    front = [each for each in published if each.kind not in (PROMISED, DONE)]
    since = teller.settings.new_since
    return Message(teller, since.told(front, teller.house.history) if since else last_days(front, teller.house.today))
