"""Reading without a network: a service worker that keeps pages that were read, and those that their authors marked.

Where the site does not want it, a worker is published that deletes what an earlier one kept, and goes: browsers that have one ask for
nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import guildhouse
from guildhouse.features import edge
from guildhouse.features.context import Context
from guildhouse.features.outputs import Closing, File, Page, page_at
from guildhouse.features.theme_files import plain
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.words import say
from guildhouse.settings import Settings

WORKER = "service-worker.js"
ABSENT = "/offline.html"
"""Shown in place of a page that is not at hand; `worker.js` names it too."""
BUILD = '"@build"'
"""Stands in `worker.js` for what the worker is told of its build."""
THEME, LICENCES = "theme/", "theme/licences/"


@dataclass(frozen=True, kw_only=True)
class OfflinePage(Context):
    """What readers see who have neither a network nor the page."""

    pages: tuple[tuple[str, str], ...]
    """What is at hand in any case: title and site address."""


def outputs(house: House, settings: Settings) -> Iterator[Page | File | Closing]:
    """Write the worker, and the page that it shows in place of what it does not have; a folder on a disk needs neither."""
    if settings.offline:
        return
    if not settings.offline_reading:
        yield File(WORKER, script("farewell").encode())
        return
    marked = tuple((document.title, document.url) for document in documents(house) if document.offline)
    yield page_at("offline.html", offline_page(marked))
    yield Closing(WORKER, partial(worker, tuple(url for _, url in marked)))


def offline_page(marked: tuple[tuple[str, str], ...]) -> OfflinePage:
    """Say what the page shows."""
    words = say("There is no network, and this page has not been read here before.")
    return OfflinePage(kind="not-found", url=ABSENT, title=say("You are offline"), description=words, noindex=True, pages=marked)


def documents(house: House) -> Iterator[Document]:
    """List every text that can be marked."""
    if house.home:
        yield house.home
    yield from (*house.pages, *house.news, *house.meetings, *house.decisions, *house.listings.values())
    yield from (community.charter for community in house.communities if community.charter)


def worker(urls: tuple[str, ...], files: Mapping[str, str]) -> bytes:
    """Write the worker of a build: another one whenever a file of the site is another, and only then.

    `files` are path and SHA-256 of everything that was written, `urls` the addresses of the pages to keep from the beginning.
    """
    digest = sha256("".join(f"{path}\0{hash_}\n" for path, hash_ in sorted(files.items())).encode("utf-8", "surrogateescape"))
    theme = (path for path in sorted(files) if path.startswith(THEME) and not path.startswith(LICENCES))
    build = {
        "version": digest.hexdigest()[:16],
        "names": sorted({"", *(path.partition("/")[0] for path in files if not path.endswith("/"))}),
        "kept": [f"./{quote(path.removeprefix('/'), safe='/%')}" for path in dict.fromkeys((ABSENT, *theme, *urls))],
    }
    return script("worker").replace(BUILD, json.dumps(build)).encode()


def script(name: str) -> str:
    """Read a script of the theme that is no part of its pages' own."""
    return plain((Path(guildhouse.theme()) / "static/worker" / f"{name}.js").read_text(encoding="utf-8"))


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
