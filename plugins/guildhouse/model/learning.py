"""Learning paths and thanks, as their files say them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from guildhouse.model.document import internal
from guildhouse.model.duration import Duration
from guildhouse.model.source import Source


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer of a question and why it is right or wrong."""

    text: str
    correct: bool = False
    because: str | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of a check."""

    question: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: a page of the site, an address elsewhere, a whole path, or something to do."""

    id: str
    page: str | None = None
    """Site address of the page, beginning with `/`."""
    url: str | None = None
    path: str | None = None
    title: str | None = None
    type: str = "read"
    duration: Duration | None = None
    section: str | None = None
    needs: tuple[str, ...] = ()
    teaches: tuple[str, ...] = ()
    optional: bool = False
    quiz: tuple[Question, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LearningPath:
    """An ordered way to learn something."""

    id: str
    url: str | None
    title: str
    source: Source = internal()
    summary: str | None = None
    audience: tuple[str, ...] = ()
    level: Literal["beginner", "intermediate", "advanced"] | None = None
    community: str | None = None
    outcomes: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    mentors: tuple[str, ...] = ()
    maintainers: tuple[str, ...] = ()
    reviewed: dt.date | None = None
    review_by: dt.date | None = None
    license: str | None = None
    order: Literal["recommended", "free"] = "recommended"
    steps: tuple[Step, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Kudos:
    """Thanks to somebody; `reason` and `thanked_by` are `for` and `from` in the file."""

    id: str
    url: str | None
    to: tuple[str, ...]
    reason: str = field(metadata={"name": "for"})
    thanked_by: str | None = field(default=None, metadata={"name": "from"})
    date: dt.date | None = None
    types: tuple[str, ...] = ()
    community: str | None = None
    impact: str | None = None
    source: Source = internal()
