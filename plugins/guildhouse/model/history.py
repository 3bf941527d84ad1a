"""What git remembers of the site's files: who took part in what and when, without anybody who does not want to be named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Availability = Literal["complete", "shallow", "none"]
"""Whether all of the history is there, only its end (a shallow clone, of which nothing is told), or none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """The part of one person in one commit.

    `person` is an id, or the name in git of somebody without a record; `type` one of the vocabulary of contributions. `paths` are the files
    of the site, named as they are today, without those that are gone; a mass commit, or one that `.git-blame-ignore-revs` names, has none.
    """

    person: str
    type: str
    date: dt.date
    paths: tuple[str, ...] = ()
    reason: str | None = None
    """What a `Thanks-to:` trailer says of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """When a file came into the site and when its content last changed, as aware instants.

    `ranks` are its places among the files of those two commits, which share these instants, in the order of the paths that they had then;
    `size` is how many files the first of them wrote. `commits` are the names of the one that brought it and of the last that changed it, as
    they follow one another whatever their dates; empty where nobody asked git.
    """

    first: dt.datetime
    last: dt.datetime
    ranks: tuple[int, int] = (0, 0)
    size: int = 1
    commits: tuple[str, str] = ("", "")
    others: tuple[str, ...] = ()
    """More commits that brought it: on lines that were merged, or by the name that it had next."""

    @property
    def brought(self) -> tuple[str, ...]:
        """Name all commits that brought the file; where one of them is, it was there."""
        return (self.commits[0], *self.others)


@dataclass(frozen=True, kw_only=True, slots=True)
class Trail:
    """What commits left in a folder: when the last of them was, as an aware instant, and how many they were.

    Those count too that moved or deleted a file, or that are no change that a reader would notice. So neither ever goes back while the
    history grows, whatever becomes of the files.
    """

    last: dt.datetime
    commits: int


@dataclass(frozen=True, kw_only=True)
class History:
    """Every change by people, newest first, the tools that took part, and when each file was written."""

    availability: Availability = "none"
    changes: tuple[Change, ...] = ()
    tools: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """AI assistants (ids of records, or names), by the path of each file that they had a part in; other programs are named nowhere."""
    written: Mapping[str, Span] = field(default_factory=dict)
    """By path of the file."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Where each file was before its latest move, by the path that it has now; only where nothing stands at the old path."""
    trails: Mapping[str, Trail] = field(default_factory=dict)
    """By path of each folder that holds files of the site, or held some."""

    def trail(self, folders: Iterable[str]) -> Trail | None:
        """Tell what commits left in some folders together; None when there are none."""
        found = [trail for folder in sorted(set(folders)) if (trail := self.trails.get(folder))]
        return Trail(last=max(each.last for each in found), commits=sum(each.commits for each in found)) if found else None
