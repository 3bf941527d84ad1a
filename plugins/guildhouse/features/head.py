"""What machines are told about a page, and in which language the interface around it speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel.core import get_global
from markupsafe import Markup

from guildhouse.features.context import Context, Site
from guildhouse.features.views import CommunityView
from guildhouse.formats import json_ld
from guildhouse.formats.forge import SourceLinks, source_links
from guildhouse.formats.policy import POLICY
from guildhouse.formats.urls import absolute
from guildhouse.language import Language, UnknownLanguageError, canonical, language
from guildhouse.model.words import say
from guildhouse.settings import Settings

FEED = "feed.atom"
"""The file of the feed beside a page."""
TEXT = "index.md"
"""The file of the text beside a page."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """What machines are told about a page (`head` in templates)."""

    title: str
    """Title of the window: the page's, then the site's."""
    description: str
    language: str
    """The language that the interface speaks on this page."""
    direction: str
    locale: str
    """The same as Open Graph wants it, `en_GB`."""
    canonical: str | None
    """Full address, only with a site address."""
    robots: str | None
    kind: str
    """The Open Graph type."""
    image: str | None = None
    feeds: tuple[tuple[str, str], ...] = ()
    """Feeds that belong to the page, the nearest first: title and site address."""
    alternates: tuple[tuple[str, str], ...] = ()
    """Languages of the page with full addresses, `x-default` last."""
    source: SourceLinks | None = None
    csp: str = POLICY.meta
    """Content of the meta element with the content security policy."""
    markdown: str | None = None
    """Site address of the page's text as Markdown, where it stands beside the page."""
    data: Markup | None = None
    """A description in JSON-LD, written so that nothing in it can end the element it stands in."""


def spoken(page: Context, settings: Settings) -> Language:
    """Choose the language of the interface on a page: the page's own when there are words in it, else the site's."""
    try:
        own = language(page.lang or settings.language)
    except UnknownLanguageError:
        return language(settings.language)
    return own if own.is_spoken else language(settings.language)


def page_head(page: Context, settings: Settings, site: Site | None = None, *, has_text: bool = False) -> Head:
    """Say what machines are told about a page; logo and picture of the `site` are named when it is given.

    `has_text` says that the page's text stands beside it as Markdown.
    """
    is_home, here, tongue = page.url == "/", Addresses(settings, page), spoken(page, settings)
    title = tongue.say(page.title)
    frame = json_ld.Frame(
        site_name=settings.site_name,
        language=canonical(page.lang or settings.language),
        url=here.own,
        home=here.full("/"),
        logo=here.full(site.logo.url if site and site.logo else None),
    )
    described = json_ld.document(_nodes(page, frame, tongue, here))
    data = Markup(json_ld.block(described)) if described else None  # noqa: S704 - a block holds no markup
    return Head(
        title=settings.site_name if is_home else f"{title} · {settings.site_name}",
        description=tongue.say(page.description),
        language=tongue.tag,
        direction=tongue.direction,
        locale=_locale(tongue),
        canonical=here.own,
        robots="noindex" if page.noindex or not settings.search_engines else None,
        kind="website" if is_home else "article",
        image=here.full(page.picture or (site.picture if site else None)),
        feeds=tuple(_feeds(page, settings)),
        alternates=tuple(here.alternates()),
        source=_source(page, settings, tongue, here),
        markdown=f"{page.url}{TEXT}" if has_text else None,
        csp=POLICY.meta_for(data),
        data=data,
    )


@dataclass(frozen=True)
class Addresses:
    """Full addresses of a page and of what belongs to it; without a site address there are none."""

    settings: Settings
    page: Context

    @property
    def own(self) -> str | None:
        """The address that search engines should name."""
        return None if self.page.kind == "not-found" else self.full(self.page.canonical or self.page.url)

    def full(self, address: str | None) -> str | None:
        """Write an address of the site in full."""
        return absolute(address, self.settings.site_url) if address and self.settings.site_url else None

    def alternates(self) -> Iterator[tuple[str, str]]:
        """List the page in its languages, then the original for readers of any other."""
        for each in self.page.translations if self.settings.site_url else ():
            yield canonical(each.lang), absolute(each.url, self.settings.site_url)
        if original := next((self.full(each.url) for each in self.page.translations if each.is_original), None):
            yield "x-default", original


def _source(page: Context, settings: Settings, tongue: Language, here: Addresses) -> SourceLinks | None:
    """Link the file behind a page, and a report about it that names both."""
    if settings.repository is None or page.source is None:
        return None
    title = tongue.plain(say("Problem on the page %(title)s", title=page.title))
    address = tongue.plain(say("Page: %(address)s", address=here.full(page.url) or page.url))
    file = tongue.plain(say("File: %(path)s", path=settings.repository.path_of(page.source)))
    return source_links(settings.repository, page.source, title, f"{address}\n{file}\n\n")


def _feeds(page: Context, settings: Settings) -> Iterator[tuple[str, str]]:
    """Name the feed of the community that a page belongs to, which there always is, and that of the organisation."""
    community = getattr(page, "community", None)
    if settings.site_url and isinstance(community, CommunityView):
        yield f"{community.name} · {settings.site_name}", f"{community.url}{FEED}"
    own = getattr(page, "feed", None)
    if settings.site_url and isinstance(own, str):
        yield f"{page.title} · {settings.site_name}", own
    if settings.site_url:
        yield settings.site_name, f"/{FEED}"


def _nodes(page: Context, frame: json_ld.Frame, tongue: Language, here: Addresses) -> Iterator[json_ld.Node]:
    """Describe the site on its first page, elsewhere the way to the page and its subject."""
    if page.url == "/":
        yield from json_ld.of_site(frame)
    if page.crumbs:
        way = [(tongue.plain(crumb.label), here.full(crumb.url)) for crumb in page.crumbs]
        yield json_ld.crumbs([*way, (tongue.plain(page.title), here.own)])
    if page.subject:
        yield json_ld.about(page.subject, frame)


@cache
def _locale(tongue: Language) -> str:
    """Name a language with the country where most of its speakers are, for Open Graph knows no language alone."""
    code, territory = tongue.locale.language, tongue.locale.territory
    likely = get_global("likely_subtags").get(code, code).rpartition("_")[2]
    return f"{code}_{territory or likely}" if territory or likely != code else code
