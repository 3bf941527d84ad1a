"""The style page in a browser: every component in every state is accessible, and nothing runs out of its frame."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from site_building import build, chromium

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
UNFOLD = "document.querySelectorAll('.style-part details').forEach(each => each.open = true)"
OUTSIDE = """() => {
  const scrolls = (element, frame) => element !== frame && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement, frame));
  return [...document.querySelectorAll('.style-frame')].flatMap(frame => {
    const room = frame.getBoundingClientRect();
    return [...frame.querySelectorAll('*')].filter(element => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && (box.right > room.right + 1 || box.left < room.left - 1) && !scrolls(element.parentElement, frame);
    }).map(element => `${frame.closest('section').querySelector('h2').textContent}: ${element.outerHTML.slice(0, 80)}`);
  });
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    del browser  # without one there is nothing to build for
    folder = tmp_path_factory.mktemp("style")
    (folder / "content/pages").mkdir(parents=True)
    (folder / "pelicanconf.py").write_text('PLUGINS = ["guildhouse"]\nGUILDHOUSE = {"style_page": True}\n')
    done = build(folder / "output", site=folder)
    assert done.returncode == 0, done.stderr
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=folder / "output")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/style/"
        server.shutdown()


def _opened(browser: Browser, address: str, width: int, scheme: str = "light") -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True).new_page()
    page.goto(address)
    page.evaluate(UNFOLD)
    return page


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_every_state_is_accessible(browser: Browser, address: str, width: int, scheme: str) -> None:
    page = _opened(browser, address, width, scheme)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_nothing_runs_out_of_its_frame(browser: Browser, address: str, width: int) -> None:
    page = _opened(browser, address, width)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(OUTSIDE) == []
    page.context.close()


def test_the_strict_policy_has_nothing_to_say(browser: Browser, address: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    assert said == []
    assert page.locator("[style], style, script:not([src])").count() == 0
    page.close()
