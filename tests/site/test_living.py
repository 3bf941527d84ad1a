"""The development server with the machine's own browser in front of it: pages follow their texts, and problems stand where one looks."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from site_building import chromium

ABOUT = "content/pages/about.md"
SECTIONS = "".join(f"## Part {number}\n\n{'Words of this part. ' * 60}\n\n" for number in range(12))
SITE = {
    "pelicanconf.py": "SITENAME = 'Guild'\n",
    "content/pages/about.md": f"# About\n\nWe are few.\n\n{SECTIONS}",
    "content/pages/other.md": "# Other\n\nAnother page.\n",
    "communities/signals/community.yml": "name: Signals\n",
}
MODES = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "dark phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 480}},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
PANEL = "#guildhouse-live section"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


class Served:
    """A site and the server that shows it."""

    def __init__(self, site: Path, process: subprocess.Popen[str], address: str) -> None:
        self.site, self.process, self.address = site, process, address

    def write(self, path: str, text: str) -> None:
        (self.site / path).write_text(text, encoding="utf-8")

    def state(self) -> list[str]:
        """Tell what pages hear of themselves when they are opened."""
        return [self._hello("about/index.html"), self._hello("other/index.html")]

    def _hello(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.address}/__guildhouse/events?path={path}", timeout=5) as answer:
            return next(line.decode() for line in answer if line.startswith(b"data: "))


def words_until(process: subprocess.Popen[str], wanted: str) -> str:
    lines = []
    for line in process.stderr or ():
        lines.append(line)
        if wanted in line:
            break
    return "".join(lines)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    site = tmp_path_factory.mktemp("living")
    for path, text in SITE.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "guildhouse", "serve", "--site", str(site), "--port", "8760", "--today", "2026-11-16"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            said = words_until(process, "Serving")
            assert "Published" in said
            yield Served(site, process, said.partition("Serving ")[2].partition("/ ")[0])
        finally:
            process.terminate()
            process.stderr.read()


@pytest.fixture
def server(served: Served) -> Iterator[Served]:
    """The server with its site as it was at first."""
    before = served.state()
    yield served
    changed = [path for path, text in SITE.items() if (served.site / path).read_text() != text]
    for path in changed:
        served.write(path, SITE[path])
    deadline = time.monotonic() + 20
    while changed and served.process.poll() is None and served.state() != before and time.monotonic() < deadline:
        time.sleep(0.05)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(**MODES["light"], bypass_csp=False)
    made = context.new_page()
    complaints: list[str] = []
    made.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    yield made
    context.close()
    assert [each for each in complaints if "EventSource" not in each and "ERR_" not in each] == []


def until(page: Page, expression: str) -> None:
    """Wait until something holds on a page, whose policy lets nobody evaluate text, as Playwright's own way of waiting does."""
    deadline = time.monotonic() + 20
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(20)


def test_the_page_on_screen_shows_new_words_and_stays_where_it_is_read(server: Served, page: Page) -> None:
    page.goto(f"{server.address}/about/")
    page.mouse.wheel(0, 1500)
    until(page, "scrollY > 1400")
    before = page.evaluate("scrollY")
    server.write(ABOUT, SITE[ABOUT].replace("We are few.", "We are many."))
    expect(page.locator("article, main").first).to_contain_text("We are many.", timeout=20_000)
    until(page, f"Math.abs(scrollY - {before}) < 60")


def test_a_page_that_did_not_change_is_not_loaded_again(server: Served, page: Page) -> None:
    page.goto(f"{server.address}/other/")
    page.evaluate("window.untouched = true")
    with page.expect_event("console", timeout=20_000) as told:
        page.evaluate("new EventSource('/__guildhouse/events?path=x').addEventListener('report', () => console.log('built'), {once: true})")
        server.write(ABOUT, SITE[ABOUT].replace("few", "some"))
    assert told.value.text == "built"
    assert page.evaluate("window.untouched")
    server.write("content/pages/other.md", "# Other\n\nChanged.\n")
    expect(page.locator("main")).to_contain_text("Changed.", timeout=20_000)


def test_whoever_types_is_not_interrupted(server: Served, page: Page) -> None:
    page.goto(f"{server.address}/about/")
    page.evaluate("document.querySelector('main').prepend(document.createElement('input'))")
    page.locator("main input").first.focus()
    page.keyboard.type("half a wo")
    server.write(ABOUT, SITE[ABOUT].replace("few", "typing"))
    page.wait_for_timeout(1500)
    assert page.locator("main input").first.input_value() == "half a wo"
    page.keyboard.press("Tab")
    expect(page.locator("main").first).to_contain_text("We are typing.", timeout=20_000)


