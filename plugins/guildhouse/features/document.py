"""Pages and news as Pelican knows them, for other plugins and for themes of others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from pelican.contents import Category, Page, Tag

from guildhouse.formats.urls import output_path, rewrite
from guildhouse.model import document as model


class Document(Page):  # type: ignore[misc]  # Pelican carries no types
    """A document of the House with the attributes that Pelican documents for pages and articles."""

    def get_content(self, siteurl: str) -> str:
        """Give the text with its addresses below `siteurl`, which Pelican makes relative to the page that shows it."""
        return rewrite(self._content, lambda address: siteurl + address)


def document(source: model.Document, settings: Mapping[str, Any], context: Mapping[str, Any]) -> Document:
    """Make Pelican's view of a document; its text is sanitised and its links are resolved already."""
    metadata: dict[str, Any] = {
        "title": source.title,
        "url": source.url.removeprefix("/"),
        "save_as": output_path(source.url),
        "slug": source.id,
        "summary": source.description,
        "description": source.description,
        "category": Category(source.categories[0] if source.categories else "misc", settings),
        "tags": [Tag(tag, settings) for tag in source.tags],
        "lang": source.lang or settings["DEFAULT_LANG"],
        "template": "article" if source.page_kind == "news" else "page",
    }
    if date := source.date or source.updated:
        metadata["date"] = dt.datetime.combine(date, dt.time())
    if source.updated:
        metadata["modified"] = dt.datetime.combine(source.updated, dt.time())
    return Document(source.body.html, metadata=metadata, settings=settings, source_path=source.source.path, context=context)


class Documents(Sequence[Document]):
    """Documents made when somebody asks: most builds have no other plugin that does."""

    def __init__(self, sources: Sequence[model.Document], settings: Mapping[str, Any], context: Mapping[str, Any]) -> None:
        """Remember what to make them from."""
        self._sources, self._settings, self._context = sources, settings, context

    @cached_property
    def _made(self) -> list[Document]:
        return [document(source, self._settings, self._context) for source in self._sources]

    def __len__(self) -> int:
        """Count them without making them."""
        return len(self._sources)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Document]: ...
    def __getitem__(self, index: int | slice) -> Document | Sequence[Document]:
        """Give one, or a part of the list."""
        return self._made[index]

    def __iter__(self) -> Iterator[Document]:
        """Give them in order."""
        return iter(self._made)
