"""The fast builder against stock lunr.py, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.builder import Builder

from guildhouse.formats.search.analysis import terms
from guildhouse.formats.search.digest import digest_of, texts
from guildhouse.formats.search.lunr_index import FIELDS, Digest, _thousandths, build, digest, loadable, serialised
from guildhouse.formats.search.record import Record, Section

NAMES = [name for name, _ in FIELDS]


def stock(documents, weights):
    """What lunr.py itself says of documents whose fields are lists of terms."""
    builder = Builder()
    builder.ref("id")
    for name, boost in FIELDS:
        builder.field(name, boost)
    for number, (fields, weight) in enumerate(zip(documents, weights, strict=True)):
        builder.add({"id": number, **dict(zip(NAMES, fields, strict=True))}, {"boost": weight})
    return json.dumps(builder.build().serialize())


def counted(words):
    found = {}
    for word in words:
        found[word] = found.get(word, 0) + 1
    return found


def ours(documents, weights):
    return build([digest_of([counted(field) for field in fields]) for fields in documents], weights)


WORDS = st.lists(
    st.sampled_from(["a", "b", "kube", "proxi", "日本", "\U0001f600", "\uff08", "\ufb1e", "é", "z" * 64, "1.2.3", "c++"])
    | st.text("abc\u00e9\U00010428", min_size=1, max_size=3),
    max_size=12,
)
DOCUMENT = st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS)


@settings(max_examples=150, deadline=None)
@given(st.lists(DOCUMENT, min_size=1, max_size=8), st.data())
def test_any_documents_give_the_bytes_of_lunr(documents, data):
    weights = data.draw(st.lists(st.sampled_from([1.0, 1, 0.5, 0.3, 0.7, 2.5]), min_size=len(documents), max_size=len(documents)))
    assert serialised(ours(documents, weights)) == stock(documents, weights)


@settings(max_examples=60, deadline=None)
@given(DOCUMENT, st.integers(2, 9))
def test_equal_documents(document, times):
    assert serialised(ours([document] * times, [1.0] * times)) == stock([document] * times, [1.0] * times)


def test_real_texts_give_the_bytes_of_lunr():
    """Our own texts, cut into documents, with the terms of the analysis."""
    root = Path(__file__).resolve().parents[3]
    pages = [path.read_text("utf-8") for path in sorted((root / "docs").glob("*.md"))]
    records = [
        Record(
            url=f"{n}/",
            kind="page",
            title=page.splitlines()[0],
            tags=("handbook", "How to"),
            path=f"docs/part-{n}",
            sections=(Section("", "", page[:4000]), Section("b", page[40:60], page[4000:9000])),
            weight=1 - n % 3 / 5,
        )
        for n, page in enumerate(pages)
    ]
    weights = [record.weight for record in records]
    ours = build(map(digest, records), weights)
    assert serialised(ours) == stock([[terms(text, "en") for text in texts(record)] for record in records], weights)


def test_a_tie_is_rounded_as_python_rounds():
    scores = np.array([0.0005, 0.0015, 0.0025, 1.0005, 1.0015, 2.6745, 2.675, 1.2344999999999999, 100.0125, 7.0625])
    assert _thousandths(scores).tolist() == [round(round(score, 3) * 1000) for score in scores.tolist()]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 400_000).map(lambda half: half / 2000) | st.floats(0, 500), min_size=1, max_size=20))
def test_any_score_is_rounded_as_python_rounds(scores):
    assert _thousandths(np.array(scores)).tolist() == [round(round(score, 3) * 1000) for score in scores]


def test_nothing_gives_an_empty_index():
    empty = build([], [])
    assert (empty.n, empty.terms, [column.starts.tolist() for column in empty.columns.values()]) == (0, [], [[0]] * 5)


def test_terms_stand_in_the_order_of_javascript():
    astral, high = "\U00010428", "\ufa0e"
    assert astral > high
    found = ours([([high, astral, "z"], [], [], [], [])], [1.0])
    assert found.terms == ["z", astral, high]
    assert [term for term, _ in json.loads(serialised(found))["invertedIndex"]] == ["z", high, astral]
    assert [term for term, _ in json.loads(loadable(found))["invertedIndex"]] == ["z", astral, high]


def test_lunr_js_loads_the_renumbered_index_and_finds(browser):
    found = ours([(["b", "\U00010428"], [], [], [], ["a"]), (["\ufa0e"], [], [], [], ["a", "a"])], [1.0, 0.5])
    search = "(data, text) => JSON.stringify(lunr.Index.load(JSON.parse(data)).search(text).map(each => each.ref))"
    assert browser.ask(f"({search})", loadable(found), "b") == ["0"]
    assert browser.ask(f"({search})", loadable(found), "a") == ["0", "1"]


def test_postings_of_a_term_stand_in_the_order_of_documents():
    found = ours([(["b"], [], [], [], ["a", "b"]), (["a"], [], [], [], ["a"]), (["b"], [], [], [], [])], [1.0] * 3)
    title, body = found.columns["title"], found.columns["body"]
    assert found.terms == ["a", "b"]
    assert (title.starts.tolist(), title.docs.tolist()) == ([0, 1, 3], [1, 0, 2])
    assert (body.starts.tolist(), body.docs.tolist()) == ([0, 2, 3], [0, 1, 0])
    assert found.averages == {"title": 1.0, "tags": 0.0, "path": 0.0, "headings": 0.0, "body": 1.0}


def test_a_page_out_of_date_weighs_less():
    full, half = (ours([(["a"], [], [], [], [])], [weight]).columns["title"].weights[0] for weight in (1.0, 0.5))
    assert half == pytest.approx(full / 2, abs=1)


@settings(max_examples=100, deadline=None)
@given(DOCUMENT)
def test_a_digest_survives_the_cache(document):
    made = digest_of([counted(field) for field in document])
    again = Digest.from_bytes(made.to_bytes())
    assert (again.numbers.tolist(), again.terms) == (made.numbers.tolist(), made.terms)
    assert again.to_bytes() == made.to_bytes()


def test_a_digest_counts_every_field_in_its_language():
    made = digest(
        Record(
            url="x/",
            kind="page",
            title="Die Häuser",
            lang="de",
            description="Haus",
            path="haus",
            tags=("Dach",),
            sections=(Section("", "", "Häuser"), Section("a", "Keller", "ein Haus")),
        )
    )
    assert made.terms.split("\n") == ["haus", "dach", "haus", "kell", "haus"]
    assert made.numbers.tolist() == [1, 1, 1, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 1, 3]
