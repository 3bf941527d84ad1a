"""Texts as Markdown beside their pages, and a list of them for programs that answer questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

from guildhouse.features import edge
from guildhouse.features.head import TEXT
from guildhouse.features.outputs import File, Made
from guildhouse.features.views import credit_view
from guildhouse.formats import markdown, site_files
from guildhouse.formats.mail import without_mail
from guildhouse.formats.urls import absolute, output_path
from guildhouse.language import Language, language
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings

PAGE = "index.html"
LEFT_OUT = say("address left out")
"""Stands where an e-mail address stood, which programs that gather pages have no use for."""
Full: TypeAlias = Callable[[str], str]
About: TypeAlias = tuple[tuple[str, str | tuple[str, ...] | None], ...]
Listed: TypeAlias = tuple[str, str, str]
"""Title, full address and description."""


def outputs(house: House, settings: Settings) -> Iterator[File | Made]:
    """Write every text, and list them where the site has an address and may be listed."""
    if settings.offline:
        return
    tongue, full = language(settings.language), addressed(settings)
    for document in documents(house):
        if place := path_of(document):
            given = (document.body, document.url, about(house, document, full, tongue))
            yield Made(place, given, partial(text, document, given[2], full, tongue.plain(LEFT_OUT)), document.source.path)
    if settings.site_url and settings.search_engines:
        yield File("llms.txt", listing(house, settings, tongue).encode())


def documents(house: House) -> Iterator[Document]:
    """List every text that is a page of its own."""
    if house.home:
        yield house.home
    yield from (*house.pages, *house.news, *house.meetings, *house.decisions)
    yield from (community.charter for community in house.communities if community.charter)


def path_of(document: Document) -> str | None:
    """Name the file beside a page; a page that is a file of a name of its own has no folder to put it in."""
    page = output_path(document.url)
    return page.removesuffix(PAGE) + TEXT if page == PAGE or page.endswith(f"/{PAGE}") else None


def about(house: House, document: Document, full: Full, tongue: Language) -> About:
    """Give what is public about a text."""
    credited = (credit_view(house, author) for author in document.authors)
    community = house.community(document.community)
    return (
        ("title", without_mail(document.title, tongue.plain(LEFT_OUT))),
        ("description", without_mail(document.description, tongue.plain(LEFT_OUT))),
        ("url", full(document.url)),
        ("date", document.date.isoformat() if document.date else None),
        ("updated", document.updated.isoformat() if document.updated else None),
        ("authors", tuple(tongue.plain(author.name) for author in credited if author)),
        ("community", community.name if community else None),
        ("topics", document.topics),
        ("tags", document.tags),
        ("lang", document.lang),
    )


def text(document: Document, known: About, full: Full, left_out: str) -> bytes:
    """Write a text with what is known of it."""

    def found(address: str) -> str:
        return full(document.url + address if address.startswith("#") else address)

    shown = markdown.shown(document.body.html, found, left_out)
    return markdown.document(known, without_mail(document.title, left_out), shown).encode()


def addressed(settings: Settings) -> Full:
    """Write addresses in full, as far as the site has one."""
    return lambda address: absolute(address, settings.site_url) if settings.site_url else address


def listing(house: House, settings: Settings, tongue: Language) -> str:
    """List the communities, then every text by its kind."""

    def entries(found: Iterable[Document]) -> list[Listed]:
        places = ((document, path_of(document)) for document in found)
        return [(short(each.title), absolute(f"/{place}", settings.site_url), short(each.description)) for each, place in places if place]

    def short(words: str) -> str:
        return without_mail(words, tongue.plain(LEFT_OUT))

    communities = [(each.name, absolute(each.url, settings.site_url), short(each.summary or "")) for each in house.communities]
    charters = [community.charter for community in house.communities if community.charter]
    sections: list[tuple[Words, list[Listed]]] = [
        (say("Communities"), communities),
        (say("Pages"), entries(house.pages)),
        (say("Charters"), entries(charters)),
        (say("Decisions"), entries(house.decisions)),
        (say("News"), entries(house.news)),
        (say("Meeting notes"), entries(house.meetings)),
    ]
    summary = (house.home.description if house.home else "") or settings.site_name
    return site_files.llms(settings.site_name, summary, ((tongue.plain(heading), found) for heading, found in sections))


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
