"""How blocks begin: whatever is left out because of a line's first character would not have begun there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.sources.forge import blocks as b
from guildhouse.sources.forge import starts
from guildhouse.sources.forge.line import Line
from guildhouse.sources.forge.starts import STARTS, Around

EXAMPLES = {
    starts.quote: ["> a"],
    starts.atx: ["# a"],
    starts.fence: ["```py", "~~~"],
    starts.html: ["<div>"],
    starts.table: ["|-|-|", ":-|-", "-|-"],
    starts.setext: ["===", "---"],
    starts.rule: ["***", "___", "---"],
    starts.item: ["* a", "+ a", "- a", *(f"{digit}. a" for digit in range(10))],
    starts.footnote: ["[^a]: b"],
    starts.callout: ["!!! note", "??? note"],
    starts.tab: ['=== "a"'],
    starts.definition: [": a"],
}
LINES = st.lists(
    st.sampled_from([*"#`~*+_-=<>:[]!?|019^. \t\"'a", *(line for lines in EXAMPLES.values() for line in lines)]),
    min_size=1,
    max_size=8,
).map("".join)


def around(words):
    paragraph = b.Paragraph(1)
    paragraph.rows.append(words)
    root = b.Root(1)
    root.children.append(paragraph)
    return Around(root, paragraph, is_lazy=False)


def begun(start, text, words="a | b"):
    """Tell whether a block begins, after a paragraph or on its own."""
    return any(start(Line(2, text), place) is not None for place in (around(words), Around(b.Root(1), None, is_lazy=False)))


@given(LINES.filter(lambda text: text[0] not in " \t"))
def test_a_start_that_is_left_out_would_begin_nothing(text):
    tried = STARTS.get(text[0], ())
    assert not [start for start in EXAMPLES if start not in tried and begun(start, text)]


@pytest.mark.parametrize(("start", "text"), [(start, text) for start, texts in EXAMPLES.items() for text in texts])
def test_every_start_is_tried_at_each_of_its_signs(start, text):
    assert begun(start, text)
    assert start in STARTS[text[0]]


@given(st.text(st.sampled_from(" \tab\u00a0>"), max_size=12), st.lists(st.integers(0, 5), max_size=4))
def test_a_line_knows_what_is_left_of_it(text, columns):
    line = Line(1, text)
    for count in columns:
        line.skip(count)
        white = re.match(r"[ \t]*", line.text)[0]
        assert (line.words, line.is_blank) == (line.text[len(white) :], not line.text.strip())
        assert line.indent == len((" " * line.column + white).expandtabs(4)) - line.column
