"""Whatever is asked, shards answer as the whole index does: the same documents, order, scores to the last bit, and matched terms."""

import json
import random
from pathlib import Path

import pytest
from benchmarks.search_exactness.queries import kinds, queries

from guildhouse.formats.search import bundle, manifest, shards
from guildhouse.formats.search.record import Section
from guildhouse.formats.search.writing import Setting, written
from search_browser import Browser, inflated
from search_index import record, stock

DIFFERENTIAL = str(Path(__file__).parents[3] / "benchmarks/search_exactness/differential.js")
SYLLABLES = ["ka", "po", "li", "me", "tu", "1", "2", "12", "23", "3", "stra", "é", "設", "計", "😂", "x", "\uff21", "ss", "to", "ban"]
SEED = 7
SETTING = Setting(analysis="1", languages=("en",))


def _pages(draw, number):
    """Draw pages whose words are met often, with digits, that are met rarely, and of all scripts."""
    words = [
        *sorted({"".join(draw.choice(SYLLABLES) for _ in range(draw.randint(1, 4))) for _ in range(900)}),
        "café",
        "naïve",
        "設計",
        "\U0001f602x",
    ]

    def some(most):
        return " ".join(words[int(len(words) * draw.random() ** 3)] for _ in range(draw.randint(0, most)))

    for _ in range(number):
        sections = (Section("", "", some(60)), Section("a", some(3), some(90)))
        yield record(some(4), tags=(some(2),), path=some(3), sections=sections, weight=draw.choice((1.0, 1.0, 0.5)))


@pytest.fixture(scope="module")
def site():
    records = tuple(_pages(random.Random(SEED), 200))
    return records, stock(records)


@pytest.fixture(scope="module", params=["shards", "leaves", "bundle"])
def files(site, request):
    records, index = site
    with pytest.MonkeyPatch.context() as changed:
        if request.param != "bundle":
            changed.setattr(bundle, "MOST", 0)
            changed.setattr(shards, "ROOM", 1000)
        if request.param == "leaves":
            changed.setattr(manifest, "INLINE", 0)
            changed.setattr(manifest, "LEAF", 7)
        return written(index, records, SETTING)


def _asked(site):
    records, index = site
    draw = random.Random(SEED)
    body = index.columns["body"].starts
    frequent = [term for term, start, end in zip(index.terms, body, body[1:], strict=False) if end - start > 3]
    titles = [each.title for each in records if each.title]
    return list(queries({"": 12, "*": 1, "-a -b": 4}, kinds(draw, index.terms, frequent, titles)))


def _compared(files, site, asked, **without):
    browser = Browser(DIFFERENTIAL, **without)
    browser.serve(inflated(files))
    browser.racer.eval(f"whole = lunr.Index.load({site[1].serialised})")
    return browser.run(f"guildhouseSearch.open(source).then((library) => differences(whole, library, {json.dumps(asked)}))")


def test_shards_answer_every_kind_of_query_as_the_whole_index_does(files, site):
    asked = _asked(site)
    report = _compared(files, site, [text for _, text in asked])
    assert report["different"] == []
    assert report["queries"] > 250
    assert report["results"] > 5000


def test_a_pipeline_that_splits_words_changes_nothing(files, site):
    browser = Browser(DIFFERENTIAL)
    browser.serve(inflated(files))
    browser.racer.eval("""
        lunr.Pipeline.registerFunction(function (token) {
          return token.toString().split("_").concat(token.toString().replace(/_/g, "")).map((text) => token.clone().update(() => text));
        }, "split");
    """)
    browser.racer.eval(f"whole = lunr.Index.load(Object.assign({site[1].serialised}, {{ pipeline: ['split'] }}))")
    asked = ["ka_po", "+ka_po_li", "ka_tu~1 me", "-ka_li", "+ka_qqqz"]
    assert (
        browser.run(f"guildhouseSearch.open(source).then((library) => differences(whole, library, {json.dumps(asked)}))")["different"] == []
    )


DIGITS = "0 0000 00010 00011 00100 00110 00111 01000 0101 01011 0110 01101 1000 10001 1001 101 10101 1011"
"""Terms of which lunr.js 2.3.9, loaded anew, makes an automaton that knows one more."""


def test_wildcards_do_not_break_over_digits():
    """lunr.js#314: nodes of the automaton are told apart by a text in which "1" + "23" and "12" + "3" are the same."""
    records = (record("", DIGITS),)
    index = stock(records)
    ask = f"{{ return lunr.Index.load({index.serialised}).search('*').length; }}"
    with pytest.raises(pytest.fail.Exception, match="_index"):
        Browser(without=("search/worker/lunr_patch.js",)).run(ask)
    assert Browser().run(ask) == 1
    files = written(index, records, SETTING)
    assert _compared(files, (records, index), ["*", "0*", "1*", "*1", "1*0", "10~2"])["different"] == []
