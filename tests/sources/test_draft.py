"""What a text becomes, and what is known about it."""

import re
from pathlib import Path

import pytest
import yaml

from guildhouse.model.body import Heading
from guildhouse.sources.codes import DROPPED_MARKUP, TOO_LARGE
from guildhouse.sources.diagrams import digest
from guildhouse.sources.draft import Link, draft, plain_text
from guildhouse.sources.finish import Resolved, finish

CASES = yaml.safe_load(Path(__file__).with_name("draft.yml").read_text("utf-8"))


def shown(text, title=None, **resolved):
    read = draft(text)
    return finish(read, [Resolved(**{"href": "lead"} | resolved)] * len(read.links), title)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_markup(case):
    assert shown(case["text"]).html == case["html"]


def test_what_is_known():
    read = draft("Intro https://a.b\n\n# First *one*\n\n## First one\n\n# Second\n\n<a name='raw'></a>\n", first_line=7)
    assert read.title == "First one"
    assert read.headings == (Heading(1, "first-one", "First one"), Heading(2, "first-one-1", "First one"), Heading(1, "second", "Second"))
    assert read.anchors == {"first-one", "first-one-1", "second", "raw"}
    assert read.links == (Link("link", "https://a.b", 7, "https://a.b"),)
    assert not read.findings


def test_plain_text_leaves_out_what_is_not_said():
    html = shown('# T\n\na[^1]<br>b &lt;c&gt;\n\n- d\n- e\n\n| f | g |\n|---|---|\n\n[^1]: h\n\n```py\nx = "<i>"\n```', "t").html
    text = plain_text(html)
    assert text.split("\n") == ["a", "b <c>", "d", "e", "f", "g", 'x = "<i>"', "h"]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("### A\n\n# B\n\n#### C\n\n## D\n\n#### E", [2, 2, 3, 3, 4]),
        ("\n\n".join(f"{'#' * level} {level}" for level in range(1, 7)), [2, 3, 4, 5, 6, 6]),
        ("## A\n\n<h4>raw</h4>\n\n### B", [2, 3]),
        ("</h2>\n\n## A", [2]),
    ],
)
def test_levels_begin_below_the_title_and_skip_none(text, levels):
    body = shown(text)
    assert [heading.level for heading in body.headings if heading.text != "raw"] == levels
    assert re.findall(r"<h(\d)", body.html) == re.findall(r"</h(\d)>", body.html)


@pytest.mark.parametrize(
    ("text", "html", "headings"),
    [
        ("# My  *title*\n\ntext", '<span id="my-title"></span>\n<p>text</p>', []),
        ("# My title", "", []),
        ("# Other\n\n###### Six", None, [Heading(2, "other", "Other"), Heading(3, "six", "Six")]),
        ("## Two\n\n# My title", None, [Heading(2, "two", "Two")]),
        ("## Two", None, [Heading(2, "two", "Two")]),
    ],
)
def test_the_title_stands_once(text, html, headings):
    body = shown(text, "my TITLE")
    assert list(body.headings) == headings
    assert "<h1" not in body.html
    assert all(f'<h{heading.level} id="{heading.anchor}">' in body.html for heading in headings)
    if html is not None:
        assert body.html == html
        assert bool(body) is bool(html)


LINES = """\
[a](1) `[no](x)` [a](2)
[b][r] `[c](4)
[c](4)` [c](4) ![d](4b)
<https://5>
<b
><a
href="7">x</a> https://7 <img src=7b>

- [ ] q
  @eleven [[eleven b]]

<div>
<a href="14"></a>
<p
><img
src="17" srcset="17b 1x, 17c 2x"></div>

| [h](19) |
|---|
| x |
| [i](22) |

[r]: 24
  "title"

> - text
>   [j](28)

Under [k](30)
[l](31)
===

[^n]: note
    [m](35)

x[^n] \\`[o](37) \\[p](38) [\\*](<39> 't')
[](40)
[r] ![r]

!!! note "[s](42)"
    [t](43)
"""


