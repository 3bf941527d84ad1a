"""Learning paths and thanks, as their files say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import Literal

from guildhouse.model.document import internal
from guildhouse.model.duration import Duration
from guildhouse.model.source import Source

PRINT = "print"
"""A path as one printable page stands at the address that a step of this id would get."""
TAKEN = (PRINT, "feed.atom", "feed.rss", "feed.json", "index.html")
"""The ids that no step may have: something else stands at the addresses that they would get."""
LONGEST = 100
"""Characters of the longest id of a step: browsers keep progress by these."""


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
    url: str
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

    @property
    def print_url(self) -> str:
        """The address of the path as one printable page."""
        return f"{self.url}{PRINT}/"

    def url_of(self, step: Step) -> str:
        """Name the address of a step, framed by the path."""
        return f"{self.url}{step.id}/"

    @property
    def inner(self) -> tuple[str, ...]:
        """The ids of the paths that are steps of it."""
        return tuple(step.path for step in self.steps if step.path)


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a path takes, in minutes: its steps, and those that may be left out."""

    needed: int = 0
    optional: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.needed + self.optional


def efforts(paths: Iterable[LearningPath]) -> dict[str, Effort]:
    """Add up every path, by id; one inside another takes as long as its steps, unless the step says how long. CycleError for a circle.

    However many ways lead to a path inside another, its steps are done once.
    """
    known = {path.id: path for path in paths}
    TopologicalSorter({path.id: [each for each in path.inner if each in known] for path in known.values()}).prepare()
    return {id_: _effort(id_, known) for id_ in known}


def _effort(id_: str, known: Mapping[str, LearningPath]) -> Effort:
    everything = sum(_own(step) for each in _within(id_, known, optional=True) for step in known[each].steps)
    needed = sum(_own(step) for each in _within(id_, known, optional=False) for step in known[each].steps if not step.optional)
    return Effort(needed, everything - needed)


def _own(step: Step) -> int:
    return step.duration.effort if step.duration else 0


def _within(id_: str, known: Mapping[str, LearningPath], *, optional: bool) -> tuple[str, ...]:
    """List a path and those inside it whose steps count, each once; `optional` steps lead there too, or do not."""
    found = [id_]
    seen = {id_}
    for each in found:
        steps = (step for step in known[each].steps if not step.duration and (optional or not step.optional))
        inner = [step.path for step in steps if step.path and step.path in known]
        found += (new for new in dict.fromkeys(inner) if new not in seen)
        seen.update(inner)
    return tuple(found)


def effort_of(step: Step, known: Mapping[str, Effort]) -> Effort:
    """Tell how long a step takes; `known` are the paths by id."""
    return Effort(step.duration.effort) if step.duration else known.get(step.path or "", Effort())


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