@pytest.mark.parametrize("mode", MODES)
def test_a_broken_edit_is_told_on_the_page_and_the_last_good_one_stays(server: Served, browser: Browser, mode: str) -> None:
    context = browser.new_context(**MODES[mode])  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{server.address}/other/")
    server.write(ABOUT, SITE[ABOUT] + "\n[gone](nowhere.md)\n\nAnd [again](elsewhere.md).\n")
    panel = page.locator(PANEL)
    expect(panel).to_be_visible(timeout=20_000)
    line = SITE[ABOUT].count("\n") + 2
    expect(panel.locator("code").first).to_contain_text(f"content/pages/about.md:{line}:")
    expect(panel).to_contain_text("`nowhere.md` leads to nothing")
    expect(panel).to_contain_text("Correct the link.")
    expect(panel.get_by_role("status")).to_contain_text("2 problems")
    expect(page.locator("main")).to_contain_text("Another page.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    footer = page.locator("footer").last.bounding_box()
    box = panel.bounding_box()
    assert footer
    assert box
    assert footer["y"] + footer["height"] <= box["y"] + 1, "the end of the page can be read"
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    server.write(ABOUT, SITE[ABOUT])
    expect(panel).to_have_count(0, timeout=20_000)
    context.close()


def test_the_panel_is_for_the_keyboard_too(server: Served, page: Page) -> None:
    page.goto(f"{server.address}/other/")
    server.write("pelicanconf.py", "SITENAME = (\n")
    panel = page.locator(PANEL)
    expect(panel).to_be_visible(timeout=20_000)
    expect(panel).to_contain_text("pelicanconf.py:1")
    page.keyboard.press("Shift+Tab")  # it stands at the end of the page
    focused = "document.querySelector('#guildhouse-live').shadowRoot.activeElement"
    assert page.evaluate(f"{focused}.id") == "list"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(f"{focused}.textContent") == "Fold"
    page.keyboard.press("Enter")
    expect(panel.locator("ol")).to_be_hidden()
    assert page.evaluate(f"{focused}.getAttribute('aria-expanded')") == "false"
    page.keyboard.press("Enter")
    expect(panel.locator("ol")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    page.reload()
    page.wait_for_timeout(500)
    expect(panel).to_have_count(0)  # closed is closed, until there is something else to tell
    server.write("pelicanconf.py", "SITENAME = [\n")
    expect(panel).to_be_visible(timeout=20_000)


def test_a_page_that_is_not_there_yet_comes_by_itself(server: Served, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.address}/new/")
    server.write("content/pages/new.md", "# New\n\nHere it is.\n")
    expect(page.locator("body")).to_contain_text("Here it is.", timeout=20_000)
    (server.site / "content/pages/new.md").unlink()
    context.close()


def test_tabs_in_the_background_hold_no_connection(server: Served, browser: Browser) -> None:
    context = browser.new_context()
    pages = [context.new_page() for _ in range(9)]  # more than the six connections that browsers open to a host
    for page in pages:
        page.add_init_script("Object.defineProperty(document, 'hidden', {get: () => window.isHidden || false})")
        page.goto(f"{server.address}/other/", timeout=10_000)
        page.evaluate("window.isHidden = true; document.dispatchEvent(new Event('visibilitychange'))")
    assert "Another page." in pages[-1].locator("main").inner_text()
    server.write("content/pages/other.md", "# Other\n\nChanged meanwhile.\n")
    pages[0].wait_for_timeout(2500)
    pages[0].evaluate("window.isHidden = false; document.dispatchEvent(new Event('visibilitychange'))")
    expect(pages[0].locator("main")).to_contain_text("Changed meanwhile.", timeout=20_000)
    context.close()


def test_pages_find_the_server_again(server: Served, page: Page) -> None:
    page.goto(f"{server.address}/other/")
    port = server.address.rpartition(":")[2]
    server.process.terminate()
    server.process.stderr.read()
    server.write("content/pages/other.md", "# Other\n\nFrom the next server.\n")
    command = [sys.executable, "-m", "guildhouse", "serve", "--site", str(server.site), "--port", port, "--today", "2026-11-16"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            expect(page.locator("main")).to_contain_text("From the next server.", timeout=30_000)
        finally:
            process.terminate()
