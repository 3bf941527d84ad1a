"""The lists of all news and of all terms of the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypedDict

from guildhouse.features import edge
from guildhouse.features.context import Context, Crumb
from guildhouse.features.document_views import UpdateView, update_view
from guildhouse.features.outputs import PACKAGE, Page, page_at
from guildhouse.model.body import Body
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.settings import Settings

HOME = (Crumb(label="Home", url="/"),)


@dataclass(frozen=True, kw_only=True)
class Year:
    """The news of one year; news without a date stand under no year."""

    year: int | None
    entries: tuple[UpdateView, ...]


@dataclass(frozen=True, kw_only=True)
class NewsList(Context):
    """All news, newest first."""

    intro: Body
    years: tuple[Year, ...]


@dataclass(frozen=True, kw_only=True)
class Term:
    """An entry of the glossary."""

    title: str
    url: str
    description: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The entries that begin with one letter; `anchor` is where its list begins."""

    letter: str
    anchor: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Glossary(Context):
    """All terms, from A to Z."""

    intro: Body
    letters: tuple[Letter, ...]


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make a list where there is something to list."""
    del settings
    if house.news or "/news/" in house.listings:
        yield page_at("reading/news.html", news_list(house), _owner(house, "/news/"))
    if terms(house) or "/glossary/" in house.listings:
        yield page_at("reading/glossary.html", glossary(house), _owner(house, "/glossary/"))


def news_list(house: House) -> NewsList:
    """Say what the list of all news shows."""
    groups = groupby(house.news, key=lambda document: document.date.year if document.date else None)
    return NewsList(
        kind="news-list",
        **_head(house, "/news/", "News", "What happened, newest first."),
        years=tuple(Year(year=year, entries=tuple(update_view(house, document) for document in group)) for year, group in groups),
    )


def glossary(house: House) -> Glossary:
    """Say what the glossary shows."""
    groups = groupby(terms(house), key=_letter)
    return Glossary(
        kind="glossary",
        **_head(house, "/glossary/", "Glossary", "The words we use, and what we mean by them."),
        letters=tuple(
            Letter(letter=letter, anchor=f"gh-{letter.lower()}", terms=tuple(_term(term) for term in group)) for letter, group in groups
        ),
    )


def terms(house: House) -> list[Document]:
    """List the entries of the glossary by their letters, then by their words."""
    found = (page for page in house.pages if page.page_kind == "term")
    return sorted(found, key=lambda page: (_letter(page), _words(page).casefold(), page.url))


def _words(page: Document) -> str:
    return page.term or page.title


def _letter(page: Document) -> str:
    """Name the letter under which a term stands; what begins with none stands under a hash."""
    first = _words(page)[:1].upper()
    return first if first.isalpha() else "#"


def _term(page: Document) -> Term:
    return Term(title=_words(page), url=page.url, description=page.description)


class _Head(TypedDict):
    url: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    source: str | None
    intro: Body


def _head(house: House, url: str, title: str, description: str) -> _Head:
    """Say where a listing stands and how it opens: with the author's words where there are some."""
    text = house.listings.get(url)
    return {
        "url": url,
        "title": text.title if text else title,
        "description": (text.description if text else "") or description,
        "crumbs": HOME,
        "source": text.source.path if text else None,
        "intro": text.body if text else Body(),
    }


def _owner(house: House, url: str) -> str:
    return house.listings[url].source.path if url in house.listings else PACKAGE


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
