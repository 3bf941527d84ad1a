"""Feeds as programs of others read them."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from guildhouse.formats.announcement import as_json, as_markdown
from guildhouse.formats.feed_content import content
from guildhouse.formats.feed_room import fitting
from guildhouse.formats.feed_xml import KEPT, Press, make_room
from guildhouse.formats.json_feed import JsonPress
from guildhouse.formats.media import media_type
from guildhouse.formats.opml import opml
from guildhouse.model.feed import Feed
from guildhouse.model.publication import Byline, Enclosure, Label, Publication
from texts import body

URL = "https://guild.example/hub"
AUTHORITY = "guild.example,2026"
MOMENT = dt.datetime(2026, 11, 14, 9, 30, tzinfo=dt.UTC)
NOTE = Publication(
    id=f"tag:{AUTHORITY}:/communities/signals/meetings/points/",
    kind="meeting",
    title="Points & <signals>",
    url="/communities/signals/meetings/points/",
    published=MOMENT,
    updated=MOMENT + dt.timedelta(hours=2),
    summary="3 people, 1 decision",
    parts=("<p>First</p>", body('<p>See <a href="/about/#x">about</a> and <a href="#below">below</a>.</p>')),
    authors=(Byline("Ada Łoś", "/people/ada/"), Byline("Bo")),
    labels=(Label("kinds", "meeting", "Meeting note"), Label("communities", "signals", "Signals")),
    community="signals",
    enclosures=(Enclosure("/communities/signals/talk.mp4", "video/mp4", 1234), Enclosure("https://video.example/w.webm", "video/webm")),
)
PLAIN = replace(
    NOTE,
    id=f"tag:{AUTHORITY}:/plain/",
    url="/plain/",
    title="Plain",
    authors=(),
    labels=(),
    enclosures=(),
    published=MOMENT - dt.timedelta(hours=1),
    updated=MOMENT,
    summary="",
)


def feed(*entries: Publication) -> Feed:
    return Feed(
        id=f"tag:{AUTHORITY}:/communities/signals/#feed",
        url="/communities/signals/",
        page="/communities/signals/",
        title="Signals · Guild",
        description="What is new",
        author="The guild",
        language="en",
        updated=max((each.updated for each in entries), default=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        entries=entries,
    )


@pytest.fixture
def press() -> Press:
    return Press(URL, AUTHORITY, "The guild")


def parsed(document: bytes) -> Any:
    found = feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.bozo_exception
    return found


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_others_read_what_was_published(kind: str, press: Press) -> None:
    found = parsed(getattr(press, kind)(feed(NOTE, PLAIN)))
    assert found.version == {"atom": "atom10", "rss": "rss20"}[kind]
    assert found.feed.title == "Signals · Guild"
    assert found.feed.link == f"{URL}/communities/signals/"
    assert [link.href for link in found.feed.links if link.rel == "self"] == [f"{URL}/communities/signals/feed.{kind}"]
    note, plain = found.entries
    assert (note.id, note.title, note.link) == (NOTE.id, "Points & <signals>" if kind == "rss" else note.title, f"{URL}{NOTE.url}")
    assert note.published_parsed[:6] == MOMENT.timetuple()[:6]
    assert note.summary == "3 people, 1 decision"
    assert f'<a href="{URL}/about/#x">about</a>' in note.content[0].value
    assert {tag.term for tag in note.tags} >= ({"meeting", "signals"} if kind == "atom" else {"Meeting note", "Signals"})
    assert all(tag.scheme.startswith(f"tag:{AUTHORITY}:/") for tag in note.tags)
    assert "Ada Łoś" in [author.name for author in note.authors]
    assert plain.author == "The guild"


def test_atom_tells_pages_of_authors_updates_and_the_attributes_of_links(press: Press) -> None:
    root = etree.fromstring(press.atom(feed(NOTE)))
    name = "{http://www.w3.org/2005/Atom}"
    entry = root.find(f"{name}entry")
    assert [each.findtext(f"{name}uri") for each in entry.iterfind(f"{name}author")] == [f"{URL}/people/ada/", None]
    assert entry.findtext(f"{name}updated") == "2026-11-14T11:30:00+00:00"
    assert root.findtext(f"{name}updated") == "2026-11-14T11:30:00+00:00"
    links = [dict(link.attrib) for link in entry.iterfind(f"{name}link")]
    assert links == [
        {"href": f"{URL}{NOTE.url}", "rel": "alternate", "type": "text/html"},
        {"href": f"{URL}/communities/signals/talk.mp4", "rel": "enclosure", "type": "video/mp4", "length": "1234"},
        {"href": "https://video.example/w.webm", "rel": "enclosure", "type": "video/webm"},
    ]
    assert entry.find(f"{name}content").get("type") == "html"


def test_rss_encloses_only_what_it_knows_the_length_of(press: Press) -> None:
    channel = etree.fromstring(press.rss(feed(NOTE, PLAIN))).find("channel")
    first, second = channel.iterfind("item")
    assert [dict(each.attrib) for each in first.iterfind("enclosure")] == [
        {"url": f"{URL}/communities/signals/talk.mp4", "length": "1234", "type": "video/mp4"}
    ]
    assert second.find("enclosure") is None
    assert [each.text for each in first.iterfind("{http://purl.org/dc/elements/1.1/}creator")] == ["Ada Łoś", "Bo"]
    assert first.find("guid").get("isPermaLink") == "false"
    assert second.findtext("description") == "Plain"


def test_a_feed_opened_in_a_browser_has_a_style_sheet(press: Press) -> None:
    for made in (press.atom(feed(NOTE)), press.rss(feed(NOTE))):
        assert made.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/css" href="/hub/feed.css"?>\n<')


def test_json_feed_tells_the_same(press: Press) -> None:
    told = json.loads(JsonPress(press).json(feed(NOTE, PLAIN)))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert (told["feed_url"], told["home_page_url"]) == (f"{URL}/communities/signals/feed.json", f"{URL}/communities/signals/")
    note, plain = told["items"]
    assert (note["id"], note["url"], note["date_modified"]) == (NOTE.id, f"{URL}{NOTE.url}", "2026-11-14T11:30:00+00:00")
    assert note["authors"] == [{"name": "Ada Łoś", "url": f"{URL}/people/ada/"}, {"name": "Bo"}]
    assert note["attachments"][1] == {"url": "https://video.example/w.webm", "mime_type": "video/webm"}
    assert note["attachments"][0]["size_in_bytes"] == 1234
    assert "authors" not in plain
    assert f'href="{URL}{NOTE.url}#below"' in note["content_html"]


@pytest.mark.parametrize("kind", ["atom", "rss", "json"])
def test_a_feed_without_entries_is_sound_and_its_date_is_not_that_of_the_build(kind: str, press: Press) -> None:
    made = JsonPress(press).json(feed()) if kind == "json" else getattr(press, kind)(feed())
    if kind == "json":
        assert json.loads(made)["items"] == []
    else:
        found = parsed(made)
        assert (found.entries, found.feed.updated_parsed[:3]) == ([], (2026, 1, 1))


def test_the_same_feed_is_the_same_bytes_whatever_was_printed_before() -> None:
    one, other = Press(URL, AUTHORITY, "x"), Press(URL, AUTHORITY, "x")
    other.rss(feed(NOTE))
    other.atom(feed(PLAIN, NOTE))
    assert one.atom(feed(NOTE, PLAIN)) == other.atom(feed(NOTE, PLAIN))
    assert other.atom(feed(NOTE, PLAIN)) == other.atom(feed(NOTE, PLAIN))


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_character_breaks_a_feed(title: str, words: str) -> None:
    odd = replace(NOTE, title=title, summary=words, authors=(Byline(words or "x"),), parts=(body(f"<p>{html_text(words)}]]></p>"),))
    press = Press(URL, AUTHORITY, "The guild")
    for made in (press.atom(feed(odd)), press.rss(feed(odd))):
        assert len(parsed(made).entries) == 1
    json.loads(JsonPress(press).json(feed(odd)))


def html_text(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def full(*markup: str) -> str:
    return content(replace(NOTE, parts=tuple(body(each) for each in markup)), URL)


def test_a_text_leaves_its_ids_classes_and_boxes_behind() -> None:
    text = full(
        '<span id="top"></span>\n<h2 id="a">A<a class="anchor" href="#a" aria-label="Link to A"></a></h2>',
        '<ul class="tasks"><li class="task"><input type="checkbox" disabled checked aria-label="x"> done</li>'
        '<li class="task"><input type="checkbox" disabled aria-label="x"> open</li></ul>',
        '<div class="table" tabindex="0" role="region"><table><tr><th scope="col" class="align-left">x</th></tr></table></div>',
        '<p><img src="/a.png" alt="A" width="3" height="4" loading="lazy"><script>x()</script><b onclick="x()" style="color:red">b</b></p>',
    )
    attributes = {name for element in html.fragments_fromstring(f"<div>{text}</div>")[0].iter() for name in element.attrib}
    assert attributes == {"scope", "src", "alt", "width", "height"}
    assert "<h2>A</h2>" in text
    assert "☑  done" in text
    assert "☐  open" in text
    assert f'src="{URL}/a.png"' in text
    assert "x()" not in text


def test_addresses_that_a_browser_would_run_are_left_out() -> None:
    assert "javascript" not in full('<a href="javascript:x()">x</a>')


@given(st.lists(st.integers(1, 400), max_size=60), st.integers(1, 3000))
def test_the_oldest_lose_their_text_then_their_place(sizes: list[int], limit: int) -> None:
    entries = [replace(PLAIN, id=str(place)) for place in range(len(sizes))]
    size = {entry.id: length for entry, length in zip(entries, sizes, strict=True)}
    chosen = fitting(entries, lambda each, brief: min(20, size[each.id]) if brief else size[each.id], limit)
    assert sum(min(20, size[each.id]) if brief else size[each.id] for each, brief in chosen) <= limit
    assert [each for each, _ in chosen] == entries[: len(chosen)]
    assert [brief for _, brief in chosen] == sorted(brief for _, brief in chosen)
    if sum(sizes) <= limit:
        assert chosen == [(each, False) for each in entries]


def test_no_feed_is_larger_than_a_megabyte(press: Press) -> None:
    long = tuple(
        replace(PLAIN, id=f"tag:x,2026:/{place}/", summary="In brief", parts=(body(f"<p>{'word ' * 12_000}{place}</p>"),))
        for place in range(50)
    )
    for made in (press.atom(feed(*long)), press.rss(feed(*long)), JsonPress(press).json(feed(*long))):
        assert 800_000 < len(made) <= 1_000_000
    found = parsed(press.atom(feed(*long)))
    assert len(found.entries) == 50
    assert "content" in found.entries[0]
    assert "content" not in found.entries[-1]


def test_the_list_of_feeds_is_opml_in_groups() -> None:
    text = opml("Feeds & more", [("Signals", [feed(NOTE)]), ("Empty", [])], lambda address: URL + address, MOMENT)
    root = etree.fromstring(text.encode())
    assert (root.tag, root.get("version"), root.findtext("head/title")) == ("opml", "2.0", "Feeds & more")
    group, empty = root.find("body")
    assert (group.get("text"), empty.get("text"), len(empty)) == ("Signals", "Empty", 0)
    assert dict(group[0].attrib) == {
        "type": "rss",
        "text": "Signals · Guild",
        "title": "Signals · Guild",
        "xmlUrl": f"{URL}/communities/signals/feed.atom",
        "htmlUrl": f"{URL}/communities/signals/",
    }


def test_what_is_new_is_told_by_community() -> None:
    told = as_markdown([NOTE, PLAIN], "New at Guild", "Nothing new.", lambda address: URL + address, "Guild")
    assert told == (
        "# New at Guild\n\n"
        f"**Guild**\n\n- [Plain]({URL}/plain/)\n\n"
        f"**Signals**\n\n- [Points & \\<signals\\>]({URL}{NOTE.url}) (Meeting note) \N{EN DASH} 3 people, 1 decision\n"
    )
    assert as_markdown([], "New", "Nothing new.", str, "Guild") == "# New\n\nNothing new.\n"


def test_what_is_new_is_told_to_programs() -> None:
    (item,) = json.loads(as_json([NOTE], "New", lambda address: URL + address))["items"]
    assert item == {
        "id": NOTE.id,
        "kind": "meeting",
        "title": NOTE.title,
        "url": f"{URL}{NOTE.url}",
        "summary": NOTE.summary,
        "community": "signals",
        "authors": ["Ada Łoś", "Bo"],
        "published": "2026-11-14T09:30:00+00:00",
    }


def test_recordings_are_known_by_their_ending() -> None:
    assert media_type("https://v.example/a.MP4?x=1.txt") == "video/mp4"
    assert media_type("https://v.example/w/8fd2") is None


def test_what_is_kept_does_not_grow_for_ever() -> None:
    kept = dict.fromkeys(range(KEPT))
    make_room(kept)
    assert kept == {}
