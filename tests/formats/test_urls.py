"""Addresses as seen from a page, from a disk, from anywhere."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.formats.urls import absolute, is_internal, output_path, relative, rewrite, rooted


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/", "index.html"),
        ("/x/", "x/index.html"),
        ("/a/b.pdf", "a/b.pdf"),
        ("/404.html", "404.html"),
        ("/old", "old/index.html"),
        ("/v1.2/old", "v1.2/old/index.html"),
        ("/gr%C3%BC%C3%9Fe/", "grüße/index.html"),
    ],
)
def test_output_path(url: str, path: str) -> None:
    assert output_path(url) == path


@pytest.mark.parametrize(
    ("address", "here", "seen"),
    [
        ("/", "/", "./"),
        ("/", "/x/", "../"),
        ("/x/", "/x/", "./"),
        ("/x/#a", "/x/", "./#a"),
        ("/x/y/?q=/#/", "/x/", "y/?q=/#/"),
        ("/x/y.pdf", "/x/z/", "../y.pdf"),
        ("/a/b/", "/x/y/", "../../a/b/"),
        ("/a/", "/x/index.html", "../a/"),
        ("/a/", "/404.html", "a/"),
        ("/x:y/", "/", "./x:y/"),
        ("/x", "/x/y/", "../../x"),
        ("https://e.org/x/", "/x/", "https://e.org/x/"),
        ("//e.org/x/", "/x/", "//e.org/x/"),
        ("mailto:a@b.c", "/x/", "mailto:a@b.c"),
        ("#top", "/x/", "#top"),
    ],
)
def test_relative(address: str, here: str, seen: str) -> None:
    assert relative(address, here) == seen


@pytest.mark.parametrize(
    ("address", "seen"), [("/", "../index.html"), ("/x/#a", "index.html#a"), ("/y/?q", "../y/index.html?q"), ("/y.css", "../y.css")]
)
def test_from_disk_folders_end_in_their_index(address: str, seen: str) -> None:
    assert relative(address, "/x/", offline=True) == seen


segments = st.text("abc:.é-", min_size=1, max_size=4).filter(lambda part: part not in (".", ".."))
addresses = st.lists(segments, max_size=4).map(lambda parts: "/".join(["", *parts])) | st.just("")
addresses = st.one_of(addresses.map(lambda path: path + "/"), addresses.filter(bool))


@given(addresses, addresses, st.sampled_from(["", "/sub", "/sub/path"]))
def test_a_relative_address_leads_where_the_address_says_at_any_sub_path(address: str, here: str, base: str) -> None:
    host = "https://h.example" + base
    assert urljoin(host + here, relative(address, here)) == host + address


@given(st.text(max_size=30))
def test_no_address_inside_becomes_one_outside(text: str) -> None:
    seen = relative("/" + text.lstrip("/"), "/x/y/")
    assert not urlsplit(seen).scheme
    assert not seen.startswith("/")


def test_is_internal() -> None:
    assert [is_internal(address) for address in ("/x/", "//h/x", "x/", "https://x/")] == [True, False, False, False]


def test_rooted_keeps_the_sub_path_alone() -> None:
    assert rooted("/x/", "https://h.example/sub/") == "/sub/x/"
    assert rooted("/x/", "https://h.example") == "/x/"
    assert rooted("mailto:a@b.c", "https://h.example/sub") == "mailto:a@b.c"


def test_absolute_is_plain_ascii() -> None:
    assert absolute("/grüße/?a=1&b#c", "https://h.example/sub/") == "https://h.example/sub/gr%C3%BC%C3%9Fe/?a=1&b#c"
    assert absolute("https://else.example/ü", "https://h.example") == "https://else.example/ü"


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>plain</p>", "<p>plain</p>"),
        ('<a href="/x/?a=1&amp;b=2#c">x</a>', '<a href="!/x/?a=1&amp;b=2#c">x</a>'),
        ('<img alt="" src="/i.png"><video poster="/p.png"></video>', '<img alt="" src="!/i.png"><video poster="!/p.png"></video>'),
        ('<a href="https://e.org/" title="a > b" rel="x">x</a>', '<a href="https://e.org/" title="a > b" rel="x">x</a>'),
        ('<a title="a > b" href="/x/">x</a>', '<a title="a > b" href="!/x/">x</a>'),
        ('<code>&lt;a href="/x/"&gt;</code> href="/x/"', '<code>&lt;a href="/x/"&gt;</code> href="/x/"'),
        ('<img srcset="/a,b.png 1x, /c.png, /d.png 2x">', '<img srcset="!/a,b.png 1x, !/c.png, !/d.png 2x">'),
        ('<a data-href="/x/">x</a>', '<a data-href="/x/">x</a>'),
    ],
)
def test_rewrite_changes_addresses_in_markup_alone(html: str, seen: str) -> None:
    assert rewrite(html, lambda address: "!" + address) == seen
