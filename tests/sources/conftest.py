"""Sites as files by path, read into a House."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from guildhouse.model.house import House
from guildhouse.settings import Settings
from guildhouse.sources.reading import read

TODAY = dt.date(2026, 11, 16)
ReadSite = Callable[..., House]


def write(site: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files, as they are to the byte."""
    site.mkdir(exist_ok=True)
    for path, content in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@pytest.fixture
def read_site(tmp_path: Path) -> ReadSite:
    """Write files below a folder and read it; without files, what stands there already. Every source must be accounted for.

    Git is asked by those tests only that are about it: `history=True`.
    """

    def read_it(files: Mapping[str, str | bytes] | None = None, **settings: Any) -> House:
        site = tmp_path / "site"
        write(site, files or {})
        house = read(site, Settings(**{"today": TODAY, "history": False} | settings))
        assert house.account.is_balanced, house.account
        return house

    return read_it
