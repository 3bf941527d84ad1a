"""The directory, the finder of people who know, and people's own pages, as they work in the machine's own browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import vobject
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page

from guildhouse.tasks.browser import served

URLS = ("/people/", "/people/expertise/", "/people/jonas/", "/people/callum/", "/people/mei/", "/communities/incident-response/members/")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def base(sample: Path) -> Iterator[str]:
    with served(sample) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


def test_people_are_chosen_with_the_keyboard_alone(page: Page, base: str):
    page.goto(f"{base}/people/")
    everybody = page.locator("#gh-people [data-item]:visible").count()
    page.get_by_label("Name, title or team").focus()
    page.keyboard.type("engineer")
    engineers = page.locator("#gh-people [data-item]:visible").count()
    assert 0 < engineers < everybody
    page.keyboard.press("Tab")
    page.keyboard.type("Platform")
    shown = page.locator("#gh-people [data-item]:visible").all_inner_texts()
    assert 0 < len(shown) < engineers
    assert all("Platform" in each for each in shown)
    assert page.get_by_role("status").inner_text() == f"{len(shown)} people"
    assert page.locator("#gh-people [data-group]:visible").count() <= len(shown)


@pytest.mark.parametrize(
    ("label", "choice", "name"), [("Community", "Ferry app", "Callum"), ("Skill", "dns", "Jonas"), ("Time zone", "Asia/Kolkata", "Priya")]
)
def test_each_choice_finds_its_people(page: Page, base: str, label: str, choice: str, name: str):
    page.goto(f"{base}/people/")
    page.get_by_label(label, exact=True).select_option(choice)
    shown = page.locator("#gh-people [data-item]:visible").all_inner_texts()
    assert 0 < len(shown) < 20
    assert any(name in each for each in shown)


def test_without_a_script_everybody_stands_there_and_every_group(browser: Browser, base: str):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base}/people/")
        assert page.locator("form[data-filter]:visible").count() == 0
        assert page.locator("#gh-people [data-item]:visible").count() > 40
        for group in ("By team", "By community", "By skill", "By time zone"):
            page.get_by_role("link", name=group).click()
            assert page.locator(":target").inner_text() == group
        page.get_by_role("link", name="dns 2").click()
        assert "Jonas Berg" in page.locator(":target").inner_text()


def test_a_topic_is_found_by_its_name_and_by_its_people(page: Page, base: str):
    page.goto(f"{base}/people/expertise/")
    field = page.get_by_label("Topic, name or page")
    field.fill("dns")
    assert "Dns" in page.locator("#gh-subjects .row-title:visible").all_inner_texts()
    field.fill("Jonas Berg")
    assert all("Jonas Berg" in each for each in page.locator("#gh-subjects [data-item]:visible").all_inner_texts())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_and_nothing_scrolls_sideways(browser: Browser, base: str, scheme: str):
    for width in (1280, 320):
        with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce") as context:
            page, said = context.new_page(), []
            page.on("console", lambda message, said=said: said.append(message.text))
            for url in URLS:
                page.goto(base + url)
                found = Axe().run(page, options=RULES).response["violations"]
                assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == [], url
                assert page.evaluate("document.documentElement.scrollWidth") <= width, url
            assert said == []


def test_every_card_can_be_read_and_every_link_to_one_leads_to_it(sample: Path):
    cards = sorted(sample.glob("people/*/*.vcf"))
    assert len(cards) > 40
    for card in cards:
        found = vobject.readOne(card.read_text("utf-8"))
        page = html.parse(card.with_name("index.html")).getroot()
        (link,) = page.xpath("//a[@type='text/vcard']")
        assert (link.get("href"), page.find(".//h1").text) == (card.name, found.fn.value)
