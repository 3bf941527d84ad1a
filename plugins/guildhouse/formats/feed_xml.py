"""Feeds as Atom (RFC 4287) and RSS 2.0, written by feedgen, whose traps are each named where they are stepped around."""

from __future__ import annotations

from functools import cache
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from guildhouse.formats.feed_content import clean, content
from guildhouse.formats.feed_room import fitting
from guildhouse.formats.urls import absolute, rooted
from guildhouse.model.feed import FORMATS, Feed
from guildhouse.model.publication import Byline, Enclosure, Publication
from guildhouse.model.tags import tag

STYLE = "/feed.css"
"""Address of the sheet that makes a feed readable for somebody who opens it in a browser."""
GENERATOR = "Guildhouse"
KEPT = 2000
"""Entries that are kept for the next feed; the feeds of one community follow each other."""
ATOM, RSS = "atom", "rss"
_END = {ATOM: b"</feed>", RSS: b"</channel></rss>"}
_SPACES = {"content": "http://purl.org/rss/1.0/modules/content/", "dc": "http://purl.org/dc/elements/1.1/"}
_CREATOR = f"{{{_SPACES['dc']}}}creator"
_SELF_LINKS = ("rel", "type", "length", "title", "hreflang")


class Entry(FeedEntry):  # type: ignore[misc]
    """An entry whose links keep their attributes, and whose authors need no mailbox."""

    def __init__(self, links: tuple[dict[str, str], ...], creators: tuple[str, ...]) -> None:
        """Take what feedgen would lose: in Atom the attributes of links (a shadowed variable), in RSS authors without a mailbox."""
        super().__init__()
        self._links, self._creators = links, creators

    def atom_entry(self, extensions: bool = True) -> Any:  # noqa: FBT001, FBT002 - as feedgen calls it
        """Give the element for an Atom feed."""
        element = super().atom_entry(extensions)
        for link, wanted in zip(element.iterfind("link"), self._links, strict=True):
            link.attrib.update({name: wanted[name] for name in _SELF_LINKS if name in wanted})
        return element

    def rss_entry(self, extensions: bool = True) -> Any:  # noqa: FBT001, FBT002 - as feedgen calls it
        """Give the element for an RSS feed."""
        element = super().rss_entry(extensions)
        for name in self._creators:
            etree.SubElement(element, _CREATOR).text = name
        return element


