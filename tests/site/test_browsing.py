"""Every kind of page in the machine's own browser: nobody is shut out, nothing jumps, scrolls sideways or complains."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from guildhouse.tasks.browser import served
from guildhouse.tasks.tour import kinds
from site_looking import address

MODES = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "dark phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations", "incomplete"]}
SHIFTS = (
    "new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((sum, each) => sum + each.value, 0)))"
    ".observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 150))"
)
FOCUS = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const box = it.getBoundingClientRect(), style = getComputedStyle(it);
  return {
    what: [it.tagName, it.id, it.className, it.getAttribute("href"), Math.round(box.x + scrollX), Math.round(box.y + scrollY)].join(" "),
    href: it.getAttribute("href"),
    shown: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""
FOLDED = """() => Array.from(document.querySelectorAll("details"))
  .filter(it => it.checkVisibility() && !Array.from(it.children).some(each => each.tagName !== "SUMMARY" && each.checkVisibility()))
  .map(it => it.textContent)"""
STOPS = 60
TOO_SMALL = """() => Array.from(document.querySelectorAll(".section-head > a, .crumbs a, .kicker a"))
  .filter(it => { const box = it.getBoundingClientRect(); return box.width && (box.width < 24 || box.height < 24); })
  .map(it => it.textContent)"""


@pytest.fixture(scope="module")
def addresses(sample: Path) -> Iterator[list[str]]:
    with served(sample) as base:
        yield [base + address(sample, page) for page in kinds(sample).values()]


def test_paper_shows_what_is_folded_away(browser: Browser, addresses: list[str]):
    page = browser.new_context(java_script_enabled=False).new_page()
    folded = []
    for each in addresses:
        page.goto(each)
        folded += page.evaluate(FOLDED)
        page.emulate_media(media="print")
        assert page.evaluate(FOLDED) == [], each
        page.emulate_media(media="screen")
    assert folded


@pytest.mark.parametrize("mode", MODES)
def test_nobody_is_shut_out(browser: Browser, addresses: list[str], mode: str):
    context = browser.new_context(**MODES[mode], reduced_motion="reduce")
    page, said, found = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for each in addresses:
        page.goto(each)
        result = Axe().run(page, options=RULES).response
        unsure = [rule for rule in result["incomplete"] if rule["id"] == "color-contrast"]
        found += [(each, rule["id"], rule["nodes"][0]["target"]) for rule in (*result["violations"], *unsure)]
    context.close()
    assert found == []
    assert said == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_nothing_scrolls_sideways(browser: Browser, addresses: list[str], width: int):
    widths = asked(browser, addresses, "document.documentElement.scrollWidth", width)
    assert {each: found for each, found in widths.items() if found > width} == {}


def test_nothing_jumps(browser: Browser, addresses: list[str]):
    shifts = asked(browser, addresses, SHIFTS)
    assert {each: shift for each, shift in shifts.items() if shift > 0.02} == {}


def test_a_text_is_there_before_scripts_that_never_come(browser: Browser, addresses: list[str]):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.route("**/theme/site.*.js", lambda route: None)
    page.goto(addresses[0], wait_until="commit")
    painted = "new Promise(done => new PerformanceObserver(() => done(true)).observe({type: 'paint', buffered: true}))"
    assert page.wait_for_function(painted, timeout=10_000)
    page.close()


def test_where_one_is_stays_in_sight(browser: Browser, addresses: list[str]):
    """The list beside a text scrolls by itself when it is longer than the window."""
    context = browser.new_context(viewport={"width": 1280, "height": 330})
    seen = 0
    for each in addresses:
        page = context.new_page()
        page.goto(each)
        if page.evaluate("(box => box && box.scrollHeight > box.clientHeight + 20)(document.querySelector('details[data-contents]'))"):
            page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            page.wait_for_function(
                """() => {
                  const link = document.querySelector("[data-contents] [aria-current]");
                  if (!link) return false;
                  const box = link.closest("details").getBoundingClientRect(), own = link.getBoundingClientRect();
                  return own.top >= box.top && own.bottom <= box.bottom + 1;
                }""",
                timeout=5_000,
            )
            seen += 1
        page.close()
    context.close()
    assert seen


def test_the_keyboard_reaches_everything(browser: Browser, addresses: list[str]):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    for each in addresses:
        page.goto(each)
        begins_in_field = page.evaluate("document.activeElement !== document.body")  # as the page of the search does
        stops = list(walk(page))
        assert begins_in_field or stops[0]["href"].startswith("#"), f"{each}: no skip link first"
        assert [stop["what"] for stop in stops if not stop["shown"]] == [], each
        assert [stop["what"] for stop in stops if not stop["seen"]] == [], each
        assert all(before["what"] != after["what"] for before, after in pairwise(stops)), each
    page.close()


@pytest.fixture
def reader(browser: Browser, sample: Path) -> Iterator[Callable[..., Page]]:
    """Open a page of the sample site on a day of the reader's."""
    with served(sample) as base, browser.new_context(viewport={"width": 1280, "height": 900}) as context:

        def opened(url: str, day: str) -> Page:
            page = context.new_page()
            page.clock.set_fixed_time(f"{day}T12:00:00Z")
            page.goto(base + url)
            return page

        yield opened


@pytest.mark.parametrize("url", ["/", "/meetings/", "/communities/incident-response/"])
def test_where_all_dates_are_past_the_page_says_so(reader: Callable[..., Page], url: str):
    page = reader(url, "2030-01-01")
    lists = page.locator(":is(ul, div)[data-upcoming]").count()
    assert lists
    assert page.get_by_text("All of these dates are past.").count() == lists
    assert reader(url, "2026-11-16").get_by_text("All of these dates are past.").count() == 0


def test_the_first_row_that_is_shown_stands_as_a_first_one(reader: Callable[..., Page]):
    page = reader("/meetings/", "2026-11-16")
    hidden = page.locator(".rows > li[hidden] + li:not([hidden])").first
    assert hidden.evaluate("it => [getComputedStyle(it).borderTopWidth, getComputedStyle(it).paddingTop]") == ["0px", "4px"]


def test_the_list_of_parts_opens_a_folded_year(reader: Callable[..., Page]):
    page = reader("/meetings/", "2026-11-16")
    year = page.locator("#gh-2025")
    assert year.get_attribute("open") is None
    page.get_by_role("link", name="2025").click()
    assert year.get_attribute("open") is not None


def test_decisions_are_chosen_by_state_and_community(reader: Callable[..., Page]):
    page = reader("/decisions/", "2026-11-16")
    page.get_by_label("Community").select_option("ferry-app")
    shown = page.locator("#gh-decisions [data-item]:visible")
    assert 0 < shown.count() < page.locator("#gh-decisions [data-item]").count()
    assert all("Ferry app" in row for row in shown.all_inner_texts())


def test_what_stands_alone_is_large_enough_to_press(browser: Browser, addresses: list[str]):
    small = asked(browser, addresses, TOO_SMALL)
    assert {each: found for each, found in small.items() if found} == {}


def asked(browser: Browser, addresses: list[str], script: str, width: int = 390) -> dict[str, Any]:
    """Open every page in a window of that width, and tell what a script says of it."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    found = {}
    for each in addresses:
        page.goto(each)
        found[each] = page.evaluate(script)
    page.close()
    return found


def walk(page: Page) -> Iterator[dict[str, str]]:
    """Press Tab from the top of the page until it ends, or often enough."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            return
        if not stop["what"].startswith(("VIDEO", "AUDIO")):  # the stops within a recording's own controls are the browser's
            yield stop
