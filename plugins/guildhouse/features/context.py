"""What every page's template is given: the base of all page contexts, and the site."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import guildhouse
from guildhouse.formats import json_ld, pictures
from guildhouse.formats.urls import output_path
from guildhouse.model import accent, links
from guildhouse.model.body import Body
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings, SettingsError

NAVIGATION = (
    (say("Communities"), "/communities/"),
    (say("People"), "/people/"),
    (say("Meetings"), "/meetings/"),
    (say("Decisions"), "/decisions/"),
    (say("Actions"), "/actions/"),
    (say("Learning paths"), "/paths/"),
    (say("Thanks"), "/recognition/"),
    (say("News"), "/news/"),
    (say("Glossary"), "/glossary/"),
)
"""The main menu of a site that sets none, in order: label and address. An entry shows when the site holds a page at its address."""

_APART = re.compile(r"theme/([\w-]+)\.[0-9a-f]{8}\.(?:js|css)")

SUBSCRIBE = "/subscribe/"
"""The address of the page of all feeds and calendars."""

SEARCH = "/search/"
"""The address of the page on which one searches."""

LOGO_HEIGHT, LOGO_WIDTH = 40, 160
"""Room for a logo in the top bar, in CSS pixels."""


@dataclass(frozen=True, kw_only=True)
class Crumb:
    """A step of the way from the home page to this one."""

    label: str | Words
    url: str


@dataclass(frozen=True, kw_only=True)
class Translation:
    """A page in one of its languages; `name` is that of the language, in itself."""

    lang: str
    name: str
    url: str
    is_original: bool = False


@dataclass(frozen=True, kw_only=True)
class NewText:
    """A text as it stands in a file now, before the site is read again with it."""

    title: str
    description: str
    body: Body


@dataclass(frozen=True, kw_only=True)
class Context:
    """What every page tells its template. Values only: equal contexts give equal pages."""

    kind: str
    """The value of `data-kind` on `<body>`."""
    url: str
    """Site address, `/communities/x/`."""
    title: str | Words
    description: str | Words
    crumbs: tuple[Crumb, ...] = ()
    source: str | None = None
    """Path of the file that the page shows."""
    noindex: bool = False
    lang: str | None = None
    """Language of the page's text when it is not that of the site."""
    canonical: str | None = None
    """Site address that search engines should name instead of this one."""
    translations: tuple[Translation, ...] = ()
    """The page in all its languages, itself among them; empty when there is but one."""
    picture: str | None = None
    """Site address of a picture that stands for the page where others link it."""
    subject: json_ld.About | None = None
    """What machines are told that the page is about."""

    apart: tuple[str, ...] = ()
    """Features whose own script or style sheet the page needs: folders of `theme/static/js`, and sheets that `features.assets` names."""

    @property
    def is_open(self) -> bool:
        """Tell whether readers and programs may be led to the page: it stands for itself, and nobody asked that it be not found."""
        return not self.noindex and self.canonical in (None, self.url) and self.kind != "not-found"

    def rewritten(self, _text: NewText) -> Context | None:
        """Show a new text in place of the one that the page was made from; None where it was not made from one text."""
        return None


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture of the theme or of the organisation, with the room it takes in CSS pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Site:
    """What is the same on every page (`site` in templates and macros)."""

    name: str
    language: str
    today: dt.date
    version: str
    offline: bool
    navigation: tuple[tuple[str | Words, str], ...] = ()
    footer: tuple[str | links.Link, ...] = ()
    subscribe: str | None = None
    """The page of all feeds and calendars."""
    stylesheet: str | None = None
    script: str | None = None
    theme_script: str | None = None
    """The small script that runs before the page is painted."""
    apart: tuple[tuple[str, str], ...] = ()
    """The scripts and style sheets of single features: name and address."""
    display_font: str | None = None
    text_font: str | None = None
    """The font file that is asked for at once."""
    logo: Picture | None = None
    """The organisation's own, else the theme's mark is shown."""
    icon: str | None = None
    """A small picture for tabs; browsers draw it for a tenth of the work of a drawing, which they make a document for."""
    favicon: str | None = None
    """The same as a drawing, for tabs where the organisation's own logo is one."""
    touch_icon: str | None = None
    picture: str | None = None
    """A picture of the site, for programs that link a page without one."""
    manifest: str | None = None
    opensearch: str | None = None
    """What tells browsers how to search here."""
    beacon: str | None = None
    """The file that is fetched when a search has found nothing, so that the server's log tells of it."""
    paper: tuple[str, str] = accent.GROUNDS["paper"]
    """The colour of the page, light and dark, for what the browser draws around it."""

    def __hash__(self) -> int:
        """Hash little: there is one site, and it is part of what many a drawing is known by."""
        return hash((self.name, self.language))

    def files_of(self, parts: tuple[str, ...], suffix: str) -> list[str]:
        """Give the addresses of the scripts (`.js`, of which a page needs one at most) or style sheets (`.css`) of some features."""
        return [address for name, address in self.apart if name in parts and address.endswith(suffix)]

    def search_files(self, language: str) -> tuple[str, ...]:
        """Give the style sheet of the search, the script that shows it and the one that finds early; nothing where there is no search."""
        files = {name: address for name, address in self.apart if address.endswith(".js")}
        script = files.get(f"search-{language}") or files.get(f"search-{self.language}")
        if not script:
            return ()
        return (*self.files_of(("search",), ".css"), script, *(() if self.offline else (files["search-worker"],)))

    def menu_url(self, url: str) -> str:
        """Give the address that stands for `url` in the menu: all pages below an entry share one, and so the menu drawn for it."""
        entries = [address for _, address in self.navigation]
        if url == "/" or url in entries:
            return url
        above = [address for address in entries if address.endswith("/") and address != "/" and url.startswith(address)]
        return f"{max(above, key=len)} " if above else ""


