"""The list of pages for search engines (https://www.sitemaps.org/protocol.html), and what they may read (RFC 9309)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

MOST = 50_000
"""Addresses that one file may hold."""
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Entry = tuple[str, dt.datetime | None]
"""A full address, and when what stands there was last written."""


def sitemap(entries: Sequence[Entry], folder: str, most: int = MOST) -> Iterator[tuple[str, str]]:
    """Write the files, each with its name; more than `most` addresses are split, and then `sitemap.xml` lists the parts in `folder`."""
    if len(entries) <= most:
        yield "sitemap.xml", _listed("urlset", "url", entries)
        return
    parts = [entries[at : at + most] for at in range(0, len(entries), most)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    latest = [max((moment for _, moment in part if moment), default=None) for part in parts]
    places = [(f"{folder}{name}", moment) for name, moment in zip(names, latest, strict=True)]
    yield "sitemap.xml", _listed("sitemapindex", "sitemap", places)
    yield from zip(names, (_listed("urlset", "url", part) for part in parts), strict=True)


def robots(site_url: str, *, listed: bool) -> str:
    """Tell programs that gather pages what they may read, and where the list of pages is when the site has an address."""
    if not listed:
        return f"User-agent: *\nDisallow: {urlsplit(site_url).path.rstrip('/')}/\n"
    where = f"\nSitemap: {site_url}/sitemap.xml\n" if site_url else ""
    return f"User-agent: *\nDisallow:\n{where}"


def _listed(root: str, item: str, entries: Sequence[Entry]) -> str:
    lines = "".join(f"<{item}><loc>{escape(address)}</loc>{_lastmod(moment)}</{item}>\n" for address, moment in entries)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SPACE}">\n{lines}</{root}>\n'


def _lastmod(moment: dt.datetime | None) -> str:
    return f"<lastmod>{moment.astimezone(dt.UTC).isoformat(timespec='seconds')}</lastmod>" if moment else ""
