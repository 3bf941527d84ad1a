"""What texts hold, in the machine's own browser: tabs, figures, recordings and code, with and without scripts, and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from guildhouse.tasks.browser import served
from site_building import build

TEXT = """# All

## Tabs

=== "One"

    First

    ### Deep

    ```python title="app.py" hl_lines="2"
    x = 1
    y = 2
    ```

=== "Two"

    Second

    === "Three"

        Third

    === "Four"

        #### Deeper

??? warning "Folded"

    Unfolded

!!! danger "Mind the gap"

    Words

<pre>raw</pre>

![Wide](wide.svg "A caption")

```mermaid
flowchart LR
a-->b
```
"""
WIDE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 400"><rect width="1600" height="400" fill="teal"/></svg>'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = tmp_path_factory.mktemp("texts")
    pages = site / "content/pages"
    pages.mkdir(parents=True)
    (pages / "all.md").write_text(TEXT)
    (pages / "wide.svg").write_text(WIDE)
    done = build(site / "output", site=site)
    assert done.returncode == 0, done.stderr
    with served(Path(site / "output")) as base:
        yield f"{base}/all/"


def shown(page: Page) -> list[str]:
    words = ("First", "Second", "Third", "Deeper")
    return [word for word in words if page.locator(".prose").get_by_text(word, exact=True).first.is_visible()]


@pytest.mark.parametrize("scripts", [True, False])
def test_tabs_switch_by_pointer_and_keys_without_a_script(browser, address, scripts):
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(address)
    assert shown(page) == ["First"]
    page.get_by_text("Two", exact=True).click()
    assert shown(page) == ["Second", "Third"]
    page.keyboard.press("ArrowLeft")
    assert shown(page) == ["First"]
    assert page.get_by_role("radio", name="One").is_checked()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_into_a_tab_arrives(browser, address, scripts):
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(f"{address}#deeper")
    assert "Deeper" in shown(page)
    if scripts:
        page.evaluate("location.hash = 'deep'")
        page.wait_for_function("document.querySelector('#gh-tabs-1-1').checked")
        page.get_by_text("Two", exact=True).click()
        assert shown(page) == ["Second", "Deeper"]


def test_paper_shows_all_of_it(browser, address):
    page = browser.new_context().new_page()
    page.goto(address)
    page.emulate_media(media="print")
    assert shown(page) == ["First", "Second", "Third", "Deeper"]
    assert page.get_by_text("Unfolded").is_visible()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_and_nothing_sticks_out(browser, address, width, scheme):
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce").new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    assert [found["id"] for found in Axe().run(page, options=rules).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []


def test_a_heading_shows_its_link_under_the_pointer_and_the_focus(browser, address):
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.goto(address)
    link = page.get_by_role("link", name="Link to Deep", exact=True)
    opacity = "link => getComputedStyle(link).opacity"
    assert link.evaluate(opacity) == "0"
    link.focus()
    assert link.evaluate(opacity) == "1"
    link.blur()
    page.locator("#deep").hover()
    assert link.evaluate(opacity) == "1"


def test_a_large_picture_keeps_its_place_and_leads_to_its_full_size(browser, address):
    page = browser.new_context().new_page()
    page.goto(address)
    picture = page.get_by_role("img", name="Wide")
    box = picture.bounding_box()
    assert box["width"] == pytest.approx(4 * box["height"], abs=1)
    assert page.get_by_role("link", name="Full size (1600 \u00d7 400)").get_attribute("href").endswith("wide.svg")
