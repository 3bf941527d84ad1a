"""Searching as readers do it, by the keyboard in the machine's own browser; what finds is a small script of these tests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from guildhouse.tasks.browser import served
from site_building import build

ANSWERER = (Path(__file__).parent / "search_answerer.js").read_text(encoding="utf-8")
LOREM = "A text that is as long as a screen. " * 120
COMMUNITY = "communities/incident-response"
TREE = {
    f"{COMMUNITY}/community.yml": "name: Incident response\nhue: clay\n",
    f"{COMMUNITY}/resources/severity-levels.md": "# Severity levels\n\nWhen in doubt, declare the higher severity; it can be lowered later.\n",
    f"{COMMUNITY}/resources/writing-a-good-postmortem.md": "# Writing a good postmortem\n",
    "communities/accessibility/community.yml": "name: Accessibility\n",
    "content/people/amal.yml": "name: Amal Haddad\nskills: [incidents]\n",
    "content/pages/decision-records.md": "# Decision records\n\n<input> How a severity is decided.\n",
    "content/pages/severity-scale.md": f"# One severity scale\n\nThe severity words. {LOREM}\n\n## Context\n\n{LOREM}\n\nIt came about so that every team had its own severity words, which nobody else knew.\n\n{LOREM}\n",
    "content/pages/arabisch.md": "---\nlang: ar\n---\n# العربية\n",
}
SETTINGS = "SITENAME = 'Harbour'\nGUILDHOUSE = {'repository': 'https://github.com/harbour/guild@main'}\n"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations", "incomplete"]}
MODES: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "dark phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    "twice as large": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
}
FIELD, STATE, RESULT = "#gh-search-dialog-field", "dialog [data-search-state]", "dialog [data-result]"
ACTIVE = f"document.getElementById(document.querySelector('{FIELD}').getAttribute('aria-activedescendant'))?.dataset.result ?? null"


def made(folder: Path, *options: str) -> Path:
    for path, text in (TREE | {"pelicanconf.py": SETTINGS}).items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_text(text, encoding="utf-8")
    done = build(folder / "out", *options, site=folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "out"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site in a folder of its host."""
    host = tmp_path_factory.mktemp("host")
    made(host / "guild")
    with served(host) as address:
        yield f"{address}/guild/out"


def context_of(browser: Browser, **options: Any) -> BrowserContext:
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
    context.route("**/theme/search-worker.*", lambda route: route.fulfill(body=ANSWERER, content_type="text/javascript"))
    context.set_default_timeout(8000)
    return context


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = context_of(browser)
    opened, said = context.new_page(), list[str]()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []


