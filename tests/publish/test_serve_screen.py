from __future__ import annotations

import hashlib
import json

import pytest

from guildhouse.publish.live_events import ROOM, Events
from guildhouse.publish.live_faults import SHOWN, Report, report
from guildhouse.publish.live_screen import MANY, REMEMBERED, Screen, mark


def events_of(waiting):
    found = []
    while not waiting.empty():
        told = waiting.get_nowait()
        if told is None:
            return [*found, None]
        name, data = told.decode().removesuffix("\n\n").split("\n")
        plain = json.loads(data.removeprefix("data: "))
        plain.pop("edition", None) if isinstance(plain, dict) else None
        found.append((name.removeprefix("event: "), plain))
    return found


def publish(output, **pages):
    output.mkdir(exist_ok=True)
    files = {f"{name}.html": words for name, words in pages.items()}
    for path, words in files.items():
        (output / path).write_text(words)
    account = {"files": {path: hashlib.sha256(words.encode()).hexdigest() for path, words in files.items()}}
    (output / "build.json").write_text(json.dumps(account))


@pytest.fixture
def output(tmp_path):
    publish(tmp_path / "output", a="first a", b="first b")
    return tmp_path / "output"


def test_changed_pages_are_named_and_others_are_not(output) -> None:
    screen = Screen(output)
    with screen.events.listening() as waiting:
        screen.published(screen.begin())
        publish(output, a="second a", b="first b", c="new")
        screen.published(screen.begin())
    assert events_of(waiting) == [("changed", {"paths": ["a.html", "c.html"]})]


def test_a_preview_is_shown_until_a_build_has_published_it_and_no_page_is_loaded_twice(output) -> None:
    screen = Screen(output)
    with screen.events.listening() as waiting:
        screen.preview({"a.html": "second a"})
        assert screen.page("a.html") == b"second a"
        assert screen.mark("a.html") == mark(b"second a")
        assert (output / "a.html").read_text() == "first a"
        begun = screen.begin()
        publish(output, a="second a", b="first b")
        screen.published(begun)
        screen.preview({"a.html": "second a"})
    assert screen.page("a.html") == b"second a"
    assert events_of(waiting) == [("changed", {"paths": ["a.html"]})]


def test_a_preview_that_is_newer_than_the_build_stays(output) -> None:
    screen = Screen(output)
    screen.preview({"a.html": "old", "b.html": "old"})
    begun = screen.begin()
    screen.preview({"a.html": "newer"})
    publish(output, a="old", b="old, built")
    with screen.events.listening() as waiting:
        screen.published(begun)
    assert (screen.page("a.html"), screen.page("b.html")) == (b"newer", b"old, built")
    assert events_of(waiting) == [("changed", {"paths": ["b.html"]})]


def test_a_build_that_fails_leaves_previews(output) -> None:
    screen = Screen(output)
    screen.preview({"a.html": "second"})
    screen.begin()
    screen.judge(report(1, {}, ["no"]))
    assert screen.page("a.html") == b"second"


def test_with_very_many_changes_pages_ask_for_themselves(output) -> None:
    screen = Screen(output)
    publish(output, **{f"p{number}": "x" for number in range(MANY + 1)})
    with screen.events.listening() as waiting:
        screen.published(screen.begin())
    assert events_of(waiting) == [("changed", {"paths": None})]


def test_what_changed_since_an_edition_is_known(output) -> None:
    screen = Screen(output)
    first = screen.edition
    assert screen.greeting("a.html")["paths"] == []
    screen.preview({"a.html": "second"})
    second = screen.greeting("a.html", first)
    assert (second["paths"], second["edition"]) == (["a.html"], screen.edition)
    publish(output, a="second", b="third")
    screen.published(screen.begin())
    assert screen.greeting("a.html", first)["paths"] == ["a.html", "b.html"]
    assert screen.greeting("a.html", second["edition"])["paths"] == ["b.html"]
    assert screen.greeting("a.html", screen.edition)["paths"] == []


