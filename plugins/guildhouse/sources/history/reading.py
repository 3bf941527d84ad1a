"""Reads the history of a site: git is asked, its answers are brought into an order, and told without those who do not want to be named."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from guildhouse.model.history import History
from guildhouse.sources import codes
from guildhouse.sources.heirs import Heirs
from guildhouse.sources.history import place
from guildhouse.sources.history.alike import Pairs, alike
from guildhouse.sources.history.contacts import Contact
from guildhouse.sources.history.git import head_of, window
from guildhouse.sources.history.identities import Directory, Identities, Signature, identities
from guildhouse.sources.history.log import Log
from guildhouse.sources.history.mailmap import ignored, mapped
from guildhouse.sources.history.place import Unavailable
from guildhouse.sources.history.remember import commits
from guildhouse.sources.history.telling import told
from guildhouse.sources.history.trace import Step, moves, steps
from guildhouse.sources.problems import Problems
from guildhouse.sources.store import Store

DEEPEN = (
    "Fetch all of it with `git fetch --unshallow`; in CI check out all commits: "
    "`fetch-depth: 0` for GitHub and Forgejo, `GIT_DEPTH: 0` for GitLab."
)


@dataclass(frozen=True)
class Remembered:
    """The history of a site, who is who in it, and what the site's records say of them."""

    history: History = field(default_factory=History)
    identities: Identities = field(default_factory=Identities)
    directory: Directory = field(default_factory=Directory)


@dataclass(frozen=True)
class Today:
    """The files that a site has today, and what their authors say of where they stood before."""

    paths: frozenset[str]
    heirs: Heirs = field(default_factory=Heirs)


def remembered(site: Path, today: Today, directory: Directory, kept: Store, problems: Problems) -> Remembered:
    """Read what git knows of the files that a site has today; where it cannot tell, a note says why, and nobody is credited."""
    with _uncollected():
        return _remembered(site, today, directory, kept, problems)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let nobody look for garbage meanwhile: among hundreds of thousands of values that stay, each search costs as much as the work."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _remembered(site: Path, today: Today, directory: Directory, kept: Store, problems: Problems) -> Remembered:
    try:
        log, canonical, found, likely = _asked(site, today, kept)
    except Unavailable as error:
        message = f"history is not available in this build, so nobody is credited for changes: {error}"
        problems.add(codes.NO_HISTORY, place.NOWHERE, message, error.remedy)
        return Remembered(History(availability="shallow" if error.shallow else "none"), directory=directory)
    who = identities(_signatures(log, canonical, found), directory)
    history = replace(told(log, found, today.paths, who, directory), moved=moves(log, found, today.paths, likely))
    return Remembered(history, who, directory)


def _asked(site: Path, today: Today, kept: Store) -> tuple[Log, list[Contact], list[Step], Pairs]:
    """Ask git for all commits and for the names in them as `.mailmap` has them; Unavailable where it cannot tell all."""
    repository = place.find(site)
    if repository.is_shallow:
        raise Unavailable("this clone holds only the latest commits", DEEPEN, shallow=True)
    head = head_of(repository)
    if head is None:
        raise Unavailable("the repository has no commit yet", "Commit the site.")
    with window(repository) as opened:
        log = commits(opened, repository.prefix, head, kept)
        canonical = mapped(opened, place.contents(repository.top / place.MAILMAP), log.contacts)
        found = list(steps(log, ignored(place.contents(repository.top / place.IGNORED)), today.paths, today.heirs))
        likely = alike(opened, log, (step.row for step in found), today.paths)
    return log, canonical, found, likely


def _signatures(log: Log, canonical: list[Contact], found: list[Step]) -> list[Signature]:
    """List all ways of signing with the last time that each was used; merges count for nobody."""
    authors: dict[int, float] = {}
    others: dict[int, float] = {}
    for step in found:
        authors[step.row.author] = max(authors.get(step.row.author, step.at), step.at)
        for _, who, _ in step.row.trailers:
            others[who] = max(others.get(who, step.at), step.at)
    every = {**others, **authors}
    return [Signature(log.contacts[who], canonical[who], latest, who in authors) for who, latest in every.items()]
