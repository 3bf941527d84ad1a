"""An action as a note words it, before it knows its note."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from guildhouse.model.source import Source


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What somebody promised, by when, and since when it is kept."""

    task: str
    source: Source
    owner: str | None = None
    due: dt.date | None = None
    done: dt.date | None = None
    is_done: bool = False
