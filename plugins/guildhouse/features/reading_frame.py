"""What notes and decisions share with every text one reads: the way to them, their sections, their language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from guildhouse.features.community_frame import TAB_LABELS
from guildhouse.features.context import Crumb
from guildhouse.features.document_views import TrustView, contents, translation_views
from guildhouse.model.body import Body
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.words import say
from guildhouse.settings import Settings


def reading_frame(house: House, document: Document, tab: str, settings: Settings) -> dict[str, Any]:
    """Give the fields that a note or decision has as a page: `tab` is the listing it stands in."""
    return {
        "url": document.url,
        "crumbs": _crumbs(house, document, tab),
        "source": document.source.path,
        "lang": document.lang if document.lang != settings.language else None,
        "translations": translation_views(house, document, settings),
    } | framed(document.title, document.body)


def framed(title: str, body: Body) -> dict[str, Any]:
    """Give those of its fields that its text fills."""
    return {"picture": body.facts.picture, "heading": title, "body": body, "headings": contents(body)}


def told(trust: TrustView) -> TrustView | None:
    """Leave out what a short text need not say, its reading time; None when nothing remains."""
    return replace(trust, minutes=None) or None


def _crumbs(house: House, document: Document, tab: str) -> tuple[Crumb, ...]:
    home = Crumb(label=say("Home"), url="/")
    community = house.community(document.community)
    if community is None:
        return (home, Crumb(label=TAB_LABELS[tab], url=f"/{tab}/"))
    return (
        home,
        Crumb(label=say("Communities"), url="/communities/"),
        Crumb(label=community.name, url=community.url),
        Crumb(label=TAB_LABELS[tab], url=f"{community.url}{tab}/"),
    )
