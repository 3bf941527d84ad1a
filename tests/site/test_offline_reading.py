"""Reading without a network in the machine's own browser: what was read is there, what is new is never hidden, sites keep apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from guildhouse.publish.server import Handler
from guildhouse.tasks.browser import served
from site_building import build

TREE = {
    "content/pages/ropes.md": "# Ropes\n\nThey hold.\n",
    "content/pages/storm.md": "---\noffline: true\n---\n# In a storm\n\n![A sail](sail.png)\n",
    "content/pages/tide.md": "# Tide\n",
    "content/pages/never.md": "# Never read\n",
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
NETWORKLESS = "You are offline"
NAMES = "caches.keys().then(names => names.filter(name => name.startsWith('guildhouse ')).sort())"


def publish(site: Path, output: Path, *options: str, wanted: bool = True, **more: str) -> None:
    settings = {"pelicanconf.py": f"SITENAME = 'Harbour {output.name}'\nGUILDHOUSE = {{'offline_reading': {wanted}}}\n"}
    for path, text in (TREE | settings | more).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    (site / "content/pages/sail.png").write_bytes(PNG)
    done = build(output, "--url", f"http://127.0.0.1/{output.name}/", *options, site=site)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A host with room for sites in folders."""
    (tmp_path / "host").mkdir()
    with served(tmp_path / "host") as address:
        yield tmp_path / "host", address


