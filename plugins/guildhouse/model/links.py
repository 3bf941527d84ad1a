"""Links that a site's maintainer chooses, for the menu and the foot of every page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

Link: TypeAlias = tuple[str, str]
"""A label and an address: of the site (`/news/`), of the web, or of a mailbox."""

_ADDRESS = re.compile(r"/(?!/)[^\s\\]*|https?://[^\s\\]+|mailto:[^\s\\]+@[^\s\\]+")
_LINK = re.compile(r"([^=]+?)\s*=\s*(\S+)")


def links(value: object) -> tuple[Link, ...]:
    """Read a menu: a mapping, pairs, or lines such as `News = /news/`; ValueError names the entry that is none."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        message = "must be a list of labels and addresses, as [('News', '/news/'), ('Chat', 'https://chat.example.org/')]"
        raise ValueError(message)  # noqa: TRY004 - all wrong values are told alike
    return tuple(_link(each) for each in (value.items() if isinstance(value, Mapping) else value))


def line(value: object) -> tuple[str | Link, ...]:
    """Read a line of texts and links, each text a string, each link a pair; ValueError names the part that is neither."""
    parts = [value] if isinstance(value, str) else value
    if isinstance(parts, Mapping) or not isinstance(parts, Iterable):
        message = "must be a list of texts and links, as ['Marrowby Transport', ('Imprint', '/imprint/')]"
        raise ValueError(message)  # noqa: TRY004 - all wrong values are told alike
    return tuple(_text(each) if isinstance(each, str) else _link(each) for each in parts)


def addresses(found: Iterable[str | Link]) -> Iterator[str]:
    """List the addresses that lie in the site."""
    return (each[1] for each in found if not isinstance(each, str) and each[1].startswith("/"))


def _link(value: object) -> Link:
    if isinstance(value, str) and (written := _LINK.fullmatch(value.strip())):
        value = written.groups()
    match value:
        case (str() as label, str() as address) if _ADDRESS.fullmatch(address):
            return _text(label), address
    message = f"needs a label and an address such as ('News', '/news/'), not {value!r}"
    raise ValueError(message)


def _text(text: str) -> str:
    if not text.strip() or not text.isprintable():
        message = f"needs one line of text, not {text!r}"
        raise ValueError(message)
    return text.strip()
