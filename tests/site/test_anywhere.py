"""The published site works wherever it is put: every link and anchor of every page arrives, at a root, at a sub-path and from disk."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from lxml import html

from site_building import build, chromium

SHOWN = ("index.html", "communities/incident-response/index.html", "communities/incident-response/resources/severity/index.html")


def links(page: Path, root: Path) -> Iterator[str]:
    tree = html.fromstring(page.read_bytes())
    here = f"http://site/{page.relative_to(root).as_posix()}"
    for element, _, target, _ in tree.iterlinks():
        if element.tag != "link" or element.get("rel") != "canonical":
            yield urljoin(here, target)


@functools.cache
def anchors(page: Path) -> frozenset[str]:
    return frozenset(html.fromstring(page.read_bytes()).xpath("//@id"))


def dead(root: Path) -> list[str]:
    found = []
    for page in sorted(root.rglob("*.html")):
        if page.name == "404.html":
            continue  # shown at any depth, its links begin at the root; the next test looks at it
        for link in links(page, root):
            address, fragment = urldefrag(link)
            if not address.startswith("http://site/"):
                continue
            goal = root / unquote(address.removeprefix("http://site/")).partition("?")[0]
            goal = goal / "index.html" if goal.is_dir() and root.name != "offline" else goal
            if not goal.is_file() or (fragment and goal.suffix == ".html" and unquote(fragment) not in anchors(goal)):
                found.append(f"{page.relative_to(root)} -> {link}")
    return found


def test_every_link_arrives(sample: Path):
    assert dead(sample) == []


def test_not_found_links_from_the_root_below_the_sub_path(tmp_path: Path):
    assert build(tmp_path / "site", "--url", "https://example.org/a/b").returncode == 0
    tree = html.fromstring((tmp_path / "site/404.html").read_bytes())
    inside = [link for _, _, link, _ in tree.iterlinks() if not link.startswith(("http", "#", "mailto:"))]
    assert inside
    assert all(link.startswith("/a/b/") for link in inside)


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("disk") / "offline"
    assert build(output, "--offline").returncode == 0
    return output


def test_every_link_arrives_on_disk(offline: Path):
    assert dead(offline) == []


def test_a_browser_opens_it_from_disk(offline: Path):
    with chromium() as browser:
        for path in SHOWN:
            page = browser.new_page()
            said: list[str] = []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto((offline / path).as_uri())
            assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != "rgba(0, 0, 0, 0)"
            assert said == []


def test_a_browser_opens_it_below_a_sub_path(sample: Path, tmp_path: Path):
    (tmp_path / "some").mkdir()
    (tmp_path / "some/where").symlink_to(sample)
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=tmp_path)) as server, chromium() as browser:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_address[1]}/some/where/"
        page = browser.new_page()
        missing: list[str] = []
        page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
        page.on("console", lambda message: missing.append(message.text))
        page.goto(base)
        page.get_by_role("link", name="All communities").first.click()
        page.get_by_role("link", name="Incident response").first.click()
        assert page.url == f"{base}communities/incident-response/"
        assert missing == []
        server.shutdown()


def test_reading_needs_no_script(sample: Path):
    with chromium() as browser:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto((sample / "communities/index.html").as_uri())
        assert page.get_by_role("link", name="Incident response").first.is_visible()
        page.goto((sample / "communities/incident-response/resources/severity/index.html").as_uri())
        assert page.get_by_role("heading", name="How to choose").is_visible()
