"""Gives every published file its address."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from urllib.parse import unquote

from guildhouse.model.names import folded
from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.entries import Entry, Files
from guildhouse.sources.kinds import kind_of
from guildhouse.sources.problems import Problems
from guildhouse.sources.schemes import visible

LISTINGS = re.compile(
    r"/(communities|people|paths|news|decisions|actions|meetings|recognition|glossary|topics|search|subscribe)/"
    r"|/communities/[^/]+/(meetings|decisions|resources|members|charter)/"
)
"""Pages that the site makes itself; a README there opens the listing."""

RESERVED = re.compile(
    rf"{LISTINGS.pattern}|/people/expertise/|/topics/[^/]+/|/style/|/(404|offline)\.html/?|/service-worker\.js/?|/(paths|people|communities)/[^/]+/|/paths/[^/]+/.+"
    r"|/theme/.*|/[^/]+\.(json|xml|txt|opml|ics)/?|/new\.md/?|/_headers/?|(/.*)?/feed\.(atom|rss|json)/?|(/.*)?/calendar\.ics/?|/(weekly|monthly)/",
    re.IGNORECASE,  # on some disks names that differ in nothing else are one
)
"""Addresses that no page may claim by permalink, slug, alias or file name."""

FORMER = re.compile(
    r"(?!.*/(?:feed\.(?:atom|rss|json)|calendar\.ics)/?$)(?:/(?:communities|paths)/[^/]+/(?:.*/)?|/people/(?!expertise/)[^/]+/)",
    re.IGNORECASE,
)
"""Reserved addresses that an alias may claim all the same, for something that had another id may have had them."""

UNSAFE = re.compile(r"[\s#?%\\:*\"<>|\x00-\x1f\x7f]+")
PAGES = frozenset({"page", "news", "resource", "meeting", "decision", "charter"})


def place(files: Files, problems: Problems) -> None:
    """Set the address of every entry that is published as a page, and see that no two pages share one."""
    owners: dict[str, Entry] = {}
    for entry in files.entries.values():
        if entry.excluded is not None:
            continue
        entry.url = address(entry, problems)
        claim = entry.url or (f"the text of {entry.folder}" if about(entry.path) else "")
        key = folded(claim)
        if claim and owners.setdefault(key, entry) is not entry:
            what = f"the address {entry.url}" if entry.url else "the community's page"
            problems.add(codes.ADDRESS_TAKEN, _named_at(entry), f"{entry.path} and {owners[key].path} both claim {what}")
    _check_abouts(files, problems)


def _named_at(entry: Entry) -> Source:
    return entry.values.at("permalink" if "permalink" in entry.values else "slug")


def address(entry: Entry, problems: Problems) -> str:
    """Give the address of the page that an entry is published as; empty when it is none."""
    return _page_url(entry, problems) if entry.kind.name in PAGES and not about(entry.path) else address_by_place(entry.path)


def address_by_place(path: str) -> str:
    """Give the address that the file at `path` has by its place alone; empty when it is published as no page."""
    kind = kind_of(path)
    match kind.name if kind else "":
        case "community":
            return f"/communities/{path.split('/')[1]}/"
        case "person":
            return f"/people/{_stem(path)}/"
        case "path":
            return f"/paths/{_stem(path)}/"
        case name if name in PAGES and not about(path):
            return default_url(path)
    return ""


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _check_abouts(files: Files, problems: Problems) -> None:
    """Note what the README of a community says as if it were a page of its own."""
    for entry in files.of("page"):
        if about(entry.path):
            for key in sorted(set(entry.values) & {"aliases", "permalink", "slug", "term", "resource", "topics", "tags", "community"}):
                problems.add(codes.NO_EFFECT, entry.values.at(key), f"{key!r} has no effect in the README of a community")


def about(path: str) -> bool:
    """Tell whether a file is the README of a community, shown on the community's page."""
    return re.fullmatch(r"communities/[^/]+/(README|index)\.md", path) is not None


def default_url(path: str) -> str:
    """Name the address that a Markdown file has by its place alone."""
    below = re.sub(r"^content/(pages/)?", "", path).removesuffix(".md")
    parts = [UNSAFE.sub("-", part) for part in below.split("/")]
    if parts[-1] in ("README", "index"):
        parts.pop()
    return unicodedata.normalize("NFC", "/".join(("", *parts, "")))


def _page_url(entry: Entry, problems: Problems) -> str:
    url = default_url(entry.path)
    if "permalink" in entry.values:
        return _checked(entry.values["permalink"], entry, "permalink", problems) or url
    if "slug" in entry.values:
        slug = entry.values["slug"]
        written = slug if slug.startswith("/") else f"{url.rstrip('/').rpartition('/')[0]}/{slug}/"
        return _checked(written, entry, "slug", problems) or url
    if RESERVED.fullmatch(url) and not (LISTINGS.fullmatch(url) and (entry.is_index or entry.kind.name == "charter")):
        problems.add(
            codes.ADDRESS_TAKEN,
            entry.source,
            f"the address {url} of this file belongs to a page that the site makes itself",
            "Rename the file.",
        )
    return url


def _checked(written: str, entry: Entry, key: str, problems: Problems) -> str | None:
    url = site_address(written)
    if url is None:
        problems.add(codes.BAD_ADDRESS, entry.values.at(key), f"{written!r} is not an address inside the site")
    elif RESERVED.fullmatch(url):
        problems.add(codes.ADDRESS_TAKEN, entry.values.at(key), f"the address {url} belongs to a page that the site makes itself")
        return None
    return url


def site_address(written: str) -> str | None:
    """Write an alias, slug or permalink as an address of the site: it begins with `/`, and ends with `/` unless it names a file.

    None when it has a host, a query, steps upwards, or characters that addresses cannot hold.
    """
    text = unicodedata.normalize("NFC", visible(unquote(written)))
    text = text if text.startswith("/") else f"/{text}"
    if UNSAFE.search(text) or any(not part or part.startswith(".") for part in text.split("/")[1:-1]):
        return None
    last = text.rpartition("/")[2]
    if last.startswith("."):
        return None
    text = re.sub(r"/index\.html?$", "/", text)
    return text if text.endswith("/") or re.search(r"\.(html?|php|aspx?)$", text) else f"{text}/"
