"""Decision records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from guildhouse.model.document import Document

DecisionStatus = Literal["proposed", "accepted", "rejected", "deprecated", "superseded"]
STATUSES: tuple[DecisionStatus, ...] = get_args(DecisionStatus)
"""The states of a record; the last names the record that took its place."""


@dataclass(frozen=True, kw_only=True)
class Decision(Document):
    """A decision record in the manner of MADR 4; `community` is None for the organisation's own."""

    status: DecisionStatus | None = None
    """None when neither front matter nor text says it."""
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
