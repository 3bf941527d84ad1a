"""Builds with a stand-in for the engine: files in, published folder out."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from guildhouse.publish.build import Order, build
from guildhouse.publish.places import places
from guildhouse.settings import load

HERE = Path(__file__).parent
PATHS = os.pathsep.join((str(HERE.parents[1] / "plugins"), str(HERE)))

Build = Callable[..., int]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of three pages, and an environment in which `fake_engine` can be run."""
    monkeypatch.setenv("PYTHONPATH", PATHS)
    content = tmp_path / "site" / "content"
    (content / "sub").mkdir(parents=True)
    for name in ("a.html", "b.html", "sub/c.html"):
        (content / name).write_text(f"first {name}")
    return tmp_path / "site"


@pytest.fixture
def run(site: Path) -> Build:
    """Build the site with the stand-in; returns the exit code."""

    def build_site(output: Path | None = None, trouble: str = "", **options: object) -> int:
        (site / "trouble.txt").write_text(trouble)
        return build(Order(places(site, output), load(site, today="2026-11-16", **options), "fake_engine"))

    return build_site
