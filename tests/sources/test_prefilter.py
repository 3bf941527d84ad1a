"""Leaving out patterns that cannot match changes nothing: the whole reader, with Python-Markdown's own inline step and with ours."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor as InlineStep
from markdown.util import AtomicString

from guildhouse.sources.forge import prefilter
from guildhouse.sources.forge.prefilter import PrefilteredStep
from guildhouse.sources.forge.reader import Reader
from guildhouse.sources.sanitize import policy

HERE = Path(__file__).parent
SITE = HERE.parent.parent
EXAMPLES = (
    "a `b` c",
    "``a ` b``",
    "a\\\nb",
    "\\*a\\* \\` \\[b](c) \\\\",
    "<https://a.b> <me@a.b>",
    "a <b>c</b> <!-- d --> <?e?>",
    "a[^1] b[^A]\n\n[^1]: *c*\n[^a]: d",
    "[[wanted]] [[a|b]] [[c]](d)",
    "![p](q.png 't') ![p]\n\n[p]: r.png",
    "[a](b) [c][d] [d]\n\n[d]: <e> 'f'",
    "https://a.b/c) x://y",
    "www.a.b.",
    "- [ ] @ada (b)\n- @ben",
    "a  \nb",
    "&amp; &#65; &nosuch;",
    "*a* **b**",
    "_a_ __b__ a_b_c",
    "~a~ ~~b~~",
)
"""Each needs a pattern that no other one replaces."""
PIECES = (
    *"`\\<>[]()!&@*_~^|{}:;#.'\"\n ",
    *EXAMPLES,
    "a",
    "1",
    "é",
    "\x02",
    "://",
    "www",
    "  \n",
    "\n\n",
    "- ",
    "[x]: y\n",
    "{wanted}",
    "]](",
)


@pytest.fixture(scope="module")
def ours():
    return Reader(policy())


@pytest.fixture(scope="module")
def theirs():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prefilter, "KNOWN", frozenset())
        return Reader(policy())


def step(reader):
    return reader._md.treeprocessors["inline"]


def same(ours, theirs, text):
    return ours.read(text, 3) == theirs.read(text, 3)


def test_the_installed_version_was_compared(ours, theirs):
    assert type(step(ours)) is PrefilteredStep, "look through the inline step of the new version, then add it to KNOWN"
    assert type(step(theirs)) is InlineStep


@pytest.mark.parametrize("text", EXAMPLES)
def test_each_example_is_read_as_before(ours, theirs, text):
    assert same(ours, theirs, text)


@settings(max_examples=300, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_signs_in_any_order_are_read_as_before(ours, theirs, text):
    assert same(ours, theirs, text)


def test_the_texts_of_the_sample_are_read_as_before(ours, theirs):
    texts = [path.read_text("utf-8") for folder in ("content", "communities") for path in (SITE / folder).rglob("*.md")]
    assert len(texts) > 200
    assert [text for text in texts if not same(ours, theirs, text)] == []


def test_the_texts_of_other_tests_are_read_as_before(ours, theirs):
    texts = [case["text"] for case in yaml.safe_load((HERE / "draft.yml").read_text("utf-8"))]
    for sheet in (yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in (HERE / "cases").glob("*.yml")):
        files = [sheet.get("given", {}), *(case.get("files", {}) for case in sheet["cases"].values())]
        texts += [text for group in files for path, text in group.items() if path.endswith(".md")]
    assert len(texts) > 300
    assert [text for text in texts if not same(ours, theirs, text)] == []


def test_text_that_is_final_stays_as_it_is(ours, theirs):
    assert [step(reader)._InlineProcessor__handleInline(AtomicString("*a*")) for reader in (ours, theirs)] == ["*a*", "*a*"]


def _signs():
    return [(pattern, sign) for pattern, signs in step(Reader(policy())).signs.items() for sign in signs]


@pytest.mark.parametrize("number", range(len(_signs())), ids=[f"{type(pattern).__name__} {sign!r}" for pattern, sign in _signs()])
def test_without_one_of_the_signs_an_example_is_read_otherwise(theirs, number):
    reader = Reader(policy())
    whole = step(reader)
    pattern, sign = [(pattern, sign) for pattern, signs in whole.signs.items() for sign in signs][number]
    less = {**whole.signs, pattern: tuple(other for other in whole.signs[pattern] if other != sign)}
    reader._md.treeprocessors.register(PrefilteredStep(reader._md, less, whole.notice), "inline", 20)
    assert not all(same(reader, theirs, text) for text in EXAMPLES)


def test_every_pattern_has_its_signs_and_one_without_is_always_asked(theirs):
    reader = Reader(policy())
    whole = step(reader)
    assert set(whole.signs) == set(reader._md.inlinePatterns)
    reader._md.treeprocessors.register(PrefilteredStep(reader._md, {}, whole.notice), "inline", 20)
    assert all(same(reader, theirs, text) for text in EXAMPLES)
