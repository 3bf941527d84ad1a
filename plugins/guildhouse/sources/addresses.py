"""The addresses of a whole site: what links can lead to, what old addresses lead to now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from guildhouse.model.document import Document
from guildhouse.model.house import LISTED, House, Redirect, Section
from guildhouse.model.learning import PRINT
from guildhouse.model.meeting import NoteDecision
from guildhouse.model.names import folded
from guildhouse.model.person import FORMER as FORGOTTEN
from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.attachments import Shelf
from guildhouse.sources.documents import humanised, title_of
from guildhouse.sources.entries import Entry, Files, all_series, listed
from guildhouse.sources.lookup import Known
from guildhouse.sources.notes import decided
from guildhouse.sources.places import FORMER, LISTINGS, RESERVED, about, default_url, place, site_address
from guildhouse.sources.problems import Problems
from guildhouse.sources.targets import Index, Mention, Target
from guildhouse.sources.values import Values
from guildhouse.sources.wording import said

FILLED_BY = {"meeting": "meetings", "decision": "decisions", "resource": "resources"}
"""Kinds of files, each with the tab that it gives content to."""

LISTED_FOLDERS = {
    "communities": "/communities/",
    "content/people": "/people/",
    "content/paths": "/paths/",
    "content/news": "/news/",
    "content/decisions": "/decisions/",
    "content/pages": "/",
    "content": "/",
}


def index(files: Files, names: Mapping[str, Known], sections: Iterable[Section], shelf: Shelf) -> Index:
    """Collect everything that a link can lead to."""
    open_tabs = tabs(files)
    documents = dict(_documents(files, open_tabs))
    return Index(
        documents=documents,
        addresses={target.url: target for target in documents.values()} | {url: Target(url) for url in _listings(files, open_tabs)},
        files=frozenset(files.others),
        shelf=shelf,
        folders=dict(_folders(files, documents, sections, open_tabs)),
        hidden=frozenset(path for path, entry in files.entries.items() if entry.excluded),
        hidden_addresses=_hidden_addresses(files),
        mentions={name: _mention(known) for name, known in names.items()},
    )


def _hidden_addresses(files: Files) -> frozenset[str]:
    """List the addresses that what is left out of the build would have."""
    hidden = Files({path: replace(entry, excluded=None) for path, entry in files.entries.items() if entry.excluded})
    place(hidden, Problems())
    return frozenset(folded(entry.url) for entry in hidden.entries.values())


def _mention(known: Known) -> Mention:
    return Mention(said(FORGOTTEN), None) if known.forgotten else Mention(known.name, f"/people/{known.id}/")


def _documents(files: Files, open_tabs: frozenset[str]) -> Iterator[tuple[str, Target]]:
    for entry in files.entries.values():
        if entry.excluded:
            continue
        anchors = entry.draft.anchors if entry.draft else None
        home = f"/communities/{entry.community}/"
        if entry.url:
            yield entry.path, Target(entry.url, anchors, entry.values.get("name") or title_of(entry) or entry.stem)
        elif about(entry.path):
            yield entry.path, Target(home, anchors, entry.community)
        elif entry.kind.name in LISTED:
            yield entry.path, Target(_tab_url(home, entry.kind.name, open_tabs), None, entry.kind.name)
        elif entry.community:
            yield entry.path, Target(home, None, entry.kind.name)


def tabs(files: Files) -> frozenset[str]:
    """List the addresses of the tabs that have something to show, as `House.tabs_of` does once all is read."""
    found = {entry.url for entry in files.entries.values() if entry.excluded is None and LISTINGS.fullmatch(entry.url)}
    for home in files.of("community"):
        found |= {f"{home.url}{tab}/" for tab in LISTED if any(each.is_for_everybody for each in _lists(home, tab, files))}
    for entry in files.of(*FILLED_BY, "page"):
        community, tab = _filled(entry)
        found |= {f"/communities/{community}/{tab}/"} if community and tab else set()
        found |= {f"/communities/{community}/decisions/"} if entry.kind.name == "meeting" and _decides(entry) else set()
    return frozenset(found)


def _lists(home: Entry, tab: str, files: Files) -> list[Values]:
    return all_series(home, files) if tab == "meetings" else listed(home, tab, files)


def _filled(entry: Entry) -> tuple[str | None, str | None]:
    """Name the community and the tab that a file gives content to."""
    if entry.kind.name == "page":
        return entry.community or entry.values.get("community"), "resources" if entry.values.get("resource") else None
    return entry.community, FILLED_BY[entry.kind.name]


def _decides(note: Entry) -> bool:
    """Tell whether a note holds a decision that has no record."""
    known = note.values.get("decisions") or ()
    noted = (NoteDecision(title=each.get("title", ""), record=each.get("record"), source=each.source) for each in known)
    return any(each.record is None for each in decided(note, noted))


def _listings(files: Files, open_tabs: frozenset[str]) -> Iterator[str]:
    """List the pages that the site makes for what it holds; the features make them under the same conditions."""
    yield "/"
    yield from open_tabs
    if files.of("community"):
        yield from ("/communities/", "/people/", "/decisions/", "/actions/", "/meetings/")
    if files.of("person"):
        yield "/people/"
    for path in files.of("path"):
        yield from ("/paths/", f"{path.url}{PRINT}/")
        yield from (f"{path.url}{step['id']}/" for step in path.values.get("steps") or () if "id" in step)
    if files.of("decision"):
        yield "/decisions/"
    if files.of("news"):
        yield "/news/"
    if any(entry.values.get("term") for entry in files.of("page", "resource", "news")):
        yield "/glossary/"


def _tab_url(community: str, tab: str, open_tabs: frozenset[str]) -> str:
    """Name the page that shows a list of a community: its tab, or the community's page when the tab has nothing to show."""
    url = f"{community}{tab}/"
    return url if url in open_tabs else community


