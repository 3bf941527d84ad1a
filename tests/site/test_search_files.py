"""The files of search where readers load them: from a server in a worker, and from disk as scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from guildhouse.formats.search import bundle, manifest
from guildhouse.formats.search.writing import Setting, scripts, written
from guildhouse.tasks.browser import served
from search_browser import FORMAT, THEME
from search_index import record, stock

RECORDS = tuple(record(f"Café {number}", f"crossing number{number} the strait") for number in range(9))
ANSWER = """async (source) => {
  const library = await guildhouseSearch.open(source), index = await library.index(["crossing", "number4"]), found = index.search("crossing number4");
  const [best] = await library.documents([found[0].ref]);
  return [found.length, best.title, (await library.fragment(best)).sections[0].text, (await library.facets()).kind.keys];
}"""
FOUND = [9, "Café 4", "crossing number4 the strait", [["page", "page"]]]
WORKER = f"onmessage = (event) => ({ANSWER})(guildhouseSearch.fetched(event.data)).then(postMessage, (error) => postMessage(error.reason || String(error)));"
IN_WORKER = """(base) => new Promise((resolve) => {
  const policy = trustedTypes.createPolicy("guildhouse", { createScriptURL: (address) => address });
  const worker = new Worker(policy.createScriptURL("worker.js"));
  worker.onmessage = (event) => resolve(event.data);
  worker.postMessage(base);
})"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture(params=["apart", "bundle"])
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A folder with a page, the worker and the files of search in both forms."""
    if request.param == "apart":
        monkeypatch.setattr(bundle, "MOST", 0)
    files = written(stock(RECORDS), RECORDS, Setting(analysis="1", languages=("en",)))
    script = "\n".join((THEME / name).read_text(encoding="utf-8") for name in FORMAT)
    (tmp_path / "search/files").mkdir(parents=True)
    for name, content in (files | scripts(files)).items():
        (tmp_path / "search" / ("" if name.startswith(manifest.NAME) else "files") / name).write_bytes(content)
    (tmp_path / "page.js").write_text(script, encoding="utf-8")
    (tmp_path / "worker.js").write_text(script + WORKER, encoding="utf-8")
    (tmp_path / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>Search</title><script src="page.js"></script>', encoding="utf-8"
    )
    return tmp_path


def test_a_worker_reads_them_from_the_server(page: Page, site: Path) -> None:
    with served(site) as address:
        page.goto(address)
        assert page.evaluate(IN_WORKER, f"{address}/search/") == FOUND


def test_a_page_reads_them_from_disk(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    assert page.evaluate(f'() => ({ANSWER})(guildhouseSearch.scripted("search/", (address) => address))') == FOUND
    assert page.evaluate("document.querySelectorAll('head script').length") == 1  # they leave the page as it was


def test_what_goes_wrong_has_a_name(page: Page, site: Path) -> None:
    name = next(path.name for path in (site / "search/files").iterdir() if not path.suffix)
    with served(site) as address:
        page.goto(address)
        get = f"(name) => guildhouseSearch.fetched('{address}/search/').get(name).then(() => 'there', (error) => error.reason)"
        assert page.evaluate(get, "t-0000000000") == "outdated"
        (site / "search/files" / name).write_bytes(b"<!doctype html><p>A host's own page for what it does not have")
        assert page.evaluate(get, name) == "outdated"
        page.context.set_offline(True)
        assert page.evaluate(get, f"{name}?") == "offline"
        page.context.set_offline(False)
    page.goto((site / "index.html").as_uri())
    get = "(name) => guildhouseSearch.scripted('search/', (address) => address).get(name).catch((error) => error.reason)"
    assert page.evaluate(get, "t-0000000000") == "outdated"
    page.evaluate("delete self.DecompressionStream")
    assert page.evaluate(get, name) == "unsupported"
