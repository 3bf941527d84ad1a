"""The path that an author most likely meant."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from guildhouse.sources.problems import beginning_alike, nearest_word


def nearest_path(wanted: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    """Find the known path nearest to `wanted`: the same name elsewhere, else a similar name; the one in the nearest folder wins.

    `names` maps last parts of paths to the paths that end so. Endings such as `.md` do not make names alike.
    """
    folder, name = posixpath.split(wanted.rstrip("/"))
    found = names.get(name) or _similar(name, names)
    return min(found, key=lambda path: (_distance(folder, posixpath.dirname(path)), path), default=None)


def _similar(name: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    stem = _stem(name)
    stems: dict[str, list[str]] = {}
    for known in beginning_alike(name, names):
        if abs(len(known) - len(name)) <= max(4, len(name) // 2):
            stems.setdefault(_stem(known), []).append(known)
    near = nearest_word(stem, stems)
    return tuple(path for known in stems[near] for path in names[known]) if near else ()


def _stem(name: str) -> str:
    return posixpath.splitext(name)[0].lower()


def _distance(left: str, right: str) -> int:
    """Count the folders to leave and to enter on the way from one folder to another."""
    here, there = [part for part in left.split("/") if part], [part for part in right.split("/") if part]
    common = len(posixpath.commonpath(["/" + left, "/" + right]).strip("/").split("/")) if here and there and here[0] == there[0] else 0
    return len(here) + len(there) - 2 * common