def _folders(
    files: Files, documents: Mapping[str, Target], sections: Iterable[Section], open_tabs: frozenset[str]
) -> Iterator[tuple[str, str]]:
    made = set(_listings(files, open_tabs))
    yield from ((folder, url) for folder, url in LISTED_FOLDERS.items() if url in made)
    for section in sections:
        yield section.path, section.url
    for entry in files.of("community"):
        yield entry.folder, entry.url
        yield from ((f"{entry.folder}/{tab}", _tab_url(entry.url, tab, open_tabs)) for tab in LISTED)
    for path, target in documents.items():
        if files.entries[path].is_index:
            yield str(PurePosixPath(path).parent), target.url


def sections(files: Files) -> tuple[Section, ...]:
    """Find the folders of pages that nobody wrote a README for, and the folders above them."""
    taken = {folded(entry.url) for entry in files.entries.values() if entry.url}
    found: dict[str, Section] = {}
    for entry in files.of("page", "resource"):
        folder = PurePosixPath(entry.path).parent
        while len(folder.parts) > _roots(folder):
            url = default_url(f"{folder}/README.md")
            if folded(url) not in taken and not RESERVED.fullmatch(url):
                found.setdefault(folded(url), Section(url=url, title=humanised(folder.name), path=str(folder)))
            folder = folder.parent
    return tuple(sorted(found.values(), key=lambda section: section.url))


def _roots(folder: PurePosixPath) -> int:
    """Count the leading folders that have a page of their own already."""
    if folder.parts[0] == "communities":
        return 3 if folder.parts[2:3] == ("resources",) else 2
    return 2 if folder.parts[1:2] == ("pages",) else 1


def redirects(house: House, addresses: Iterable[str], places: Places, problems: Problems) -> tuple[Redirect, ...]:
    """Lead every alias to its page; one of a community leads everything below it too. An alias that is somebody's address is a problem."""
    published = {folded(url): url for url in addresses}
    found: dict[str, Redirect] = {}
    for alias, target, source in _aliases(house, published.values(), places):
        key = folded(alias)
        if key in published:
            problems.add(codes.ADDRESS_TAKEN, source, f"the alias {alias} is the address of another page")
        elif RESERVED.fullmatch(alias) and not FORMER.fullmatch(alias):
            problems.add(codes.ADDRESS_TAKEN, source, f"the alias {alias} belongs to a page that the site makes itself")
        elif key in found and found[key].target != target:
            problems.add(codes.ADDRESS_TAKEN, source, f"{source.path} and {found[key].owner} both have the alias {alias}")
        else:
            found.setdefault(key, Redirect(url=alias, target=target, owner=source.path))
    return tuple(sorted(found.values(), key=lambda redirect: redirect.url))


Places = Mapping[tuple[str, str], Source]
"""Where each alias is written, by file and address."""


def alias_places(files: Files) -> Places:
    """Find the lines of all aliases."""
    lists = ((entry, entry.values["aliases"]) for entry in files.entries.values() if "aliases" in entry.values)
    every = ((entry.path, site_address(alias), place) for entry, items in lists for alias, place in zip(items, items.places, strict=True))
    return {(path, address): place for path, address, place in every if address}


def _aliases(house: House, published: Iterable[str], places: Places) -> Iterator[tuple[str, str, Source]]:
    def at(alias: str, source: Source) -> Source:
        return places.get((source.path, alias), source)

    every: tuple[Document, ...] = (*house.pages, *house.news, *house.meetings, *house.decisions, *house.listings.values())
    charters = tuple(c.charter for c in house.communities if c.charter)
    for document in (*every, *charters, *((house.home,) if house.home else ())):
        yield from ((alias, document.url, at(alias, document.source)) for alias in document.aliases)
    for person in house.people:
        yield from ((alias, person.url, at(alias, person.source)) for alias in person.aliases)
    urls = sorted(published)
    folders = [
        *((each.url, each.aliases, each.source) for each in house.communities),
        *((each.url, each.aliases, each.source) for each in house.paths),
    ]
    for home, aliases, source in folders:
        below = [url for url in urls if url.startswith(home)] if aliases else []
        for alias in aliases:
            if alias.endswith("/"):
                yield from ((alias + url.removeprefix(home), url, at(alias, source)) for url in below)
            else:  # a file such as /old.html has nothing below it
                yield alias, home, at(alias, source)


def listing(entry: Entry) -> bool:
    """Tell whether a README opens a listing that the site makes, instead of being a page itself."""
    return entry.is_index and RESERVED.fullmatch(entry.url) is not None
