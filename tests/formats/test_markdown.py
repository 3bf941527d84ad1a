"""Markdown of what a page shows: the same words for a reader of others, and nothing beside them."""

import re
import time
from urllib.parse import quote

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from guildhouse.formats.mail import without_mail
from guildhouse.formats.markdown import document, shown
from guildhouse.sources.draft import draft
from guildhouse.sources.finish import Resolved, finish
from guildhouse.sources.sanitize import policy
from markdown_reading import words, words_of_markdown

LEFT_OUT = "(left out)"


def full(address):
    return f"https://g.example{address}" if address.startswith("/") else address


def written(html):
    return shown(html, full, LEFT_OUT)


def finished(text):
    drafted = draft(text)
    return finish(
        drafted, [Resolved(link.target if ":" in link.target else f"/to/{quote(link.target)}") for link in drafted.links], "T"
    ).html


def of(text):
    return written(finished(text))


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>Plain\nwords.</p>", "Plain words."),
        ('<p><a href="/x/" title="A &quot;b&quot;">x</a></p>', '[x](https://g.example/x/ "A \\"b\\"")'),
        ('<p><a href="https://o.example/a_b">https://o.example/a_b</a></p>', "<https://o.example/a_b>"),
        ('<p><a href="/a (b)/?x=1&amp;copy;">x</a></p>', "[x](https://g.example/a%20\\(b\\)/?x=1&amp;copy;)"),
        ('<p><a href="/x/"><img src="/a.png" alt="an * &quot;a&quot;" width="3"></a></p>', '[![an \\* "a"](https://g.example/a.png)](https://g.example/x/)'),
        ('<h2 id="a">Head #<a class="anchor" href="#a" aria-label="Link"></a></h2>', "## Head \\#"),
        ("<p><em>a</em> <strong>b</strong><del>c</del> d<em>e</em>f</p>", "*a* **b**~~c~~ d*e*f"),
        ('<p>a<strong>"b"</strong>c <em><strong>d</strong></em><b> e</b></p>', 'a<strong>"b"</strong>c <em>**d**</em> **e**'),
        ("<p><em>a</em><i>b</i> <em>c<i>d</i></em></p>", "*a*<i>b</i> *cd*"),
        ("<p><code>a | `b</code><code>c</code> <code>d<br>e</code><code> </code></p>", "``a | `b``<code>c</code> <code>d\\\ne</code>"),
        ('<p><abbr title="H &amp; &quot;T&quot;">HT</abbr> <kbd>x</kbd><u></u></p>', '<abbr title="H &amp; &quot;T&quot;">HT</abbr> <kbd>x</kbd>'),
        ("<p># a<br>- b<br>1. c<br>+<br>= d<br>&gt; e<br>|f<br>12</p>", "\\# a\\\n\\- b\\\n1\\. c\\\n\\+\\\n\\= d\\\n\\> e\\\n\\|f\\\n12"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ul><li>d</li></ul>", "- a\n  - b\n- c\n\n* d"),
        ('<ol start="3"><li><p>a</p></li><li><p>b</p><p>c</p></li></ol><ol><li>d</li></ol>', "3. a\n\n4. b\n\n   c\n\n1) d"),
        ('<ol start="x"><li></li>a<em>b</em></ol>', "1.\n2. a\n3. *b*"),
        ("<ul><li><h2>a</h2><ul><li>b</li></ul></li><ul><li>c</li></ul></ul><ul></ul>", "- ## a\n\n  - b\n- - c"),
        ('<ul class="tasks"><li class="task"><input type="checkbox" checked=""> a</li><li><input type="checkbox">b</li></ul>', "- [x] a\n- [ ] b"),
        ("<dl><dt>a</dt><dd>b</dd><dd></dd></dl>", "**a**\n\n- b"),
        ("<blockquote><p>a</p><p>b</p></blockquote><blockquote></blockquote><hr>", "> a\n>\n> b\n\n___"),
        ('<div class="callout callout-tip"><p class="callout-title"><span>Tip</span></p><p>a</p></div>', "> **Tip**\n>\n> a"),
        ('<details><summary>a</summary>b</details><p class="callout-title"></p><h3></h3>', "**a**\n\nb"),
        ('<div class="code" data-language="c++"><pre><code>a\n<span>```</span>\n\n  b\n</code></pre></div>', "````c++\na\n```\n\n  b\n````"),
        ("<pre><code> \n</code></pre><p><br></p>", ""),
        (
            ('<div class="table"><table><caption>c</caption><thead><tr><th>a</th><th class="align-right">b</th></tr></thead>'
            "<tbody><tr><td>1 | <code>|</code></td><td>x<br>y</td></tr></tbody></table></div>"),
            "c\n\n| a | b |\n| --- | --: |\n| 1 \\| `\\|` | x<br>y |",
        ),
        (
            '<table><tbody><tr><td rowspan="2">a</td><td class="align-center" colspan="2">b</td></tr><tr><td>c</td></tr><tr></tr></tbody></table>',
            "|  |  |\n| --- | :-: |\n| a | b |\n|  | c |\n|  |",
        ),
        ("<table></table>", ""),
        (
            ('<p>a<sup id="fnref:x"><a href="#fn:x" class="footnote-ref">1</a></sup>(b)</p><div class="footnote"><hr><ol><li id="fn:x">'
            '<p>n&nbsp;<a href="#fnref:x" class="footnote-backref">b</a></p><p>o</p></li></ol></div>'),
            "a[^1]\\(b)\n\n[^1]: n\n\n    o",
        ),
        ("<p>[^1]: a<br>a<span><b>_</b></span></p>", "\\[^1\\]: a\\\na<b>\\_</b>"),
        ('<p><a href="/x/"></a>a<a href=""><i>!</i></a>b</p>', "a<i>\\!</i>b"),
        ('<p><sup><a href="#fn:x" class="footnote-ref">1</a></sup></p>', "<sup>[1](#fn:x)</sup>"),
        ('<video aria-label="A ferry" src="/f.webm"><track src="/t.vtt">v</video>', "[A ferry](https://g.example/f.webm)\\\nv"),
        ('<audio><source src="/a/f.ogg"></audio><map name="m"><area href="/x/" alt="X"></map>', "[f.ogg](https://g.example/a/f.ogg)[X](https://g.example/x/)"),
        ('<a href="/x/"><map><area href="/y/" alt="Y"></map> <p>z</p></a>', "[Y\\\nz](https://g.example/x/)"),
        ('<a href="/x/">a<table><tbody><tr><td><a href="/y/">b</a></td></tr></tbody></table></a>', "[a\\\nb](https://g.example/x/)"),
        ('<div class="tab-set"><input type="radio"><label for="t">One</label><div class="tab-panel">a</div></div>', "**One**\n\na"),
        ("<figure><div><img src='/a.svg' alt='A'></div><figcaption>c</figcaption></figure>".replace("'", '"'), "![A](https://g.example/a.svg)\n\nc"),
        ("<del><p>a</p></del><section><ul><li>b</li></ul></section>", "a\n\n- b"),
        ("<p>snake_case _a_ a&amp;b &amp;lt; 1 &lt; 2 &lt;b&gt; ~ ` \\ [x](y) *z* wow!<a href='/x/'>x</a></p>".replace("'", '"'),
         "snake_case \\_a\\_ a&b &amp;lt; 1 < 2 &lt;b> \\~ \\` \\\\ \\[x\\](y) \\*z\\* wow\\![x](https://g.example/x/)"),
    ],
)  # fmt: skip
def test_everything_a_page_holds_has_a_form(html, wanted):
    assert written(html) == wanted


