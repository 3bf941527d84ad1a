"""The lists of all news and of all terms of the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from guildhouse.features import edge
from guildhouse.features.context import Context, Crumb
from guildhouse.features.document_views import UpdateView, update_view
from guildhouse.features.listing_views import Part, anchor_of, letter_of, letter_order, opening, owner_of, year_anchor, year_part
from guildhouse.features.outputs import Page, page_at
from guildhouse.model.body import Body
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.words import say
from guildhouse.settings import Settings

HOME = (Crumb(label=say("Home"), url="/"),)


@dataclass(frozen=True, kw_only=True)
class Year:
    """The news of one year; news without a date stand under no year."""

    year: int | None
    anchor: str
    entries: tuple[UpdateView, ...]


@dataclass(frozen=True, kw_only=True)
class NewsList(Context):
    """All news, newest first."""

    intro: Body
    parts: tuple[Part, ...]
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
        yield page_at("reading/news.html", news_list(house), owner_of(house, "/news/"))
    if terms(house) or "/glossary/" in house.listings:
        yield page_at("reading/glossary.html", glossary(house), owner_of(house, "/glossary/"))


def news_list(house: House) -> NewsList:
    """Say what the list of all news shows."""
    groups = groupby(house.news, key=lambda document: document.date.year if document.date else None)
    years = tuple(
        Year(year=year, anchor=year_anchor(year), entries=tuple(update_view(house, document) for document in group))
        for year, group in groups
    )
    return NewsList(
        kind="news-list",
        **opening(house, "/news/", say("News"), say("What happened, newest first.")),
        crumbs=HOME,
        parts=tuple(year_part(each.year, len(each.entries)) for each in years),
        years=years,
    )


def glossary(house: House) -> Glossary:
    """Say what the glossary shows."""
    groups = groupby(terms(house), key=lambda page: letter_of(_words(page)))
    return Glossary(
        kind="glossary",
        **opening(house, "/glossary/", say("Glossary"), say("The words we use, and what we mean by them.")),
        crumbs=HOME,
        letters=tuple(
            Letter(letter=letter, anchor=anchor_of(letter), terms=tuple(_term(term) for term in group)) for letter, group in groups
        ),
    )


def terms(house: House) -> list[Document]:
    """List the entries of the glossary by their letters, then by their words."""
    found = (page for page in house.pages if page.page_kind == "term")
    return sorted(found, key=lambda page: (letter_order(_words(page)), page.url))


def _words(page: Document) -> str:
    return page.term or page.title


def _term(page: Document) -> Term:
    return Term(title=_words(page), url=page.url, description=page.description)


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
