"""The author's Markdown for other programs: what it points to, and what stays out of it."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from guildhouse.formats.markdown import document, public
from guildhouse.model.document import Markdown, Pointer

POINTERS = (
    Pointer("../resources/template.md#x", "/communities/a/resources/template/#x"),
    Pointer("secret.md", None),
    Pointer("a b.png", "/a b.png"),
    Pointer("mailto:ada@example.org", "mailto:ada@example.org"),
    Pointer("https://outside.example/", "https://outside.example/"),
    Pointer("@ada", "/people/ada/", "Ada Quist"),
    Pointer("@gone", None, "a former colleague"),
)


def shown(text):
    return public(Markdown(text, POINTERS), lambda url: f"https://g.example{url}" if url.startswith("/") else url, "(left out)")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Plain.", "Plain."),
        ("[x](../resources/template.md#x)", "[x](https://g.example/communities/a/resources/template/#x)"),
        ('[x](../resources/template.md#x "Title")', '[x](https://g.example/communities/a/resources/template/#x "Title")'),
        ("![x](<a b.png>)", "![x](https://g.example/a%20b.png)"),
        ("[![x](<a b.png>)](https://outside.example/)", "[![x](https://g.example/a%20b.png)](https://outside.example/)"),
        ("[x]\n\n[x]: ../resources/template.md#x 'T'", "[x]\n\n[x]: https://g.example/communities/a/resources/template/#x 'T'"),
        ("> [t][A  b]\n>\n> [a b]: #below", "> [t][A  b]\n>\n> [a b]: #below"),
        ("It[^1] holds.\n\n[^1]: They hold.\n\n    Well.", "It[^1] holds.\n\n[^1]: They hold.\n\n    Well."),
        ("- [ ]: a task", "- [ ]: a task"),
        ("*[HTML]: a language", "*[HTML]: a language"),
        ("Ask ada&#64;example.org, bo&commat;example.org, <cy@intranet>.", "Ask (left out), (left out), (left out)."),
        ('Ask "d e"@example.org.', "Ask (left out)."),
        ('<a href="../resources/template.md#x">', '<a href="https://g.example/communities/a/resources/template/#x">'),
        ("[here](#below)", "[here](#below)"),
        ("@ada, write it", "[Ada Quist](https://g.example/people/ada/), write it"),
        ("@gone, write it", "a former colleague, write it"),
        ("@nobody", "@nobody"),
        ("Ask <ada@example.org> or bo@mail.example.org.", "Ask (left out) or (left out)."),
        ("[write](mailto:ada@example.org)", "[write]()"),
        ("One<!-- between us -->, two", "One, two"),
        ("One<!-- without end", "One"),
    ],
)
def test_a_text_points_to_full_addresses_and_keeps_private_things_out(text, wanted):
    assert shown(text) == wanted


@pytest.mark.parametrize("text", ["[x](secret.md)", "[x](not/resolved.md)", "[x]: secret.md", '<img src="secret.md">', "[x](<secret.md>)"])
def test_what_is_not_published_is_not_named(text):
    assert "secret" not in shown(text)
    assert "resolved" not in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- secret -->`",
        "```\n[x](secret.md)\n<!-- secret -->\n```\n",
        "Use the ` key.\n\n<!-- secret -->\n\nMail secret@x.example.\n\nThe ` again.",
        "\\` <!-- secret --> `",
        "```a``` is code\n\n<!-- secret -->",
        "1. x\n   ```\n   code\n\n<!-- secret -->\n\n```\nother\n```",
        "<a href=secret.md>d</a>",
        "<img src = 'secret.png'>",
    ],
)
def test_what_looks_like_code_to_some_hides_nothing(text):
    assert "secret" not in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "[//]: # (secret)",
        "[comment]: <> (secret)\n\nWords.",
        "Words.\n\n[note]: https://outside.example/secret\n  'secret'",
        "Words.\n\n[^idle]: secret\nsecret\n    secret\n\n    secret\n\n\tsecret\n[^other]: secret",
        "[^a]: secret [^b]\n[^b]: secret",
        "> [//]: # (secret)",
        "- one\n\n      [x]: secret.md\n      [x]",
        "1. > [x]: secret.md\n   > [x]",
        "[a\nb]: secret.md\n[a b]",
        '<table background="secret.png">',
        "<!-- [^a] -->\n\n[^a]: secret",
    ],
)
def test_what_no_page_shows_is_in_no_text(text):
    assert "secret" not in shown(text)


@pytest.mark.parametrize(
    "text", ["".join(f"[^{n}]: [^{n + 1}]\n" for n in range(3000)), "[a]: x\n" * 9000, "[^a]:" + "\n \n" * 9000, "> " * 30000]
)
def test_no_text_is_looked_at_for_long(text):
    begun = time.process_time()
    shown(f"{text}@ ]:")
    assert time.process_time() - begun < 2


def test_what_is_known_stands_above():
    text = document((("title", "A: b"), ("tags", ("x", "é")), ("date", None), ("lang", "")), "A: b", "Words.\n\n")
    _, front, rest = text.split("---\n")
    assert yaml.safe_load(front) == {"title": "A: b", "tags": ["x", "é"]}
    assert rest == "\n# A: b\n\nWords.\n"
    assert document((), "T", "\n# Own\n").endswith("\n# Own\n")


@given(st.text(alphabet="ab[]()<>@`!-#\n \"'.:/", max_size=80))
def test_nothing_that_is_not_published_gets_out_of_any_text(noise):
    text = f"{noise}\n\n[x](secret.md)\n"
    if "`" in noise or "<!--" in noise:
        return
    assert "secret.md" not in "".join(str(token.attrs) for token in MarkdownIt().parseInline(shown(text).split("\n\n")[-1]))
    assert "[x]()" in shown(text)
