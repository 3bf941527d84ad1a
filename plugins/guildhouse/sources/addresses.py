"""The addresses of a whole site: what links can lead to, what old addresses lead to now."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from guildhouse.model.document import Document
from guildhouse.model.house import House, Redirect, Section
from guildhouse.model.person import FORMER_COLLEAGUE
from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.documents import humanised, title_of
from guildhouse.sources.entries import Entry, Files, all_series, listed
from guildhouse.sources.links import Index, Mention, Target
from guildhouse.sources.lookup import Known
from guildhouse.sources.minutes import decisions, key
from guildhouse.sources.places import RESERVED, about, default_url
from guildhouse.sources.problems import Problems

TABS = {
    "meetings": ("meetings", "meeting"),
    "decisions": ("decisions", "decision"),
    "resources": ("resources", "resource"),
    "members": ("members",),
}
"""Tabs of a community, each with the lists and the kinds of files that give it content."""

LISTED_FOLDERS = {
    "communities": "/communities/",
    "content/people": "/people/",
    "content/news": "/news/",
    "content/decisions": "/decisions/",
    "content/pages": "/",
    "content": "/",
}


def index(files: Files, names: Mapping[str, Known], sections: Iterable[Section]) -> Index:
    """Collect everything that a link can lead to."""
    documents = dict(_documents(files))
    return Index(
        documents=documents,
        addresses={target.url: target for target in documents.values()} | {url: Target(url) for url in _listings(files)},
        files=frozenset(files.others),
        folders=dict(_folders(files, documents, sections)),
        hidden=frozenset(path for path, entry in files.entries.items() if entry.excluded),
        mentions={name: _mention(known) for name, known in names.items()},
    )


def _mention(known: Known) -> Mention:
    return Mention(FORMER_COLLEAGUE, None) if known.forgotten else Mention(known.name, f"/people/{known.id}/")


def _documents(files: Files) -> Iterator[tuple[str, Target]]:
    for entry in files.entries.values():
        if entry.excluded:
            continue
        anchors = entry.draft.anchors if entry.draft else None
        if entry.url:
            yield entry.path, Target(entry.url, anchors, title_of(entry) or entry.stem)
        elif about(entry):
            yield entry.path, Target(f"/communities/{entry.community}/", anchors, entry.community)
        elif entry.kind.name in TABS and entry.community:
            yield entry.path, Target(tab_url(entry.community, entry.kind.name, files), None, entry.kind.name)
        elif entry.community:
            yield entry.path, Target(f"/communities/{entry.community}/", None, entry.kind.name)


def has_tab(community: str, tab: str, files: Files) -> bool:
    """Tell whether a community has anything to show in a tab, as `House.tabs_of` does once all is read."""
    home = files.entries.get(f"communities/{community}/community.yml")
    shown = [] if home is None else all_series(home, files) if tab == "meetings" else listed(home, tab, files)
    if any(each.get("visibility", "organization") == "organization" for each in shown):
        return True
    return any(_fills(entry, community, tab) for entry in files.entries.values() if entry.excluded is None)


def _fills(entry: Entry, community: str, tab: str) -> bool:
    """Tell whether a file belongs into a tab, or opens it."""
    if entry.url == f"/communities/{community}/{tab}/":
        return True
    if tab == "resources" and entry.kind.name == "page" and entry.values.get("resource"):
        return community in (entry.community, entry.values.get("community"))
    if entry.community != community:
        return False
    return entry.kind.name in TABS[tab][1:] or (tab == "decisions" and entry.kind.name == "meeting" and _decides(entry))


def _decides(note: Entry) -> bool:
    """Tell whether a note holds a decision that has no record."""
    known = note.values.get("decisions") or ()
    recorded = {key("", each.get("title", "")) for each in known if "record" in each}
    written = decisions(note.text)
    return any("record" not in each for each in known) or any(key("", each.title) not in recorded for each in written)


def tab_url(community: str, tab: str, files: Files) -> str:
    """Name the page that shows a list of a community: its tab, or the community's page when the tab has nothing to show."""
    return f"/communities/{community}/{tab}/" if has_tab(community, tab, files) else f"/communities/{community}/"


