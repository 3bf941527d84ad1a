"""Tells which file of today an earlier one became, by the addresses that authors say their pages had: git knows only what is the same."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from guildhouse.model.names import folded
from guildhouse.sources.entries import Entry, Files
from guildhouse.sources.places import address_by_place, site_address

COMMUNITIES = "/communities/"


@dataclass(frozen=True)
class Heirs:
    """Files of today, `former` by addresses that they had before, `present` by their own; `folders` are communities by former ids."""

    former: Mapping[str, str] = field(default_factory=dict)
    present: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)

    def of(self, path: str, moved: Container[str] = ()) -> tuple[str, bool] | None:
        """Name the file that the one which went from `path` became, and tell whether an alias says so, its own or its community's.

        A community's speaks for the files that were there when it moved, so not for those that went from one that `moved` later (by its
        former id). Without an alias a file only has the same address: then it must have come in the same commit, for what came later may
        be something new.
        """
        url = folded(address_by_place(path))
        if heir := self.former.get(url):
            return heir, True
        top, _, rest = path.partition("/")
        id_, _, rest = rest.partition("/")
        if folder := self.folders.get(id_) if top == "communities" else None:
            return f"communities/{folder}/{rest}", id_ not in moved
        return (heir, False) if (heir := self.present.get(url)) else None


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
