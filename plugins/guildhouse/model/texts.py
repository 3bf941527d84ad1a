"""Which text stands at an address of the site, also where the page around it is made: of a community, a person, a list."""

from __future__ import annotations

from urllib.parse import unquote

from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.source import Source

COMMUNITIES, PEOPLE = "/communities/", "/people/"


def text_at(house: House, url: str | None) -> Document | None:
    """Find the text at an address, whatever section of it is meant; its body is empty where a page has no text of its own."""
    address = _address(url)
    return house.document_at(url) or house.listings.get(address) or _of_community(house, address) or _of_person(house, address)


def title_of(house: House, url: str | None) -> str:
    """Name what stands at an address: a text by its title, a charter with whose it is, a file by its name; empty where nothing is known."""
    address = _address(url)
    text, file = text_at(house, url), address.rpartition("/")[2]
    if text and text.page_kind == "charter":
        owner = house.community(text.community or community_at(house, url))
        return f"{text.title} · {owner.name}" if owner and owner.name not in text.title else text.title
    return (text.title if text else None) or house.title_at(address) or (file if "." in file else "")


def community_at(house: House, url: str | None) -> str | None:
    """Tell to which community an address belongs: its page, whatever lies below it, or a text elsewhere that says so."""
    text = house.document_at(url)
    if text and text.community:
        return text.community
    address = _address(url)
    first = address.removeprefix(COMMUNITIES).partition("/")[0] if address.startswith(COMMUNITIES) else None
    found = house.community(first)
    return found.id if found else None


def _address(url: str | None) -> str:
    return unquote((url or "").partition("#")[0])


def _of_community(house: House, address: str) -> Document | None:
    found = house.community(community_at(house, address))
    if found is None or found.url != address:
        return None
    source = Source(f"{found.source.path.rpartition('/')[0]}/README.md") if found.about else found.source
    return Document(
        id=found.id,
        url=found.url,
        title=found.name,
        page_kind="community",
        source=source,
        body=found.about,
        description=found.summary or "",
        community=found.id,
    )


def _of_person(house: House, address: str) -> Document | None:
    found = house.person(address.removeprefix(PEOPLE).rstrip("/")) if address.startswith(PEOPLE) else None
    if found is None or found.url != address:
        return None
    return Document(id=found.id, url=found.url, title=found.name, page_kind="person", source=found.source, body=found.body)
