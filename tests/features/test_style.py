"""The style page: there when the settings ask for it, and nowhere else."""

from __future__ import annotations

import datetime as dt
import re

from guildhouse.features import assets, style
from guildhouse.features.outputs import File, Page
from guildhouse.model.house import House
from guildhouse.settings import Settings

HOUSE = House(today=dt.date(2026, 11, 16))


def test_production_has_no_style_page() -> None:
    assert list(style.outputs(HOUSE, Settings())) == []


def test_the_page_names_a_sheet_of_its_own() -> None:
    sheet, page = style.outputs(HOUSE, Settings(style_page=True))
    assert isinstance(sheet, File)
    assert isinstance(page, Page)
    assert re.fullmatch(r"theme/style-page\.[0-9a-f]{8}\.css", sheet.path)
    assert isinstance(page.page, style.StylePage)
    assert page.page.stylesheet == f"/{sheet.path}"
    assert (page.path, page.page.kind, page.page.noindex) == ("style/index.html", "style", True)
    assert {each.name for each in page.page.components} >= {"avatar", "chart", "top_bar"}


def test_readers_of_other_pages_do_not_fetch_its_sheet() -> None:
    sheets = [file.content for file in assets.outputs(HOUSE, Settings(style_page=True)) if file.path.endswith(".css")]
    assert [sheet for sheet in sheets if b"style-frame" in sheet] == []
    assert len(sheets) == 1 + len(assets.OF_FEATURES)