def _listings(files: Files) -> Iterator[str]:
    yield from ("/", "/communities/", "/people/", "/decisions/", "/actions/", "/meetings/", "/news/", "/glossary/")
    for entry in files.of("community"):
        yield from (f"/communities/{entry.community}/{tab}/" for tab in TABS if has_tab(entry.community, tab, files))


def _folders(files: Files, documents: Mapping[str, Target], sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    yield from LISTED_FOLDERS.items()
    for section in sections:
        yield section.path, section.url
    for entry in files.of("community"):
        yield entry.folder, entry.url
        for tab in TABS:
            yield f"{entry.folder}/{tab}", tab_url(entry.community, tab, files)
    for path, target in documents.items():
        if PurePosixPath(path).stem in ("README", "index"):
            yield str(PurePosixPath(path).parent), target.url


def sections(files: Files) -> tuple[Section, ...]:
    """Find the folders of pages that nobody wrote a README for, and the folders above them."""
    taken = {_key(entry.url) for entry in files.entries.values() if entry.url}
    found: dict[str, Section] = {}
    for entry in files.of("page", "resource"):
        folder = PurePosixPath(entry.path).parent
        while len(folder.parts) > _roots(folder):
            url = default_url(f"{folder}/README.md")
            if _key(url) not in taken and not RESERVED.fullmatch(url):
                found.setdefault(_key(url), Section(url=url, title=humanised(folder.name), path=str(folder)))
            folder = folder.parent
    return tuple(sorted(found.values(), key=lambda section: section.url))


def _roots(folder: PurePosixPath) -> int:
    """Count the leading folders that have a page of their own already."""
    if folder.parts[0] == "communities":
        return 3 if folder.parts[2:3] == ("resources",) else 2
    return 2 if folder.parts[1:2] == ("pages",) else 1


def redirects(house: House, addresses: Iterable[str], problems: Problems) -> tuple[Redirect, ...]:
    """Lead every alias to its page; one of a community leads everything below it too. An alias that is somebody's address is a problem."""
    published = {_key(url): url for url in addresses}
    found: dict[str, Redirect] = {}
    for alias, target, source in _aliases(house, published.values()):
        if _key(alias) in published or (RESERVED.fullmatch(alias) and not alias.startswith(("/communities/", "/people/", "/paths/"))):
            problems.add(codes.ADDRESS_TAKEN, source, f"the alias {alias} is the address of another page")
        elif _key(alias) in found and found[_key(alias)].target != target:
            problems.add(codes.ADDRESS_TAKEN, source, f"{source.path} and {found[_key(alias)].owner} both have the alias {alias}")
        else:
            found.setdefault(_key(alias), Redirect(url=alias, target=target, owner=source.path))
    return tuple(sorted(found.values(), key=lambda redirect: redirect.url))


def _key(url: str) -> str:
    return unicodedata.normalize("NFC", url).casefold()


def _aliases(house: House, published: Iterable[str]) -> Iterator[tuple[str, str, Source]]:
    every: tuple[Document, ...] = (*house.pages, *house.news, *house.meetings, *house.decisions, *house.listings.values())
    charters = tuple(c.charter for c in house.communities if c.charter)
    for document in (*every, *charters, *((house.home,) if house.home else ())):
        yield from ((alias, document.url, document.source) for alias in document.aliases)
    for person in house.people:
        yield from ((alias, person.url, person.source) for alias in person.aliases)
    urls = sorted(published)
    for community in house.communities:
        below = [url for url in urls if url.startswith(community.url)] if community.aliases else []
        for alias in community.aliases:
            if alias.endswith("/"):
                yield from ((alias + url.removeprefix(community.url), url, community.source) for url in below)
            else:  # a file such as /old.html has nothing below it
                yield alias, community.url, community.source


def listing(entry: Entry) -> bool:
    """Tell whether a README opens a listing that the site makes, instead of being a page itself."""
    return entry.is_index and RESERVED.fullmatch(entry.url) is not None
