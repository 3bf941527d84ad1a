"""Decision records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from guildhouse.model.document import Document

DecisionStatus = Literal["proposed", "accepted", "rejected", "deprecated", "superseded"]


@dataclass(frozen=True, kw_only=True)
class Decision(Document):
    """A decision record in the manner of MADR 4; `community` is None for the organisation's own."""

    status: DecisionStatus = "proposed"
    number: str | None = None
    """The leading digits of the file's name."""
    superseded_by: str | None = None
    supersedes: tuple[str, ...] = ()
    decision_makers: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionEntry:
    """One line of the log of decisions: a record, or a decision of a note that has no record."""

    id: str
    url: str
    title: str
    community: str | None
    date: dt.date | None
    status: str | None = None
