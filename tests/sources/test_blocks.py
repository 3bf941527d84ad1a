"""Blocks and inline markup are those of the forges; markdown-it-py is asked what those are."""

import html
import re
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from guildhouse.sources.draft import draft

CASES = [case for cases in yaml.safe_load(Path(__file__).with_name("blocks.yml").read_text("utf-8")) for case in cases.items()]
REFERENCE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = re.compile(r'<a class="anchor".*?</a>|</?div class="(?:code|table)"[^>]*>|</?(?:div|thead|tbody|span)\b[^>]*>|<!--.*?-->', re.DOTALL)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")


def shape(markup: str) -> list[str]:
    """Tags and words in order, without what has no counterpart."""
    markup = re.sub(r"<\?.*?\?>|<!.*?>", "", OURS.sub("", markup.replace("<s>", "<del>").replace("</s>", "</del>")), flags=re.DOTALL)
    marked = TAG.sub(lambda tag: f" \1{tag[1]}{tag[2]}\2 ", markup)
    return html.unescape(marked).split()


@pytest.mark.parametrize(("name", "text"), CASES, ids=[name for name, _ in CASES])
def test_blocks_are_those_of_the_reference(name, text):
    assert shape(draft(text).html) == shape(REFERENCE.render(text))
