"""Diagrams: their names, their words, and which of their drawings are out of date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.sources.diagrams import alternative, check, digest, drawings, leftover, place
from guildhouse.sources.forge.record import Link
from guildhouse.sources.problems import Problems

ONE, TWO = "11111111", "22222222"


def told(drawn, *blocks, page="content/pages/a.md"):
    problems = Problems()
    links = [Link("diagram", name, line, "") for line, name in enumerate(blocks, 5)]
    check(page, [Link("link", ONE, 1, ""), *links], drawings(drawn), problems)
    return [(problem.source.line, problem.code) for problem in problems.sorted]


@pytest.mark.parametrize(
    ("drawn", "blocks", "problems"),
    [
        ([ONE], [ONE], []),
        ([ONE, TWO], [TWO, ONE, TWO], []),
        ([], [ONE], [(5, "undrawn-diagram")]),
        ([TWO], [ONE], [(5, "stale-diagram")]),
        ([TWO], [TWO, ONE], [(6, "undrawn-diagram")]),
        ([TWO], [], []),
    ],
)
def test_what_is_told(drawn, blocks, problems):
    assert told([f"content/pages/diagrams/a-{name}.svg" for name in drawn], *blocks) == problems


@pytest.mark.parametrize(
    "path",
    [
        "content/pages/a-{}.svg",
        "content/pages/diagrams/b-{}.svg",
        "content/pages/diagrams/a-{}.png",
        "content/pages/diagrams/a-{}0.svg",
        "diagrams/a-{}.svg",
    ],
)
def test_drawings_of_others_do_not_count(path):
    assert told([path.format(ONE)], TWO) == [(5, "undrawn-diagram")]


def test_names_of_pages_that_begin_alike_are_kept_apart():
    own = place("content/pages/a.md", ONE)
    other = place(f"content/pages/a-{TWO}.md", ONE)
    known = drawings([own, other])
    assert (own, other) == (f"content/pages/diagrams/a-{ONE}.svg", f"content/pages/diagrams/a-{TWO}-{ONE}.svg")
    assert leftover("content/pages/a.md", [], known) == leftover(f"content/pages/a-{TWO}.md", [], known) == {ONE}
    assert place("README.md", ONE) == f"diagrams/README-{ONE}.svg"


@given(st.text(), st.text(alphabet=" \t"), st.integers(0, 3))
def test_space_that_nobody_sees_makes_no_other_drawing(source, space, lines):
    changed = "\n" * lines + "\n".join(f"{line}{space}" for line in source.split("\n")) + "\n" * lines
    assert digest(changed) == digest(source)


def test_every_other_change_does():
    assert len({digest(source) for source in ("a-->b", "a-->c", " a-->b", "a-->b\n\nc", "a-->b\nc")}) == 5
    assert digest("\ud800") == digest("?")


@pytest.mark.parametrize(
    ("source", "title", "text"),
    [
        ("flowchart LR\n a-->b", "", ""),
        ("flowchart LR\n  accTitle: The way  \n a-->b", "The way", "The way"),
        ("accTitle: The way\naccDescr: From a\n", "The way", "The way. From a"),
        ("accTitle:The way?\naccDescr {\n  From a\n\n  to b.\n}\na-->b", "The way?", "The way? From a to b."),
        ("accDescr: From a", "", "From a"),
        ("accDescr:\nx accTitle: no", "", ""),
    ],
)
def test_words(source, title, text):
    said = alternative(source)
    assert (said.title, said.text) == (title, text)
