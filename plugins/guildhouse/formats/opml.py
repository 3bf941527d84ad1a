"""Lists of feeds as OPML 2.0 (https://opml.org/spec2.opml), which feed readers take in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from guildhouse.formats.feed_content import clean
from guildhouse.model.feed import Feed


def opml(title: str, groups: Iterable[tuple[str, Iterable[Feed]]], full: Callable[[str], str], modified: dt.datetime) -> str:
    """Write named groups of feeds; `full` completes a site address."""
    outlines = "".join(_group(name, feeds, full) for name, feeds in groups)
    head = f"<title>{escape(clean(title))}</title><dateModified>{format_datetime(modified, usegmt=True)}</dateModified>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n<head>{head}</head>\n<body>\n{outlines}</body>\n</opml>\n'


def _group(name: str, feeds: Iterable[Feed], full: Callable[[str], str]) -> str:
    return f"<outline text={_quoted(name)}>\n{''.join(_outline(feed, full) for feed in feeds)}</outline>\n"


def _outline(feed: Feed, full: Callable[[str], str]) -> str:
    address, page = quoteattr(full(feed.address("atom"))), quoteattr(full(feed.page))
    words = _quoted(feed.title)
    return f'<outline type="rss" text={words} title={words} xmlUrl={address} htmlUrl={page}/>\n'


def _quoted(words: str) -> str:
    return quoteattr(clean(words))
