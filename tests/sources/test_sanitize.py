"""What authors write never becomes more than text and pictures."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from guildhouse.model.elements import NEVER, RENAMED
from guildhouse.sources.draft import draft
from guildhouse.sources.finish import Resolved, Track, finish
from guildhouse.sources.sanitize import OURS, TAGS, policy

CASES = yaml.safe_load(Path(__file__).with_name("sanitize.yml").read_text("utf-8"))


def shown(text, *resolved):
    read = draft(text)
    return finish(read, resolved or [Resolved("/x/")] * len(read.links)).html


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_raw_html(case):
    assert shown(case["text"]) == case["html"]


FOREIGN = Resolved("https://a.b/c", as_link=True)
NOWHERE = Resolved(None)
REL = 'rel="noopener noreferrer"'


@pytest.mark.parametrize(
    ("text", "resolved", "html"),
    [
        ("[a *b*](c)", [NOWHERE], "<p>a <em>b</em></p>"),
        ("[a](b) <a id=c lang=de href=d>e</a>", [NOWHERE, NOWHERE], '<p>a <span id="c" lang="de">e</span></p>'),
        ("[a](b)", [Resolved("https://a.b/?c&d")], f'<p><a href="https://a.b/?c&amp;d" {REL}>a</a></p>'),
        ("[a](b)", [Resolved("mailto:a@b.c")], '<p><a href="mailto:a@b.c">a</a></p>'),
        ("[[a]]", [Resolved(None, missing=True)], '<p><span class="wanted">a</span></p>'),
        ("- [ ] @a", [Resolved("/p/", "A & B")], '<a href="/p/" class="mention">A &amp; B</a>'),
        ("- [ ] @a", [Resolved(None, "A <B>")], '<span class="mention">A &lt;B&gt;</span>'),
        ("- [ ] @a", [NOWHERE], "> @a</li>"),
        ('![a "](c)', [FOREIGN], f'<p><a href="https://a.b/c" {REL}>a "</a></p>'),
        ("![](c)", [FOREIGN], f'<p><a href="https://a.b/c" {REL}>Picture</a></p>'),
        ("[![a](b)](c)", [Resolved("/x/"), FOREIGN], '<p><a href="/x/">a</a></p>'),
        ("[![](b)](c)", [Resolved("/x/"), FOREIGN], '<p><a href="/x/">Picture</a></p>'),
        ("![a](b) ![](c)", [NOWHERE, NOWHERE], "<p>a </p>"),
        ("![](b)", [NOWHERE], ""),
        ("![a](b)", [Resolved("/x", width=3, height=4)], '<p><img src="/x" alt="a" width="3" height="4"></p>'),
        ("<img src=a width=9>", [Resolved("/x", width=3, height=4)], '<img src="/x" width="9" alt="" height="12">'),
        ("<img src=a height=1>", [Resolved("/x", width=1, height=90)], '<img height="1" src="/x" alt="" width="1">'),
        ("<img src=a width=9 height=9>", [Resolved("/x", width=3, height=4)], '<img height="9" src="/x" width="9" alt="">'),
        ("![a](b) ![c](d)", [Resolved("/x"), Resolved("/y")], '<img src="/x" alt="a"> <img src="/y" alt="c" loading="lazy" decoding="async">'),
        ("![a](b) ![c](d)", [NOWHERE, Resolved("/y")], '<p>a <img src="/y" alt="c"></p>'),
        ('![a](b "c")', [Resolved("/x", width=680, height=1)], '<figure><img src="/x" alt="a" width="680" height="1"><figcaption>c</figcaption>'),
        ('![a](b "c")', [Resolved("/x", width=681, height=2)], '<figcaption>c <a class="full-size" href="/x">Full size (681 \u00d7 2)</a></figcaption>'),
        ('[![a](b "c")](d)', [Resolved("/d/"), Resolved("/x", width=681, height=2)], '<figure><a href="/d/"><img src="/x" alt="a" width="681" height="2"></a><figcaption>c</figcaption>'),
        ("<figure><img src=a></figure><figcaption>b</figcaption>", [Resolved("/x", width=681, height=2)], "<figcaption>b</figcaption>"),
        ('![a](b "c")', [FOREIGN], f'<figure><a href="https://a.b/c" {REL}>a</a><figcaption>c</figcaption>'),
        ('![a](b "c")', [NOWHERE], "<figure>a<figcaption>c</figcaption>"),
        ("![a](b.mp4)", [Resolved("/x", tracks=(Track("/x.vtt"), Track("/x.de.vtt", "de")))], '<p><video controls="" preload="metadata" aria-label="a" src="/x"><track kind="captions" label="Captions" src="/x.vtt"><track kind="captions" label="Captions (de)" srclang="de" src="/x.de.vtt"></video></p>'),
        ("![](b.ogg)", [Resolved("/x")], '<p><audio controls="" preload="metadata" src="/x"></audio></p>'),
        ("![a *b*](b.mp4)", [FOREIGN], f'<p><a href="https://a.b/c" {REL}>a b</a></p>'),
        ("![](b.mp4)", [FOREIGN], f'<p><a href="https://a.b/c" {REL}>Video</a></p>'),
        ("[![a](b.mp4)](c)", [Resolved("/d/"), FOREIGN], '<p><a href="/d/">a</a></p>'),
        ("![a](b.mp4)", [NOWHERE], "<p>a</p>"),
        ("```mermaid\na\n```", [NOWHERE], '<figure class="listing"><figcaption>Diagram (Mermaid source)</figcaption><div class="code"'),
        ("```mermaid\na\n```", [Resolved("/x.txt", as_link=True)], '<figure class="listing"><figcaption>Diagram (Mermaid source)</figcaption><div class="code"'),
        ("```mermaid\na\n```", [Resolved("/x", width=906, height=8)], '<div class="drawing" '),
        ("```mermaid\na\n```", [Resolved("/x", width=907, height=8)], '<div class="drawing wide" '),
        ("```mermaid title='b'\na\n```", [Resolved("/x", width=9, height=8)], '<img alt="b" width="9" height="8" src="/x">'),
        ("<img src=a srcset='b 1x, c 2x, d 3x'>", [Resolved("/x"), NOWHERE, FOREIGN, Resolved("/y")], 'srcset="/y 3x"'),
        ("<picture><source srcset=a><img src=b alt=c></picture>", [NOWHERE, FOREIGN], f'<p><a href="https://a.b/c" {REL}>c</a></p>'),
        ("<video src=a>b</video>", [FOREIGN], f'<p><a href="https://a.b/c" {REL}>Video</a>b</p>'),
        ("<video><source src=a>b</video>", [FOREIGN], f'<p><a href="https://a.b/c" {REL}>Video</a>b</p>'),
        ("<source src=a>", [FOREIGN], f'<a href="https://a.b/c" {REL}>Recording</a>'),
        ("<a href=x><audio src=a></audio>b</a>", [Resolved("/x/"), FOREIGN], '<p><a href="/x/">b</a></p>'),
        ("<video src=a poster=b>c</video>", [NOWHERE, Resolved("/v")], '<p><video src="/v">c</video></p>'),
        ("<video src=a><track src=b>c</video>", [Resolved("/v"), FOREIGN], '<p><video src="/v">c</video></p>'),
        ("[a](b)", [Resolved("javascript:x")], "<p><a>a</a></p>"),
        ("![a](b)", [Resolved("data:x")], '<p><img alt="a"></p>'),
    ],
)  # fmt: skip
def test_links_put_in(text, resolved, html):
    assert html in shown(text, *resolved)
    assert html or not shown(text, *resolved)


def test_nothing_that_runs_can_be_allowed():
    granted = policy((*NEVER, "Figure-X"))
    assert granted.extra == {"figure-x"}
    assert not NEVER & set(TAGS)
    assert set(RENAMED.values()) <= set(TAGS)
    assert not any(OURS[tag] & TAGS.get(tag, frozenset()) for tag in OURS)


PIECES = st.sampled_from(
    ["<a ", "<img ", "<b>", "</a>", "</b>", "<div>", "</div>", "<script>", "</script>", "<style>", "<svg ", "<math>", "<video ", "<p", ">", "/>", "<", "'", '"', "=", " ", "\n", "\n\n", "\t", "href=", "src=", "srcset=", "style=", "onload=", " onerror=alert(1) ", "javascript:alert(1)", "java\nscript:x", "&#106;avascript:x", "&Tab;", "data:text/html,x", "](", "[", "!", ")", "(", "`", "```\n", "*", "**", "_", "~~", "<!--", "-->", "<![CDATA[", "]]>", "<?", "\x00", "\x02", "\x03", "\x1agh:0", "gh:0", "klzzwxh:0000", "\x02wzxhzdk:0\x03", "id=gh-x ", "- [ ] ", "@a ", "> ", "> [!NOTE]\n", "- ", "1. ", "    ", "# ", "| a |\n|---|\n| ", "[^1]", "\n\n[^1]: ", "[r]: ", "[r]", "[[", "]]", "{wanted}", "{#x}", '!!! note "', "??? tip\n", '=== "', "```mermaid\n", '![x](a.mp4 "t")', 'title="x" hl_lines="1-9"', ": ", "*[A]: ", "A", "x", "<https://a.b", "https://a.b/", "www.", "&lt;", "&amp;lt;", "é", "\u200b", "\\", "<raw>", "<flow>"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join)
EVIL = re.compile(r"<(?!/?(?:a|b|p|div|span|img|video|source|ul|ol|li|h[1-6]|code|pre|em|strong|del|br|hr|table|thead|tbody|tr|th|td|sup|input|blockquote|details|summary|dl|dt|dd|abbr|label|figure|figcaption|audio|track)[ >])")  # fmt: skip
TAG = re.compile(r"<[a-z][^>]*>")
ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')
ATTRIBUTES = set().union(*TAGS.values(), *OURS.values()) | {
    "id",
    "title",
    "lang",
    "dir",
    "class",
    "rel",
    "role",
    "tabindex",
    "loading",
    "decoding",
    "preload",
    "type",
}


@given(TEXTS)
def test_no_text_gets_anything_else_through(text):
    read = draft(text)
    html = finish(read, [Resolved(link.target, link.target) for link in read.links]).html
    assert not EVIL.search(html)
    assert "\x1a" not in html
    for tag in TAG.findall(html):
        for name, value in ATTRIBUTE.findall(tag):
            assert name in ATTRIBUTES
            assert name not in {"href", "src"} or not re.match(r"[\s\x00-\x1f]*(?:java|vb)?(?:script|data)\s*:", value, re.IGNORECASE)


@given(TEXTS)
def test_sanitising_twice_changes_nothing(text):
    read = draft(text)
    html = finish(read, [Resolved("/x/")] * len(read.links)).html
    assert policy().clean(html) == html


@given(TEXTS)
@example('=== "A"\n\n    # gh-tabs-1-1')
def test_ids_are_unique_and_headings_are_found(text):
    read = draft(text)
    html = finish(read, [Resolved("/x/")] * len(read.links)).html
    ids = re.findall(r'<[a-z][^>]* id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert not any(name.startswith("gh-") for name in ids if not re.fullmatch(r"gh-tabs-\d+-\d+", name)), "tabs have ids of ours"
    assert {heading.anchor for heading in read.headings} <= read.anchors
