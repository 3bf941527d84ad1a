"""The page of all feeds in the machine's own browser, and what other pages say of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Page

from guildhouse.tasks.browser import served
from site_building import URL, build, chromium

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations", "incomplete"]}


@pytest.fixture(scope="module")
def page(sample: Path) -> Iterator[Page]:
    with served(sample) as address, chromium() as browser:
        context = browser.new_context(viewport={"width": 320, "height": 800}, permissions=["clipboard-read", "clipboard-write"])
        opened = context.new_page()
        opened.goto(f"{address}/subscribe/")
        yield opened


def test_a_button_copies_the_address_of_a_feed(page: Page) -> None:
    button = page.get_by_role("button", name="Copy (address of Marrowby Transport, Everything new)", exact=True)
    button.click()
    page.wait_for_function("() => document.querySelector('[data-copies]').firstChild.data === document.body.dataset.copied")
    assert page.get_by_role("status").inner_text() == "Copied"
    assert page.get_by_role("button", name="Copied (address of Marrowby Transport, Everything new)").count() == 1
    assert page.evaluate("navigator.clipboard.readText()") == f"{URL}feed.atom"
    page.wait_for_function("() => document.querySelector('[data-copies]').firstChild.data === document.body.dataset.copy")


def test_a_community_opens_by_keyboard_and_where_a_link_leads_to_it(page: Page) -> None:
    page.goto(page.url.partition("#")[0])
    fold = page.locator("details", has=page.locator("#gh-accessibility"))
    calendar = page.get_by_role("link", name="Meetings and actions (Accessibility) calendar")
    assert not calendar.is_visible()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert calendar.get_attribute("href") == f"webcal://{URL.partition('://')[2]}communities/accessibility/calendar.ics"
    assert calendar.is_visible()
    page.keyboard.press("Enter")
    page.goto(f"{page.url}#gh-accessibility")
    calendar.wait_for(state="visible")
    assert fold.locator("summary").bounding_box()["y"] > 0  # its name is in view  # type: ignore[index]


def test_no_two_links_or_buttons_of_the_page_are_called_the_same(sample: Path) -> None:
    document = html.fromstring((sample / "subscribe/index.html").read_bytes())
    buttons = [" ".join(each.text_content().split()) for each in document.xpath("//button[@data-copies]")]
    links = [(" ".join(each.text_content().split()), each.get("href")) for each in document.xpath("//*[@class='subscribe']//a")]
    assert len(buttons) > 100
    assert len(set(buttons)) == len(buttons)
    assert len({words for words, _ in links}) == len(links)
    addresses = [href.partition("://")[2] for _, href in links if href.startswith("webcal:")]
    files = [href.removeprefix("../") for words, href in links if words.startswith("File")]
    assert [address.partition("/")[2] for address in addresses] == files
    assert all((sample / file).is_file() for file in files)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_for_everybody_on_the_narrowest_screen(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(page.url.partition("#")[0])
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = Axe().run(page, options=RULES).response
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"] + found["incomplete"]] == []


def test_no_word_is_broken_on_the_narrowest_screen(page: Page) -> None:
    page.goto(page.url.partition("#")[0])
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
    narrow = """() => [...document.querySelectorAll('.subscribe a > span:first-of-type, .follow .row-title')].filter(it => {
        const words = it.firstChild.data.trim().split(/\\s+/);
        const range = document.createRange();
        return words.some(word => {
            const start = it.firstChild.data.indexOf(word);
            range.setStart(it.firstChild, start);
            range.setEnd(it.firstChild, start + word.length);
            return word.length < 16 && !word.includes('-') && range.getClientRects().length > 1;
        });
    }).map(it => it.textContent)"""
    assert page.evaluate(narrow) == []


def test_who_is_gone_and_what_is_a_tool_are_not_among_the_people(sample: Path) -> None:
    document = html.fromstring((sample / "subscribe/index.html").read_bytes())
    people = {href.split("/")[-2] for href in document.xpath("//p/a/@href") if "/people/" in href}
    assert people
    assert [name for name in sorted(people) if "Left on" in (sample / f"people/{name}/index.html").read_text(encoding="utf-8")] == []
    assert [name for name in sorted(people) if "A tool, not" in (sample / f"people/{name}/index.html").read_text(encoding="utf-8")] == []


def test_every_calendar_leads_to_the_steps(sample: Path) -> None:
    document = html.fromstring((sample / "subscribe/index.html").read_bytes())
    assert document.xpath("//*[@id='gh--how']")
    for path in ("meetings", "communities/accessibility", "communities/accessibility/meetings", "people/amal"):
        links = html.fromstring((sample / path / "index.html").read_bytes()).xpath("//main//a/@href")
        assert [link for link in links if link.endswith("subscribe/#gh--how")], path
    assert html.fromstring((sample / "index.html").read_bytes()).xpath("count(//main//a[@href='subscribe/'])") == 2


def _feeds(page: Path) -> list[str]:
    document = html.fromstring(page.read_bytes())
    return document.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")


def test_every_page_names_its_feeds_its_community_first(sample: Path) -> None:
    assert _feeds(sample / "people/index.html") == ["../feed.atom"]
    assert _feeds(sample / "communities/accessibility/meetings/index.html") == ["../feed.atom", "../../../feed.atom"]
    assert _feeds(sample / "404.html") == ["/feed.atom"]


def test_every_entry_of_every_feed_leads_to_a_page(sample: Path) -> None:
    feeds = [json.loads(path.read_bytes()) for path in sample.rglob("feed.json")]
    assert len(feeds) > 100
    urls = {item["url"].partition("#")[0] for feed in feeds for item in feed["items"]} | {feed["home_page_url"] for feed in feeds}
    assert [url for url in sorted(urls) if not (sample / url.removeprefix(URL) / "index.html").is_file()] == []


def test_nothing_changed_leaves_every_feed_untouched(sample: Path, marrowby: Path) -> None:
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in sample.rglob("feed.*")}
    assert build(sample, "--url", URL, "--no-cache", site=marrowby).returncode == 0
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in sample.rglob("feed.*")} == before


def _alternates(page: Path) -> list[str]:
    return html.fromstring(page.read_bytes()).xpath("//link[@rel='alternate'][@type='text/markdown']/@href")


def test_a_page_names_its_text_where_one_stands_beside_it(sample: Path) -> None:
    pages = list(sample.rglob("*.html"))
    assert [page for page in pages if bool(_alternates(page)) != (page.name == "index.html" and page.with_suffix(".md").is_file())] == []
    assert _alternates(sample / "index.html") == ["index.md"]


def test_a_person_is_followed_from_their_page(sample: Path) -> None:
    for page in sorted(sample.glob("people/*/index.html")):
        document, folder = html.fromstring(page.read_bytes()), page.parent
        if folder.name == "expertise":
            continue
        links = document.xpath("//main//a/@href")
        assert ("calendar.ics" in " ".join(links)) == (folder / "calendar.ics").is_file(), folder.name
        assert any(link.endswith("feed.atom") for link in links) == (folder / "feed.atom").is_file(), folder.name
        assert (len(_feeds(page)) == 2) == (folder / "feed.atom").is_file(), folder.name
