"""The server of `serve` asked as browsers do."""

from __future__ import annotations

import http.client
import re
import threading
import time
from functools import partial

import pytest

from guildhouse.publish import live_server
from guildhouse.publish.live_faults import report
from guildhouse.publish.live_screen import Screen, mark
from guildhouse.publish.live_server import LiveHandler, tagged
from guildhouse.publish.server import HOST, open_server

PAGE = "<!doctype html><html><head><title>x</title></head><body>words</body></html>"
EVENTS = "/__guildhouse/events?path=x/index.html"


@pytest.fixture
def output(tmp_path):
    (tmp_path / "output" / "x").mkdir(parents=True)
    (tmp_path / "output" / "x" / "index.html").write_text(PAGE)
    (tmp_path / "output" / "x" / "data.json").write_text("{}")
    (tmp_path / "output" / "404.html").write_text("<head></head>our own miss")
    return tmp_path / "output"


@pytest.fixture
def screen(output):
    return Screen(output)


@pytest.fixture
def connect(output, screen):
    with open_server(output, 8710, [("X-Policy", "strict")], partial(LiveHandler, screen=screen)) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        opened = []

        def connection(path, method="GET", **headers):
            opened.append(made := http.client.HTTPConnection(HOST, server.server_port, timeout=5))
            made.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            return made.getresponse()

        yield connection
        screen.events.close()
        for made in opened:
            made.close()
        server.shutdown()


def tag(page):
    return re.search(
        r'<script defer src="/__guildhouse/live.js" data-path="(.*?)" data-mark="(.*?)" data-edition="[0-9a-f]{8}-[0-9]+"></script>\n', page
    )


def test_pages_are_tagged_and_files_are_untouched(output, connect) -> None:
    answer = connect("/x/")
    page = answer.read().decode()
    assert tag(page).groups() == ("x/index.html", mark(PAGE.encode()))
    assert page.replace(tag(page)[0], "") == PAGE
    assert page.index("<script") == page.index("<head>") + len("<head>")
    assert answer.headers["X-Policy"] == "strict"
    assert (output / "x" / "index.html").read_text() == PAGE
    assert connect("/x/data.json").read() == b"{}"
    assert connect("/x").status == 301
    assert connect("/x/", "HEAD").read() == b""


def test_a_page_without_a_head_is_tagged_at_its_end() -> None:
    assert tagged(b"words", 'a"<.html', "m", "e-1").decode() == (
        'words<script defer src="/__guildhouse/live.js" data-path="a&quot;&lt;.html" data-mark="m" data-edition="e-1"></script>\n'
    )


OPENINGS = (
    "<!doctype html><html lang='>' ><!-- <head> </head> --><head data-x='>'>",
    "\ufeff<!DOCTYPE html>\n<!-- a --!> <!--> <HTML>\n<HEAD>",
    "<!doctype html><html lang=en>",
    "<head\n>",
)


@pytest.mark.parametrize("opening", OPENINGS)
def test_the_tag_comes_before_all_that_may_lead_it_astray(opening) -> None:
    page = f"{opening}<base href='https://elsewhere.example/'><header></head>"
    assert tagged(page.encode(), "x", "m", "e-1").decode().startswith(f"{opening}<script defer src=")


@pytest.mark.parametrize(("path", "wanted"), [("/new/", "new/index.html"), ("/new", "new/index.html"), ("/new.html", "new.html")])
def test_a_page_that_is_yet_to_come_can_be_waited_for(connect, path, wanted) -> None:
    answer = connect(path)
    assert answer.status == 404
    assert tag(answer.read().decode()).groups() == (wanted, "")


def test_before_the_first_build_problems_can_be_shown(output, connect) -> None:
    output.rename(output.with_name("away"))
    answer = connect("/")
    assert answer.status == 503
    assert tag(answer.read().decode())[2] == ""


def test_a_preview_stands_before_its_page(screen, connect) -> None:
    screen.preview({"x/index.html": "<head></head>preview"})
    assert "preview" in connect("/x/").read().decode()


