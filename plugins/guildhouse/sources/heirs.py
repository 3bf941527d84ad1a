"""Tells which file of today an earlier one became, by the addresses that authors say their pages had: git knows only what is the same."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from guildhouse.model.names import folded
from guildhouse.sources.entries import Entry, Files
from guildhouse.sources.places import address_by_place, site_address

Reach = Literal["ever", "soon", "at once"]
"""When an heir must come: whenever it does, in the same commit or the next one of its line, or in the same one."""
COMMUNITIES = "/communities/"


@dataclass(frozen=True)
class Heirs:
    """Files of today, `former` by addresses that they had before, `present` by their own; `folders` are communities by former ids."""

    former: Mapping[str, str] = field(default_factory=dict)
    present: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)

    def of(self, path: str, moved: Container[str] = ()) -> tuple[Sequence[str], Reach]:
        """Name the files that the one which went from `path` may have become, the first that came in time, and tell what that is.

        A community's alias speaks for the files that were there when it moved, so not for those that went from one that `moved` later (by
        its former id), and only for what follows soon. Without an alias a file only has the same address. What came later may be new.
        """
        url = folded(address_by_place(path))
        if heir := self.former.get(url):
            return (heir,), "ever"
        top, _, rest = path.partition("/")
        id_, _, rest = rest.partition("/")
        if folder := self.folders.get(id_) if top == "communities" else None:
            names = (folder, *(each for each, now in sorted(self.folders.items()) if now == folder and each != id_))
            return [f"communities/{each}/{rest}" for each in names], "at once" if id_ in moved else "soon"
        return ((heir,) if (heir := self.present.get(url)) else ()), "at once"


def community_of(path: str) -> str:
    """Name the community that a file declares; empty when it is none that does."""
    return _community(address_by_place(path)) if path.startswith("communities/") else ""


def heirs(files: Files) -> Heirs:
    """Collect what the files of a site say of where they stood; an address that two of them claim is the first one's."""
    shown = [entry for entry in files.entries.values() if entry.excluded is None and entry.url]
    claimed = [(url, entry) for entry in shown for url in _aliases(entry)]
    former: dict[str, str] = {}
    for url, entry in claimed:
        former.setdefault(folded(url), entry.path)
    return Heirs(
        former=former,
        present={folded(entry.url): entry.path for entry in shown},
        folders={_community(url): entry.community for url, entry in claimed if entry.kind.name == "community" and _community(url)},
    )


def _aliases(entry: Entry) -> list[str]:
    return [url for written in entry.values.get("aliases") or () if (url := site_address(written))]


def _community(url: str) -> str:
    """Name the community that has an address; empty when that is none of one."""
    id_ = url.removeprefix(COMMUNITIES).strip("/")
    return id_ if url.startswith(COMMUNITIES) and "/" not in id_ else ""
