"""Learning paths as readers see and print them: every kind of their pages in the browser, and every text of a path on paper."""

from __future__ import annotations

import gzip
import shutil
import subprocess
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser

from guildhouse.tasks.browser import served
from site_building import build

LOREM = "A text of a lesson, as long as a screen. " * 60
STEPS: list[dict[str, Any]] = [
    {"id": f"s{n}", "page": f"content/pages/l{n}.md", "duration": "PT30M", "section": f"Part {n // 12}", "teaches": [f"thing-{n}"]}
    for n in range(160)
]
QUIZ = [{"question": "Sure?", "answers": [{"text": "Yes", "correct": True, "because": "This is the very last sentence of all."}]}]
PATHS = {
    "long": {"title": "A real curriculum", "prerequisites": ["wide"], "steps": [*STEPS, {"id": "end", "title": "The end", "quiz": QUIZ}]},
    "wide": {
        "title": "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung",
        "steps": [{"id": "a", "title": "Talk", "type": "discuss"}],
    },
    "other": {
        "title": "Other",
        "prerequisites": ["wide", "long"],
        "mentors": ["ada"],
        "outcomes": ["Know the ropes"],
        "steps": [{"id": "x", "path": "long"}, {"id": "y", "url": "https://x.example/", "type": "watch"}],
    },
}
KINDS = {
    "paths": "/paths/",
    "path": "/paths/long/",
    "path of a path": "/paths/other/x/",
    "step with a text": "/paths/long/s80/",
    "step elsewhere": "/paths/other/y/",
    "quiz": "/paths/long/end/",
    "print": "/paths/other/print/",
}
MODES: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations", "incomplete"]}
KIB = 1024


@pytest.fixture(scope="module")
def curriculum(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site with a path of 161 steps, one inside which it stands, and one with a long name."""
    folder = tmp_path_factory.mktemp("curriculum")
    files = {f"content/paths/{id_}.yml": yaml.safe_dump(path, allow_unicode=True) for id_, path in PATHS.items()}
    files |= {
        f"content/pages/l{n}.md": f"# Lesson {n}\n\n## One\n\n{LOREM}\n\n## Two\n\n[next](l{(n + 1) % 160}.md#two)\n\n## Three\n\nEnd {n}.\n"
        for n in range(160)
    }
    files["content/people/ada.yml"] = "name: Ada\n"
    for path, text in files.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_text(text, encoding="utf-8")
    done = build(folder / "out", site=folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "out"


@pytest.fixture(scope="module")
def base(curriculum: Path) -> Iterator[str]:
    with served(curriculum) as address:
        yield address


@pytest.mark.parametrize("mode", MODES)
def test_nobody_is_shut_out(browser: Browser, base: str, mode: str) -> None:
    context = browser.new_context(**MODES[mode], reduced_motion="reduce")
    page, said, found = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for kind, url in KINDS.items():
        if kind == "print" and mode != "light":
            continue  # 165 texts that are looked at as pages of their own
        page.goto(base + url)
        result = Axe().run(page, options=RULES).response
        unsure = [rule for rule in result["incomplete"] if rule["id"] == "color-contrast"]
        found += [
            (kind, rule["id"], rule["nodes"][0]["target"], rule["nodes"][0]["failureSummary"]) for rule in (*result["violations"], *unsure)
        ]
    context.close()
    assert not found, found
    assert said == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_scrolls_sideways(browser: Browser, base: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    for kind, url in KINDS.items():
        page.goto(base + url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
    page.close()


def test_the_steps_of_a_curriculum_are_small_pages(curriculum: Path) -> None:
    size = {url: len(gzip.compress((curriculum / url / "index.html").read_bytes(), 6)) for url in ("paths/long", "paths/long/s80", "paths")}
    assert size["paths/long"] <= 12 * KIB
    assert size["paths/long/s80"] <= 8 * KIB
    assert size["paths"] <= 5 * KIB


def test_bullets_are_seen_in_forced_colours_and_paper_has_no_links_to_the_source(browser: Browser, base: str) -> None:
    page = browser.new_page(forced_colors="active")
    page.goto(f"{base}/paths/other/")
    bullet = page.evaluate("getComputedStyle(document.querySelector('.outcomes > li'), '::before').backgroundColor")
    assert bullet == page.evaluate("getComputedStyle(document.querySelector('.outcomes > li')).color")
    page.evaluate("document.querySelector('.foot-words').append(Object.assign(document.createElement('ul'), {className: 'foot-source'}))")
    page.emulate_media(media="print", forced_colors="none")
    assert page.evaluate("getComputedStyle(document.querySelector('.foot-source')).display") == "none"
    page.close()


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, {"width": 390, "height": 844}])
def test_one_can_begin_without_scrolling(browser: Browser, base: str, size: dict[str, int]) -> None:
    page = browser.new_page(viewport=size)
    page.goto(f"{base}/paths/other/")
    box = page.locator("[data-next] a").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < size["height"]
    page.close()


def test_the_picture_of_paths_begins_where_reading_does(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{base}/paths/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    frame, picture = page.locator(".graph").bounding_box(), page.locator(".graph > svg").bounding_box()
    assert frame is not None
    assert picture is not None
    assert abs(frame["x"] + frame["width"] - picture["x"] - picture["width"]) <= 1
    page.close()


def test_without_scripts_the_whole_way_is_there(browser: Browser, base: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{base}/paths/long/")
    assert page.locator("li[data-step]").count() == 161
    page.locator("li[data-step=s3] input").check()
    assert page.locator("li[data-step=s3] input").is_checked()
    page.goto(f"{base}/paths/long/s80/")
    assert page.locator("details details").count() == 14
    page.get_by_role("link", name="Next step").click()
    assert page.locator("h1").inner_text() == "Lesson 81"


def test_paper_holds_the_last_sentence_of_the_last_step(browser: Browser, base: str, tmp_path: Path) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("nothing reads PDF: apt install poppler-utils")
    page = browser.new_page()
    page.goto(f"{base}/paths/long/print/")
    page.pdf(path=tmp_path / "path.pdf", format="A4")
    page.close()
    subprocess.run([program, tmp_path / "path.pdf", tmp_path / "path.txt"], check=True)
    text = " ".join((tmp_path / "path.txt").read_text(encoding="utf-8").split())
    places = [text.index(words) for words in chain((f"End {n}." for n in range(160)), ("Sure?", "This is the very last sentence of all."))]
    assert places == sorted(places)
    assert "I have done this step" not in text


def test_a_path_inside_a_path_is_printed_with_links_that_stay_inside(curriculum: Path) -> None:
    tree = html.parse(curriculum / "paths/other/print/index.html").getroot()
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = tree.xpath("//div[@class='prose']//a[text()='next']/@href")
    assert len(inside) == 160
    assert {link[1:] for link in inside} <= set(ids)
    assert tree.xpath("//section[@class='printed-step']/*[1]")[1].tag == "h3"
