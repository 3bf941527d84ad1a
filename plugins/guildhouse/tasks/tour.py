"""Photographs every kind of page, in every way that readers see it, onto one contact sheet to look at before a release."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from guildhouse.tasks.browser import chromium, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KIND = re.compile(rb'<body data-kind="([a-z-]+)"(?! data-redirect)')
WIDE, PHONE = {"width": 1280, "height": 1600}, {"width": 390, "height": 844}
MIRROR = "document.documentElement.dir = 'rtl'"
COLUMN = 240
"""Width of a photograph on the sheet, in CSS pixels."""


@dataclass(frozen=True)
class View:
    """One way to see a page: options of the browser's context, the medium, and what is done to the page first."""

    name: str
    options: dict[str, Any] = field(default_factory=dict)
    medium: Literal["screen", "print"] = "screen"
    script: str = ""


VIEWS = (
    View("desktop", {"viewport": WIDE}),
    View("desktop, dark", {"viewport": WIDE, "color_scheme": "dark"}),
    View("phone", {"viewport": PHONE}),
    View("phone, dark", {"viewport": PHONE, "color_scheme": "dark"}),
    View("right to left", {"viewport": WIDE}, script=MIRROR),
    View("phone, right to left", {"viewport": PHONE}, script=MIRROR),
    View("without scripts", {"viewport": WIDE, "java_script_enabled": False}),
    View("forced colours", {"viewport": WIDE, "forced_colors": "active"}),
    View("paper", {"viewport": {"width": 794, "height": 1123}}, medium="print"),
)


def kinds(site: Path) -> dict[str, Path]:
    """Choose the largest page of every kind; redirects lead away before they can be looked at."""
    found: dict[str, Path] = {}
    for page in sorted(site.rglob("*.html"), key=lambda path: (path.stat().st_size, path)):
        kind = KIND.search(page.read_bytes())
        if kind:
            found[kind[1].decode()] = page
    return dict(sorted(found.items()))


def tour(site: Path, album: Path) -> Path:
    """Photograph the built site in `site` into the folder `album`, and give the contact sheet; NoBrowserError without Chromium."""
    shutil.rmtree(album, ignore_errors=True)
    album.mkdir(parents=True)
    pages = kinds(site)
    with served(site) as address, chromium() as browser:
        for view in VIEWS:
            context = browser.new_context(**view.options)
            page = context.new_page()
            page.emulate_media(media=view.medium)
            for kind, path in pages.items():
                page.goto(f"{address}/{path.relative_to(site).as_posix()}")
                if view.script:
                    page.evaluate(view.script)
                page.screenshot(path=album / _photograph(kind, view), full_page=True)
            context.close()
        return _sheet(browser, album, list(pages))


def _photograph(kind: str, view: View) -> str:
    return f"{kind}-{view.name.replace(', ', '-').replace(' ', '-')}.png"


def _sheet(browser: Browser, album: Path, pages: list[str]) -> Path:
    """Lay the photographs out, a row for each kind, and photograph the table."""
    table = album / "index.html"
    table.write_text("".join(_table(pages)), encoding="utf-8")
    page = browser.new_page(viewport={"width": (COLUMN + 12) * len(VIEWS) + 40, "height": 900})
    page.goto(table.as_uri())
    sheet = album / "contact-sheet.png"
    page.screenshot(path=sheet, full_page=True)
    return sheet


def _table(pages: list[str]) -> Iterator[str]:
    yield "<!doctype html><html lang='en'><meta charset='utf-8'><title>Tour</title><style>"
    yield "body { font: 13px system-ui; background: #777; color: #fff } td { vertical-align: top }"
    yield f"img {{ width: {COLUMN}px; height: 380px; object-fit: cover; object-position: top }}</style>"
    yield f"<table><tr>{''.join(f'<th>{view.name}</th>' for view in VIEWS)}</tr>"
    for kind in pages:
        yield f"<tr><th colspan='{len(VIEWS)}' align='left'>{html.escape(kind)}</th></tr><tr>"
        for view in VIEWS:
            yield f"<td><a href='{_photograph(kind, view)}'><img src='{_photograph(kind, view)}' alt=''></a></td>"
        yield "</tr>"
    yield "</table>"
