"""Weighs search in Chromium at 10,000 documents: what a server sends, and how long answers take, with Pagefind beside ours.

`python3 tasks.py bench --name search_bytes [--options "--corpus k10 --engines pagefind site --first 12 --next 48"]`
First queries: each in a new browser profile, from the moment before the engine is loaded until ten results with their texts are there,
boot included. Next queries: one after the other in one page. Bytes are those of bodies as sent, with gzip for texts; milliseconds are on
loopback, and again with 100 ms before each answer (`--latency`). Pagefind is measured without its own interface, ours with all of it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import Browser, Page

from benchmarks.search import installed
from benchmarks.search.corpora import CORPORA, ROOT, Corpus, corpus
from benchmarks.search.counting import Counter, counted
from benchmarks.search.engines import PAGEFIND, START, NotThere
from benchmarks.search.judged import queries
from benchmarks.search.packages import NotFetched
from guildhouse.formats.policy import headers
from guildhouse.tasks.browser import chromium

RESULTS = ROOT / ".cache/bench/search-bytes.json"
TEN = 10
SHORT = frozenset({"section", "acronym", "code", "person", "two topics", "broad"})
"""Kinds of queries to which every engine finds something; of whole sentences Pagefind, which wants all words, often finds no page."""
QUIET = 400
"""Milliseconds without any change of results after which an answer of ours is complete; the time is that of the last change."""
ASK = """async ([query, quiet]) => {
  const body = document.querySelector("dialog[open] [data-search-state]");
  const field = document.activeElement;
  const shown = () => body.dataset.searchState + body.textContent;
  const old = new Set([null, ...body.querySelectorAll("a[data-result]")]);
  const began = performance.now();
  let last = began;
  let first = 0;
  let before = shown();
  const seen = new MutationObserver(() => {
    if (shown() === before) return;
    before = shown();
    last = performance.now();
    if (!old.has(body.querySelector("a[data-result]"))) first = first || last;
  });
  seen.observe(body, {subtree: true, childList: true, attributes: true, characterData: true});
  field.value = query;
  field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  while (performance.now() - last < quiet || body.dataset.searchState === "loading") await new Promise(done => setTimeout(done, 20));
  seen.disconnect();
  return [last - began, (first || last) - began, body.querySelectorAll("a[data-result]").length];
}"""


@dataclass(frozen=True)
class Weight:
    """What one query took: bytes, requests, milliseconds until all was there and until the first results were, and how many were shown."""

    bytes: int
    requests: int
    time: float
    begun: float
    results: int


class Pagefind:
    """Pagefind as its documentation loads it: import, init, search, and the data of ten results."""

    name = "pagefind"

    def folder(self, weighed: Corpus) -> Path:
        installed.pagefind(weighed.plain)
        return weighed.plain

    def open(self, page: Page, base: str) -> None:
        page.goto(f"{base}/blank")

    def boot(self, page: Page) -> float:
        return _timed(page, f"({START})()")

    def ask(self, page: Page, query: str, _: float) -> tuple[float, float, int]:
        words = json.dumps([query, TEN])
        began = f"const began = performance.now(); const found = await ({PAGEFIND})({words});"
        taken, results = page.evaluate(f"(async () => {{ {began} return [performance.now() - began, found.length]; }})()")
        return taken, taken, results


class Site:
    """Our search in a page of the site: the field is focused as by a reader, with the key `/`."""

    name = "site"

    def folder(self, weighed: Corpus) -> Path:
        if not (weighed.site / "search/index.html").is_file():
            raise NotThere("the site has no /search/")
        return weighed.site

    def open(self, page: Page, base: str) -> None:
        page.goto(f"{base}/npm/commands/npm-ci/", wait_until="networkidle")

    def boot(self, page: Page) -> float:
        began = page.evaluate("performance.now()")
        page.keyboard.press("/")
        page.wait_for_selector("dialog[open] input:focus")
        page.wait_for_selector("dialog[open] [data-search-state]", state="attached")
        return float(page.evaluate("performance.now()")) - began

    def ask(self, page: Page, query: str, latency: float) -> tuple[float, float, int]:
        taken, begun, results = page.evaluate(ASK, [query, QUIET + 4 * 1000 * latency])
        return taken, begun, results


def _timed(page: Page, script: str) -> float:
    return float(page.evaluate(f"(async () => {{ const began = performance.now(); await {script}; return performance.now() - began; }})()"))


Side = Pagefind | Site


@dataclass(frozen=True)
class Bench:
    """A side that is served, and a browser to ask it with."""

    side: Side
    browser: Browser
    base: str
    counter: Counter

    def first(self, query: str) -> Weight:
        """Ask one query in a new profile; what the page itself took does not count."""
        context = self.browser.new_context()
        page = context.new_page()
        self.side.open(page, self.base)
        self.counter.reset()
        booted = self.side.boot(page)
        weight = self._asked(page, query, booted)
        context.close()
        return weight

    def next(self, asked: Sequence[str]) -> Iterator[Weight]:
        """Ask one query after the other in one page, whose first one does not count."""
        context = self.browser.new_context()
        page = context.new_page()
        self.side.open(page, self.base)
        self.side.boot(page)
        for number, query in enumerate(asked):
            self.counter.reset()
            weight = self._asked(page, query, 0.0)
            if number:
                yield weight
        context.close()

    def _asked(self, page: Page, query: str, before: float) -> Weight:
        taken, begun, results = self.side.ask(page, query, self.counter.latency)
        return Weight(self.counter.bytes, self.counter.requests, before + taken, before + begun, results)


SIDES: dict[str, Callable[[], Side]] = {"site": Site, "pagefind": Pagefind}


def main(words: Sequence[str] | None = None) -> int:
    """Measure."""
    given = _parser().parse_args(words)
    try:
        installed.install()
        weighed = corpus(given.corpus, site=given.site)
    except NotFetched as missing:
        print(missing, file=sys.stderr)
        return 1
    judged = queries("sample" if given.corpus == "sample" else "judged")
    asked = [query.text for query in judged if query.kind in SHORT]
    first, later = asked[:: len(asked) // given.first][: given.first], asked[1 :: max(1, len(asked) // given.next)][: given.next]
    found: dict[str, dict[str, list[Weight]]] = {}
    for name in given.engines:
        for latency in given.latency:
            with suppress(NotThere), _served(SIDES[name](), weighed, latency / 1000) as bench:
                label = f"{name}, {latency} ms"
                found[label] = {"first": [bench.first(query) for query in first], "next": list(bench.next(later))}
                print(*_lines(label, found[label]), sep="\n", flush=True)
                continue
            print(f"Skipped: {name}", file=sys.stderr)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    kept = {label: {kind: [asdict(each) for each in weights] for kind, weights in kinds.items()} for label, kinds in found.items()}
    RESULTS.write_text(json.dumps({"corpus": given.corpus, "documents": len(weighed.documents), "engines": kept}, indent=1))
    return 0 if found else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=CORPORA, default="k10")
    parser.add_argument("--engines", nargs="+", choices=SIDES, default=["site", "pagefind"])
    parser.add_argument("--first", type=int, default=12, metavar="QUERIES")
    parser.add_argument("--next", type=int, default=48, metavar="QUERIES")
    parser.add_argument("--latency", type=int, nargs="+", default=[0, 100], metavar="MILLISECONDS")
    parser.add_argument("--site", type=Path, help="a built site of this corpus (default: it is built)")
    return parser


@contextmanager
def _served(side: Side, weighed: Corpus, latency: float) -> Iterator[Bench]:
    folder = side.folder(weighed)
    sent = dict(headers()) if side.name == "site" else {}  # Pagefind's WebAssembly does not run under our policy
    with counted(folder, sent) as (base, counter), chromium() as browser:
        counter.latency = latency
        yield Bench(side, browser, base, counter)


def _lines(label: str, weights: dict[str, list[Weight]]) -> Iterator[str]:
    for kind, each in weights.items():
        sizes, times = sorted(one.bytes / 1000 for one in each), sorted(one.time for one in each)
        begun = sorted(one.begun for one in each)
        requests, shown = sorted(one.requests for one in each), sum(1 for one in each if one.results)
        yield (
            f"{label:18} {kind:5}: {_at(sizes, 50):7.1f} / {_at(sizes, 95):7.1f} / {sizes[-1]:7.1f} kB (p50 / p95 / largest), "
            f"{_at(requests, 50):.0f} requests, {_at(times, 50):6.0f} / {_at(times, 95):6.0f} ms "
            f"(first results after {_at(begun, 50):.0f} / {_at(begun, 95):.0f} ms); {shown} of {len(each)} found something"
        )


def _at(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    sys.exit(main())
