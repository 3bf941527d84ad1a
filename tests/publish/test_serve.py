from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

SCRIPT = """
import sys
from pathlib import Path
from guildhouse.publish.places import places
from guildhouse.publish.serve import serve
from guildhouse.settings import load
site = Path(sys.argv[1])
serve(lambda: (places(site), load(site, today="2026-11-16")), 8750, (), "fake_engine")
"""


@pytest.fixture
def server(site):
    with subprocess.Popen([sys.executable, "-c", SCRIPT, site], stderr=subprocess.PIPE, text=True) as process:
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
        return answer.read().decode()


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
    server.send_signal(signal.SIGINT)
    assert "Stopped." in server.stderr.read()
    assert server.wait(5) == 0


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
    with subprocess.Popen([sys.executable, "-c", SCRIPT, site], stderr=subprocess.PIPE, text=True) as process:
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
