"""The page that a server shows for an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from guildhouse.features import edge
from guildhouse.features.context import Context
from guildhouse.features.outputs import Page, page_at
from guildhouse.model.house import House
from guildhouse.model.words import say
from guildhouse.settings import Settings

ABOUT = say("There is no page at this address.")


def outputs(house: House, settings: Settings) -> Iterator[Page]:
    """Make the page."""
    del house, settings
    yield page_at(
        "notfound.html",
        Context(kind="not-found", url="/404.html", title=say("Page not found"), description=ABOUT, noindex=True, apart=("notfound",)),
    )


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
