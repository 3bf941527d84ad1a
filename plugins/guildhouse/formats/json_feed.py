"""Feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from guildhouse.formats.feed_content import clean
from guildhouse.formats.feed_room import fitting
from guildhouse.formats.feed_xml import Press, make_room
from guildhouse.model.feed import Feed
from guildhouse.model.publication import Byline, Enclosure, Publication

VERSION = "https://jsonfeed.org/version/1.1"


class JsonPress:
    """Prints feeds as JSON; full texts are those of the other formats."""

    def __init__(self, press: Press) -> None:
        """Print with the texts of a `press`."""
        self.press = press
        self._items: dict[tuple[Publication, bool], str] = {}

    def json(self, feed: Feed) -> bytes:
        """Write a feed, an entry a line."""
        head = {
            "version": VERSION,
            "title": clean(feed.title),
            "home_page_url": self.press.full(feed.page),
            "feed_url": self.press.full(feed.address("json")),
            "description": clean(feed.description),
            "language": feed.language,
            "authors": [{"name": clean(feed.author), "url": self.press.full("/")}],
        }
        items = [self._item(*entry) for entry in fitting(feed.entries, lambda each, brief: len(self._item(each, brief).encode()))]
        listed = ",\n".join(items)
        return f'{_text(head)[:-1]}, "items": [\n{listed}\n]}}\n'.encode()

    def _item(self, publication: Publication, brief: bool) -> str:  # noqa: FBT001
        key = (publication, brief)
        if key not in self._items:
            make_room(self._items)
            self._items[key] = _text(self._fields(publication, brief=brief))
        return self._items[key]

    def _fields(self, publication: Publication, *, brief: bool) -> dict[str, Any]:
        html = "" if brief else self.press.content(publication)
        summary = clean(publication.summary)
        fields: dict[str, Any] = {
            "id": publication.id,
            "url": self.press.full(publication.url),
            "title": clean(publication.title),
            "summary": summary,
            "content_html": html,
            "content_text": "" if html else summary or clean(publication.title),
            "date_published": publication.published.isoformat(),
            "date_modified": publication.updated.isoformat(),
            "authors": list(self._authors(publication.authors)),
            "tags": [clean(label.words) for label in publication.labels],
            "language": publication.lang,
            "attachments": [self._attachment(each) for each in publication.enclosures],
        }
        return {name: value for name, value in fields.items() if value}

    def _authors(self, bylines: Iterable[Byline]) -> Iterable[dict[str, str]]:
        for each in bylines:
            yield {"name": clean(each.name)} | ({"url": self.press.full(each.url)} if each.url else {})

    def _attachment(self, enclosure: Enclosure) -> dict[str, Any]:
        size = {} if enclosure.size is None else {"size_in_bytes": enclosure.size}
        return {"url": self.press.full(enclosure.url), "mime_type": enclosure.type} | size


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