HIDDEN = """
<!-- secret
secret -->
Text <!-- secret --> more.

[//]: # (secret)
[comment]: <> (secret)
[x1]: /nowhere 'secret
secret'

<script>secret</script><style>secret</style>

<?php secret ?>

<!DOCTYPE secret>

<![CDATA[ secret ]]>

<p title="shown" data-x="secret" onclick="secret" class="secret">hi</p>

<textarea>secret</textarea> <svg><desc>secret</desc></svg> <math><mi>secret</mi></math>
<iframe srcdoc="secret">secret</iframe>
<input type="hidden" value="secret">
<meta name="x" content="secret">
<title>secret</title>

*[HTML]: secret

[^1]: secret idle footnote
"""
MAILS = (
    "m1@leak.org", "m2@leak&#46;org", "m3&#x40;leak&#46;org", "m4\\@leak.org", "m5@<b>leak.org</b>", "m6<b>@</b>leak.org", "`m7@leak.org`", "m8\uff20leak.org",
    "<m9@leak>", "[x](mailto:m0@leak.org)", "[mb@leak](mailto:mb@leak.org)", '[x](/y "mc@leak.org")', "![md@leak.org](/y.png)", '"m e"@leak.org',
    '<abbr title="mf@leak.org">x</abbr>', "mailto:mg@leak.org", "mh@leak<!-- -->.org",
    "mi@le\u00adak.org", "m\u200bj@leak.o\u00adrg", "mk\u200b@leak.\u2060org", "(ml@leak.org)", "a@mm@leak.org", "mn@leak.org: a/b", "mailto:mo@leak.org:a/b",
)  # fmt: skip


def test_what_no_page_shows_is_in_no_text():
    assert "secret" not in of(HIDDEN)
    assert words_of_markdown(of(HIDDEN)) == words(finished(HIDDEN)) == "Text more. hi"


@pytest.mark.parametrize("mail", MAILS)
def test_an_address_of_somebody_is_in_no_text_however_it_is_written(mail):
    text = of(f"Write {mail}, or read [this](/there) **well**.\n\nBye.")
    assert "leak" not in text
    assert re.search(r"\*\*well\*\*\.\n\nBye\.$", text)
    assert "[this](https://g.example/to//there)" in text


