"""Thanks and contributors in the machine's own browser: in every light, at every width, from right to left, with a history."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from guildhouse.tasks.browser import served
from site_building import REPOSITORY, TODAY, URL

WITH_HISTORY = """
import datetime as dt, sys
from dataclasses import replace
from guildhouse.features import plan, run
from guildhouse.model.history import Change, History

real = plan.reading.tied

def tied(site, settings):
    house, reader = real(site, settings)
    people = [person.id for person in house.people if person.kind == "person"] + ["Wanda Without"]
    paths = sorted(each.source.path for each in (*house.pages, *house.meetings, *house.decisions))
    changes = tuple(
        Change(person=people[(at + 5 * step) % len(people)], type="content", date=dt.date(2026, 9, 1 + step), paths=(path,))
        for at, path in enumerate(paths)
        for step in range(at % 10)
    )
    tools = {path: ("Claude",) for path in paths[::3]}
    return replace(house, history=History(availability="complete", changes=changes, tools=tools)), reader

plan.reading.tied = tied
sys.exit(run.main(sys.argv[1:]))
"""
"""Builds as the command does, with a history that git need not have."""
ARABIC = {
    "pelicanconf.py": "DEFAULT_LANG = 'ar'\n",
    "content/people/lina.yml": "name: ليلى حداد\n",
    "content/people/omar.yml": "name: عمر نصر\n",
    "content/pages/a.md": "---\nauthors: [lina, omar]\nowner: lina\n---\n# جدول المناوبة\n\nنص.\n",
    "content/pages/b.md": "# صفحة\n\nنص.\n",
    "content/kudos/a.yml": "- {to: [lina], from: omar, date: 2026-11-03, for: رتّبت جدول المناوبة بصبر., types: [talk], impact: نام الجميع.}\n",
    "communities/x/community.yml": "name: المناوبة\nmembers: [{person: lina, since: 2021-11-20}, {person: omar, since: 2026-10-02}]\n",
}
MODES = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "dark phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations", "incomplete"]}
HALL = "/recognition/"
PAGES = (HALL, "/people/amal/", "/communities/documentation/", "/how-to-use-this-site/", "/saying-thank-you/", "/handbook/")


def build(site: Path, output: Path) -> None:
    command = [sys.executable, "-c", WITH_HISTORY, "--site", str(site), "--output", str(output), "--today", TODAY, "--url", URL]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    output = tmp_path_factory.mktemp("thanks") / "site"
    build(REPOSITORY, output)
    with served(output) as base:
        yield base


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = tmp_path_factory.mktemp("arabic")
    for path, text in ARABIC.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    build(site, site / "output")
    with served(site / "output") as base:
        yield base


@pytest.mark.parametrize("mode", MODES)
def test_nobody_is_shut_out(browser: Browser, sample: str, arabic: str, mode: str) -> None:
    options: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}} | MODES[mode]
    context = browser.new_context(**options, reduced_motion="reduce")
    page, said, found = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    for address in (*(sample + each for each in PAGES), arabic + HALL, arabic + "/a/"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details.fold').forEach(it => { it.open = true; })")
        result = Axe().run(page, options=RULES).response
        unsure = [rule for rule in result["incomplete"] if rule["id"] == "color-contrast"]
        found += [(address, rule["id"], rule["nodes"][0]["target"]) for rule in (*result["violations"], *unsure)]
    context.close()
    assert found == []
    assert said == []


def test_nothing_scrolls_sideways_on_the_smallest_phone(browser: Browser, sample: str, arabic: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    wide = {}
    for address in (*(sample + each for each in PAGES), arabic + HALL, arabic + "/a/", arabic + "/people/lina/"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details.fold').forEach(it => { it.open = true; })")
        wide[address] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {address: width for address, width in wide.items() if width > 320} == {}


def test_who_wrote_a_page_unfolds_without_script_and_by_keyboard(browser: Browser, sample: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    counted = []
    for address in ("/how-to-use-this-site/", "/saying-thank-you/", "/handbook/", "/founding-a-community/", "/meeting-notes/"):
        page.goto(sample + address)
        folded = page.locator("details.contributors")
        if folded.count():
            names = folded.locator("p a").first
            assert not names.is_visible()
            folded.locator("summary").focus()
            page.keyboard.press("Enter")
            assert names.is_visible()
            counted.append(address)
    assert counted


def test_arabic_goes_from_right_to_left(browser: Browser, arabic: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(arabic + "/a/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    first, last = (page.locator(".contributors .avatar").nth(at).bounding_box() for at in (0, 1))
    assert first
    assert last
    assert first["x"] > last["x"]
    page.goto(arabic + HALL)
    impact = page.locator(".impact").first
    assert impact.evaluate("it => getComputedStyle(it).borderRightWidth") == "2px"
    page.close()
