"""Feeds of everything that is published, the page that lists them, their list for feed readers, and what is new for a message."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

import guildhouse
from guildhouse.features import edge
from guildhouse.features.context import SUBSCRIBE
from guildhouse.features.feed_views import Listed, feeds_of
from guildhouse.features.listing_views import owner_of
from guildhouse.features.new_views import AS_JSON, AS_MARKDOWN, new
from guildhouse.features.outputs import File, Made, Output, page_at
from guildhouse.features.publication_views import publications
from guildhouse.features.subscribe_views import subscribe_page
from guildhouse.features.teller import Teller
from guildhouse.formats.feed_xml import STYLE, Press
from guildhouse.formats.json_feed import JsonPress
from guildhouse.formats.opml import opml
from guildhouse.model.feed import Feed
from guildhouse.model.house import House
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings

SHEET = "feed/feed.css"
"""The sheet of feeds that are opened in a browser, below the theme's static files."""


def outputs(house: House, settings: Settings) -> Iterator[Output]:
    """Write every feed in three formats where the site has an address, and what lists them."""
    told = publications(house, settings)
    teller = Teller(house, settings)
    listed = feeds_of(teller, told) if settings.site_url else ()
    yield page_at("subscribe/subscribe.html", subscribe_page(house, settings, listed), owner_of(house, SUBSCRIBE))
    message = new(teller, told)
    yield Made(AS_JSON, message.told, lambda: message.as_json().encode())
    yield Made(AS_MARKDOWN, message.told, lambda: message.as_markdown().encode())
    if listed:
        yield from _feeds(teller, listed)


def _feeds(teller: Teller, listed: tuple[Listed, ...]) -> Iterator[Output]:
    press = Press(teller.settings.site_url, teller.authority, teller.settings.site_name)
    printed = (("atom", press.atom), ("rss", press.rss), ("json", JsonPress(press).json))
    for each in listed:
        yield from (Made(each.feed.address(kind).removeprefix("/"), each.feed, partial(make, each.feed)) for kind, make in printed)
    yield File("feeds.opml", _list(teller, listed, press).encode())
    yield File(STYLE.removeprefix("/"), (Path(guildhouse.theme()) / "static" / SHEET).read_bytes())


def _list(teller: Teller, listed: tuple[Listed, ...], press: Press) -> str:
    """List all feeds in groups: the organisation's, each community's, those of people, paths and topics."""
    title = say("Feeds of %(site)s", site=teller.settings.site_name)
    groups: list[tuple[str, list[Feed]]] = []
    for (group, owner), found in groupby(listed, key=lambda each: (each.group, each.owner if each.group == "community" else None)):
        community = teller.house.community(owner)
        words: str | Words = community.name if community else _GROUPS.get(group, teller.settings.site_name)
        groups.append((teller.tongue.plain(words), [each.feed for each in found]))
    return opml(teller.tongue.plain(title), groups, press.full, listed[0].feed.updated)


_GROUPS = {"person": say("People"), "path": say("Learning paths"), "topic": say("Topics")}


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
