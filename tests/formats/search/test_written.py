"""The files of search as they are written and read: nothing lost, nothing named twice, the same from run to run."""

import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhouse.formats.search import bundle, chunks, manifest, naming, shards, spellings, vocabulary
from guildhouse.formats.search.naming import Shelf, packed
from guildhouse.formats.search.record import Record, Section
from guildhouse.formats.search.words import utf16
from guildhouse.formats.search.writing import Setting, scripts, written
from search_browser import Browser, inflated
from search_index import record, stock

SETTING = Setting(analysis="1", languages=("en", "ar"))
RECORDS = (
    record(
        "Ferry",
        "crossing the strait",
        community="boats",
        topics=("water", "travel"),
        people=("ada",),
        sections=(Section("", "", "crossing"), Section("fares", "Fares", "two coins")),
    ),
    record("Harbour", "crossing ropes", community="boats", kind="note", people=("ada", "bo"), lang="ar", description="Where boats rest"),
    record("Gateway", "crossing networks", topics=("water",)),
)


@pytest.fixture(scope="module")
def browser():
    return Browser()


@pytest.fixture
def apart(monkeypatch):
    """Every file by itself, and the lists of files in files of their own."""
    monkeypatch.setattr(bundle, "MOST", 0)
    monkeypatch.setattr(manifest, "INLINE", 0)
    monkeypatch.setattr(manifest, "LEAF", 2)
    monkeypatch.setattr(shards, "ROOM", 40)
    monkeypatch.setattr(chunks, "MOST", 2)
    monkeypatch.setattr(chunks, "WHOLE", 12)
    monkeypatch.setattr(chunks, "PIECE", 9)
    monkeypatch.setattr(chunks, "GROWTH", 0)


def opened(browser, files):
    browser.serve(inflated(files))
    browser.run("{ library = await guildhouseSearch.open(source); }")
    return browser


def files_of(records, fragments=None, shelf=None, **known):
    return written(stock(records), records, replace(SETTING, **known), fragments=fragments, shelf=shelf)


def test_a_document_comes_back_with_its_sections_and_facets(browser, apart):
    labels = {"topic": {"water": "All about water"}}
    opened(browser, files_of(RECORDS, labels=labels))
    shown = browser.run("library.documents([2, '0', 1])")
    assert [(each["number"], each["title"], each["url"], each["lang"]) for each in shown] == [
        (2, "Gateway", "/Gateway/", "en"),
        (0, "Ferry", "/Ferry/", "en"),
        (1, "Harbour", "/Harbour/", "ar"),
    ]
    assert browser.run(f"library.fragment({json.dumps(shown[1])})") == {
        "description": "",
        "sections": [{"anchor": "", "heading": "", "text": "crossing"}, {"anchor": "fares", "heading": "Fares", "text": "two coins"}],
    }
    assert browser.run(f"library.fragment({json.dumps(shown[2])})")["description"] == "Where boats rest"
    held = browser.run(
        "library.facets().then((facets) => Object.keys(facets).map((name) => [name, facets[name].keys, [0, 1, 2].map((n) => Array.from(facets[name].of(n)))]))"
    )
    assert held == [
        ["community", [["boats", "boats"]], [[0], [0], []]],
        ["kind", [["note", "note"], ["page", "page"]], [[1], [0], [1]]],
        ["topic", [["travel", "travel"], ["water", "All about water"]], [[1, 0], [], [1]]],
        ["person", [["ada", "ada"], ["bo", "bo"]], [[0], [0, 1], []]],
    ]


def test_words_to_correct_with_are_those_of_three_documents_as_people_write_them(browser, apart, monkeypatch):
    monkeypatch.setattr(spellings, "ROOM", 1)
    texts = [
        "crossing crab crabs 設計圖 x1y ab zebra",
        "crossing crab crabs 設計圖 x1y ab",
        "crossing crab crabs 設計圖 x1y ab zebra Éclair",
        "zebra Éclair éclair",
        "éclair",
    ]
    files = files_of([record(f"t{number}", text) for number, text in enumerate(texts)], forms={"crossing": "Crossings", "crab": "crab"})
    opened(browser, files)
    assert browser.run("library.spellings('c')") == [
        {"term": "crab", "documents": 3, "form": "crab"},
        {"term": "crabs", "documents": 3, "form": "crabs"},
        {"term": "crossing", "documents": 3, "form": "Crossings"},
    ]
    assert [each["term"] for each in browser.run("library.spellings('é')")] == ["éclair"]
    assert [each["term"] for each in browser.run("library.spellings('z')")] == ["zebra"]
    assert browser.run("library.spellings('a')") == []
    assert len(json.loads(files["manifest.json"])["spellings"]) == 3


