"""Every output path has one owner, settled before the first byte is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from guildhouse.features.outputs import PACKAGE
from guildhouse.model.names import folded
from guildhouse.model.source import Source
from guildhouse.sources.codes import ADDRESS_TAKEN, BAD_ADDRESS, OUTSIDE
from guildhouse.sources.problems import Problems

LONGEST = 255
"""Bytes that file systems take for one name."""

_UNFIT = re.compile(r"[\\\x00-\x1f\x7f\ud800-\udfff]")


class Claim(Protocol):
    """Something that wants a path in the output."""

    @property
    def path(self) -> str:
        """The path, with `/` between its parts."""

    @property
    def owner(self) -> str:
        """The file that asks for it."""


def settle(claims: Iterable[Claim], problems: Problems) -> None:
    """Refuse paths that leave the output, that two want, or that would be a file and a folder at once.

    Paths that differ in case or in Unicode form alone are the same: on some disks they are one file.
    """
    ordered = sorted(claims, key=lambda claim: (claim.path, claim.owner))
    taken: dict[str, Claim] = {}
    for claim in ordered:
        if not is_inside(claim.path):
            problems.add(OUTSIDE, Source(claim.owner), f"{claim.path!r} is not a path inside the site")
        elif len(claim.path.encode()) > LONGEST and any(len(part.encode()) > LONGEST for part in claim.path.split("/")):
            problems.add(BAD_ADDRESS, Source(claim.owner), f"the address has a part of more than {LONGEST} bytes", "Choose a shorter one.")
        elif (other := taken.setdefault(folded(claim.path), claim)) is not claim:
            _refuse(claim, other, problems)
    for key, claim in taken.items():
        for folder in _folders(key):
            if folder in taken:
                _refuse(claim, taken[folder], problems)


def is_inside(path: str) -> bool:
    """Tell whether a path names a file below the output's folder, and none that a system could read differently."""
    return all(part not in ("", ".", "..") for part in path.split("/")) and not _UNFIT.search(path)


def _folders(key: str) -> Iterable[str]:
    end = key.find("/")
    while end != -1:
        yield key[:end]
        end = key.find("/", end + 1)


def _refuse(claim: Claim, other: Claim, problems: Problems) -> None:
    """Tell the author whose file can give way; an address of the site itself never does."""
    if claim.owner == PACKAGE:
        claim, other = other, claim
    clash = "" if claim.path == other.path else f" (as /{other.path})"
    place = f"/{claim.path}".removesuffix("index.html")
    taker = "the site itself" if other.owner == PACKAGE else other.owner
    problems.add(ADDRESS_TAKEN, Source(claim.owner), f"{place} is already the address of {taker}{clash}")
