"""How the resources of a community are shown: what it relies on, and its library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guildhouse.features.views import DocumentView, document_view, person_view
from guildhouse.model.community import Community, Resource
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.names import in_order
from guildhouse.model.words import Words, say
from guildhouse.sources.anchors import Anchors
from guildhouse.sources.documents import humanised


@dataclass(frozen=True, kw_only=True)
class ResourceView:
    """Something a community relies on; `facts` are words."""

    title: str
    url: str | None
    type: str
    summary: str | None
    facts: tuple[str | Words, ...]
    is_due: bool
    anchor: str = ""
    """Its id on the page that lists all resources of the community."""


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Documents of one folder of the library; those at its root have no title."""

    title: str
    documents: tuple[DocumentView, ...]


def anchored(community: Community) -> Iterator[tuple[Resource, str]]:
    """List what a community relies on, each with the id that its row has in the list of all of it."""
    anchors = Anchors()
    return ((resource, f"gh-resource-{anchors.of(resource.title)}") for resource in community.resources)


def resource_view(house: House, resource: Resource, anchor: str = "") -> ResourceView:
    """Show a curated resource."""
    return ResourceView(
        title=resource.title,
        url=resource.url,
        type=resource.type,
        summary=resource.summary,
        facts=tuple(_facts(house, resource)),
        is_due=resource.review_by is not None and resource.review_by <= house.today,
        anchor=anchor,
    )


def library(house: House, community: Community) -> tuple[Shelf, ...]:
    """Group the documents of a community's library by the first folder they stand in, the ones at its root first."""
    groups: dict[str, list[Document]] = {"": []}
    for document in house.library_of(community.id):
        groups.setdefault(_folder(document), []).append(document)
    found = sorted(groups.items())
    return tuple(_shelf(house, folder, documents) for folder, documents in found if documents)


def _shelf(house: House, folder: str, documents: list[Document]) -> Shelf:
    ordered = sorted(documents, key=_place)
    return Shelf(title=humanised(folder) if folder else "", documents=tuple(document_view(house, each) for each in ordered))


def _place(document: Document) -> tuple[str, bool, bool, float, str, str]:
    """Order documents by folder: in each its index first, then by their order, then by title."""
    folder, _, name = document.source.path.rpartition("/")
    is_index = name in ("README.md", "index.md")
    return folder, not is_index, document.order is None, document.order or 0, in_order(document.title), document.url


def _folder(document: Document) -> str:
    """Name the first folder below `resources/`; empty for a document at its root."""
    below = document.source.path.split("/")[3:-1]
    return below[0] if below else ""


def _facts(house: House, resource: Resource) -> Iterator[str | Words]:
    name = person_view(house, resource.added_by).name if resource.added_by else None
    if resource.added and name:
        yield say("added %(date)s by %(name)s", date=resource.added, name=name)
    elif resource.added:
        yield say("added %(date)s", date=resource.added)
    elif name:
        yield say("added by %(name)s", name=name)
    if resource.license:
        yield resource.license