def test_first_letters_with_few_words_share_a_file():
    texts = ["crab zebra"] * 3
    assert len(spellings.spellings(stock([record(f"t{n}", text) for n, text in enumerate(texts)]), {}).pieces) == 1


def test_synonyms_come_back(browser, apart):
    opened(browser, files_of(RECORDS, synonyms={"k8s": ["kubernetes"], "ci": ["continuous", "integration"]}))
    assert browser.run("library.glossary()") == {"ci": ["continuous", "integration"], "k8s": ["kubernetes"]}


def test_terms_that_begin_alike_are_counted_over_all_shards(browser, apart):
    words = [f"pre{a}{b}" for a in "abcdef" for b in "xyz"]
    opened(browser, files_of([record("one", " ".join(words)), record("two", "pre prexy " + words[0])]))
    assert browser.run("library.terms('pre')") == sorted([["pre", 1], ["prexy", 1], [words[0], 2], *([word, 1] for word in words[1:])])
    assert browser.run("library.terms('prf')") == []


@pytest.mark.parametrize("records", [(), (record("", ""),), (record("Only"),)])
def test_a_site_with_next_to_nothing_can_be_searched(browser, apart, records):
    opened(browser, files_of(records))
    assert browser.run("library.indexFor([]).then((index) => index.search('nix').length)") == 0
    assert browser.run("library.facets().then((facets) => facets.kind.keys.length)") == bool(records)
    assert browser.run("library.spellings('n')") == []
    assert browser.run("library.terms('only')") == ([["only", 1]] if records and records[0].title else [])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["a1", "a11", "b", "b1", "ba", "café", "設計", "\U0001f600", "\uff21", "zz"]), max_size=6).map(" ".join),
        min_size=1,
        max_size=9,
    )
)
def test_every_posting_comes_back(texts):
    index = stock([record(f"t{n}", text) for n, text in enumerate(texts)])
    browser = test_every_posting_comes_back.browser = getattr(test_every_posting_comes_back, "browser", None) or Browser()
    room, shards.ROOM = shards.ROOM, 30
    try:
        opened(browser, files_of([record(f"t{n}", text) for n, text in enumerate(texts)]))
    finally:
        shards.ROOM = room
    found = browser.run(
        f"library.postings({json.dumps(index.terms)}, true).then((all) => all.map((each) => [each.term, each.rank, each.vectors.map((v) => [v.field, Array.from(v.docs), Array.from(v.weights)])]))"
    )
    expected = []
    for rank, term in enumerate(index.terms):
        cut = {field: slice(column.starts[rank], column.starts[rank + 1]) for field, column in index.columns.items()}
        expected.append(
            [
                term,
                rank,
                [[field, column.docs[cut[field]].tolist(), column.weights[cut[field]].tolist()] for field, column in index.columns.items()],
            ]
        )
    assert found == expected


def test_heavy_weights_and_far_documents_come_back(browser, apart):
    column = SimpleNamespace(
        starts=np.array([0, 3], dtype=np.int32),
        docs=np.array([0, 70_000, 2_000_000], dtype=np.int32),
        weights=np.array([0, 255, 90_000_000], dtype=np.int32),
    )
    empty = SimpleNamespace(
        starts=np.array([0, 0], dtype=np.int32), docs=np.array([], dtype=np.int32), weights=np.array([], dtype=np.int32)
    )
    opened(browser, written(SimpleNamespace(n=3, terms=["word"], columns={"title": empty, "body": column}), RECORDS, SETTING))
    found = browser.run(
        "library.postings(['word'], true).then((all) => all[0].vectors.map((v) => [Array.from(v.docs), Array.from(v.weights)]))"
    )
    assert found == [[[], []], [[0, 70_000, 2_000_000], [0, 255, 90_000_000]]]


@given(st.integers(0, 2**31 - 1) | st.integers(0, 300))
def test_a_step_is_not_far_below_a_weight(weight):
    (step,), (above,) = shards.steps(np.array([weight]))
    assert step < 32 << (shards.PLACES - 1)
    assert 0 <= above <= weight / 4
    assert above == 0 or weight >= 8


