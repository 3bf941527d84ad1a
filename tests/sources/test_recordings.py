"""Which addresses are played, and which captions belong to them."""

from __future__ import annotations

import pytest

from guildhouse.sources.recordings import captions, element_of


@pytest.mark.parametrize(
    ("address", "element"),
    [
        ("a.mp4", "video"),
        ("../b.c/a.WebM?raw=true#t=3", "video"),
        ("https://a.b/c.ogv", "video"),
        ("a.mp3", "audio"),
        ("a.ogg#t=3", "audio"),
        ("a.gif", None),
        ("mp4", None),
        ("a.mp4/b", None),
        ("a?b.mp4", None),
        ("a#b.mp4", None),
        ("", None),
    ],
)
def test_element(address, element):
    assert element_of(address) == element


def test_captions_are_found_by_their_name():
    found = captions(
        ["a/clip.en.vtt", "a/clip.vtt", "a/clip.pt-BR.vtt", "a/b.vtt", "a/clip.mp4", "a/clip.final-cut-of-all.vtt", "a/x.vtt.txt", ".vtt"]
    )
    assert found == {
        "a/clip": (("en", "a/clip.en.vtt"), ("pt-BR", "a/clip.pt-BR.vtt"), ("", "a/clip.vtt")),
        "a/b": (("", "a/b.vtt"),),
        "a/clip.final-cut-of-all": (("", "a/clip.final-cut-of-all.vtt"),),
    }
