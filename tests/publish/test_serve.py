from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from functools import partial
from pathlib import Path

import pytest

SCRIPT = """
import sys
from pathlib import Path
from guildhouse.publish.serve import serve
from guildhouse.publish.settle import settled
from guildhouse.publish import live_worker
site = Path(sys.argv[1])
live_worker.LONG = float(sys.argv[2])
serve(lambda: settled(site, {"today": "2026-11-16"}), 8750, (), "fake_living")
"""


@pytest.fixture
def server(site, request):
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, site, getattr(request, "param", "10")], stderr=subprocess.PIPE, text=True
    ) as process:
        patience = threading.Timer(60, process.kill)  # a server that says nothing more must not keep the tests waiting
        patience.start()
        yield process
        patience.cancel()
        process.kill()


def words_until(process, wanted: str) -> str:
    """Read what the server says until a line holds the wanted words."""
    lines = []
    for line in process.stderr:
        lines.append(line)
        if wanted in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def page(said: str, path: str = "a.html") -> str:
    address = said.partition("Serving ")[2].partition(" ")[0]
    with urllib.request.urlopen(address + path, timeout=5) as answer:
        return answer.read().decode().partition("<script")[0]


def children(pid: int) -> list[int]:
    """Name the living processes that a process has started, and those that these have."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, parent = status.read_text().rpartition(")")[2].split()[:2]
            if int(parent) == pid and state != "Z":
                found += [int(status.parent.name), *children(int(status.parent.name))]
    return found


def ended(pids: list[int]) -> bool:
    """Wait until none of some processes is left."""
    deadline = time.monotonic() + 20
    while left := [pid for pid in pids if Path("/proc", str(pid)).exists()]:
        if time.monotonic() > deadline:
            return not left
        time.sleep(0.01)
    return True


def test_an_edit_is_shown_and_a_broken_one_leaves_the_last_good_site(site, server) -> None:
    said = words_until(server, "Serving http://127.0.0.1:")
    assert page(said) == "first a.html"
    (site / "content" / "a.html").write_text("second")
    words_until(server, "Changed: content/a.html")
    words_until(server, "Published")
    assert page(said) == "second"
    (site / "trouble.txt").write_text("problems")
    (site / "content" / "a.html").write_text("broken")
    assert "content/a.md:1:1: no [bad-value]" in words_until(server, "the last good site stays")
    assert page(said) == "second"
    (site / "pelicanconf.py").write_text("GUILDHOUSE = {'lenint': True}")
    words_until(server, "Did you mean 'lenient'?")
    (site / "content").rename(site / "gone")
    words_until(server, "so it is not a site")
    (site / "gone").rename(site / "content")
    (site / "trouble.txt").write_text("")
    (site / "pelicanconf.py").write_text("SITENAME = 'Mended'")
    words_until(server, "Published")
    assert page(said) == "broken"
    below = children(server.pid)
    assert len(below) == 2  # the process that stays, and the copy that built last
    server.send_signal(signal.SIGINT)
    assert "Stopped." in server.stderr.read()
    assert server.wait(5) == 0
    assert ended(below)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
@pytest.mark.parametrize("trouble", ["", "slow 30"])
def test_nothing_is_left_of_a_server_that_was_killed(site, server, trouble) -> None:
    words_until(server, "Serving")
    (site / "trouble.txt").write_text(trouble)
    (site / "content" / "a.html").write_text("second")
    words_until(server, "Changed" if trouble else "Published")
    deadline = time.monotonic() + 20
    while trouble and not (site / "slow").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    below = children(server.pid)
    assert len(below) == (3 if trouble else 2)
    server.kill()
    assert ended(below)


def test_nothing_is_left_of_what_a_build_has_started(site, server) -> None:
    words_until(server, "Serving")
    (site / "trouble.txt").write_text("orphan")
    (site / "content" / "a.html").write_text("second")
    words_until(server, "Published")
    orphan = int((site / "worker").read_text())
    server.send_signal(signal.SIGTERM)
    server.wait(5)
    assert ended([orphan])


def test_an_engine_that_was_killed_is_replaced(site, server) -> None:
    words_until(server, "Serving")
    for victim in (0, -1):  # the process that stays, then a copy
        os.kill(children(server.pid)[victim], signal.SIGKILL)
        (site / "content" / "a.html").write_text(f"after {victim}")
        words_until(server, "Published")
    (site / "trouble.txt").write_text("killed")
    (site / "content" / "a.html").write_text("never")
    assert "was ended by signal 9" in words_until(server, "the last good site stays")
    (site / "trouble.txt").write_text("")
    (site / "content" / "a.html").write_text("again")
    words_until(server, "Published")


def test_a_text_is_shown_before_it_is_built(site, server) -> None:
    (site / "content" / "text.md").write_text("first")
    said = words_until(server, "Serving")
    (site / "trouble.txt").write_text("slow 0.2")
    (site / "content" / "text.md").write_text("second")
    words_until(server, "Changed")
    assert page(said, "text.html") == "preview of content/text.md"
    assert not (site / "output" / "text.html").exists()
    words_until(server, "Published")
    is_shown = partial(page, said, "text.html")
    with pytest.raises(urllib.error.HTTPError, match="404"):  # the stand-in copies files, and made no such page
        all(map(bool, iter(is_shown, "")))


def test_a_text_that_is_not_all_that_has_changed_waits_for_its_build(site, server) -> None:
    said = words_until(server, "Serving")
    (site / "trouble.txt").write_text("slow 0.1")
    (site / "content" / "text.md").write_text("new")
    (site / "content" / "a.html").write_text("with it")
    words_until(server, "Changed: content/a.html, content/text.md")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        page(said, "text.html")


def test_a_site_that_is_gone_for_a_while_comes_back(site, server) -> None:
    """As when a branch without it is checked out."""
    said = words_until(server, "Serving")
    site.rename(site.with_name("away"))
    assert "is not a folder" in words_until(server, "the last good site stays")
    site.with_name("away").rename(site)
    words_until(server, "Nothing changed")
    assert page(said) == "first a.html"


def test_a_site_that_cannot_be_built_yet_is_served_as_soon_as_it_can(site, server_broken) -> None:
    said = words_until(server_broken, "Serving")
    assert "no [bad-value]" in said
    with pytest.raises(urllib.error.HTTPError, match="503"):
        page(said)
    (site / "trouble.txt").write_text("")
    (site / "content" / "a.html").write_text("mended")
    words_until(server_broken, "Published")
    assert page(said) == "mended"


@pytest.fixture
def server_broken(site: Path):
    (site / "trouble.txt").write_text("problems")
    with subprocess.Popen([sys.executable, "-c", SCRIPT, site, "10"], stderr=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def test_edits_during_a_build_are_not_missed(site, server) -> None:
    words_until(server, "Serving")
    (site / "trouble.txt").write_text("slow 0.2")
    (site / "content" / "a.html").write_text("second")
    words_until(server, "Changed")
    time.sleep(0.2)
    (site / "content" / "b.html").write_text("during")
    words_until(server, "Published")
    assert "content/b.html" in words_until(server, "Changed")


@pytest.mark.parametrize("server", ["0.5"], indirect=True)
def test_a_build_that_hangs_is_ended_when_it_may_have_been_mended(site, server) -> None:
    said = words_until(server, "Serving")
    (site / "trouble.txt").write_text("slow 60")
    (site / "content" / "a.html").write_text("hangs")
    words_until(server, "Changed")
    deadline = time.monotonic() + 20
    while not (site / "slow").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    below = children(server.pid)
    (site / "trouble.txt").write_text("")
    (site / "content" / "a.html").write_text("mended")
    assert "Not built" not in words_until(server, "The build was ended after")
    words_until(server, "Published")
    assert ended(below)
    assert page(said) == "mended"


def test_a_published_folder_that_is_removed_is_built_again(site, server) -> None:
    said = words_until(server, "Serving")
    shutil.rmtree(site / "output")
    assert str(site / "output") in words_until(server, "Changed")
    words_until(server, "Published")
    assert page(said) == "first a.html"


def test_a_published_folder_that_another_build_has_replaced_is_shown(site, server) -> None:
    said = words_until(server, "Serving")
    address = said.partition("Serving ")[2].partition(" ")[0]
    with urllib.request.urlopen(f"{address}__guildhouse/events?path=a.html", timeout=10) as events:
        account = json.loads((site / "output" / "build.json").read_text())
        account["files"]["a.html"] = "0" * 64
        (site / "output" / "build.json").write_text(json.dumps(account))
        for line in events:
            if b"a.html" in line:
                break
        else:
            pytest.fail("the page was told nothing")


@pytest.mark.parametrize("text", ["while True: pass", "import os; os._exit(0)", "raise KeyboardInterrupt"])
def test_a_configuration_never_runs_in_the_server(site, server, text) -> None:
    said = words_until(server, "Serving")
    (site / "pelicanconf.py").write_text(text)
    words_until(server, "Changed: pelicanconf.py")
    assert page(said) == "first a.html"
    if "while" in text:
        assert server.poll() is None
        server.send_signal(signal.SIGINT)
        assert server.wait(5) == 0
        return
    words_until(server, "the last good site stays")
    (site / "pelicanconf.py").write_text("SITENAME = 'Mended'")
    words_until(server, "Published")