class Press:
    """Prints the feeds of a site; what a publication came out as is kept for the next feed that holds it."""

    def __init__(self, site_url: str, authority: str, organisation: str) -> None:
        """Print for a site; the `organisation` stands as the author of what credits nobody."""
        self.site_url, self.authority, self.organisation = site_url, authority, organisation
        self._entries: dict[tuple[str, Publication, bool], bytes] = {}
        self._contents: dict[Publication, str] = {}
        self._scheme = cache(lambda name: tag(authority, f"/{name}/"))

    def atom(self, feed: Feed) -> bytes:
        """Write a feed as Atom."""
        return self._filled(feed, ATOM, self._generator(feed, ATOM).atom_str(xml_declaration=False, pretty=False))

    def rss(self, feed: Feed) -> bytes:
        """Write a feed as RSS."""
        return self._filled(feed, RSS, self._generator(feed, RSS).rss_str(xml_declaration=False, pretty=False))

    def content(self, publication: Publication) -> str:
        """Give the full text of a publication."""
        if publication not in self._contents:
            make_room(self._contents)
            self._contents[publication] = content(publication, self.site_url)
        return self._contents[publication]

    def full(self, address: str) -> str:
        """Write a site address in full."""
        return absolute(address, self.site_url)

    def _generator(self, feed: Feed, kind: str) -> Any:
        """Fill a generator, one for each file: it takes the same links for both formats."""
        made = FeedGenerator()
        made.id(feed.id)
        made.title(clean(feed.title))
        made.link(href=self.full(feed.address(kind)), rel="self", type=FORMATS[kind])
        made.link(href=self.full(feed.page), rel="alternate", type="text/html")  # the last one becomes the link of the channel
        made.subtitle(clean(feed.description))
        made.description(clean(feed.description))
        made.author({"name": clean(feed.author), "uri": self.full("/")})
        made.language(feed.language)
        made.generator(GENERATOR)
        made.updated(feed.updated)  # else it would be the moment of the build
        made.lastBuildDate(feed.updated)
        made.load_extension("dc", atom=False, rss=True)
        return made

    def _filled(self, feed: Feed, kind: str, frame: bytes) -> bytes:
        """Put the entries in at the end of a feed without any: each is written once, however many feeds hold it."""
        chosen = fitting(feed.entries, lambda each, brief: len(self._written(kind, each, brief)))
        entries = b"".join(self._written(kind, *each) for each in chosen)
        return _styled(frame.removesuffix(_END[kind]) + entries + _END[kind], self.site_url)

    def _written(self, kind: str, publication: Publication, brief: bool) -> bytes:  # noqa: FBT001
        key = (kind, publication, brief)
        if key not in self._entries:
            make_room(self._entries)
            entry = self._entry(publication, kind, brief=brief)
            self._entries[key] = _alone(entry.atom_entry() if kind == ATOM else entry.rss_entry())
        return self._entries[key]

    def _entry(self, publication: Publication, kind: str, *, brief: bool) -> Entry:
        links = tuple(self._links(publication))
        authors = publication.authors or (Byline(self.organisation, "/"),)
        entry = Entry(links, tuple(clean(author.name) for author in authors) if kind == RSS else ())
        entry.id(publication.id)
        entry.title(clean(publication.title) or publication.url)
        entry.published(publication.published)  # aware, or feedgen raises; given, or it takes the moment of the build
        entry.updated(publication.updated)
        for link in links if kind == ATOM else links[:1]:
            entry.link(**link)
        summary = clean(publication.summary)
        if kind == ATOM:
            _fill_atom(entry, summary, "" if brief else self.content(publication))
            entry.author([_person(author.name, author.url and self.full(author.url)) for author in authors])
        else:
            _fill_rss(entry, summary or clean(publication.title), "" if brief else self.content(publication))
            if sized := next((each for each in publication.enclosures if each.size is not None), None):
                entry.enclosure(self.full(sized.url), str(sized.size), sized.type)
        for label in publication.labels:
            entry.category(term=clean(label.term), scheme=self._scheme(label.scheme), label=clean(label.words))
        return entry

    def _links(self, publication: Publication) -> Any:
        yield {"href": self.full(publication.url), "rel": "alternate", "type": "text/html"}
        for each in publication.enclosures:
            yield {"href": self.full(each.url), "rel": "enclosure", "type": each.type} | _length(each)


def _alone(element: Any) -> bytes:
    """Write an element as it stands in a feed, whose own first element names the spaces."""
    etree.Element("feed", nsmap=_SPACES).append(element)
    written: bytes = etree.tostring(element, encoding="utf-8", xml_declaration=False)
    return f"<{element.tag}>".encode() + written.partition(b">")[2]


def make_room(kept: dict[Any, Any]) -> None:
    """Forget what was kept, when it is too much."""
    if len(kept) >= KEPT:
        kept.clear()


def _person(name: str, uri: str | None) -> dict[str, str]:
    return {"name": clean(name)} | ({"uri": uri} if uri else {})


def _length(enclosure: Enclosure) -> dict[str, str]:
    return {} if enclosure.size is None else {"length": str(enclosure.size)}


def _fill_atom(entry: Entry, summary: str, html: str) -> None:
    """Fill text in: as `html`, for feedgen's CDATA is no type of Atom, and its xhtml parses the text."""
    if summary:
        entry.summary(summary)
    if html:
        entry.content(html, type="html")


def _fill_rss(entry: Entry, summary: str, html: str) -> None:
    entry.description(summary)
    if html:
        entry.content(html, type="CDATA" if "]]>" not in html else None)


def _styled(document: bytes, site_url: str) -> bytes:
    """Put the declaration and the sheet in front."""
    sheet = f'<?xml-stylesheet type="text/css" href="{rooted(STYLE, site_url)}"?>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{sheet}\n'.encode() + document + b"\n"
