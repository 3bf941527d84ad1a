"""The engines that are compared: each is given the same documents and answers queries with addresses, best first."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, Self
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Page

from benchmarks.search.corpora import Corpus
from benchmarks.search.counting import counted
from benchmarks.search.installed import PEERS, pagefind
from guildhouse.tasks.browser import chromium, served

SHOWN = 3
"""Sections that Pagefind's own interface shows below each page."""
MOST = 20
"""Results that are asked for: more than are judged, for lists of other pages may stand among them."""
PAGEFIND = """async ([query, most]) => {
  const found = await (await window.engine).search(query);
  return Promise.all(found.results.slice(0, most).map(async each => {
    const {url, sub_results} = await each.data();
    const parts = sub_results.filter(part => part.url.includes("#"));
    parts.sort((one, other) => other.locations.length - one.locations.length);
    return [url, parts.map(part => part.url)];
  }));
}"""
START = """() => {
  window.engine = import("/pagefind/pagefind.js").then(async it => { await it.init(); return it; });
  return window.engine.then(() => 0);
}"""


ANSWERED = """() => {
  const state = document.querySelector("[data-search-state]")?.dataset.searchState;
  return state === "empty" || state === "error" || (state === "ready" && document.querySelector("a[data-result]"));
}"""


class Engine(Protocol):
    """What is measured: its name, and the addresses that it finds, best first; several of one page in a row are its sections."""

    name: str

    def search(self, query: str) -> Sequence[str]: ...


class NotThere(Exception):
    """An engine cannot take part: the site has no search yet."""


class Pagefind:
    """Pagefind with its defaults, in Chromium: of each page the best section first, as many as its own interface shows."""

    name = "Pagefind"

    def __init__(self, page: Page) -> None:
        self._page = page

    def search(self, query: str) -> Sequence[str]:
        found = self._page.evaluate(PAGEFIND, [query, MOST])
        return [path(url) for page, sections in found for url in (sections[:SHOWN] or [page])]


class Node:
    """An engine that runs in Node and answers a line with a line."""

    def __init__(self, name: str, *words: str) -> None:
        self.name = name
        self._process = subprocess.Popen(("node", *words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._line()

    def search(self, query: str) -> Sequence[str]:
        assert self._process.stdin
        print(json.dumps(query), file=self._process.stdin, flush=True)
        found: list[str] = json.loads(self._line())
        return found[:MOST]

    def _line(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise NotThere(f"{self.name} ended with {self._process.wait()}")
        return line

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()


class Site:
    """The search page of a built site, in Chromium, as a reader sees it."""

    name = "Guildhouse"

    def __init__(self, page: Page, base: str) -> None:
        self._page, self._base = page, base

    def search(self, query: str) -> Sequence[str]:
        self._page.goto(f"{self._base}/search/?q={quote(query)}")
        self._page.wait_for_function(ANSWERED)
        links = self._page.locator("a[data-result]").evaluate_all("links => links.map(link => link.href)")
        return [path(link) for link in links]


def path(url: str) -> str:
    """Write an address from the site's root, with its anchor as text; words to be marked (`:~:`) are no part of it."""
    parts = urlsplit(url)
    anchor = unquote(parts.fragment.partition(":~:")[0])
    return unquote(parts.path).removesuffix("index.html") + (f"#{anchor}" if anchor else "")


@contextmanager
def opened(name: str, corpus: Corpus) -> Iterator[Engine]:
    """Make one engine ready for a corpus; raises NotThere when the site has nothing that could answer."""
    if name in ("lunr", "minisearch"):
        title = {"lunr": "lunr.js", "minisearch": "MiniSearch"}[name]
        script = str(Path(__file__).with_name("peers.js"))
        with Node(title, script, str(PEERS), name, str(corpus.lines)) as engine:
            yield engine
    elif name == "engine":
        with Node("Guildhouse", *_own(corpus.site)) as engine:
            yield engine
    else:
        with chromium() as browser:
            yield from (_pagefind(browser, corpus) if name == "pagefind" else _site(browser, corpus))


def _pagefind(browser: Browser, corpus: Corpus) -> Iterator[Engine]:
    pagefind(corpus.plain)
    with counted(corpus.plain) as (base, _):  # without our policy, under which its WebAssembly does not run
        page = browser.new_page()
        page.goto(f"{base}/blank")
        page.evaluate(START)
        yield Pagefind(page)


def _site(browser: Browser, corpus: Corpus) -> Iterator[Engine]:
    if not (corpus.site / "search/index.html").is_file():
        raise NotThere("the site has no /search/")
    with served(corpus.site) as base:
        yield Site(browser.new_page(), base)


def _own(site: Path) -> tuple[str, ...]:
    """Name the worker's script and the stemmers of a built site, for ours.js."""
    script = next(iter(sorted(site.glob("theme/search-worker*.js"))), None)
    if script is None:
        raise NotThere("the site has no script of a search worker")
    stemmers = {each.name.split(".")[0].removeprefix("stemmer-"): f"/theme/{each.name}" for each in site.glob("theme/stemmer-*.js")}
    return (str(Path(__file__).with_name("ours.js")), str(site), script.relative_to(site).as_posix(), json.dumps(stemmers))