def test_every_link_knows_its_line():
    found = {(link.line, link.target) for link in draft(LINES, first_line=1).links}
    assert found == {
        (1, "1"), (1, "2"), (23, "24"), (3, "4"), (3, "4b"), (4, "https://5"), (6, "7"), (7, "https://7"), (7, "7b"),
        (10, "eleven"), (10, "eleven b"), (13, "14"), (15, "17"), (15, "17b"), (15, "17c"), (18, "19"), (21, "22"),
        (27, "28"), (29, "30"), (30, "31"), (34, "35"), (36, "37"), (36, "39"), (37, "40"), (40, "42"), (41, "43"),
    }  # fmt: skip


def test_links_tell_their_kind_and_words():
    links = draft('[a *b*](c&amp;d\\_e "t") ![f](g) <video src=h poster=i></video>\n\n- [ ] @jo [[Page]] [x]({wanted}y)').links
    assert [(link.kind, link.target, link.text) for link in links] == [
        ("link", "c&d_e", "a *b*"), ("picture", "g", "f"), ("picture", "i", ""), ("media", "h", ""),
        ("mention", "jo", "@jo"), ("wanted", "Page", "Page"), ("wanted", "y", "x"),
    ]  # fmt: skip


def test_dropped_markup_is_told_once_for_each_kind():
    text = "Dear <customer>\n\n<customer> <b onclick=x style=y>\n<b onclick=x><i onclick=z>\n\n<script>\nx\n</script>\n<p class=a data-b=c>"
    found = [(code, line, *message.split("`")[1::2]) for code, line, message in draft(text, 3).findings]
    assert sorted(found, key=str) == [
        (DROPPED_MARKUP, 3, "<customer>"),
        (DROPPED_MARKUP, 5, "onclick", "<b>"),
        (DROPPED_MARKUP, 5, "style", "<b>"),
        (DROPPED_MARKUP, 6, "onclick", "<i>"),
        (DROPPED_MARKUP, 8, "<script>"),
    ]


def test_a_line_that_cannot_be_found_is_that_of_the_paragraph():
    assert draft("a\nb <i onclick='`x`'>").findings[0][1] == 2
    assert draft("a\n<i a='`x`'>").findings[0][1] == 1


def test_code_is_coloured_as_long_as_it_is_not_too_much():
    block = "```py\n" + "x = 1\n" * 700 + "```\n"
    assert shown(block).html.count("<span") > 1000
    assert shown(block * 8).html.count('<span class="n">x</span>') < 700 * 8
    assert "<span" not in shown("```py\n" + "x = 1\n" * 900 + "```").html
    assert "<span" not in shown("```abap\n" + "x = 1\n" * 200 + "```").html
    assert "<span" in shown("```abap\nx = 1\n```").html


def test_only_line_ends_count_as_lines_of_code():
    html = shown("```c hl_lines='2'\na\u2028b\nc\n```\n\n```nosuch hl_lines='3'\na\u2028b\nc\n```").html
    assert html.count("hll") == 1
    assert '<span class="hll"><span class="n">c</span>\n</span>' in html
    assert html.index("\u2028") < html.index("hll")


def test_a_drawing_waits_under_the_name_of_its_text():
    links = draft("```mermaid\n\na --> b  \n```\n\n- x\n\n  ```{.Mermaid}\n  a --> b\n\n  ```\n", 4).links
    assert [(link.kind, link.target, link.line) for link in links] == [
        ("diagram", digest("a --> b"), 4),
        ("diagram", digest("a --> b"), 11),
    ]
    assert links[0].text == "\na --> b  \n"


TOO_MUCH = {
    "bytes": "word " * 200_001,
    "bytes of UTF-8": "ü" * 500_001,
    "brackets": "[" * 20_000,
    "pictures": "![" * 2_000,
    "quotes": ">" * 50_000,
    "items": "- " * 400_000 + "x",
    "nested items": "".join(" " * (2 * depth) + "- a\n" for depth in range(700)),
    "paragraphs": "word\n\n" * 625_000,
    "items in a row": "- a\n" * 40_000,
    "one paragraph": "word " * 21_000,
    "backticks": "".join("`" * length + " " for length in range(1, 1_400)),
    "emphasis": "*a **b " * 1_000 + "x" + " b** a*" * 1_000,
    "nested emphasis": "*a **b " * 60 + "x" + " b** a*" * 60,
    "marks": ("*a* " * 1_900 + "\n\n") * 20,
    "elements": "<div>" * 190_000,
    "elements in words": "a " + "<b>" * 200,
    "cells": "|a" * 200 + "\n" + "|-" * 200 + "\n" + "|\n" * 40_000,
    "a definition": "[a]: <" * 50_000,
    "headings that others end": "<div>\n" + "<h1></h2>" * 50_000,
    "videos that others end": "<div>\n" + "<video></b>" * 14_000 + "</a>" * 50_000,
}


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much_is_a_finding_and_no_wait(name):
    read = draft(TOO_MUCH[name], first_line=5)
    assert [code for code, _, _ in read.findings] == [TOO_LARGE]
    assert read.html == ""
    assert read.findings[0][1] >= 5