def asked(page: Page, address: str, words: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.wait_for_selector("dialog:modal")
    typed(page, words)


def typed(page: Page, words: str) -> None:
    page.keyboard.type(words)
    page.wait_for_selector(f"{STATE[7:]}:not([data-search-state=loading])")


def titles(page: Page, where: str = RESULT) -> list[str]:
    return page.locator(f"{where} .found-title > bdi").all_inner_texts()


# --- the way there


def test_nothing_is_fetched_before_somebody_begins(page: Page, base: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{base}/severity-scale/")
    page.wait_for_load_state("networkidle")
    assert [url for url in requests if "search" in url] == []
    with page.expect_response("**/theme/search.*.css"), page.expect_response("**/theme/search-en.*.js"):
        page.locator("#gh-search").focus()
    first = ["search-en.js", "search-worker.js", "search.css"]
    assert sorted(re.sub(r"\.\w{8}\.", ".", url.rpartition("/")[2]) for url in requests if "search" in url) == first, "all in one turn"
    assert page.locator("dialog").count() == 0, "to come by with Tab opens nothing"
    page.locator("#gh-search").click()
    typed(page, "severity")
    assert len([url for url in requests if "search-worker" in url]) == 1, "what was there early is used"


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_it_and_escape_gives_the_focus_back(page: Page, base: str, key: str) -> None:
    page.goto(f"{base}/severity-scale/")
    page.locator(".top-name").focus()
    page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    typed(page, "severity")
    page.keyboard.press("Escape")
    assert page.locator("dialog:modal").count() == 0
    expect(page.locator(".top-name")).to_be_focused()
    page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("severity")
    assert page.evaluate("getSelection().toString()") == "severity", "what was typed can be typed over"
    page.get_by_role("button", name="Close").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_keys_open_it_from_the_field_of_the_bar_too(page: Page, base: str, key: str) -> None:
    page.goto(f"{base}/severity-scale/")
    page.locator("#gh-search").click()
    page.wait_for_selector("dialog:modal")
    page.keyboard.press("Escape")
    expect(page.locator("#gh-search")).to_be_focused()
    page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("")


@pytest.mark.parametrize("mode", ["light", "phone"])
def test_the_page_stays_where_it_is(browser: Browser, base: str, mode: str) -> None:
    context = context_of(browser, **MODES[mode])
    page = context.new_page()
    page.goto(f"{base}/severity-scale/")
    page.locator(".top-name").focus()
    page.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
    seen = "() => { window.seen = new Set(); addEventListener('scroll', () => seen.add(Math.round(scrollY))); }"
    page.evaluate(seen)
    for key in ("/", "Control+k"):
        page.keyboard.press(key)
        page.wait_for_selector("dialog:modal")
        typed(page, "severity")
        page.keyboard.press("Escape")
        expect(page.locator(".top-name")).to_be_focused()
    page.wait_for_timeout(100)
    assert page.evaluate("[Math.round(scrollY), ...seen].every(each => each === 900)")
    context.close()


def test_the_large_field_of_the_first_page_does_as_that_of_the_bar(page: Page, base: str) -> None:
    page.goto(f"{base}/")
    page.locator("#gh-search-home").focus()
    assert page.locator("dialog").count() == 0
    page.keyboard.type("severity", delay=30)
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("severity")
    page.wait_for_selector(RESULT)
    page.keyboard.press("Escape")
    expect(page.locator("#gh-search-home")).to_be_focused()


def test_keys_do_nothing_while_one_writes_or_when_they_are_off(page: Page, base: str) -> None:
    page.goto(f"{base}/severity-scale/")
    page.evaluate("""document.querySelector('main').append(...['input', 'textarea', 'select', 'p'].map(name => {
        const made = document.createElement(name); made.id = 'x-' + name; if (name === 'p') made.contentEditable = true; return made; }))""")
    for name in ("input", "textarea", "select", "p"):
        page.locator(f"#x-{name}").focus()
        for key in ("/", "Control+k"):
            page.keyboard.press(key)
    page.locator(".top-name").focus()
    for key in ("Control+/", "Alt+/", "Control+Shift+k", "k"):
        page.keyboard.press(key)
    page.wait_for_timeout(100)
    assert page.locator("dialog").count() == 0
    page.keyboard.press("/")
    page.get_by_role("checkbox", name="The keys / and Ctrl K open the search").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.locator(".top-name").focus()
    page.keyboard.press("/")
    page.keyboard.press("Control+k")
    page.wait_for_timeout(100)
    assert page.locator("dialog").count() == 0
    page.locator("#gh-search").click()
    page.get_by_role("checkbox", name="The keys").check()
    page.keyboard.press("Escape")
    page.locator(".top-name").focus()
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()


def test_what_is_written_in_the_bar_goes_on_in_the_dialog(page: Page, base: str) -> None:
    page.goto(f"{base}/severity-scale/")
    page.keyboard.press("Tab")
    page.locator("#gh-search").focus()
    page.keyboard.type("sever", delay=30)
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("ity")
    expect(page.locator(FIELD)).to_have_value("severity")
    page.wait_for_selector(RESULT)


def test_where_the_script_does_not_come_the_field_leads_to_the_page(browser: Browser, base: str) -> None:
    context = context_of(browser)
    context.route("**/theme/search-en.*", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{base}/severity-scale/")
    page.locator("#gh-search").click()
    page.keyboard.type("severity")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=severity")
    context.close()
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{base}/severity-scale/")
    page.locator(".search-link").click()
    page.wait_for_url("**/search/")
    context.close()


# --- the list


def test_arrows_home_and_end_lead_through_what_was_found(page: Page, base: str) -> None:
    asked(page, f"{base}/severity-scale/", "severity")
    page.wait_for_selector(f"{STATE}[data-search-state=ready]")
    box = page.locator(FIELD)
    expect(box).to_have_attribute("aria-expanded", "true")
    steps = [("ArrowDown", "1"), ("ArrowDown", "2"), ("End", "6"), ("ArrowDown", None), ("ArrowUp", "6"), ("Home", "1"), ("ArrowUp", None)]
    for key, number in steps:
        page.keyboard.press(key)
        assert page.evaluate(ACTIVE) == number, key
    page.keyboard.press("ArrowDown")
    assert page.locator("[aria-selected=true]").count() == 1
    expect(box).to_be_focused()
    assert page.locator(RESULT).evaluate_all("all => all.map(each => each.dataset.result)") == list("123456")


def test_enter_opens_and_with_control_in_a_new_tab(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "decision")
    page.keyboard.press("ArrowDown")
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    assert opened.value.url.startswith(f"{base}/decision-records/")
    opened.value.close()
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/decision-records/**")
    assert page.evaluate("JSON.parse(Object.entries(localStorage).find(each => each[0].startsWith('guildhouse.searches'))[1])") == [
        "decision"
    ]


def test_enter_without_a_choice_shows_all_of_it(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "severity")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=severity")
    page.wait_for_selector("[data-result]")
    assert len(titles(page, "[data-result]")) == 6


def test_the_foot_says_what_enter_does(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "severity")
    enter = page.locator(".search-hints > span").nth(1)
    expect(enter).to_have_text("Enter all results")
    page.keyboard.press("ArrowDown")
    expect(enter).to_have_text("Enter open")
    page.keyboard.press("ArrowUp")
    expect(enter).to_have_text("Enter all results")


def test_results_say_what_holds_no_more_and_of_which_day_it_is(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "one severity scale")
    row = page.locator(RESULT)
    expect(row.locator(".tag")).to_have_text("Superseded")
    expect(row.locator(".row-meta > span")).to_have_text(["Incident response", "4 March 2026"])
    page.locator(FIELD).fill("postmortem")
    expect(page.locator(f"{RESULT} .tag")).to_have_count(0)


def test_who_comes_back_from_a_result_finds_the_dialog_as_it_was(page: Page, base: str) -> None:
    for address in ("people/", "severity-scale/"):  # the second leads to a part of the page itself
        asked(page, f"{base}/{address}", "severity")
        page.get_by_label("Kind").select_option("decision")
        expect(page.locator(RESULT)).to_have_count(1)
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/severity-scale/#context**")
        assert page.locator("dialog:modal").count() == 0
        page.go_back()
        expect(page.locator(RESULT)).to_have_count(1)
        expect(page.locator(FIELD)).to_have_value("severity")
        expect(page.get_by_label("Kind")).to_have_value("decision")
        page.keyboard.press("Escape")
        page.reload()
        page.wait_for_load_state("networkidle")
        assert page.locator("dialog:modal").count() == 0, "only who comes back"


def test_the_best_stand_first_and_the_others_by_kind_with_crests(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "severity")
    expect(page.locator("dialog .found").first).to_have_attribute("aria-label", "Best matches")
    groups = page.locator("dialog .found").evaluate_all(
        "all => all.map(each => [each.getAttribute('aria-label'), each.querySelectorAll('a').length])"
    )
    assert groups == [["Best matches", 5], ["Pages", 1]]
    assert page.locator("dialog .crest.hue-clay").count() == 3
    assert page.locator("dialog .found-letter").all_inner_texts() == ["A", "S"]
    expect(page.locator(f"{RESULT} mark").first).to_have_text("Severity")
    assert page.locator(".found-part").all_inner_texts() == ["Context"]


def test_the_count_is_told_politely(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "decision")
    expect(page.locator("dialog [role=status]")).to_have_text("1 result")
    page.locator(FIELD).fill("severity")
    expect(page.locator("dialog [role=status]")).to_have_text("6 results")


def test_late_answers_are_not_shown_and_early_ones_stay_till_then(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "decision")
    page.wait_for_selector(RESULT)
    page.evaluate("""() => { window.seen = []; new MutationObserver(() => seen.push(document.querySelectorAll('dialog [data-result]').length))
        .observe(document.querySelector('#gh-search-list'), { childList: true }); }""")
    page.locator(FIELD).fill("sev")
    expect(page.locator(STATE)).to_have_attribute("data-search-state", "loading")
    page.wait_for_timeout(80)
    page.locator(FIELD).fill("kube")
    page.wait_for_timeout(700)
    assert titles(page) == ["Decision records"]
    assert page.evaluate("seen.every(Boolean)"), "never empty between two answers"
    expect(page.locator(STATE)).to_have_attribute("data-search-state", "ready")


def test_words_that_are_being_composed_are_not_asked(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "")
    messages: list[str] = page.evaluate("""() => { const real = Worker.prototype.postMessage; window.sent = [];
        Worker.prototype.postMessage = function (message) { sent.push(message.query); real.call(this, message); }; return sent; }""")
    assert messages == []
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "けん", "selectionStart": 2, "selectionEnd": 2})
    page.wait_for_timeout(150)
    assert page.evaluate("sent") == []
    client.send("Input.insertText", {"text": "検索"})
    page.wait_for_function("() => sent.includes('検索')")
    assert page.evaluate("sent") == ["検索"]


# --- filters


def test_filters_count_exactly_and_are_kept(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "severity")
    kinds = page.get_by_label("Kind")
    assert [re.sub(r"[\u2068\u2069]", "", text) for text in kinds.locator("option").all_inner_texts()] == [
        "All kinds", "Resources (2)", "Decisions (1)", "People (1)", "Glossary (1)", "Pages (1)",
    ]  # fmt: skip
    kinds.select_option("resource")
    expect(page.locator(RESULT)).to_have_count(2)
    assert page.get_by_label("Person").locator("option").count() == 3
    page.get_by_label("Person").select_option("jonas")
    expect(page.locator(RESULT)).to_have_count(1)
    page.locator(FIELD).fill("zzz")
    page.wait_for_selector(f"{STATE}[data-search-state=empty]")
    page.get_by_role("button", name="Search without filters").click()
    page.locator(FIELD).fill("severity")
    expect(page.locator(RESULT)).to_have_count(6)


def test_filters_can_be_seen_and_cleared(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "severity")
    chosen = page.locator("dialog .search-facets select")
    widths = chosen.evaluate_all("all => all.map(each => each.offsetWidth)")
    page.get_by_label("Kind").select_option("resource")
    page.locator(FIELD).fill("nothing holds this")
    page.wait_for_selector(f"{STATE}[data-search-state=empty]")
    assert chosen.evaluate_all("all => all.map(each => each.offsetWidth)") == widths
    expect(page.get_by_label("Topic")).to_be_disabled()
    expect(page.locator("dialog .search-facets .chip")).to_be_hidden()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_label("Kind")).to_have_value("")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.get_by_role("button", name="Clear filters")).to_have_count(0)


def test_phones_show_chosen_filters_and_take_them_away(browser: Browser, base: str) -> None:
    context = context_of(browser, **MODES["phone"])
    page = context.new_page()
    page.goto(f"{base}/search/?q=severity&kind=resource&person=jonas")
    expect(page.locator("[data-result]")).to_have_count(1)
    expect(page.locator(".search-facets select").first).to_be_hidden()
    page.get_by_role("button", name="Remove Jonas Berg").click()
    expect(page.locator("[data-result]")).to_have_count(2)
    page.wait_for_url("**/search/?q=severity&kind=resource")
    expect(page.locator(".search-facets summary")).to_be_focused()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("[data-result]")).to_have_count(6)
    page.locator(".search-link").tap()
    page.wait_for_selector("dialog:modal")
    expect(page.get_by_role("checkbox", name="The keys")).to_be_hidden()
    context.close()


# --- nothing found, another word, errors


def test_nothing_found_says_what_to_do(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "severities")
    page.wait_for_selector(f"{STATE}[data-search-state=empty]")
    note = page.locator("dialog .search-none")
    expect(note).to_contain_text("Nothing holds “severities”.")
    hrefs = {link.inner_text(): link.get_attribute("href") for link in note.get_by_role("link").all()}
    assert hrefs == {
        "Find somebody who knows": f"{base}/people/expertise/",
        "Write this page": "https://github.com/harbour/guild/new/main?filename=content/pages/severities.md",
        "Look through everything from A to Z": f"{base}/search/",
    }
    note.get_by_role("button", name="severity").click()
    expect(page.locator(RESULT)).to_have_count(6)
    expect(page.locator(FIELD)).to_be_focused()


def test_what_a_filter_hides_is_not_to_be_written_again(page: Page, base: str) -> None:
    page.goto(f"{base}/search/?q=severity&kind=path")
    note = page.locator("main .search-none")
    expect(note).to_contain_text("Nothing with these filters holds “severity”.")
    assert note.get_by_role("link").count() == 0
    note.get_by_role("button", name="Search without filters (6)").click()
    expect(page.locator("main [data-result]")).to_have_count(6)


def test_words_that_no_page_holds_are_named(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "zeppelin")
    expect(page.locator("dialog .search-note")).to_contain_text("No page holds: zeppelin")


def test_escape_leaves_what_is_asked(page: Page, base: str) -> None:
    page.goto(f"{base}/search/?q=severity")
    page.locator("main [data-result]").first.wait_for()
    page.locator("main input[type=search]").press("Escape")
    expect(page.locator("main input[type=search]")).to_have_value("severity")


def test_who_comes_back_from_a_result_stands_where_they_were(page: Page, base: str) -> None:
    page.goto(f"{base}/search/?q=many")
    page.get_by_role("button", name="Show more").click()
    row = page.locator("main [data-result='33']")
    row.scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    row.click()
    page.wait_for_url("**/people/**")
    page.go_back()
    page.locator("main [data-result='33']").wait_for()
    page.wait_for_function("top => Math.abs(scrollY - top) < 2", arg=top)
    assert top > 500
    expect(page.locator("main input[type=search]")).not_to_be_focused()


def test_another_word_is_said_and_can_be_refused(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "severty")
    expect(page.locator("dialog .search-note")).to_contain_text("Showing results for “severity”.")
    page.get_by_role("button", name="Search for “severty” instead").click()
    page.wait_for_selector(f"{STATE}[data-search-state=empty]")


@pytest.mark.parametrize(
    ("query", "words", "remedy"),
    [
        ("nonet", "There is no network", "Try again"),
        ("broken", "could not be read", "Try again"),
        ("stale", "published anew", "Reload the page"),
        ("old", "too old for the search", None),
    ],
)
def test_errors_say_what_to_do(page: Page, base: str, query: str, words: str, remedy: str | None) -> None:
    asked(page, f"{base}/people/", query)
    expect(page.locator(STATE)).to_have_attribute("data-search-state", "error")
    expect(page.locator("dialog .search-none")).to_contain_text(words)
    assert page.locator("dialog .search-none button").all_inner_texts() == ([remedy] if remedy else [])


def test_a_worker_that_does_not_come_is_an_error_that_can_be_mended(browser: Browser, base: str) -> None:
    context = context_of(browser)
    page = context.new_page()
    context.unroute("**/theme/search-worker.*")
    context.route("**/theme/search-worker.*", lambda route: route.fulfill(status=404, body=""))
    asked(page, f"{base}/people/", "severity")
    expect(page.locator(STATE)).to_have_attribute("data-search-state", "error")
    context.unroute("**/theme/search-worker.*")
    context.route("**/theme/search-worker.*", lambda route: route.fulfill(body=ANSWERER, content_type="text/javascript"))
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(RESULT)).to_have_count(6)
    assert len(page.workers) == 1, "those that could not begin are gone"
    context.close()


def test_a_community_may_have_any_name(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "severity")
    assert page.evaluate("['constructor', '__proto__'].map(guildhouse.search.community)") == [None, None]


# --- what was asked before


def test_recent_searches_are_those_that_led_somewhere(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "severity")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    asked(page, f"{base}/people/", "")
    assert page.locator("dialog [role=option]").count() == 0, "nobody opened anything"
    typed(page, "decision")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=decision")
    asked(page, f"{base}/people/", "")
    expect(page.locator("dialog [role=option]")).to_have_text(["decision"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(RESULT)
    page.goto(f"{base}/search/")
    parts = page.locator(".search-body").locator("h2, a, p:visible").all_inner_texts()
    assert parts == ["Recent searches", "decision", "They are kept in this browser alone. Forget them"]
    page.get_by_role("link", name="decision", exact=True).click()
    expect(page.locator("[data-result]")).to_have_count(1)
    assert page.locator(".search-body").get_by_text("Forget them").count() == 0
    asked(page, f"{base}/people/", "")
    page.get_by_role("button", name="Forget them").click()
    assert page.locator("dialog [role=option]").count() == 0
    assert page.evaluate("Object.keys(localStorage).filter(name => name.includes('searches'))") == []


# --- the page


def test_the_page_can_be_shared_and_gone_back_through(page: Page, base: str) -> None:
    page.goto(f"{base}/search/?q=severity&kind=resource")
    expect(page.locator("[data-result]")).to_have_count(2)
    assert page.title().startswith("severity · ")
    page.get_by_label("Kind").select_option("")
    page.wait_for_url("**/search/?q=severity")
    expect(page.locator("[data-result]")).to_have_count(6)
    page.locator("#gh-search-page").fill("decision")
    page.wait_for_url("**/search/?q=decision")
    expect(page.locator("[data-result]")).to_have_count(1)
    page.go_back()
    page.wait_for_url("**/search/?q=severity")
    page.go_back()
    page.wait_for_url("**/search/?q=severity&kind=resource")
    expect(page.locator("[data-result]")).to_have_count(2)
    expect(page.locator("#gh-search-page")).to_have_value("severity")
    expect(page.get_by_label("Kind")).to_have_value("resource")
    page.locator("[data-result]").first.click()
    page.wait_for_url("**/severity-levels/**")
    page.go_back()
    expect(page.locator("[data-result]")).to_have_count(2)


def test_the_page_shows_more_and_its_key_is_its_own_field(page: Page, base: str) -> None:
    page.goto(f"{base}/search/?q=many")
    expect(page.locator("[data-result]")).to_have_count(20)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("[data-result]")).to_have_count(40)
    page.locator(".top-name").focus()
    page.keyboard.press("/")
    expect(page.locator("#gh-search-page")).to_be_focused()


def test_the_page_keeps_how_many_were_shown(page: Page, base: str) -> None:
    page.goto(f"{base}/search/?q=many")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("[data-result]")).to_have_count(40)
    page.locator("[data-result='31']").click()
    page.wait_for_url("**/people/**")
    page.go_back()
    expect(page.locator("[data-result]")).to_have_count(40)


def test_arrows_lead_from_the_field_of_the_page_through_its_results(page: Page, base: str) -> None:
    page.goto(f"{base}/search/?q=severity")
    page.wait_for_selector("[data-result]")
    expect(page.locator("#gh-search-page")).to_be_focused()
    for key, number in (("ArrowDown", "1"), ("ArrowDown", "2"), ("ArrowUp", "1")):
        page.keyboard.press(key)
        expect(page.locator(f"[data-result='{number}']")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#gh-search-page")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#gh-search-page")).to_be_focused()


def test_the_letters_stay_in_sight_on_phones(browser: Browser, base: str) -> None:
    context = context_of(browser, **MODES["dark phone"])
    page = context.new_page()
    page.goto(f"{base}/search/")
    head = page.locator(".day-head:has(+ .index-lines)").first
    assert head.evaluate("each => getComputedStyle(each).position") == "sticky"
    context.close()


def test_wide_windows_have_filters_beside_what_was_found(page: Page, base: str) -> None:
    page.goto(f"{base}/search/?q=severity")
    page.wait_for_selector("[data-result]")
    body, facets = page.locator(".search-body").bounding_box(), page.locator(".search-facets").bounding_box()
    assert body
    assert facets
    assert facets["x"] > body["x"] + body["width"]
    assert facets["y"] < body["y"] + 60


def test_the_dialog_leads_to_all_results(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "many")
    expect(page.locator(".search-all")).to_have_text("All results (45)")
    assert page.locator(RESULT).count() == 10


# --- marks


def test_a_result_leads_to_its_passage_which_the_browser_marks(page: Page, base: str) -> None:
    asked(page, f"{base}/people/", "severity")
    link = page.locator(f"{RESULT}[data-result='3']")
    assert (link.get_attribute("href") or "").endswith("/severity-scale/#context:~:text=its%20own-,severity,-words%2C%20which")
    page.keyboard.press("End")
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/severity-scale/**")
    page.wait_for_function("() => scrollY > 0")
    inside = "(() => { const at = [...document.querySelectorAll('main p')].find(p => p.textContent.startsWith('It came about')).getBoundingClientRect(); return at.top > 0 && at.bottom < innerHeight; })()"
    page.wait_for_function(f"() => {inside}")


@pytest.mark.parametrize("has_highlights", [True, False])
def test_browsers_without_text_fragments_get_marks_that_go_again(browser: Browser, base: str, has_highlights: bool) -> None:
    context = context_of(browser)
    context.add_init_script("delete Document.prototype.fragmentDirective" + ("" if has_highlights else "; delete CSS.highlights"))
    page = context.new_page()
    asked(page, f"{base}/people/", "severity")
    href = page.locator(f"{RESULT}[data-result='3']").get_attribute("href")
    assert href == f"{base}/severity-scale/?h=severity#context"
    page.goto(href)
    count = "CSS.highlights?.get('gh-search')?.size" if has_highlights else "document.querySelectorAll('main mark').length"
    page.wait_for_function(f"() => {count} > 2")
    if has_highlights:
        ground = page.evaluate("getComputedStyle(document.querySelector('main'), '::highlight(gh-search)').backgroundColor")
        assert ground not in ("rgba(0, 0, 0, 0)", page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert not page.locator("link[rel=canonical][href*='?']").count()
    text = page.locator("main").inner_text()
    page.keyboard.press("Escape")
    assert page.url == f"{base}/severity-scale/#context"
    assert not page.evaluate(count)
    assert page.locator("main").inner_text() == text
    page.goto(f"{base}/severity-scale/?h=severity")
    page.get_by_role("button", name="Take the marks away").click()
    assert page.url == f"{base}/severity-scale/"
    context.close()


# --- what is missing, from disk, for everybody


def test_what_nobody_found_is_told_only_where_the_site_wants_it(browser: Browser, base: str) -> None:
    for beacon in (True, False):
        context = context_of(browser)
        page, told = context.new_page(), list[str]()
        page.on("request", lambda request, told=told: told.append(request.url) if "e=search0" in request.url else None)
        page.goto(f"{base}/people/")
        if beacon:
            page.evaluate("document.querySelector('form[data-search]').dataset.beacon = '../favicon.svg'")
        page.keyboard.press("/")
        typed(page, "severities")
        page.wait_for_selector(f"{STATE}[data-search-state=empty]")
        assert told == [], "nobody has ended to type"
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.wait_for_timeout(100)
        assert told == ([f"{base}/favicon.svg?e=search0&q=severities"] if beacon else [])
        context.close()


def test_it_works_from_disk(browser: Browser, tmp_path: Path) -> None:
    output = made(tmp_path, "--offline")
    next((output / "theme").glob("search-worker.*")).write_text(ANSWERER, encoding="utf-8")
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    asked(page, (output / "people/index.html").as_uri(), "decision")
    page.wait_for_selector(RESULT)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/decision-records/index.html**")
    expect(page.get_by_role("heading", level=1)).to_have_text("Decision records")
    page.goto((output / "search/index.html").as_uri() + "?q=severity")
    expect(page.locator("[data-result]")).to_have_count(6)
    assert said == []
    page.close()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("where", ["people/", "arabisch/"])
def test_nobody_is_shut_out(browser: Browser, base: str, mode: str, where: str) -> None:
    context = context_of(browser, **MODES[mode], reduced_motion="reduce")
    page, found = context.new_page(), list[Any]()
    width = MODES[mode]["viewport"]["width"]

    def look(state: str) -> None:
        result = Axe().run(page, options=json.loads(json.dumps(RULES))).response
        unsure = [rule for rule in result["incomplete"] if rule["id"] == "color-contrast" and state == "page"]  # below a dialog lies a page
        found.extend(
            (state, rule["id"], rule["nodes"][0]["target"], rule["nodes"][0]["failureSummary"]) for rule in (*result["violations"], *unsure)
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("(document.querySelector('dialog')?.scrollWidth ?? 0)") <= width

    page.goto(f"{base}/{where}")
    page.keyboard.press("/")
    page.wait_for_selector("dialog:modal")
    look("begin")
    typed(page, "severity")
    page.wait_for_selector(RESULT)
    page.keyboard.press("ArrowDown")
    look("found")
    page.locator(FIELD).fill("severities")
    page.wait_for_selector(f"{STATE}[data-search-state=empty]")
    look("nothing")
    page.goto(f"{base}/search/?q=severity")
    page.wait_for_selector("[data-result]")
    look("page")
    context.close()
    assert not found, found
