"""What programs find at a site by its name: sitemap, robots.txt, how to search it, whom to tell of a weakness."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from guildhouse.features import edge
from guildhouse.features.context import SEARCH
from guildhouse.features.outputs import File, Later, Page
from guildhouse.formats import site_files, sitemap
from guildhouse.formats.urls import absolute
from guildhouse.language import language
from guildhouse.model.house import House
from guildhouse.model.words import say
from guildhouse.settings import Settings

SECURITY = ".well-known/security.txt"


def outputs(house: House, settings: Settings) -> Iterator[File | Later]:
    """Write what needs nobody else, and ask to be told all pages for the rest; a folder on a disk needs none of it."""
    if settings.offline:
        return
    yield File("robots.txt", sitemap.robots(settings.site_url, listed=settings.search_engines).encode())
    if settings.security:
        canonical = absolute(f"/{SECURITY}", settings.site_url) if settings.site_url else None
        yield File(SECURITY, site_files.security(settings.security, canonical).encode())
    if settings.site_url:
        yield Later(partial(known, house, settings))


def known(house: House, settings: Settings, pages: tuple[Page, ...]) -> Iterator[File]:
    """Write the sitemap, and how to search when there is a page for it."""
    if settings.search_engines:
        for name, content in sitemap.sitemap(tuple(entries(house, settings, pages)), f"{settings.site_url}/"):
            yield File(name, content.encode())
    if any(page.page.url == SEARCH for page in pages):
        tongue = language(settings.language)
        words = tongue.plain(say("Search %(site)s", site=settings.site_name))
        yield File("opensearch.xml", site_files.opensearch(settings.site_name, words, settings.site_url, None, tongue.tag).encode())


def entries(house: House, settings: Settings, pages: tuple[Page, ...]) -> Iterator[sitemap.Entry]:
    """List the pages that search engines should name, with the last change of the file behind each as git remembers it."""
    written = house.history.written
    for page in pages:
        context = page.page
        if context.is_open:
            span = written.get(context.source or "")
            yield absolute(context.url, settings.site_url), span.last if span and span.last.date() <= house.today else None


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
