"""What the steps of reading share while one text is read."""

from __future__ import annotations

from dataclasses import dataclass

from guildhouse.sources.forge.raw import RawHtml
from guildhouse.sources.forge.record import Record


@dataclass
class Desk:
    """The record of the text that is being read, and the reader of its HTML; both are new for each text."""

    record: Record
    raw: RawHtml
