"""The markup of every kind of page, judged by software that nobody here wrote: the W3C's Nu checker."""

from __future__ import annotations

import gzip
import re
import statistics
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

from guildhouse.tasks.browser import served
from guildhouse.tasks.tour import kinds
from site_looking import address, vnu

KIB = 1024


def test_pages_are_valid(sample: Path):
    with served(sample) as base:
        assert vnu("html", *(base + quote(address(sample, page)) for page in kinds(sample).values())) == []


@pytest.mark.parametrize("kind", ["css", "svg"])
def test_style_sheets_and_pictures_are_valid(sample: Path, kind: str):
    assert vnu(kind, *map(str, sorted(sample.rglob(f"*.{kind}")))) == []


def test_nothing_is_inline(sample: Path):
    for page in sample.rglob("*.html"):
        tree = html.fromstring(page.read_bytes())
        assert tree.xpath("//style | //@style | //@*[starts-with(name(), 'on')]") == [], page
        assert tree.xpath("//script[not(@src)][not(@type='application/ld+json')]") == [], page


def test_nothing_comes_from_elsewhere(sample: Path):
    for page in sample.rglob("*.html"):
        tree = html.fromstring(page.read_bytes())
        fetched = tree.xpath("//@src | //@srcset | //@poster | //link[@rel='stylesheet' or @rel='preload' or contains(@rel, 'icon')]/@href")
        assert [link for link in fetched if re.match("(https?:)?//", link)] == [], page


def test_weight(sample: Path):
    loads = {page: first_load(sample, page) for page in kinds(sample).values()}
    weights = {page: sum(found.values()) for page, found in loads.items()}
    assert max(weights.values()) <= 40 * KIB, max(weights, key=weights.__getitem__)
    assert statistics.median(weights.values()) <= 25 * KIB
    for found in loads.values():
        assert sum(size for name, size in found.items() if re.fullmatch(r"site\..*\.css", name)) <= 12 * KIB  # what every page carries
        assert sum(size for name, size in found.items() if re.fullmatch(r"site\..*\.js", name)) <= 5 * KIB
        assert sum(size for name, size in found.items() if name.endswith((".css", ".js"))) <= 23 * KIB  # with what single features add
        assert len(found) + 2 <= 7  # with the text face and the icon


def first_load(site: Path, page: Path) -> dict[str, int]:
    """Weigh what a first visit fetches, compressed, without fonts and pictures."""
    tree = html.fromstring(page.read_bytes())
    names = tree.xpath("//script/@src | //link[@rel='stylesheet']/@href")
    files = [page, *((page.parent / name).resolve() if not name.startswith(("/", "http")) else site / name.lstrip("/") for name in names)]
    return {file.name: len(gzip.compress(file.read_bytes(), 6)) for file in files if file.is_file()}