def visited(context: BrowserContext, address: str) -> Page:
    """Open a page and wait until the worker is in charge of it."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    return page


def waited(page: Page, holds: str) -> None:
    """Wait until a promise in the page comes to what is wanted."""
    for _ in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {holds}")


def test_what_was_read_or_marked_is_there_without_a_network(tmp_path: Path, host: tuple[Path, str], context: BrowserContext) -> None:
    folder, address = host
    publish(tmp_path / "a", folder / "a")
    page = visited(context, f"{address}/a/ropes/")
    page.goto(f"{address}/a/tide/")
    context.set_offline(True)
    for url, title in {"ropes/": "Ropes", "tide/": "Tide", "storm/": "In a storm", "storm": "In a storm"}.items():
        page.goto(f"{address}/a/{url}")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert page.evaluate("document.querySelector('img[alt=\"A sail\"]').naturalWidth") == 1
    missing = page.goto(f"{address}/a/never/")
    assert missing is not None
    assert missing.status == 503
    expect(page.get_by_role("heading", level=1)).to_have_text(NETWORKLESS)
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith("Figtree")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [each["id"] for each in found] == []
    listed = page.locator("main a").all_inner_texts()
    assert listed == ["Tide", "Ropes", "In a storm"]  # what was read, the last first; then what is there in any case
    page.get_by_role("link", name="Ropes").click()
    page.wait_for_url(f"{address}/a/ropes/")
    page.goto(f"{address}/a/never/")
    page.get_by_role("link", name="In a storm").click()
    page.wait_for_url(f"{address}/a/storm/")


def test_the_page_that_says_so_helps_on(tmp_path: Path, host: tuple[Path, str], context: BrowserContext) -> None:
    folder, address = host
    publish(tmp_path / "a", folder / "a")
    page = visited(context, f"{address}/a/storm/")
    words = page.get_by_text("Pages that you have read before")
    page.goto(f"{address}/a/offline.html")
    page.wait_for_url(f"{address}/a/")  # with a network nobody needs it
    page.goto(f"{address}/a/ropes/")
    context.set_offline(True)
    page.goto(f"{address}/a/never/")
    expect(words).to_be_visible()
    assert page.locator("main a").all_inner_texts() == ["Home", "Ropes", "In a storm"]
    for file in ("calendar.ics", "feed.atom", "never/index.md"):
        with context.new_page() as other, pytest.raises(Error, match="net::ERR"):
            other.goto(f"{address}/a/{file}")  # no program takes a page for a calendar
    page.goto(f"{address}/a/never/")
    context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Never read")


def test_where_nothing_was_read_nothing_is_said_of_it(tmp_path: Path, host: tuple[Path, str], context: BrowserContext) -> None:
    folder, address = host
    publish(tmp_path / "a", folder / "a")
    page = visited(context, f"{address}/a/storm/")
    context.set_offline(True)
    page.goto(f"{address}/a/never/")
    expect(page.get_by_role("heading", level=1)).to_have_text(NETWORKLESS)
    expect(page.get_by_text("Pages that you have read before")).to_be_hidden()


def test_a_new_build_shows_at_once_and_keeps_what_was_read(tmp_path: Path, host: tuple[Path, str], context: BrowserContext) -> None:
    folder, address = host
    publish(tmp_path / "a", folder / "a")
    page = visited(context, f"{address}/a/ropes/")
    page.goto(f"{address}/a/never/")
    first = page.evaluate(NAMES)
    (tmp_path / "a/content/pages/never.md").unlink()
    publish(tmp_path / "a", folder / "a", **{"content/pages/ropes.md": "# Ropes\n\nThey held.\n", "content/pages/never.md": "# Other\n"})
    page.goto(f"{address}/a/ropes/")
    expect(page.get_by_text("They held.")).to_be_visible()
    waited(page, f"{NAMES}.then(names => names.length === 1 && names[0] !== '{first[0]}')")
    context.set_offline(True)
    page.goto(f"{address}/a/ropes/")
    expect(page.get_by_text("They held.")).to_be_visible()
    page.goto(f"{address}/a/never/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Other")


def test_sites_on_one_host_keep_apart(tmp_path: Path, host: tuple[Path, str], context: BrowserContext) -> None:
    folder, address = host
    publish(tmp_path / "a", folder / "a")
    publish(tmp_path / "b", folder / "a/b")
    publish(tmp_path / "c", folder / "c", wanted=False)
    page = visited(context, f"{address}/a/ropes/")
    page.goto(f"{address}/c/ropes/")
    page.goto(f"{address}/a/b/storm/")
    waited(page, f"{NAMES}.then(names => names.length === 2)")
    both = (
        "navigator.serviceWorker.getRegistrations().then(all => all.length === 2 && all.every(each => each.active?.state === 'activated'))"
    )
    waited(page, both)  # until then the one above is in charge
    page = visited(context, f"{address}/a/b/storm/")
    kept = "names => Promise.all(names.map(name => caches.open(name).then(it => it.keys()))).then(all => all.map(it => it.map(r => r.url)))"
    of_a, of_b = page.evaluate(kept, page.evaluate(NAMES))
    assert [url for url in of_a if not url.startswith(f"{address}/a/") or url.startswith(f"{address}/a/b/")] == []
    assert [url for url in of_b if not url.startswith(f"{address}/a/b/")] == []
    context.set_offline(True)
    page.goto(f"{address}/a/b/ropes/")
    expect(page.get_by_role("heading", level=1)).to_have_text(NETWORKLESS)
    page.goto(f"{address}/a/ropes/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ropes")


KEPT = f"""{NAMES}.then(names => Promise.all(names.map(name => caches.open(name).then(it => it.keys()))))
.then(all => all.flat().map(request => request.url))"""


class Faulty(Handler):
    """A host that fails, leads elsewhere, and answers for others."""

    def do_GET(self) -> None:  # noqa: N802 - as the base class calls it
        if "broken" in self.path:
            self.send_error(500)
        elif "moved" in self.path:
            self.send_response(302)
            self.send_header("Location", "sail.png" if self.path.endswith(".png") else "../")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            super().do_GET()


@contextmanager
def faulty(folder: Path) -> Iterator[str]:
    """Serve a folder by such a host."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Faulty, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_only_whole_pages_and_their_parts_are_kept(tmp_path: Path, browser: Browser) -> None:
    publish(tmp_path / "site", tmp_path / "wiki")
    (tmp_path / "wiki/ropes/sail.png").write_bytes(PNG)
    (tmp_path / "wika").mkdir()
    (tmp_path / "wika/sail.png").write_bytes(PNG)
    with faulty(tmp_path) as address, faulty(tmp_path) as other, browser.new_context(bypass_csp=True) as context:
        page = visited(context, f"{address}/wiki/ropes/")
        show = "url => new Promise(done => { const it = new Image(); it.onload = it.onerror = done; it.src = url; })"
        for picture in (
            f"{other}/wiki/sail.png",
            f"{address}/wika/sail.png",
            f"{address}/wiki/ropes/moved.png",
            f"{address}/wiki/ropes/sail.png?of=now",
        ):
            page.evaluate(show, picture)
        page.evaluate(
            "Promise.all(['../feed.json', '../ropes/index.md', '../tide/'].map(url => fetch(url, {headers: {Range: 'bytes=0-3'}})))"
        )
        for url in ("ropes/broken/", "ropes/gone/", "feed.atom", "tide/moved/"):
            page.goto(f"{address}/wiki/{url}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Tide")
        waited(page, f"{KEPT}.then(urls => urls.includes('{address}/wiki/tide/'))")
        pages = {url for url in page.evaluate(KEPT) if "/wiki/theme/" not in url and "/icon-" not in url}
        assert pages == {f"{address}/wiki/{path}" for path in ("offline.html", "ropes/", "ropes/sail.png", "storm/", "sail.png", "tide/")}


