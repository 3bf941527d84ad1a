"""Finished texts: what is known of them, and that what was kept stands for what would be made."""

from __future__ import annotations

import pytest

from guildhouse.language import language
from guildhouse.model.body import Facts, Heading
from guildhouse.sources import bodies as module
from guildhouse.sources.bodies import Bodies
from guildhouse.sources.drafts import Kept, Text, drafts
from guildhouse.sources.finish import BEGIN, OPENING, Resolved, facts
from guildhouse.sources.store import Store

TEXT = Text("# Title\n\n## One\n\nWords [a](b.md) and ![p](p.png).\n")
LINKS = (Resolved("/b/"), Resolved("/p.png", width=800, height=4))


@pytest.fixture(autouse=True)
def steady(monkeypatch):
    """Let nobody be at the program, whoever writes it while its tests run."""
    monkeypatch.setattr(module, "is_steady", lambda: True)


def finish(folder, *, text=TEXT, links=LINKS, title="Title", tongue="en"):
    (draft,) = drafts([text], tongue, (), 1, Kept())
    made = Bodies(language(tongue), (), Store(folder / "bodies.sqlite"))
    body = made.body(draft, links, title)
    made.close()
    return body


def refuse(*_):
    raise AssertionError("nothing is to be finished again")


def test_what_is_known_is_fetched_and_the_html_is_made_when_it_is_read(tmp_path, monkeypatch):
    first = finish(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(module, "finished", refuse)
        second = finish(tmp_path)
        assert second == first
        assert second.facts == Facts((Heading(2, "one", "One"),), 5, "One\nWords a and .", "Words a and .", "/p.png", is_empty=False)
        with pytest.raises(AssertionError, match="nothing is to be finished"):
            _ = second.html
    assert second.html == first.html
    assert "/p.png" in first.html


def test_html_speaks_the_language_of_the_site_whenever_it_is_made(tmp_path):
    text = Text("| a |\n|---|\n| b |\n\n![](https://a.b/c.png)\n")
    links = [Resolved("https://a.b/c.png", as_link=True)]
    both = [finish(tmp_path, text=text, links=links, tongue="de").html for _ in range(2)]
    assert both[0] == both[1]
    assert ">Bild<" in both[0]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"title": None},
        {"links": (Resolved("/b/"), Resolved("/p.png", width=801, height=4))},
        {"links": (Resolved("/c/"), LINKS[1])},
        {"links": (Resolved("/b/", missing=True), LINKS[1])},
        {"text": Text(TEXT.words + "More.")},
        {"tongue": "de"},
    ],
)
def test_whatever_a_text_depends_on_gives_it_another_mark(tmp_path, change):
    assert finish(tmp_path, **change).mark != finish(tmp_path).mark


def test_what_cannot_be_read_is_found_out_again(tmp_path):
    first = finish(tmp_path)
    (tmp_path / "bodies.sqlite").write_bytes(b"no database")
    assert finish(tmp_path) == first


def test_the_first_picture_that_is_no_drawing_stands_for_a_text():
    assert facts('<p><img alt="a" src="/a.svg"><img alt="b" src="/b&amp;c.PNG"><img src="/d.jpg"></p>', ()).picture == "/b&c.PNG"
    assert facts('<img alt="src=&quot;/x.png&quot;" src="/a.svg">', ()).picture is None
    assert facts("<p>None</p>", ()).picture is None


def test_what_is_known_has_a_bound():
    known = facts(f"<p>{'x' * 9_000}</p>", ())
    assert (len(known.begin), len(known.opening)) == (BEGIN, OPENING)


def test_an_empty_text_is_known_to_be_empty():
    assert facts("", ()) == Facts()
