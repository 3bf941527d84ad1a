"""The style page: every component of the theme in every state, on one page; off in production (setting `style_page`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import guildhouse
from guildhouse.features import edge
from guildhouse.features.context import Context
from guildhouse.features.outputs import File, Page, page_at
from guildhouse.features.style_examples import Component, components
from guildhouse.features.theme_files import STYLE_PAGE, hashed, plain
from guildhouse.model.house import House
from guildhouse.model.words import say
from guildhouse.settings import Settings


@dataclass(frozen=True, kw_only=True)
class StylePage(Context):
    """All components; `stylesheet` is the address of the sheet that only this page needs."""

    stylesheet: str
    components: tuple[Component, ...]


def outputs(house: House, settings: Settings) -> Iterator[Page | File]:
    """Make the page and its sheet where the settings ask for them."""
    del house
    if settings.style_page:
        sheet = hashed("theme/style-page", ".css", plain(_sheet().read_text(encoding="utf-8")).encode())
        yield sheet
        yield page_at("style/all.html", style_page("/" + sheet.path))


def style_page(stylesheet: str) -> StylePage:
    """Say what the style page shows."""
    return StylePage(
        kind="style",
        url="/style/",
        title=say("Style page"),
        description=say("Every component of the theme, in every state."),
        noindex=True,
        apart=("paths", "progress", "search"),
        stylesheet=stylesheet,
        components=tuple(components()),
    )


def _sheet() -> Path:
    return Path(guildhouse.theme()) / "static/css" / STYLE_PAGE


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
