"""The corpora and judged sets that search is measured with: plain Markdown, honest scores, halves that stay what they are."""

from __future__ import annotations

from collections import Counter

import pytest
from benchmarks.search import documents, judged, markdown, pages, scores
from benchmarks.search.documents import Document, Section
from benchmarks.search.judged import Query
from benchmarks.search.pages import Page


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("# Title\n\nText\n", "Text\n"),
        ("import Box from './box'\n\nA <Box title='x'>word</Box>\n", "A word\n"),
        ("(howto:logs)=\n\n:::{note}\nText\n:::\n", "Text\n"),
        ("!!! note\n    Text\n\n    More\nAfter\n", "**Note**\nText\n\nMore\nAfter\n"),
        ("[one](../one.md) and [two](https://two.example/)\n", "one and [two](https://two.example/)\n"),
        ("```python\n# no heading\nimport this\n<Box>\n```\n", "```python\n# no heading\nimport this\n<Box>\n```\n"),
        ("```{tip}\nText\n```\n", "```\nText\n```\n"),
    ],
)
def test_what_generators_add_to_markdown_goes(written, plain):
    assert markdown.plain(written)[1] == plain


def test_a_table_of_parameters_becomes_a_list():
    table = "<PropertiesTable\n  content={[\n    {\n      name: 'seed',\n      description: 'Makes it\n        repeatable.',\n    },\n  ]}\n/>\n"
    assert markdown.plain(table)[1] == "- `seed`: Makes it repeatable.\n"


def test_title_and_description_come_from_the_front_matter_or_the_heading():
    assert markdown.plain("---\ntitle: One\ndescription: Two\nnav: 3\n---\n# Three\nText\n")[0] == {"title": "One", "description": "Two"}
    assert markdown.plain("# `Three` *four*\nText\n")[0] == {"title": "Three four"}


def test_mixed_pages_begin_with_the_real_ones_and_are_always_the_same():
    real = [Page(f"a/{n}.md", f"Title {n}", "", "".join(f"## Part {part}\n\n{'words ' * 40}\n\n" for part in range(3))) for n in range(4)]
    mixed = list(pages.mixed(real, 40))
    assert mixed[:4] == real
    assert len({page.path for page in mixed}) == 40
    assert mixed == list(pages.mixed(real, 40))


def test_sections_are_cut_at_headings_and_chrome_is_left_out(tmp_path):
    head = '<head><title>x</title><link rel="canonical" href="https://x.example/a/"></head>'
    main = '<main><nav>ways</nav><h1>Title</h1><p>Before <b>all</b></p><h2 id="one">One</h2><div><p>First</p></div><h3 id="two">Two</h3>Last</main>'
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text(f"<html>{head}<body data-kind='page'>{main}</body></html>")
    (tmp_path / "old").mkdir()
    (tmp_path / "old/index.html").write_text(f"<html>{head}<body data-kind='page'>{main}</body></html>")
    (found,) = documents.documents(tmp_path)
    assert (found.url, found.title) == ("/a/", "Title")
    assert found.sections == (Section("", "", "Before all"), Section("one", "One", "First"), Section("two", "Two", "Last"))


@pytest.mark.parametrize(("name", "least"), [("judged", 110), ("sample", 40)])
def test_judged_sets_are_large_and_no_query_is_asked_twice(name, least):
    asked = judged.queries(name)
    assert len(asked) >= least
    assert max(Counter(query.text for query in asked).values()) == 1
    assert {query.half for query in asked} == set(judged.HALVES)
    assert all(query.sections for query in asked if query.kind == "section")


QUERY = Query("q", "section", {"/a/#s": 2, "/b/": 1})


@pytest.mark.parametrize(
    ("found", "rank", "any_rank", "link", "shown"),
    [
        (["/a/#s"], 1, 1, 1, 1),
        (["/list/", "/b/", "/a/#t", "/a/#s"], 1 / 2, 1, 0, 1),
        (["/x/", "/b/"], 0, 1, 0, 0),
        ([], 0, 0, 0, 0),
    ],
)
def test_answers_are_judged_by_page_and_by_section(found, rank, any_rank, link, shown):
    known = frozenset({"/a/", "/b/"}) | ({"/x/"} if rank else frozenset())
    score = scores.score(QUERY, found, known)
    assert (score.rank, score.any_rank, score.link, score.shown) == (rank, any_rank, link, shown)


def test_the_best_order_gains_all():
    known = frozenset({"/a/", "/b/"})
    assert scores.score(QUERY, ["/a/", "/b/"], known).gain == 1
    assert 0 < scores.score(QUERY, ["/b/", "/a/"], known).gain < 1


def test_a_difference_has_an_interval_around_it():
    middle, low, high = scores.difference([1, 1, 1, 0], [0, 1, 0, 0])
    assert low <= middle == 0.5 <= high
    assert scores.difference([1, 0], [1, 0]) == (0, 0, 0)


def test_an_address_that_the_site_does_not_have_is_named():
    document = Document("/a/", "A", "", (Section("t", "T", ""),), "")
    assert [fault.split(";")[0] for fault in judged.faults([QUERY], [document])] == [
        "'q': /a/#s is not there",
        "'q': /b/ is not there",
    ]
