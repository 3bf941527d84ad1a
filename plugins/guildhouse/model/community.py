"""Communities of practice and what belongs to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from guildhouse.model.body import Body
from guildhouse.model.document import Document, internal
from guildhouse.model.meeting import Series
from guildhouse.model.source import Source

Visibility = Literal["organization", "members", "private"]

LEADING = frozenset({
    "lead", "co-lead", "tech-lead", "technical-lead", "leader", "chair", "co-chair", "vice-chair", "chairperson", "coordinator", "convener",
    "organizer", "organiser", "owner",
})  # fmt: skip
"""Roles whose holders answer for a community, as `role_key` writes them."""


def role_key(role: str) -> str:
    """Write a role in one way, whichever way its author chose: `Tech lead` and `tech_lead` are both `tech-lead`."""
    return "-".join(role.casefold().replace("_", " ").replace("-", " ").split())


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A channel that reaches a community."""

    type: str
    service: str | None = None
    name: str | None = None
    url: str | None = None
    email: str | None = None
    visibility: Visibility = "organization"


@dataclass(frozen=True, kw_only=True)
class Join:
    """How one becomes a member."""

    open: bool | None = None
    how: str | None = None
    url: str | None = None
    first_steps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lifecycle:
    """One change of a community's state."""

    status: str
    date: dt.date
    decision: str | None = None


@dataclass(frozen=True, kw_only=True)
class KeyResult:
    """A measure of a goal, with where it began, stands and should arrive."""

    title: str
    baseline: float | None = None
    current: float | None = None
    target: float | None = None
    unit: str | None = None
    updated: dt.date | None = None

    @property
    def share(self) -> float | None:
        """How much of the way from baseline to target is done, 0 to 1; None when a figure is missing or there is no way to go."""
        if self.current is None or self.target is None or self.target == (self.baseline or 0):
            return None
        start = self.baseline or 0
        return min(1.0, max(0.0, (self.current - start) / (self.target - start)))


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What a community wants to reach."""

    id: str
    title: str
    period: str | None = None
    owner: str | None = None
    status: Literal["planned", "active", "achieved", "dropped"] = "active"
    key_results: tuple[KeyResult, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Term:
    """The time for which somebody holds a role."""

    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Membership:
    """A person's part in a community or project; `source_community` names where a liaison comes from (`from` in the file)."""

    person: str
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    term: Term | None = None
    source_community: str | None = field(default=None, metadata={"name": "from"})

    def is_past(self, today: dt.date) -> bool:
        """Tell whether the membership has ended before `today`."""
        return self.until is not None and self.until < today

    @property
    def is_leading(self) -> bool:
        """Tell whether one of the roles answers for the community."""
        return any(role_key(role) in LEADING for role in self.roles)


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Something a community relies on: a page, a file beside it, or an address elsewhere."""

    title: str
    url: str | None = None
    """Site address beginning with `/`, or an address elsewhere."""
    type: str = "other"
    summary: str | None = None
    added: dt.date | None = None
    added_by: str | None = None
    review_by: dt.date | None = None
    license: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Project:
    """Work that a community keeps going together."""

    name: str
    description: str | None = None
    owners: tuple[str, ...] = ()
    members: tuple[Membership, ...] = ()
    meetings: tuple[Series, ...] = ()
    contact: tuple[Contact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Community:
    """A community of practice; contacts and series not of visibility `organization` never arrive here."""

    id: str
    url: str
    name: str
    source: Source = internal()
    kind: str = "community-of-practice"
    status: Literal["proposed", "active", "dormant", "archived"] = "active"
    successor: str | None = None
    summary: str | None = None
    mission: str | None = None
    hue: str | None = None
    topics: tuple[str, ...] = ()
    parent: str | None = None
    sponsors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    join: Join | None = None
    contact: tuple[Contact, ...] = ()
    lifecycle: tuple[Lifecycle, ...] = ()
    review_by: dt.date | None = None
    goals: tuple[Goal, ...] = ()
    members: tuple[Membership, ...] = ()
    meetings: tuple[Series, ...] = ()
    resources: tuple[Resource, ...] = ()
    projects: tuple[Project, ...] = ()
    paths: tuple[str, ...] = ()
    about: Body = internal(default=Body())
    charter: Document | None = internal(default=None)

    def current_members(self, today: dt.date) -> tuple[Membership, ...]:
        """List those who take part on `today`, in the file's order."""
        return tuple(m for m in self.members if not m.is_past(today))

    def past_members(self, today: dt.date) -> tuple[Membership, ...]:
        """List those whose time has ended, in the file's order; nobody with a current entry stands here."""
        now = {m.person for m in self.current_members(today)}
        return _once(m for m in self.members if m.is_past(today) and m.person not in now)

    def past_leads(self, today: dt.date) -> tuple[Membership, ...]:
        """List the parts of those who led before and do not now, in the file's order; who led twice stands here twice."""
        now = {m.person for m in self.current_members(today) if m.is_leading}
        return tuple(m for m in self.members if m.is_past(today) and m.is_leading and m.person not in now)


def _once(memberships: Iterable[Membership]) -> tuple[Membership, ...]:
    return tuple({m.person: m for m in memberships}.values())