@pytest.mark.parametrize("from_the_start", [True, False], ids=["at first", "later"])
def test_a_full_disk_is_no_harm(tmp_path: Path, host: tuple[Path, str], context: BrowserContext, from_the_start: bool) -> None:
    folder, address = host
    publish(tmp_path / "a", folder / "a")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    if not from_the_start:
        page.goto(f"{address}/a/ropes/")
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    session = context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": address, "quotaSize": 4000})
    for url, title in {"tide/": "Tide", "ropes/": "Ropes", "never/": "Never read"}.items():
        page.goto(f"{address}/a/{url}")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    kept = "/a/never/" if from_the_start else "/a/ropes/"
    if from_the_start:
        waited(page, f"{NAMES}.then(names => names.length === 0)")
        waited(page, "navigator.serviceWorker.getRegistrations().then(all => all.every(each => !each.active))")
    else:
        assert f"{address}{kept}" in page.evaluate(KEPT)
    assert errors == []


def test_switching_it_off_deletes_what_was_kept(tmp_path: Path, host: tuple[Path, str], context: BrowserContext) -> None:
    folder, address = host
    publish(tmp_path / "a", folder / "a")
    publish(tmp_path / "b", folder / "b")
    visited(context, f"{address}/b/ropes/")
    page = visited(context, f"{address}/a/ropes/")
    assert len(page.evaluate(NAMES)) == 2
    publish(tmp_path / "a", folder / "a", wanted=False)
    page.goto(f"{address}/a/ropes/")
    waited(page, f"{NAMES}.then(names => names.length === 1)")
    waited(page, "navigator.serviceWorker.getRegistrations().then(all => all.length === 1)")
    assert page.evaluate(NAMES)[0].startswith(f"guildhouse {address}/b/ ")


def _worker(folder: Path) -> tuple[bytes, int]:
    return (folder / "service-worker.js").read_bytes(), (folder / "service-worker.js").stat().st_mtime_ns


def test_the_worker_is_another_whenever_a_file_is_and_only_then(tmp_path: Path) -> None:
    publish(tmp_path / "a", tmp_path / "out")
    first = _worker(tmp_path / "out")
    publish(tmp_path / "a", tmp_path / "out", "--no-cache")
    assert _worker(tmp_path / "out") == first
    publish(tmp_path / "a", tmp_path / "out", **{"content/pages/ropes.md": "# Ropes\n\nNew.\n"})
    assert _worker(tmp_path / "out")[0] != first[0]


@pytest.mark.parametrize(("wanted", "options"), [(False, ()), (True, ("--offline",))], ids=["off", "from disk"])
def test_nobody_is_asked_to_keep_anything(tmp_path: Path, wanted: bool, options: tuple[str, ...]) -> None:
    publish(tmp_path / "a", tmp_path / "out", *options, wanted=wanted)
    scripts = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out/theme").glob("*.js"))
    assert "serviceWorker" not in scripts
    assert not (tmp_path / "out/offline.html").exists()
    assert (tmp_path / "out/service-worker.js").exists() == (not options)


def test_the_live_server_asks_nobody(tmp_path: Path, host: tuple[Path, str], context: BrowserContext) -> None:
    folder, address = host
    publish(tmp_path / "a", folder / "a")
    tag: Callable[[str], str] = lambda html: html.replace("<head>", '<head><script defer src="/__guildhouse/live.js"></script>', 1)  # noqa: E731
    page_file = folder / "a/ropes/index.html"
    page_file.write_text(tag(page_file.read_text(encoding="utf-8")), encoding="utf-8")
    page = context.new_page()
    page.goto(f"{address}/a/ropes/", wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
