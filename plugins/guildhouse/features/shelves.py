"""Folders of pages: which pages stand together, and the way from the first page to each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname

from guildhouse.features.context import Crumb
from guildhouse.features.document_views import PLACES
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.sources.documents import humanised
from guildhouse.sources.places import RESERVED, default_url

TAB_WORDS = {"meetings": "Meetings", "decisions": "Decisions", "resources": "Resources", "charter": "Charter"}


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """A folder of pages: `page` is its README, `pages` what stands in it in reading order, README first, `folders` the shelves below it."""

    folder: str
    url: str
    title: str
    page: Document | None
    pages: tuple[Document, ...]
    folders: tuple[Shelf, ...]
    community: str | None

    @property
    def listed(self) -> Iterator[Document | Shelf]:
        """List what stands in the folder: its pages, then the folders below it."""
        yield from (page for page in self.pages if page is not self.page)
        yield from self.folders

    @property
    def description(self) -> str:
        """Say in a sentence what stands in the folder."""
        return self.page.description if self.page else ", ".join(page.title for page in self.pages[:3])


def shelves(house: House) -> dict[str, Shelf]:
    """Find every folder of pages by its path; folders whose address is a listing of the site's own are none."""
    documents: dict[str, list[Document]] = {}
    for document in house.pages:
        documents.setdefault(dirname(document.source.path), []).append(document)
    for folder in list(documents):
        while (folder := dirname(folder)) and is_shelf(folder):
            documents.setdefault(folder, [])
    taken = {document.url for document in house.pages}
    found: dict[str, Shelf] = {}
    for folder in sorted((folder for folder in documents if is_shelf(folder)), reverse=True):
        if shelf := _shelf(folder, documents[folder], found, taken):
            found[folder] = shelf
    return dict(sorted(found.items()))


def is_shelf(folder: str) -> bool:
    """Tell whether a folder may have a page of its own."""
    url = address(folder)
    return url != "/" and not RESERVED.fullmatch(url)


def address(folder: str) -> str:
    """Name the address of a folder."""
    return default_url(f"{folder}/README.md")


def crumbs_of(house: House, what: Document | Shelf, found: dict[str, Shelf]) -> tuple[Crumb, ...]:
    """Tell the way from the first page to a document or a folder."""
    return (Crumb(label="Home", url="/"), *_community_crumbs(house, what), *_folder_crumbs(what, found), *_term_crumbs(what))


def _community_crumbs(house: House, what: Document | Shelf) -> Iterator[Crumb]:
    path = what.folder if isinstance(what, Shelf) else what.source.path
    community = house.community(what.community)
    if community is None or not path.startswith(f"communities/{community.id}/"):
        return
    yield Crumb(label="Communities", url="/communities/")
    yield Crumb(label=community.name, url=community.url)
    tab = path.split("/")[2]
    if tab in PLACES.values():
        yield Crumb(label=TAB_WORDS[tab], url=f"{community.url}{tab}/")


def _folder_crumbs(what: Document | Shelf, found: dict[str, Shelf]) -> Iterator[Crumb]:
    folder = dirname(what.folder if isinstance(what, Shelf) else what.source.path)
    above = [found[path] for path in _upwards(folder) if path in found]
    yield from (Crumb(label=shelf.title, url=shelf.url) for shelf in reversed(above) if shelf.url != what.url)


def _term_crumbs(what: Document | Shelf) -> Iterator[Crumb]:
    if isinstance(what, Document) and what.page_kind == "term":
        yield Crumb(label="Glossary", url="/glossary/")


def _upwards(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = dirname(folder)


def _shelf(folder: str, documents: list[Document], found: dict[str, Shelf], taken: set[str]) -> Shelf | None:
    url = address(folder)
    page = next((document for document in documents if document.url == url), None)
    if page is None and url in taken:
        return None
    pages = sorted(documents, key=lambda each: (each is not page, each.order is None, each.order or 0, each.title.casefold(), each.url))
    return Shelf(
        folder=folder,
        url=url,
        title=page.title if page else humanised(folder.rpartition("/")[2]),
        page=page,
        pages=tuple(pages),
        folders=tuple(shelf for path, shelf in sorted(found.items()) if dirname(path) == folder),
        community=folder.split("/")[1] if folder.startswith("communities/") else None,
    )