def test_near_weights_need_no_more_than_the_shard(browser, apart):
    opened(browser, files_of(RECORDS))
    rows = "all.map((each) => each.vectors.map((v) => Array.from(v.weights)))"
    near = browser.run(f"library.postings(['crossing', 'ferry']).then((all) => {rows})")
    assert not [name for name in browser.run("asked") if name[0] == "w"]
    exact = browser.run(f"library.postings(['crossing', 'ferry'], true).then((all) => {rows})")
    pairs = [
        pair for fields in zip(near, exact, strict=True) for weights in zip(*fields, strict=True) for pair in zip(*weights, strict=True)
    ]
    assert pairs
    assert all(abs(one - other) <= other / 8 + 1 for one, other in pairs)
    assert [name for name in browser.run("asked") if name[0] == "w"]


def test_of_a_long_page_comes_the_piece_that_says_most(browser, apart):
    sections = (Section("", "", "rope and rope and rope"), Section("fares", "Fares", "two coins"), Section("b", "B", "l'été à la plage"))
    opened(browser, files_of([record("Ferry", sections=sections)]))

    def texts(word):
        has = f"(sketch) => Number(sketch.has(guildhouseSearch.sketched({json.dumps(word)}, '')))"
        found = browser.run(f"library.documents([0]).then(([one]) => library.fragment(one, {has}))")
        return [(each["anchor"], each["text"].strip()) for each in found["sections"]]

    assert texts("coin") == [("fares", "two coins")]
    assert texts("plage") == [("b", "la plage")]
    assert len(texts("rope")) == 2
    assert texts("missing") == [("", "rope and")], "the first piece stands for a page that says nothing of it"


def test_sketches_know_terms_and_no_words_that_say_nothing(browser):
    """Names in code, and letters of two units of UTF-16 as well."""
    text = "the rope i18n " + chr(0x10428) * 8 + " rope" * 800
    opened(browser, files_of([record("Ferry", text)]))
    words = json.dumps(["the", "rope", "i18n", chr(0x10428) * 8])
    held = f"{{ const [{{sketches}}] = await library.documents([0]); return {words}.map((word) => sketches[0].has(guildhouseSearch.sketched(word, ''))); }}"
    assert browser.run(held) == [False, True, True, True]


def test_text_without_spaces_is_cut_all_the_same(browser, apart):
    sections = (Section("", "", "設計圖" * 9),)
    opened(browser, files_of([record("Plan", sections=sections)]))
    found = browser.run("library.documents([0]).then(([one]) => library.fragment(one))")["sections"]
    assert "".join(each["text"] for each in found) == "設計圖" * 9
    assert max(len(each["text"]) for each in found) <= 13


def test_a_small_site_is_one_file_that_says_the_same(browser):
    files = files_of(RECORDS)
    assert [name[0] for name in files] == ["m", "b"]
    opened(browser, files)
    assert browser.run("library.documents([1])")[0]["title"] == "Harbour"
    assert browser.run("library.index(['crossing']).then((index) => index.search('crossing').length)") == 3
    assert browser.run("asked.length") == 2


def test_a_bundle_of_more_than_its_size_is_none(monkeypatch):
    monkeypatch.setattr(bundle, "MOST", 100)
    assert len(files_of(RECORDS)) > 8
    monkeypatch.setattr(bundle, "UNLIKELY", 100)
    assert len(files_of(RECORDS)) > 8


def test_what_every_query_needs_is_one_file(browser, apart):
    files = files_of(RECORDS)
    assert not [name for name in files if name[0] in bundle.FIRST]
    opened(browser, files)
    browser.run("library.prepare()")
    assert [name[0] for name in browser.run("asked")] == ["m", "b"]
    browser.run("{ asked = []; return Promise.all([library.documents([]), library.facets(), library.glossary()]); }")
    assert browser.run("asked") == []
    assert browser.run("library.documents([1])")[0]["title"] == "Harbour"


def test_what_a_bundle_lacks_is_outdated(browser):
    opened(browser, files_of(RECORDS))
    assert browser.run("library.fragment({sketches: [1], fragment: 'f-0000000000-0'}).catch((error) => error.reason)") == "outdated"


def test_another_format_is_outdated(browser):
    browser.serve({"manifest.json": b'{"format": 1}'})
    assert browser.run("guildhouseSearch.open(source).catch((error) => error.reason)") == "outdated"


