"""Folders of pages: which pages stand together, and the way from the first page to each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname

from guildhouse.features.context import Crumb
from guildhouse.features.document_views import Row
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.names import in_order
from guildhouse.model.words import Words, count, say, strung
from guildhouse.sources.documents import humanised
from guildhouse.sources.places import LISTINGS, default_url

ROOTS = ("content", "content/pages")
"""The folders whose pages stand directly below the first page."""

WINDOW = 60
"""How many entries of one folder a tree shows: every page of a section carries the section's tree."""

BEFORE = 8
"""How many of them stand before the current page: it is to be seen in the tree's box, which is lower than the window."""

TOLD = ("resource", "term")
"""The pages that a listing of the site holds; it does not hold others that somebody put into its folder."""


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """A folder of pages: `page` is its README, `pages` what stands in it in reading order, README first, `folders` the shelves below it.

    `is_listing` says that the site makes the folder's page in another way, as it does for the resources of a community.
    """

    folder: str
    url: str
    title: str
    page: Document | None
    pages: tuple[Document, ...]
    folders: tuple[Shelf, ...]
    is_listing: bool

    @property
    def order(self) -> float | None:
        """Its place among its neighbours, which its README names."""
        return self.page.order if self.page else None

    @cached_property
    def listed(self) -> tuple[Document | Shelf, ...]:
        """List what stands in the folder: its pages, then the folders below it."""
        return (*(page for page in self.pages if page is not self.page), *self.folders)

    @cached_property
    def places(self) -> dict[str, int]:
        """Tell where among them each stands: a page by its address, a shelf by its folder."""
        return {each.folder if isinstance(each, Shelf) else each.url: at for at, each in enumerate(self.listed)}

    @cached_property
    def trees(self) -> dict[tuple[tuple[str, int], ...], tuple[Branch, ...]]:
        """Trees that pages of the section have asked for, by the folders that are open in them."""
        return {}

    @property
    def is_long(self) -> bool:
        """Tell whether more stands in the folder than a tree shows."""
        return len(self.listed) > WINDOW

    @cached_property
    def whole(self) -> str:
        """Name the place that lists all of the folder; empty when the site's own page for it lists other things."""
        if self.is_listing:
            return self.url if all(page.page_kind in TOLD for page in self.row.documents) else ""
        return f"{self.url}#gh-entries" if self.page else self.url

    @property
    def description(self) -> str | Words:
        """Say in a sentence what stands in the folder."""
        return self.page.description if self.page else strung(page.title for page in self.pages[:3])

    @cached_property
    def row(self) -> Row:
        """List the pages in the order in which one reads them: those of the folder, then those of each folder below it."""
        return Row((*self.pages, *(page for folder in self.folders for page in folder.row.documents)))


@dataclass(frozen=True, kw_only=True)
class Branch:
    """An entry of a section's tree: a page, or a folder; `entries` stand in the folders that lead to the page that shows the tree.

    Where a folder holds more than fits, an entry before or after says how many more, and leads to the list of all.
    """

    title: str | Words
    url: str
    entries: tuple[Branch, ...] = ()


def section_of(folder: str, found: dict[str, Shelf]) -> Shelf | None:
    """Find the section that a folder belongs to: the outermost folder of pages around it that is not the site's own."""
    around = [found[each] for each in upwards(folder) if each in found]
    own = next((shelf for shelf in around if shelf.is_listing), None)
    return own or (around[-1] if around else None)


def tree(section: Shelf, page: Document) -> tuple[Branch, ...]:
    """Give the tree of a section as a page in it shows it, the section first; folders that lead there are open.

    All pages that show the same tree get the same tuple: a large section has one tree for hundreds of pages.
    """
    key = tuple(_windows(section, page))
    if key not in section.trees:
        section.trees[key] = (Branch(title=section.title, url=section.url), *_below(section, key))
    return section.trees[key]


def _windows(folder: Shelf, page: Document) -> Iterator[tuple[str, int]]:
    """Name the folders that are open for a page, each with the first of its entries that is shown."""
    listed = folder.listed
    here = _place_in(folder, page)
    yield folder.folder, max(0, min((here or 0) - BEFORE, len(listed) - WINDOW))
    if here is not None and isinstance(below := listed[here], Shelf):
        yield from _windows(below, page)


def _place_in(folder: Shelf, page: Document) -> int | None:
    """Find the entry of a folder that is the page, or a folder around it."""
    inside = page.source.path.removeprefix(f"{folder.folder}/")
    name, slash, _ = inside.partition("/")
    return folder.places.get(f"{folder.folder}/{name}" if slash else page.url)


