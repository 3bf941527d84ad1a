"""Notes as people write them, and the promises in them."""

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.sources.minutes import WrittenAction, WrittenDecision, key, minutes
from guildhouse.sources.words import plain

CASES = yaml.safe_load(Path(__file__).with_name("minutes.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    first = case.get("first_line", 1)
    found = minutes(case["text"], first)
    assert found.actions == tuple(WrittenAction(*row) for row in case.get("actions", []))
    assert found.decisions == tuple(WrittenDecision(*row) for row in case.get("decisions", []))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("amal", "Share the lessons"), ("Amal", "share  the lessons. (done 2026-10-20)")),
        ((None, "Caf\u00e9 opens!"), ("", "cafe\u0301 opens")),
        ((None, "Use `ruff` and [uv](x)"), (None, "use **ruff** and uv…")),
        ((None, "STRASSE"), (None, "Straße")),
    ],
)
def test_counts_once(one, other):
    assert key(*one) == key(*other)


@pytest.mark.parametrize("other", [("jonas", "Share the lessons"), ("amal", "Share the lesson"), (None, "Share the lessons")])
def test_counts_twice(other):
    assert key("amal", "Share the lessons") != key(*other)


@given(st.text("@ab*_`[]()<>!-#~=|.:x \n\\1", max_size=200))
def test_any_text_is_read(text):
    lines = text.split("\n")
    for action in minutes(f"- [ ] {text}").actions:
        assert action.task
        assert f"@{action.owner}" in lines[action.line - 1] or action.line == 1
    for decision in minutes(f"# Decisions\n{text}").decisions:
        assert 2 <= decision.line <= len(lines) + 1
        assert decision.title


@given(
    st.lists(
        st.tuples(st.from_regex(r"[a-z]{1,8}( [a-z]{1,8}){0,3}", fullmatch=True), st.dates(dt.date(1900, 1, 1)), st.booleans()), max_size=5
    )
)
def test_what_is_written_is_found(rows):
    text = "\n".join(f"- [{'x' if done else ' '}] @p {task} (due {due})" for task, due, done in rows)
    assert [(a.task, a.due, a.is_done) for a in minutes(text).actions] == rows


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[a](",
        "`",
        "`` ` ",
        "*a ",
        "**",
        "_a",
        "<",
        "<a",
        "<!--",
        "(due ",
        "   ",
        "- ",
        "{",
        "[a](b(c)d",
        "> ",
        "~",
        "\\",
        "- [ ] @a b\n",
        "a\n\n",
        "[a\\",
    ],
)
def test_hostile_text_ends_soon(piece):
    text = f"# Decisions\n- [ ] @a {piece * (20_000 // len(piece))}\n"
    minutes(text)


def test_words_keep_what_is_no_markup():
    assert plain("a * b * c, f(x)[0], x_y_z, 1 < 2 > 0") == "a * b * c, f(x)[0], x_y_z, 1 < 2 > 0"
