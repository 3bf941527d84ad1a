"""Names that stay: `tag:` URIs (RFC 4151) of an authority and the oldest address of a thing."""

from __future__ import annotations

import re
from hashlib import blake2b
from urllib.parse import quote, unquote, urlsplit

FIRST_YEAR = "2026"
"""The date in authorities that are made of a host: any day on which it was the site's own will do, but it must never change."""
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_AUTHORITY = re.compile(rf"(?:[A-Za-z0-9._-]+@)?{_LABEL}(?:\.{_LABEL})*,\d{{4}}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_SAFE = "/~!$&'()*+,;=:@"


def authority(text: object) -> str:
    """Read an authority, `example.org,2026`: a host or mailbox, and a day on which it was yours; ValueError when it is none."""
    if not isinstance(text, str) or (text and not _AUTHORITY.fullmatch(text)):
        message = f"must be a host or mailbox of yours, a comma and a year in which it was, as 'example.org,2026', not {text!r}"
        raise ValueError(message)
    return text.lower()


def authority_of(site_url: str) -> str:
    """Make an authority of the address of a site, for want of a chosen one."""
    try:
        host = (urlsplit(site_url).hostname or "").encode("idna").decode("ascii")
    except UnicodeError:  # a label that is too long, or none
        host = ""
    made = f"{host},{FIRST_YEAR}"
    return made if _AUTHORITY.fullmatch(made) else f"localhost,{FIRST_YEAR}"


def first_year(authority_: str) -> int:
    """Tell from which year on the names of an authority are its own."""
    return int(authority_.partition(",")[2][:4])


def tag(authority_: str, address: str, fragment: str = "") -> str:
    """Name what stands at a site address, or a part of it."""
    return f"tag:{authority_}:{quote(unquote(address), safe=_SAFE)}" + (f"#{quote(fragment, safe=_SAFE)}" if fragment else "")


def part(kind: str, *words: str) -> str:
    """Name a part of a page by its words, however they are spaced or written large: its number changes when one is added above it."""
    same = "\0".join(" ".join(each.split()).casefold() for each in words)
    return f"{kind}-{blake2b(same.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"


def oldest(url: str, aliases: tuple[str, ...], above: tuple[str, tuple[str, ...]] = ("", ())) -> str:
    """Find the first address of a thing: its own first alias, else below that of what stands `above` (address, aliases), else its own."""
    if aliases:
        return "/" + aliases[0].lstrip("/")
    root, earlier = above
    if root and earlier and url.startswith(root):
        return "/" + earlier[0].strip("/") + "/" + url[len(root) :]
    return url
