"""What machines are told of the sample site's pages: each of its own, and nothing that cannot be read."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html


@pytest.fixture(scope="module")
def pages(sample: Path) -> dict[str, Any]:
    """Read every page but redirects."""
    read = {path.relative_to(sample).as_posix(): html.fromstring(path.read_bytes()) for path in sorted(sample.rglob("*.html"))}
    return {
        path: page for path, page in read.items() if page.xpath("//body[@data-kind]") and not page.xpath("//meta[@http-equiv='refresh']")
    }


def test_no_two_pages_have_one_title_or_description(pages: dict[str, Any]):
    for what in ("//title/text()", "//meta[@name='description']/@content"):
        told = Counter(page.xpath(f"string({what})") for page in pages.values())
        assert [words for words, times in told.items() if times > 1] == []


def test_every_description_for_machines_can_be_read(pages: dict[str, Any]):
    blocks = [(path, block.text) for path, page in pages.items() for block in page.xpath("//script[@type='application/ld+json']")]
    assert len(blocks) >= len(pages) - 1, "all but the page for addresses that lead nowhere"
    for path, text in blocks:
        told = json.loads(text)
        assert told["@context"] == "https://schema.org", path
        assert all(node["@type"] for node in told["@graph"]), path


def test_translations_name_each_other(pages: dict[str, Any]):
    told = {}
    for page in pages.values():
        if others := page.xpath("//link[@rel='alternate'][@hreflang]"):
            told[page.xpath("string(//link[@rel='canonical']/@href)")] = {(each.get("hreflang"), each.get("href")) for each in others}
    assert len(told) >= 6
    for url, others in told.items():
        assert url in {address for _, address in others}
        assert all(told[address] == others for _, address in others), url


def test_every_file_can_be_edited_where_it_is_shown(pages: dict[str, Any]):
    for kind in ("page", "news", "resource", "charter", "meeting", "decision", "term", "community", "person"):
        shown = [page for page in pages.values() if page.xpath(f"//body[@data-kind='{kind}']")]
        assert shown, kind
        assert all(len(page.xpath("//a[contains(@href, '/handbook/_edit/main/')][normalize-space()]")) == 1 for page in shown), kind
