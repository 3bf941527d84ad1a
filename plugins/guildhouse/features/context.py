"""What every page's template is given: the base of all page contexts, the site, and the head of the page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import guildhouse
from guildhouse.formats import policy
from guildhouse.formats.urls import absolute
from guildhouse.settings import Settings

NAVIGATION = (
    ("Communities", "/communities/"),
    ("People", "/people/"),
    ("Meetings", "/meetings/"),
    ("Decisions", "/decisions/"),
    ("Actions", "/actions/"),
    ("News", "/news/"),
    ("Glossary", "/glossary/"),
)
"""The main menu, in order: label and address. An entry shows when the site holds a page at its address."""


@dataclass(frozen=True, kw_only=True)
class Crumb:
    """A step of the way from the home page to this one."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Context:
    """What every page tells its template. Values only: equal contexts give equal pages."""

    kind: str
    """The value of `data-kind` on `<body>`."""
    url: str
    """Site address, `/communities/x/`."""
    title: str
    description: str
    crumbs: tuple[Crumb, ...] = ()
    source: str | None = None
    """Path of the file that the page shows."""
    noindex: bool = False
    lang: str | None = None
    """Language of the page when it is not that of the site."""
    canonical: str | None = None
    """Site address that search engines should name instead of this one."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """What is the same on every page (`site` in templates and macros)."""

    name: str
    language: str
    today: dt.date
    version: str
    offline: bool
    csp: str
    """Content of the meta element with the content security policy."""
    navigation: tuple[tuple[str, str], ...] = ()
    stylesheet: str | None = None
    script: str | None = None
    theme_script: str | None = None
    """The small script that runs before the page is painted."""
    text_font: str | None = None
    """The font file that is asked for at once."""
    favicon: str | None = None


@dataclass(frozen=True, kw_only=True)
class Head:
    """What machines are told about a page (`head` in templates)."""

    title: str
    """Title of the window: the page's, then the site's."""
    description: str
    language: str
    canonical: str | None
    """Full address, only with a site address."""
    robots: str | None
    kind: str
    """The Open Graph type."""


def site(settings: Settings, paths: frozenset[str], unlisted: frozenset[str] = frozenset()) -> Site:
    """Describe the site; `paths` are those of all outputs, in which menu, style sheet and scripts are looked up.

    `unlisted` are addresses that the menu leaves out although there is a page.
    """
    return Site(
        name=settings.site_name,
        language=settings.language,
        today=settings.today,
        version=guildhouse.__version__,
        offline=settings.offline,
        csp=policy.POLICY.meta,
        navigation=tuple((label, url) for label, url in NAVIGATION if f"{url[1:]}index.html" in paths and url not in unlisted),
        stylesheet=_named("theme/site.", ".css", paths),
        script=_named("theme/site.", ".js", paths),
        theme_script=_named("theme/theme.", ".js", paths),
        text_font=_named("theme/fonts/figtree-latin.", ".woff2", paths),
        favicon=_named("favicon.", "", paths),
    )


def page_head(page: Context, settings: Settings) -> Head:
    """Say what machines are told about a page."""
    is_home = page.url == "/"
    return Head(
        title=settings.site_name if is_home else f"{page.title} · {settings.site_name}",
        description=page.description,
        language=page.lang or settings.language,
        canonical=absolute(page.canonical or page.url, settings.site_url) if settings.site_url and page.kind != "not-found" else None,
        robots="noindex" if page.noindex else None,
        kind="website" if is_home else "article",
    )


def _named(start: str, end: str, paths: frozenset[str]) -> str | None:
    """Find the address of the first output whose path begins and ends so."""
    found = sorted(path for path in paths if path.startswith(start) and path.endswith(end))
    return "/" + found[0] if found else None