SLOW = {
    "backtick runs": ("".join("`" * length + " " for length in range(1, 85)) + "\n\n") * 40,
    "one long run": "`" * 500_000 + " `",
    "address": "https://a.b/" + ")." * 40_000,
    "open comments": ("a " + "<!--" * 900 + "\n\n") * 50,
    "spaces": "# a" + " " * 900_000 + "b",
    "spaces before a break": "a" + " " * 90_000 + "b",
    "spaces in a row": "a|\n--" + " " * 900_000 + "x",
    "spaces after a note": "[^a]:" + " " * 900_000,
    "spaces after a label": "[a]:" + " " * 90_000 + "x",
    "spaces in a tag": "<a" + " " * 900_000,
    "spaces before braces": "a\n" + " " * 90_000 + "b",
    "deep spaces": "".join("  " * depth + "- a\n" for depth in range(28)) + (" " * 30_000 + "\n") * 30,
    "fences": "```\n" * 40_000,
    "definitions": "".join(f"[a{number}]: x\n" for number in range(6_000)),
    "abbreviations": "".join(f"*[A{number}]: x\n" for number in range(3_000)) + "\n" + "Azz " * 20_000,
    "unclosed tags": ("b " + "<a x='" * 900 + "\n\n") * 20,
    "angular": ("```html+ng2\n" + "((" * 490 + "\n```\n") * 40,
    "headings": "<h1>\n\n" * 90 + "word " * 15_000,
    "same headings": "# x\n\n" * 15_000,
    "set": '<img srcset="' + "," * 500_000 + '">',
    "one of a set": '<img srcset="' + "a" * 400_000 + ' b c">',
    "open headings": "<div>\n" + ("<h1>" + "x" * 9_000) * 99,
    "groups of tabs": '=== "a"\n\nx\n\n' * 7_000,
    "marked lines": '```py hl_lines="' + "9 " * 50_000 + '"\n' + "x\n" * 100_000 + "```",
    "titles of code": "``` " + "title=' " * 100_000,
    "descriptions of a diagram": "```mermaid\n" + "accDescr { " * 40_000 + "\n" + "accDescr{\n" * 40_000,
    "marks of footnotes": "<div>" + "".join(f'<sup id="fnref{number}">x' for number in range(99)) + "x" * 900_000,
}


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("name", SLOW)
def test_hostile_text_is_read_soon(name):
    read = draft(SLOW[name])
    finish(read, [Resolved("/x/")] * len(read.links), "x")


def test_a_text_that_is_nested_too_deeply_for_python_is_a_finding(monkeypatch):
    def fail(*_):
        raise RecursionError

    monkeypatch.setattr("guildhouse.sources.forge.reader.Reader.read", fail)
    assert [code for code, _, _ in draft("x").findings] == [TOO_LARGE]


def test_one_text_leaves_nothing_for_the_next():
    draft("[r]: x\n*[A]: y\n[^1]: z\n\na[^1] <b>\n\n# h\n\n```py\nx\n```")
    assert shown("[r] A a[^1]\n\n# h\n\n```\nx\n```").html == (
        '<p>[r] A a[^1]</p>\n<h2 id="h">h<a class="anchor" href="#h" aria-label="Link to h"></a></h2>\n'
        '<div class="code" tabindex="0" role="region" aria-label="Code 1"><pre><code>x\n</code></pre></div>'
    )


def test_a_site_may_allow_more_elements_but_none_that_run():
    read = draft("<x-box id=a b=c>y</x-box> <script>z</script> <iframe>q</iframe>", allow_html=("X-box", "script", "iframe"))
    assert finish(read, [], None, ("X-box", "script", "iframe")).html == '<p><x-box id="a">y</x-box> z q</p>'
