"""The engine where readers run it: in a worker under the site's policy, and in a page that was opened from disk."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from guildhouse.formats.search import bundle, languages, manifest
from guildhouse.formats.search.lunr_index import build, digest
from guildhouse.formats.search.record import Record, Section
from guildhouse.formats.search.writing import Setting, scripts, written
from guildhouse.tasks.browser import served
from search_browser import THEME

PAGES = (
    ("/rollback/", "Rolling back", "en", "Go back to the release before. A migration stays."),
    ("/wege/", "Wanderwege", "de", "Alle Wege führen über die Brücken."),
)
PAGE_SCRIPT = """
  const policy = trustedTypes.createPolicy("guildhouse", { createScriptURL: (address) => address });
  self.guildhouse = { trusted: (address) => policy.createScriptURL(address), load: (address) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = self.guildhouse.trusted(address);
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  }) };
  self.asking = (worker) => {
    let id = 0;
    const waiting = new Map();
    const told = (answer) => { if (!answer.partial) waiting.get(answer.id)(answer); };
    if (worker) worker.onmessage = (event) => told(event.data);
    return (message) => new Promise((done) => {
      const question = Object.assign({ id: ++id }, message);
      waiting.set(id, done);
      if (worker) worker.postMessage(question);
      else guildhouseSearch.answer(question, told);
    });
  };
"""
START = """([base, theme]) => {
  self.ask = asking(base.startsWith("file:") ? null : new Worker(guildhouse.trusted("theme/search-worker.0.js")));
  return ask({ type: "start", base, scripts: base.startsWith("file:"), languages: { de: theme }, lang: "en" });
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def publish(site: Path, *pages: tuple[str, str, str, str]) -> None:
    records = [Record(url=url, kind="page", title=title, lang=lang, sections=(Section("", "", text),)) for url, title, lang, text in pages]
    files = written(build(map(digest, records), [1.0] * len(records)), records, Setting(analysis="1", languages=("en", "de")))
    shutil.rmtree(site / "search", ignore_errors=True)
    (site / "search/files").mkdir(parents=True)
    for name, content in (files | scripts(files)).items():
        (site / "search" / ("" if name.startswith(manifest.NAME) else "files") / name).write_bytes(content)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bundle, "MOST", 0)
    worker = [THEME / "vendor/lunr.min.js", *sorted((THEME / "search/worker").glob("*.js"))]
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/search-worker.0.js").write_text("\n".join(each.read_text("utf-8") for each in worker), "utf-8")
    (tmp_path / "theme/stemmer-de.js").write_text(languages.script("de", THEME / "vendor") or "", "utf-8")
    (tmp_path / "page.js").write_text(PAGE_SCRIPT, "utf-8")
    own = '<script src="page.js"></script>'
    (tmp_path / "index.html").write_text(f'<!doctype html><meta charset="utf-8"><title>Search</title>{own}', "utf-8")
    (tmp_path / "disk.html").write_text(
        f'<!doctype html><meta charset="utf-8">{own}<script src="theme/search-worker.0.js"></script>', "utf-8"
    )
    publish(tmp_path, *PAGES)
    return tmp_path


def asked(page: Page, query: str) -> Any:
    return page.evaluate(f"ask({{ type: 'search', query: {json.dumps(query)}, filters: {{}}, limit: 10, typing: false }})")


def test_a_worker_answers_in_all_languages_of_the_site(page: Page, site: Path) -> None:
    with served(site) as address:
        page.goto(address)
        assert page.evaluate(START, [f"{address}/search/", f"{address}/theme/stemmer-de.js"])["type"] == "ready"
        for query, title in (("releases", "Rolling back"), ("Brücke", "Wanderwege")):
            answer = asked(page, query)
            assert ["".join(piece for piece, _ in each["title"]) for each in answer["results"]] == [title]
            assert any(marked for _, marked in answer["results"][0]["excerpt"])


def test_after_a_publication_it_heals_and_without_a_network_it_says_so(page: Page, site: Path) -> None:
    with served(site) as address:
        page.goto(address)
        page.evaluate(START, [f"{address}/search/", f"{address}/theme/stemmer-de.js"])
        publish(site, *PAGES, ("/new/", "Novelty", "en", "A release of another kind."))
        assert len(asked(page, "release")["results"]) == 2
        for file in (site / "search/files").glob("t-*"):
            file.unlink()
        page.evaluate(START, [f"{address}/search/", f"{address}/theme/stemmer-de.js"])
        assert asked(page, "novelty")["reason"] == "outdated"
        page.context.set_offline(True)
        assert asked(page, "kind")["reason"] == "offline"
        page.context.set_offline(False)


def test_a_worker_loads_scripts_of_the_theme_only(page: Page, site: Path) -> None:
    with served(site) as address:
        page.goto(address)
        assert page.evaluate(START, [f"{address}/search/", f"{address}/page.js"])["reason"] == "failed"
        assert page.evaluate(START, [f"{address}/search/", "https://elsewhere.invalid/theme/a.js"])["reason"] == "failed"


def test_from_disk_the_page_answers_itself(page: Page, site: Path) -> None:
    page.goto((site / "disk.html").as_uri())
    start = page.evaluate(START, [(site / "search").as_uri() + "/", (site / "theme/stemmer-de.js").as_uri()])
    assert start["type"] == "ready", start
    assert [each["page"] for each in asked(page, "Brücke")["results"]] == ["/wege/"]
