"""Pages to read: everything that people wrote in Markdown and that no other feature shows in a way of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from posixpath import dirname

from guildhouse.features import edge
from guildhouse.features.context import Context, Crumb, NewText
from guildhouse.features.document_views import (
    LinkView,
    Row,
    TrustView,
    article,
    contents,
    headlined,
    retimed,
    translation_views,
    trust_view,
)
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.shelves import Branch, Shelf, crumbs_of, section_of, shelves, tree
from guildhouse.features.views import CommunityView, community_view
from guildhouse.model.body import Body, Heading
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.words import Words, say, strung
from guildhouse.settings import Settings
from guildhouse.sources.finish import BEGIN


@dataclass(frozen=True, kw_only=True)
class ReadingPage(Context):
    """A text with its frame: where it stands, who keeps it, what stands beside it.

    `entries` is the tree of its section; `listed` is everything in the folder that the text opens, when the tree is too small for that.
    """

    heading: str
    lead: str
    body: Body
    headings: tuple[Heading, ...]
    trust: TrustView
    community: CommunityView | None
    shelf: str
    entries: tuple[Branch, ...]
    listed: tuple[SectionEntry, ...]
    previous: LinkView | None
    next: LinkView | None
    topics: tuple[str, ...]

    def rewritten(self, text: NewText) -> ReadingPage:
        """Show a new text with what the page says of it; those that name it elsewhere follow with the next build."""
        title = _title(text.title, self.community, self.kind)
        return replace(
            self,
            title=title,
            heading=text.title,
            description=text.description or title,
            picture=text.body.facts.picture,
            subject=headlined(self.subject, text.title),
            lead=_lead(text.description, text.body),
            body=text.body,
            headings=contents(text.body),
            trust=retimed(self.trust, text.body),
        )


@dataclass(frozen=True, kw_only=True)
class SectionPage(Context):
    """A folder of pages that has no text of its own."""

    entries: tuple[SectionEntry, ...]


@dataclass(frozen=True, kw_only=True)
class SectionEntry:
    """A page in a folder."""

    title: str
    url: str
    description: str | Words


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make a page for each document, and one for each folder that has none."""
    found = shelves(house)
    for document in house.pages:
        yield page_at("reading/page.html", reading_page(house, document, found, settings), document.source.path)
    news = Row(tuple(reversed(house.news)))
    for document in house.news:
        yield page_at("reading/page.html", news_page(house, document, news, settings), document.source.path)
    for shelf in found.values():
        if shelf.page is None and not shelf.is_listing:
            yield page_at("reading/section.html", section_page(house, shelf, found))


def reading_page(house: House, document: Document, found: dict[str, Shelf], settings: Settings) -> ReadingPage:
    """Say what the page of a document shows; the others in its section are its neighbours."""
    section = section_of(dirname(document.source.path), found)
    row = section.row if section else Row()
    entries = tree(section, document) if section and len(row.documents) > 1 else ()
    place = _Place(
        crumbs=crumbs_of(house, document, found),
        row=row,
        shelf=section.title if section else "",
        entries=entries,
        listed=_opened(document, found),
    )
    return _page(house, document, place, settings)


def news_page(house: House, document: Document, row: Row, settings: Settings) -> ReadingPage:
    """Say what the page of a piece of news shows; in the `row` the older one stands before it."""
    crumbs = (Crumb(label=say("Home"), url="/"), Crumb(label=say("News"), url="/news/"))
    return _page(house, document, _Place(crumbs=crumbs, row=row), settings)


def section_page(house: House, shelf: Shelf, found: dict[str, Shelf]) -> SectionPage:
    """Say what the page of a folder without a text shows."""
    return SectionPage(
        kind="section",
        url=shelf.url,
        title=shelf.title,
        description=say("%(folder)s: %(pages)s", folder=shelf.title, pages=strung(page.title for page in shelf.pages[:4])),
        crumbs=crumbs_of(house, shelf, found),
        entries=_entries(shelf),
    )


def _opened(document: Document, found: dict[str, Shelf]) -> tuple[SectionEntry, ...]:
    """List all of the folder that a document opens, when no tree shows it all."""
    shelf = found.get(dirname(document.source.path))
    return _entries(shelf) if shelf and shelf.url == document.url and shelf.is_long else ()


def _entries(shelf: Shelf) -> tuple[SectionEntry, ...]:
    return tuple(SectionEntry(title=each.title, url=each.url, description=each.description) for each in shelf.listed)


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a document stands: the way to it, the row in which it has neighbours, the shelf shown beside it, the list shown below it."""

    crumbs: tuple[Crumb, ...]
    row: Row
    shelf: str = ""
    entries: tuple[Branch, ...] = ()
    listed: tuple[SectionEntry, ...] = ()


def _page(house: House, document: Document, place: _Place, settings: Settings) -> ReadingPage:
    before, after = place.row.neighbours(document.url)
    community = community_view(house, document.community)
    title = _title(document.title, community, document.page_kind)
    return ReadingPage(
        kind=document.page_kind,
        url=document.url,
        title=title,
        heading=document.title,
        description=document.description or title,
        crumbs=place.crumbs,
        source=document.source.path,
        lang=document.lang if document.lang != settings.language else None,
        translations=translation_views(house, document, settings),
        picture=document.body.facts.picture,
        subject=None if document.page_kind == "term" else article(house, document),
        lead=_lead(document.description, document.body),
        body=document.body,
        headings=contents(document.body),
        trust=trust_view(house, document, dated=document.page_kind == "news"),
        community=community,
        shelf=place.shelf,
        entries=place.entries,
        listed=place.listed,
        previous=before,
        next=after,
        topics=document.topics,
    )


def _title(title: str, community: CommunityView | None, kind: str) -> str | Words:
    """Name a text for the window; two communities may have texts of one name in their libraries."""
    return strung((title, community.name)) if community and kind == "resource" else title


def _lead(description: str, body: Body) -> str:
    """Give the author's own sentence about a text, but not the one that the text begins with."""
    return "" if body.facts.begin.startswith(description[:BEGIN]) else description


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