@pytest.mark.parametrize("name", ["live.js", "live.css"])
def test_script_and_styles_are_served(connect, name) -> None:
    answer = connect(f"/__guildhouse/{name}")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith(("text/javascript", "text/css"))
    assert len(answer.read()) > 500


@pytest.mark.parametrize("path", ["/__guildhouse/", "/__guildhouse/../x/", "/__guildhouse/other", "/__guildhouse/../live_server.py"])
def test_nothing_else_is(connect, path) -> None:
    assert connect(path).status == 404


FOREIGN = ("evil.example", "evil.example:8710", "127.0.0.1.evil.example", "evil.example:127.0.0.1", "localhost.", "")


@pytest.mark.parametrize("path", [EVENTS, "/__guildhouse/live.js", "/x/", "/x/data.json", "/none"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("host", FOREIGN)
def test_a_name_that_was_made_to_lead_here_learns_nothing(connect, path, method, host) -> None:
    answer = connect(path, method, Host=host)
    assert answer.status == 421
    words = answer.read().decode()
    assert method == "HEAD" or "under localhost" in words
    assert "words" not in words


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_names_of_this_computer_are_its_own(connect, host) -> None:
    assert connect("/__guildhouse/live.js", Host=host).status == 200


@pytest.mark.parametrize(("origin", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)])
def test_pages_of_other_sites_cannot_listen(connect, origin, status) -> None:
    assert connect(EVENTS, Sec_Fetch_Site=origin).status == status


def event(answer):
    lines = []
    while line := answer.fp.readline().decode().rstrip("\n"):
        lines.append(line)
    return "\n".join(lines)


def test_a_page_hears_where_things_stand_and_what_happens_then(screen, connect) -> None:
    answer = connect(EVENTS)
    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["X-Policy"] == "strict"
    hello = event(answer)
    assert hello.startswith("retry: 1000\nevent: hello\n")
    assert mark(PAGE.encode()) in hello
    screen.judge(report(1, {}, ["templates/a.html:3: no"]))
    assert '"place": "templates/a.html:3"' in event(answer)
    screen.preview({"x/index.html": "new"})
    assert event(answer) == f'event: changed\ndata: {{"paths": ["x/index.html"], "edition": "{screen.edition}"}}'


def test_a_page_that_comes_back_hears_what_has_changed_meanwhile(screen, connect) -> None:
    since = screen.edition
    screen.preview({"y.html": "new"})
    assert '"paths": ["y.html"]' in event(connect(f"{EVENTS}&since={since}"))
    assert '"paths": []' in event(connect(f"{EVENTS}&since={screen.edition}"))
    assert '"paths": null' in event(connect(f"{EVENTS}&since=another-1"))


def test_pages_that_have_gone_are_forgotten(screen, connect, monkeypatch) -> None:
    monkeypatch.setattr(live_server, "BEAT", 0.02)
    answer = connect(EVENTS)
    event(answer)
    assert event(answer) == ": still here"
    assert len(screen.events._listening) == 1
    answer.fp.raw._sock.shutdown(2)
    answer.close()
    deadline = time.monotonic() + 5
    while screen.events._listening:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_page_too_many_takes_the_place_of_one_that_is_gone(screen, connect, monkeypatch) -> None:
    monkeypatch.setattr("guildhouse.publish.live_events.MOST", 2)
    stays, gone = connect(EVENTS), connect(EVENTS)
    assert all(map(event, (stays, gone)))
    gone.fp.raw._sock.shutdown(2)
    comes = connect(EVENTS)
    assert event(comes)
    screen.judge(report(0, {}))
    assert event(stays).startswith("event: report")
    assert event(comes).startswith("event: report")


def test_and_else_of_the_one_that_has_listened_longest(screen, connect, monkeypatch) -> None:
    monkeypatch.setattr("guildhouse.publish.live_events.MOST", 2)
    oldest, *others = answers = [connect(EVENTS) for _ in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 200]
    assert event(oldest)
    assert oldest.read() == b""
    assert all(event(answer).startswith("retry") for answer in others)


def test_events_have_no_head(connect) -> None:
    assert connect(EVENTS, "HEAD").status == 405