def test_a_file_that_did_not_come_is_asked_for_again(browser, apart):
    files = files_of(RECORDS)
    bundled = json.loads(files["manifest.json"])["bundle"]
    opened(browser, {name: content for name, content in files.items() if name != bundled})
    assert browser.run("library.glossary().catch((error) => error.reason)") == "outdated"
    browser.serve(inflated(files))
    assert browser.run("library.glossary()") == {}
    assert browser.run("library.glossary()") == {}
    assert browser.run("asked.length") == 1


def test_the_same_input_gives_the_same_bytes_and_kept_fragments_the_same_files(apart):
    fragments = [chunks.shown(each) for each in RECORDS]
    assert list(files_of(RECORDS).items()) == list(files_of(RECORDS).items()) == list(files_of(RECORDS, fragments=fragments).items())


def test_an_edit_changes_few_names(apart):
    edited = (*RECORDS[:2], record("Gateway", "crossing networks", topics=("water",), url="/new/"))
    before, after = files_of(RECORDS), files_of(edited)
    changed = after.keys() - before.keys()
    assert {name[0] for name in changed} == {"d", "f", "b"}
    assert len({name[:12] for name in changed if name[0] == "d"}) == 1


def test_two_contents_never_share_a_name(browser, apart):
    """Every mark is the same at first, as if all hashes began alike."""

    def marked(digest, turn):
        return bytes(naming.MARK) if turn == 0 else naming.mark(digest, turn)

    files = files_of(RECORDS, shelf=Shelf(marked=marked))
    assert sorted(name[0] for name in files) == sorted(name[0] for name in files_of(RECORDS))
    opened(browser, files)
    assert [each["title"] for each in browser.run("library.documents([0, 1, 2])")] == [each.title for each in RECORDS]
    assert browser.run("library.index(['crossing']).then((index) => index.search('crossing').length)") == 3


def test_the_same_content_has_one_file():
    shelf = Shelf()
    assert shelf.named("f", b"same") == shelf.named("f", packed(b"same"))
    assert len(shelf.files) == 1


def test_vocabulary_is_by_length_in_units_of_utf16():
    files = vocabulary.vocabulary(sorted(["ab", "cd", "abc", "\U0001f600", "abcd"], key=utf16))
    assert [length for length, _ in files] == [2]
    many = [f"{n:04}" for n in range(3000)] + [f"{n:05}" for n in range(10)]
    assert [length for length, _ in vocabulary.vocabulary(sorted(many))] == [4, 5]


def test_scripts_hold_the_same_bytes(browser, apart):
    files = files_of(RECORDS)
    made = scripts(files)
    assert sorted(made) == sorted(f"{name}.js" for name in files)
    browser.racer.eval(
        "var kept = guildhouseSearch.take, given = {}; guildhouseSearch.take = (name, text) => { given[name] = Array.from(guildhouseSearch.bytes(text)); };"
    )
    for content in made.values():
        browser.racer.eval(content.decode())
    given_back = browser.run("given")
    browser.racer.eval("guildhouseSearch.take = kept;")
    assert {name: bytes(content) for name, content in given_back.items()} == files


def test_a_document_put_in_changes_its_group_only(monkeypatch):
    monkeypatch.setattr(bundle, "UNLIKELY", 0)
    records = [record(f"t{number}", "word", url=f"/{number}/") for number in range(600)]
    before = files_of(records).keys()
    after = files_of([*records[:300], record("new", "word"), *records[300:]]).keys()
    groups = {name[:12] for name in before if name[0] == "d"}
    assert 600 / chunks.MOST < len(groups) < 60
    assert len({name[:12] for name in after if name[0] == "d"} - groups) <= 2


def test_the_listed_kinds_are_those_that_are_specified(apart):
    assert {name[0] for name in files_of(RECORDS)} == set("mtwdfsvb")


def test_heads_say_state_and_date_where_there_are_any():
    facts = ({}, {"state": "Superseded"}, {"date": "2026-11-16"}, {"state": "Superseded", "date": "2026-11-16"})
    heads = [chunks.shown(Record(url="/", kind="page", title="A", **each)).head.raw() for each in facts]
    assert [json.loads(head[1:])[4] for head in heads] == [[], ["Superseded"], ["", "2026-11-16"], ["Superseded", "2026-11-16"]]
