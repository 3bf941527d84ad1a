"""The development server with the machine's own browser in front of it: pages follow their texts, and problems stand where one looks."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import time
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect

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
    "400 percent": {"viewport": {"width": 320, "height": 256}},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
PANEL = "#guildhouse-live section"
SEEN = """(words) => {
  const { left, top, right, bottom } = words.getBoundingClientRect();
  const line = parseFloat(getComputedStyle(words).lineHeight);
  const at = (y) => words.getRootNode().elementFromPoint((left + right) / 2, y) === words;
  return at(top + line / 2) && at(Math.max(top + line / 2, bottom - line / 2));
}"""
"""Whether words can be read where they stand, from their first line to their last."""


def png(shade: int) -> bytes:
    """Draw a picture of one colour."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(bytes((0, shade)))), (b"IEND", b""))
    made = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


class Served:
    """A site and the server that shows it."""

    def __init__(self, site: Path, process: subprocess.Popen[str], address: str) -> None:
        self.site, self.process, self.address = site, process, address

    def write(self, path: str, text: str) -> None:
        (self.site / path).write_text(text, encoding="utf-8")

    def state(self) -> list[tuple[object, object]]:
        """Tell what pages hear of themselves and of the last build when they are opened."""
        return [self._hello("about/index.html"), self._hello("other/index.html")]

    def has(self, path: str) -> bool:
        """Tell whether something is there."""
        with suppress(HTTPError), urllib.request.urlopen(f"{self.address}{path}", timeout=5):
            return True
        return False

    def _hello(self, path: str) -> tuple[object, object]:
        with urllib.request.urlopen(f"{self.address}/__guildhouse/events?path={path}", timeout=5) as answer:
            told = json.loads(next(line.decode() for line in answer if line.startswith(b"data: ")).removeprefix("data: "))
            return told["mark"], told["report"]


def words_until(process: subprocess.Popen[str], wanted: str) -> str:
    lines = []
    for line in process.stderr or ():
        lines.append(line)
        if wanted in line:
            break
    return "".join(lines)


@contextmanager
def serving(site: Path, port: int) -> Iterator[Served]:
    """Serve the site as it is at first."""
    for path, text in SITE.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "guildhouse", "serve", "--site", str(site), "--port", str(port), "--today", "2026-11-16"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            said = words_until(process, "Serving")
            assert "Published" in said
            yield Served(site, process, said.partition("Serving ")[2].partition("/ ")[0])
        finally:
            process.terminate()
            assert process.stderr
            process.stderr.read()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("living"), 8760) as found:
        yield found


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """A server that a test may end."""
    with serving(tmp_path, 8780) as found:
        yield found


