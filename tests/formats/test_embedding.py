"""Texts on pages that are not their own: anchors, headings and links."""

from __future__ import annotations

import re

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from guildhouse.formats.embedding import embedded

INSIDE = {"/a/": "gh-1-", "/ü b/": "gh-2-"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<h2 id="x">X</h2>', '<h4 id="gh-1-x">X</h4>'),
        ("<h5>X</h5><h6>Y</h6><hr>", "<h6>X</h6><h6>Y</h6><hr>"),
        ('<a href="#x">x</a><a href="#">y</a><a href="#top">z</a>', '<a href="#gh-1-x">x</a><a href="#">y</a><a href="#top">z</a>'),
        ('<div role="region" aria-label="Table 1">', '<div role="group" aria-label="Table 1">'),
        ('<a href="/a/">a</a>', '<a href="#gh-1">a</a>'),
        ('<a href="/a/#x">a</a><a href="/a/#top">b</a>', '<a href="#gh-1-x">a</a><a href="#gh-1">b</a>'),
        ('<a href="/%C3%BC%20b/#:~:text=x">a</a>', '<a href="#gh-2">a</a>'),
        ('<a href="/b/#x">a</a><img src="/a/">', '<a href="/b/#x">a</a><img src="/a/">'),
        (
            '<label for="t"><input id="t" name="g" type="radio"></label>',
            '<label for="gh-1-t"><input id="gh-1-t" name="gh-1-g" type="radio"></label>',
        ),
        (
            '<td headers="a b">x</td><map name="m"></map><img usemap="#m">',
            '<td headers="gh-1-a gh-1-b">x</td><map name="gh-1-m"></map><img usemap="#gh-1-m">',
        ),
        ('<p title="a &quot;id=&quot;" id="q">1 &lt; 2</p>', '<p title="a &quot;id=&quot;" id="gh-1-q">1 &lt; 2</p>'),
    ],
)
def test_a_text_is_written_for_the_page_that_shows_it(written: str, shown: str) -> None:
    assert embedded(written, "gh-1-", 2, INSIDE) == shown


def test_alone_on_a_page_it_keeps_its_anchors() -> None:
    written = '<h2 id="x">X</h2><a href="/a/#x">x</a><a href="/a/">a</a><a href="#x">x</a>'
    assert embedded(written, inside={"/a/": ""}) == '<h2 id="x">X</h2><a href="#x">x</a><a href="#">a</a><a href="#x">x</a>'


@given(
    st.lists(
        st.tuples(st.sampled_from(["h2", "p", "a", "td", "li"]), st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]))),
        max_size=6,
    )
)
def test_words_never_change(parts: list[tuple[str, str]]) -> None:
    tree = html.Element("div")
    for name, words in parts:
        html.etree.SubElement(tree, name, id=words or "x", title=words).text = words
    written = nh3.clean(
        html.tostring(tree, encoding="unicode"), tags={"div", "h2", "p", "a", "td", "li"}, attributes={"*": {"id", "title"}}
    )
    tree = html.fromstring(written)
    shown = html.fromstring(embedded(written, "p-", 1))
    assert shown.text_content() == tree.text_content()
    assert [each.get("id") for each in shown] == [f"p-{each.get('id')}".replace(" ", " p-") for each in tree]
    assert [each.get("title") for each in shown] == [each.get("title") for each in tree]
    assert not re.search("<h2", embedded(written, "p-", 1))
