"""What readers type, and what they are shown: small sites, real files of search, and the engine in a bare V8."""

import re
from pathlib import Path

import pytest
import yaml

from guildhouse.formats.search import bundle, chunks
from search_browser import Browser, inflated
from search_engine import START, WORKER, asked, files_of, opened

SHEET = yaml.safe_load(Path(__file__).with_name("engine.yml").read_text("utf-8"))
CASES = [(sheet["site"], case) for sheet in SHEET for case in sheet["cases"]]


@pytest.fixture(scope="module")
def sites():
    return {sheet["site"]: opened(sheet["pages"], tuple(sheet.get("languages", ("en",)))) for sheet in SHEET}


@pytest.mark.parametrize(("site", "case"), CASES, ids=[f"{case['query']} {' '.join(map(str, case))}" for _, case in CASES])
def test_readers_find_what_they_look_for(sites, site, case):
    given = {name: case[name] for name in ("typing", "exact", "filters") if name in case}
    answer = asked(sites[site], str(case["query"]), **given)
    found = [result["url"] for result in answer["results"]]
    pages = [result["page"] for result in answer["results"]]
    if case.get("none"):
        assert found == []
    if "first" in case:
        assert [found, pages][all("#" not in url for url in case["first"])][: len(case["first"])] == case["first"]
    if "all" in case:
        assert sorted(found if any("#" in url for url in case["all"]) else pages) == sorted(case["all"])
    if "has" in case:
        assert set(case["has"]) <= {*found, *pages}
    if "corrected" in case:
        assert answer["corrected"] == case["corrected"]
    if "missing" in case:
        assert answer["missing"] == case["missing"]
    if "words" in case:
        assert answer["results"][0]["words"] == case["words"]
    if "kinds" in case:
        assert [result["kind"] for result in answer["results"]] == case["kinds"]
    for facet, counts in case.get("counts", {}).items():
        assert {key: count for key, _, count in answer["facets"][facet]} == counts
    assert answer["total"] == len(found)
    assert answer["partial"] is False


def test_what_is_out_of_date_sinks(sites):
    found = [result["page"] for result in asked(sites["words"], "authentication service")["results"]]
    assert found.index("/authentication/") < found.index("/old/")


@pytest.fixture
def apart(monkeypatch):
    """A site whose texts stand in pieces, each of which is a file."""
    monkeypatch.setattr(bundle, "MOST", 0)
    monkeypatch.setattr(chunks, "WHOLE", 0)
    return opened(SHEET[0]["pages"])


def test_titles_come_first_and_texts_after_them(apart):
    titles, texts = apart.run('(begin(), ask({ query: "migration" }))')
    assert titles["partial"]
    assert titles["results"][0]["title"] == [["Rolling back", False]]
    assert titles["results"][0]["excerpt"] == []
    assert not texts["partial"]
    assert texts["results"][0]["heading"] == [["Database changes", False]]
    assert texts["results"][0]["excerpt"][:2] == [["A ", False], ["migration", True]]


def test_of_questions_that_overlap_only_the_last_is_answered_with_texts(apart):
    first, second = apart.run("""{
        begin();
        const answers = [[], []];
        await Promise.all(["migration", "backup"].map((query, i) => engine.answer({ id: 100 + i, query }, (answer) => answers[i].push(answer))));
        return answers.map((each) => each.pop());
    }""")
    assert not first["partial"]
    assert first["results"][0]["excerpt"] == []
    assert second["results"][0]["excerpt"]


def test_no_text_is_fetched_that_is_not_shown(monkeypatch):
    monkeypatch.setattr(bundle, "MOST", 0)
    pages = "".join(f"= Page {number} | /p{number}/ |\nword {number}\n" for number in range(30))
    browser = opened(pages)
    answer = asked(browser, "word", limit=5)
    assert answer["total"] == 30
    assert len(answer["results"]) == 5
    kinds = [name[0] for name in browser.run("asked")]
    assert kinds.count("d") == 5
    assert kinds.count("s") == kinds.count("v") == 0


@pytest.fixture
def stale(monkeypatch):
    """An engine that knows a manifest whose files are gone, because another edition has been published since."""
    monkeypatch.setattr(bundle, "MOST", 0)
    old, new = (files_of(f"= Title | /title/ |\n{word} and more") for word in ("spring", "autumn"))
    browser = Browser(*WORKER)
    browser.serve(inflated(old))
    browser.racer.eval(START)
    browser.run("engine.library().then(() => 0)")
    browser.serve(inflated(new))
    return browser


def test_after_a_publication_the_manifest_is_loaded_anew(stale):
    assert [result["url"] for result in asked(stale, "autumn")["results"]] == ["/title/"]
    assert stale.run("asked").count("manifest.json") == 1


def test_what_stays_missing_is_said_after_one_attempt(stale):
    stale.racer.eval("for (const name of Object.keys(files)) if (name !== 'manifest.json') delete files[name]; asked = [];")
    assert stale.run('ask({ query: "autumn" }).then(() => "found", (error) => error.reason)') == "outdated"
    assert stale.run("asked").count("manifest.json") == 1


def test_an_excerpt_is_cut_at_words_around_the_densest_place(sites):
    browser = Browser(*WORKER)
    filler = "nothing of interest stands here " * 20
    browser.serve(inflated(files_of(f"= Long | /long/ |\nlantern {filler} the lantern of the harbour {filler}")))
    browser.racer.eval(START)
    pieces = asked(browser, "harbour lantern")["results"][0]["excerpt"]
    text = "".join(piece for piece, _ in pieces)
    assert [piece for piece, marked in pieces if marked] == ["lantern", "harbour"]
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(text) < 300
    assert re.fullmatch(r"[a-z ]+", text[2:-2])