@pytest.fixture
def server(served: Served) -> Iterator[Served]:
    """The server with its site as it was at first."""
    before = served.state()
    yield served
    changed = [path for path, text in SITE.items() if (served.site / path).read_text() != text]
    for path in changed:
        served.write(path, SITE[path])
    deadline = time.monotonic() + 20
    while changed and served.process.poll() is None and served.state() != before:
        assert time.monotonic() < deadline, "the server shows the site as it was at first"
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
    while not _holds(page, expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(20)


def _holds(page: Page, expression: str) -> bool:
    try:
        return bool(page.evaluate(expression))
    except Error as error:
        if "context was destroyed" not in error.message:
            raise
        return False  # it was asked while the page was loaded again


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
    page.wait_for_timeout(1000)
    assert page.locator("main input").first.input_value() == "half a wo"
    page.locator("main input").first.fill("")
    page.locator("main input").first.blur()
    expect(page.locator("main").first).to_contain_text("We are typing.", timeout=20_000)


FORM = """() => {
  const made = document.createElement("form");
  const send = Object.assign(document.createElement("button"), {type: "button", id: "send", textContent: "Send"});
  made.append(Object.assign(document.createElement("input"), {id: "field"}), send);
  document.querySelector("main").prepend(made);
  send.addEventListener("click", () => sessionStorage.setItem("sent", "yes"));
}"""


def test_a_click_arrives_before_the_page_is_loaded_again(server: Served, page: Page) -> None:
    page.goto(f"{server.address}/about/")
    page.evaluate(FORM)
    page.focus("#field")
    server.write(ABOUT, SITE[ABOUT].replace("few", "clicking"))
    page.wait_for_timeout(1500)
    box = page.locator("#send").bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.wait_for_timeout(600)
    page.mouse.up()
    expect(page.locator("main").first).to_contain_text("We are clicking.", timeout=20_000)
    assert page.evaluate("sessionStorage.getItem('sent')") == "yes"


@pytest.mark.parametrize(
    "touched",
    [
        "Object.assign(document.createElement('input'), {type: 'checkbox', checked: true})",
        "(() => { const made = document.createElement('select'); made.append(new Option('a'), new Option('b', 'b', false, true)); return made; })()",
        "Object.assign(document.createElement('textarea'), {value: 'half a wo'})",
    ],
)
def test_a_page_with_a_field_that_was_filled_in_stays_as_it_is(server: Served, page: Page, touched: str) -> None:
    page.goto(f"{server.address}/about/")
    page.evaluate("document.querySelector('main').prepend(document.createElement('select'), document.createElement('input'))")
    page.evaluate(f"(() => {{ const made = {touched}; made.id = 'made'; document.querySelector('main').prepend(made); }})()")
    server.write(ABOUT, SITE[ABOUT].replace("few", "filling"))
    page.wait_for_timeout(1500)
    page.evaluate("document.querySelector('#made').remove()")
    expect(page.locator("main").first).to_contain_text("We are filling.", timeout=20_000)


def test_the_focus_and_what_is_open_stay(server: Served, page: Page) -> None:
    page.goto(f"{server.address}/about/")
    page.evaluate("document.querySelectorAll('details').forEach((each, at) => { each.open = at % 2 === 0; })")
    opened = page.evaluate("[...document.querySelectorAll('details')].map((each) => each.open)")
    assert opened
    page.locator("footer a").last.focus()
    focused = page.evaluate("document.activeElement.outerHTML")
    server.write(ABOUT, SITE[ABOUT].replace("We are few.", "We are many.\n\nAnd [more](other.md)."))
    expect(page.locator("main").first).to_contain_text("And more.", timeout=20_000)
    until(page, f"document.activeElement.outerHTML === {json.dumps(focused)}")
    assert page.evaluate("[...document.querySelectorAll('details')].map((each) => each.open)") == opened


@pytest.mark.parametrize("mode", ["light", "dark phone", "400 percent", "forced colours"])
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
    for words in panel.locator("li p").all():
        words.scroll_into_view_if_needed()
        assert page.evaluate(SEEN, words.element_handle()), words.inner_text()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    footer = page.locator("footer").last.bounding_box()
    box = panel.bounding_box()
    assert footer
    assert box
    assert footer["y"] + footer["height"] <= box["y"] + 1, "the end of the page can be read"
    narrow = {"rules": {"target-size": {"enabled": False}}} if mode == "400 percent" else {}  # links go by behind bar and panel
    found = Axe().run(page, options=RULES | narrow).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(panel.get_by_role("status")).to_contain_text("The last edit is not published")
    server.write(ABOUT, SITE[ABOUT])
    expect(panel.get_by_role("status")).to_contain_text("Published again", timeout=20_000)
    expect(panel).to_have_count(0, timeout=20_000)
    context.close()


def test_the_panel_counts_what_is_wrong_now(server: Served, page: Page) -> None:
    page.goto(f"{server.address}/other/")
    for number in (70, 60):
        server.write(ABOUT, SITE[ABOUT] + "\n\n".join(f"[x](gone{each}.md)" for each in range(number)))
        expect(page.locator(PANEL).get_by_role("status")).to_contain_text(f"{number} problems", timeout=20_000)
        expect(page.locator(PANEL)).to_contain_text(f"and {number - 50} more")


HIDE = "(isHidden) => { window.isHidden = isHidden; document.dispatchEvent(new Event('visibilitychange')); }"


def test_a_tab_that_comes_back_shows_the_pictures_of_now(server: Served, page: Page) -> None:
    folder = server.site / "content/pages"
    for name, colour in (("a,b.png", 0), ("a+b.png", 0)):
        (folder / name).write_bytes(png(colour))
    server.write("content/pages/other.md", "# Other\n\n![One](a,b.png)\n\n![Two](a+b.png)\n")
    page.add_init_script("Object.defineProperty(document, 'hidden', {get: () => window.isHidden || false})")
    page.goto(f"{server.address}/other/")
    expect(page.locator("main img")).to_have_count(2, timeout=20_000)
    page.wait_for_timeout(1500)  # what the build changes beside
    for name in ("a,b.png", "a+b.png"):
        page.evaluate("window.untouched = true")
        page.evaluate(HIDE, True)
        (folder / name).write_bytes(png(200))
        page.wait_for_timeout(1500)
        assert page.evaluate("window.untouched")
        page.evaluate(HIDE, False)
        until(page, "!window.untouched")
    for name in ("a,b.png", "a+b.png"):
        (folder / name).unlink()


@pytest.mark.parametrize("name", ["a#b.png", "a?b.png", "a%zz.png", "ü x.png"])
def test_a_picture_of_any_name_is_shown_anew(server: Served, page: Page, name: str) -> None:
    picture = server.site / "content/pages" / name
    picture.write_bytes(png(0))
    server.write("content/pages/other.md", f"# Other\n\n![One]({quote(name)})\n")
    deadline = time.monotonic() + 20
    while not server.has(f"/{quote(name)}"):  # a preview comes before the build that publishes the picture
        assert time.monotonic() < deadline
        time.sleep(0.05)
    page.goto(f"{server.address}/other/")
    expect(page.locator("main img")).to_have_count(1, timeout=20_000)
    page.evaluate("window.untouched = true")
    picture.write_bytes(png(200))
    until(page, "!window.untouched")
    picture.unlink()


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


def test_pages_find_the_server_again(own: Served, page: Page) -> None:
    page.goto(f"{own.address}/other/")
    port = own.address.rpartition(":")[2]
    own.process.terminate()
    own.process.wait(10)
    own.write("content/pages/other.md", "# Other\n\nFrom the next server.\n")
    command = [sys.executable, "-m", "guildhouse", "serve", "--site", str(own.site), "--port", port, "--today", "2026-11-16"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            expect(page.locator("main")).to_contain_text("From the next server.", timeout=30_000)
        finally:
            process.terminate()