def _below(folder: Shelf, windows: tuple[tuple[str, int], ...]) -> Iterator[Branch]:
    """List what stands in a folder, as far as the window around the way to the page reaches."""
    (_, first), *inner = windows
    listed = folder.listed
    last = first + WINDOW
    if first:
        yield _more(first, folder.whole or listed[first - 1].url)
    for each in listed[first:last]:
        opened = each if isinstance(each, Shelf) and inner and inner[0][0] == each.folder else None
        yield Branch(title=each.title, url=each.url, entries=tuple(_below(opened, tuple(inner))) if opened else ())
    if last < len(listed):
        yield _more(len(listed) - last, folder.whole or listed[last].url)


def _more(number: int, url: str) -> Branch:
    return Branch(title=count("%(number)s more entry", "%(number)s more entries", number), url=url)


def shelves(house: House) -> dict[str, Shelf]:
    """Find every folder of pages that has a page of its own, by its path."""
    documents: dict[str, list[Document]] = {section.path: [] for section in house.sections}
    for document in house.pages:
        documents.setdefault(dirname(document.source.path), []).append(document)
    titles = {section.path: section.title for section in house.sections}
    found: dict[str, Shelf] = {}
    for folder in sorted(documents, reverse=True):
        if shelf := _shelf(folder, documents[folder], found, titles):
            found[folder] = shelf
    return dict(sorted(found.items()))


def front(house: House) -> tuple[Document | Shelf, ...]:
    """List the organisation's own pages and folders directly below the first page, by their order, then by title."""
    found = shelves(house)
    pages = [page for page in house.pages if dirname(page.source.path) in ROOTS and _is_own(page)]
    folders = [shelf for folder, shelf in found.items() if dirname(folder) in ROOTS and not shelf.is_listing and _is_own(shelf.page)]
    return tuple(sorted((*pages, *folders), key=_place))


def _place(each: Document | Shelf) -> tuple[bool, float, str, str]:
    """Order by what the author said, those without a word last, and by title."""
    return each.order is None, each.order or 0, in_order(each.title), each.url


def _is_own(page: Document | None) -> bool:
    """Tell whether a page is one to read, in the language that it was first written in; so is every folder without a text."""
    return page is None or (page.page_kind == "page" and not page.translation_of)


def address(folder: str) -> str:
    """Name the address of a folder."""
    return default_url(f"{folder}/README.md")


def upwards(folder: str) -> Iterator[str]:
    """List a folder and those above it, up to the site's own."""
    while folder:
        yield folder
        folder = dirname(folder)


def crumbs_of(house: House, what: Document | Shelf, found: dict[str, Shelf]) -> tuple[Crumb, ...]:
    """Tell the way from the first page to a document or a folder."""
    above = _term_crumbs() if isinstance(what, Document) and what.page_kind == "term" else _folder_crumbs(house, what, found)
    return (Crumb(label=say("Home"), url="/"), *above)


def _term_crumbs() -> Iterator[Crumb]:
    yield Crumb(label=say("Glossary"), url="/glossary/")


def _folder_crumbs(house: House, what: Document | Shelf, found: dict[str, Shelf]) -> Iterator[Crumb]:
    folder = dirname(what.folder if isinstance(what, Shelf) else what.source.path)
    path = (*reversed(tuple(upwards(folder))),)
    if path[:1] == ("communities",):
        yield Crumb(label=say("Communities"), url="/communities/")
    for each in path:
        community = house.community(each.removeprefix("communities/"))
        if community and each == f"communities/{community.id}":
            yield Crumb(label=community.name, url=community.url)
        elif each in found and each != "communities" and found[each].url != what.url:
            yield Crumb(label=found[each].title, url=found[each].url)


def _shelf(folder: str, documents: list[Document], found: dict[str, Shelf], titles: dict[str, str]) -> Shelf | None:
    url = address(folder)
    page = next((document for document in documents if document.url == url), None)
    is_listing = LISTINGS.fullmatch(url) is not None
    if page is None and folder not in titles and not is_listing:
        return None
    pages = sorted(documents, key=lambda each: (each is not page, _place(each)))
    return Shelf(
        folder=folder,
        url=url,
        title=page.title if page else titles.get(folder) or humanised(folder.rpartition("/")[2]),
        page=page,
        pages=tuple(pages),
        folders=tuple(sorted((shelf for path, shelf in found.items() if dirname(path) == folder), key=_place)),
        is_listing=is_listing,
    )
