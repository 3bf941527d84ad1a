"""The receipt of a build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from guildhouse.model.house import House


def test_it_holds_every_file_but_itself_and_counts_the_sources(build: Callable[..., Path], house: Callable[..., House]) -> None:
    output = build(house())
    receipt = json.loads((output / "build.json").read_text())
    written = [path for path in output.rglob("*") if path.is_file() and path.name != "build.json"]
    files = {path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in written}
    assert receipt == {
        "today": "2026-11-16",
        "version": receipt["version"],
        "sources": {"read": 7, "published": 6, "excluded": {"draft": 1}, "errors": 0},
        "files": files,
    }
    assert {"404.html", "_headers", "people.json", "old/index.html"} <= files.keys()


def test_a_build_over_an_earlier_one_leaves_nothing_of_what_is_gone(build: Callable[..., Path], house: Callable[..., House]) -> None:
    first = build(house())
    assert (first / "old/index.html").is_file()
    second = build(house(redirects=()))
    assert second == first
    assert not (second / "old").exists()