def test_versions_and_names_are_no_address():
    assert without_mail("jquery@3.6.0, @ada and a @ b", "x") == "jquery@3.6.0, @ada and a @ b"


@pytest.mark.parametrize(
    "words",
    [
        "@amal@fosstodon.org", "(@amal@fosstodon.org)", "photo@2x.png", "icon@3x.JPG", "react@next.js", "git clone git@github.com:a/b.git", "git@github.com:b.git",
        "scp x root@db.example.org:/tmp", "ssh root@db.example.org", "ssh -p 2222 -i key root@db.example.org", "ssh://git@code.example.org/a/b.git",
    ],
)  # fmt: skip
def test_words_with_the_sign_that_are_no_address_stay(words):
    assert without_mail(words, "x") == words
    assert of(f"Run `{words}` now.") == f"Run `{words}` now."


SIGNS = [
    "a",
    "b1",
    "é",
    "_",
    "*",
    "**",
    "~~",
    "`",
    "``",
    "<",
    ">",
    "&",
    "!",
    "[",
    "]",
    "(",
    ")",
    "#",
    "##",
    "-",
    "+",
    "=",
    "|",
    ":",
    "\\",
    "1.",
    "1)",
    "[^1]",
    "[^1]:",
    "~~~",
    "```",
    "---",
    "--",
    "@",
    "&amp;",
    "&lt;",
    "&#42;",
]
ELEMENTS = ["<b>", "</b>", "<em>", "</em>", "<code>", "</code>", "<br>", "<sup>", "</sup>"]
BEGINNINGS = [
    " ",
    "\n",
    "\n\n",
    "\n    ",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n<div>\n\n",
    "\n</div>\n\n",
    "[l](/x)",
    "![p](/p.png)",
    "\n> [!NOTE]\n> ",
]
PIECES = st.sampled_from([*SIGNS, *ELEMENTS, *BEGINNINGS, "\n|a|b|\n|-|-|\n|"])
INLINE = ["b", "em", "del", "code", "a", "sup", "kbd", "span"]
BLOCK = ["p", "div", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "h2", "pre", "details", "summary", "figure", "label"]
TAGS = [*INLINE, *BLOCK, "table", "tbody", "tr", "td", "th"]
"""Without headings and captions of tables: browsers show them first, wherever they stand."""
MARKUP = st.recursive(
    st.sampled_from(["a", "b c", " ", "*", "_", "`", "-", "# ", "1. ", "[", "](x)", "!", "|", "&amp;", "&lt;", "\\", "~", "<br>", "<hr>", ":", "=", "é", "&nbsp;", "&gt;"]),
    lambda inner: st.builds(lambda tag, held: f'<{tag}{" href=/x/" if tag == "a" else ""}>{"".join(held)}</{tag}>', st.sampled_from(TAGS), st.lists(inner, max_size=4)),
    max_leaves=12,
)  # fmt: skip


def signs(text):
    return "".join(text.split())


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_readers_of_any_text_read_what_the_page_shows(text):
    html = finished(text)
    assume("[^" not in words(html))  # a reader that knows no footnotes cannot tell them from words
    assert signs(words_of_markdown(written(html))) == signs(words(html))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(MARKUP, max_size=5).map("".join))
def test_readers_of_any_markup_read_what_the_page_shows(markup):
    html = policy(("section",)).clean(markup)
    assert signs(words_of_markdown(written(html))) == signs(words(html))


def test_no_text_is_written_for_long():
    deep = "<div>" * 400 + "deep<b>er</b>" + "</div>" * 400
    lists = "<ul><li>a</li></ul>" * 5000
    others = ("<p>" + "<b>a</b>*_[" * 20000 + "</p>", "<p>" + "a." * 40000 + "@" + "a." * 40000 + "</p>")
    table = "<table><tbody>" + '<tr><td colspan="1000" rowspan="1000">a</td></tr>' * 2000 + "</tbody></table>"
    begun = time.process_time()
    assert written(deep) == "deeper"
    assert [written(each).count("a") for each in (lists, table)] == [5000, 2000]
    assert max(len(written(each)) for each in (table, *others)) < 500_000
    assert time.process_time() - begun < 4


def test_what_is_known_stands_above():
    text = document((("title", "A: b"), ("tags", ("x", "é")), ("date", None), ("lang", "")), "A: <b> m&#64;x", "Words.")
    _, front, rest = text.split("---\n")
    assert yaml.safe_load(front) == {"title": "A: b", "tags": ["x", "é"]}
    assert rest == "\n# A: &lt;b> m&amp;#64;x\n\nWords.\n"
    assert document((), "T", "") == "---\n---\n\n# T\n"


@pytest.mark.parametrize("title", ["Learn C #", "Using ##", "C#", "#", "# a", "a \u00a0##"])
def test_a_title_is_read_as_it_was_written(title):
    rest = document((), title, "").split("---\n")[2]
    assert signs(words_of_markdown(rest)) == signs(title)
