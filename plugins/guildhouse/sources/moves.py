"""Finds pages that were moved and whose old addresses lead nowhere: git remembers what their authors forgot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guildhouse.model.house import House
from guildhouse.model.names import folded
from guildhouse.sources import codes
from guildhouse.sources.documents import Reader
from guildhouse.sources.entries import Entry, Files
from guildhouse.sources.kinds import kind_of
from guildhouse.sources.places import FORMER, RESERVED, address
from guildhouse.sources.problems import Problems

FOLDERS = ("community", "path")
"""Kinds whose address stands before those of other pages, and whose alias leads to all of these too."""


def check_moves(house: House, files: Files, reader: Reader) -> None:
    """Warn of every move that changed an address to which nothing leads any more, with the line to add."""
    taken = {folded(url) for url in (*reader.index.addresses, *(redirect.url for redirect in house.redirects))}
    moves = [(entry, old, path) for entry, old, path in _moves(house, files) if folded(old) not in taken]
    folders = [(old, entry.url) for entry, old, _ in moves if entry.kind.name in FOLDERS]
    for entry, old, path in moves:
        if not any(_came_with(entry, old, *folder) for folder in folders):
            message = f"this page stood at {old} while the file was {path}, and nothing leads from there to it"
            reader.problems.add(codes.MOVED, entry.values.at("aliases"), message, _remedy(entry, old))


def _moves(house: House, files: Files) -> Iterator[tuple[Entry, str, str]]:
    """List the pages that had another address where their file was before, with that address and path."""
    for new, path in sorted(house.history.moved.items()):
        entry, kind = files.entries.get(new), kind_of(path)
        if entry is None or not entry.url or kind is None:
            continue
        old = address(replace(entry, path=path, kind=kind), Problems())
        is_free = not RESERVED.fullmatch(old) or FORMER.fullmatch(old)
        if old and is_free and folded(old) != folded(entry.url):
            yield entry, old, path


def _came_with(entry: Entry, old: str, before: str, now: str) -> bool:
    """Tell whether a page moved with the folder that it stands in, of which is told already."""
    return old != before and old.startswith(before) and entry.url == now + old.removeprefix(before)


def _remedy(entry: Entry, old: str) -> str:
    if "aliases" in entry.values:
        return f"Add {old} to its `aliases`, as the last of them."
    if entry.kind.markdown and entry.first_line == 1:
        return f"Begin the file with three lines: `---`, `aliases: [{old}]`, `---`."
    return f"Add the line `aliases: [{old}]`."