@pytest.mark.parametrize("since", ["another-0", "-0", "x", "{run}-99", "{run}--1", "{run}-x"])
def test_whoever_comes_from_elsewhere_may_have_missed_everything(output, since) -> None:
    screen = Screen(output)
    assert screen.greeting("a.html", since.format(run=screen.edition.partition("-")[0]))["paths"] is None


def test_whoever_missed_too_much_is_told_so(output) -> None:
    screen = Screen(output)
    first = screen.edition
    for number in range(REMEMBERED + 1):
        screen.preview({"a.html": f"{number}"})
    assert screen.greeting("a.html", first)["paths"] is None
    before = screen.edition
    publish(output, **{f"p{number}": "x" for number in range(MANY + 1)})
    screen.published(screen.begin())
    assert screen.greeting("a.html", before)["paths"] is None


@pytest.mark.parametrize("path", ["../secret.html", "/etc/hosts", "x/../../secret.html", "build.json", "a\0.html", "none.html", ""])
def test_what_is_no_page_has_no_mark(output, path) -> None:
    (output.parent / "secret.html").write_text("secret")
    assert Screen(output).greeting(path)["mark"] == ""


@pytest.mark.parametrize("account", ["", "[]", "{}", '{"files": 1}'])
def test_an_account_that_is_none_names_nothing(output, account) -> None:
    (output / "build.json").write_text(account)
    screen = Screen(output)
    with screen.events.listening() as waiting:
        publish(output, a="x")
        screen.published(screen.begin())
    assert events_of(waiting) == [("changed", {"paths": ["a.html"]})]


def test_whoever_does_not_take_his_events_is_dropped_and_others_hear_on() -> None:
    events = Events()
    with events.listening() as stuck, events.listening() as other:
        for number in range(ROOM + 1):
            events.send("x", number)
            other.get_nowait()
        events.send("x", "last")
        assert events_of(other) == [("x", "last")]
        assert len(events_of(stuck)) == ROOM


def test_the_end_reaches_everyone() -> None:
    events = Events()
    with events.listening() as waiting:
        events.close()
        assert events_of(waiting) == [None]


PROBLEM = {"path": "content/a.md", "line": 3, "column": 2, "code": "bad-value", "message": "no", "hint": "Mend it."}


def test_errors_are_listed_with_place_and_remedy_and_warnings_counted() -> None:
    problems = [PROBLEM | {"severity": severity} for severity in ("error", "warning", "note", "warning")]
    found = report(1, {"problems": problems}).plain
    assert found == {
        "faults": [{"place": "content/a.md:3:2", "message": "no [bad-value]", "remedy": "Mend it."}],
        "count": 1,
        "warnings": 2,
    }
    assert report(0, {"problems": problems}) == Report((), 2)


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        ("pelicanconf.py:3: SyntaxError: invalid", "pelicanconf.py:3", "SyntaxError: invalid"),
        ("templates/a b.html:12:4: no: way", "templates/a b.html:12:4", "no: way"),
        ("guildhouse/a.py:5: internal error: ValueError: b", "guildhouse/a.py:5", "internal error: ValueError: b"),
        ("/site is not a folder.", "", "/site is not a folder."),
        ("settings: jobs must be: 3", "", "settings: jobs must be: 3"),
    ],
)
def test_a_line_that_begins_with_a_place_gives_it_away(line, place, message) -> None:
    for found in (report(1, {"refusals": [line]}), report(2, {}, [line])):
        assert [(fault.place, fault.message) for fault in found.faults] == [(place, message)]


def test_an_end_without_words_says_so() -> None:
    assert "terminal" in report(-9, {"code": -9}).faults[0].message


def test_a_page_lists_no_more_than_one_reads() -> None:
    plain = report(1, {"problems": [PROBLEM | {"severity": "error", "line": line} for line in range(SHOWN + 5)]}).plain
    assert (len(plain["faults"]), plain["count"]) == (SHOWN, SHOWN + 5)
