"""Our writer of HTML against what it stands in for: Python-Markdown's restoring of characters, then ElementTree's writer."""

from __future__ import annotations

import copy
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from markdown.treeprocessors import UnescapeTreeprocessor

from guildhouse.sources.forge.serializer import serialize

TEXTS = st.none() | st.lists(
    st.sampled_from(["a", "é", "<", ">", "&", '"', "'", "&lt;", "\n", "\x0260\x03", "\x0238\x03", "\x02x", "\x03"])
).map("".join)
ATTRIBUTES = st.dictionaries(st.sampled_from(["href", "alt", "open"]), TEXTS.map(lambda text: text or ""))


def _element(tag, attributes, text, tail, children=()):
    made = ET.Element(tag, attributes)
    made.text, made.tail = text, tail
    made.extend(children)
    return made


LEAVES = st.builds(_element, st.sampled_from(["p", "code", "raw", "em"]), ATTRIBUTES, TEXTS, TEXTS)
EMPTY = st.builds(_element, st.sampled_from(["br", "hr", "img", "input"]), ATTRIBUTES, st.none(), TEXTS)
TREES = st.recursive(
    LEAVES | EMPTY,
    lambda inner: st.builds(_element, st.sampled_from(["div", "a", "code"]), ATTRIBUTES, TEXTS, TEXTS, st.lists(inner, max_size=3)),
)


def before(root):
    UnescapeTreeprocessor().run(root)
    for element in root.iter():
        for key, value in element.items():
            element.set(key, value.replace("<", "\x02lt"))
    return ET.tostring(root, encoding="unicode", method="html").replace("\x02lt", "&lt;")


@given(TREES)
def test_a_tree_is_written_as_before(root):
    assert serialize(root) == before(copy.deepcopy(root))