def site(settings: Settings, paths: frozenset[str], unlisted: frozenset[str] = frozenset(), authored: frozenset[str] = frozenset()) -> Site:
    """Describe the site; `paths` are those of all outputs, in which menu, style sheet and scripts are looked up.

    `unlisted` are addresses that the menu leaves out although there is a page; `authored` are the paths that authors' files ask for,
    none of which is the theme's, whatever its name.
    """
    menu = tuple((label, url) for label, url in NAVIGATION if output_path(url) in paths and url not in unlisted)
    theirs = paths - authored
    return Site(
        name=settings.site_name,
        language=settings.language,
        today=settings.today,
        version=guildhouse.__version__,
        offline=settings.offline,
        navigation=settings.navigation or menu,
        footer=settings.footer,
        subscribe=SUBSCRIBE if output_path(SUBSCRIBE) in paths else None,
        stylesheet=_named("theme/site.", ".css", theirs),
        script=_named("theme/site.", ".js", theirs),
        theme_script=_named("theme/theme.", ".js", theirs),
        apart=tuple(_apart(theirs)),
        display_font=_named("theme/fonts/fraunces-latin.", ".woff2", theirs),
        text_font=_named("theme/fonts/figtree-latin.", ".woff2", theirs),
        logo=_logo(settings, theirs),
        icon=_named("icon-48.", ".png", theirs),
        favicon=_named("favicon.", ".svg", theirs),
        touch_icon=_named("apple-touch-icon.", ".png", theirs),
        picture=_named("theme/logo.", ".png", theirs) or _named("icon-512.", ".png", theirs),
        opensearch=_named("opensearch.", "xml", theirs),
        beacon=_named("search/beacon.", "txt", theirs),
        manifest=None if settings.offline else _named("site.webmanifest", "", theirs),
    )


def check_addresses(settings: Settings, paths: frozenset[str]) -> None:
    """Refuse (SettingsError) a menu or foot that leads to no page; `paths` are those of all outputs."""
    for key, address in _chosen(settings):
        if output_path(address.partition("#")[0].partition("?")[0]) not in paths:
            known = ["/" + path.removesuffix("index.html") for path in paths]
            near = get_close_matches(address, sorted(known), n=1)
            raise SettingsError(f"{key} leads to {address}, where the site has no page.{f' Did you mean {near[0]}?' if near else ''}")


def _chosen(settings: Settings) -> Iterator[tuple[str, str]]:
    yield from (("navigation", address) for address in links.addresses(settings.navigation))
    yield from (("footer", address) for address in links.addresses(settings.footer))


def _logo(settings: Settings, paths: frozenset[str]) -> Picture | None:
    address = _named("theme/logo.", "", paths)
    if settings.logo is None or address is None:
        return None
    width = min(LOGO_WIDTH, round(LOGO_HEIGHT * pictures.ratio(settings.logo.content)))
    return Picture(url=address, width=width, height=LOGO_HEIGHT)


def _apart(paths: frozenset[str]) -> Iterator[tuple[str, str]]:
    """List the files that stand apart, each of which is named by its feature and its hash."""
    for path in sorted(paths):
        if (found := _APART.fullmatch(path)) and found[1] not in ("site", "theme"):
            yield found[1], "/" + path


def _named(start: str, end: str, paths: frozenset[str]) -> str | None:
    """Find the address of the first output whose path begins and ends so."""
    found = sorted(path for path in paths if path.startswith(start) and path.endswith(end))
    return "/" + found[0] if found else None
