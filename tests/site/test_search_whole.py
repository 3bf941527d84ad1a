"""Searching a site as it is published, with the script that finds: from a server and from disk, with a log that tells, and without any search."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from guildhouse import FEATURES
from guildhouse.tasks.browser import served
from site_building import build

TREE = {
    "communities/ferries/community.yml": "name: Ferries\nsummary: Boats that leave on time.\n",
    "communities/ferries/resources/moorings.md": "# Moorings\n\nHow a boat is tied.\n\n## In a storm\n\nTake the double hawser.\n",
    "content/people/ida.yml": "name: Ida Strand\nskills: [hawsers]\n",
    "content/pages/lantern.md": "---\nterm: Hand lamp (HL)\n---\n# Lantern\n\nIt is carried.\n",
}
APART = """
import sys
from guildhouse.formats.search import bundle
from guildhouse.features.run import main
bundle.MOST = 0
main(sys.argv[1:])
"""
"""Builds a small site as if it were a large one: every file of search stands by itself."""


def sources(folder: Path, settings: str = "", configuration: str = "") -> Path:
    given = {
        "pelicanconf.py": f"SITENAME = 'Harbour'\nSITEURL = 'https://harbour.example/guild'\nGUILDHOUSE = {{{settings}}}\n{configuration}"
    }
    for path, text in (TREE | given).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def made(folder: Path, *options: str, settings: str = "", configuration: str = "") -> Path:
    done = build(folder / "out", *options, site=sources(folder / "site", settings, configuration))
    assert done.returncode == 0, done.stderr
    return folder / "out"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened, said = context.new_page(), list[str]()
    opened.set_default_timeout(8000)
    opened.on("console", lambda message: None if "404" in message.text else said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module", params=["bundle", "apart"])
def disk(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    folder = tmp_path_factory.mktemp("disk")
    if request.param == "bundle":
        output = made(folder, "--offline")
        assert len(list((output / "search/data/files").iterdir())) == 1
        return output
    command = [
        sys.executable,
        "-c",
        APART,
        "--site",
        sources(folder / "site"),
        "--output",
        folder / "out",
        "--today",
        "2026-11-16",
        "--offline",
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert len(list((folder / "out/search/data/files").iterdir())) > 10
    return folder / "out"


def titles(page: Page, where: str) -> list[str]:
    """The titles of what is found when all that was typed has been answered; a slow browser finds something for its first letters, too."""
    page.wait_for_selector(f"{where} [data-search-state=ready] [data-result]")
    return page.locator(f"{where} [data-result] .found-title > bdi:first-child").all_inner_texts()


def test_from_disk_the_dialog_finds(page: Page, disk: Path) -> None:
    page.goto((disk / "index.html").as_uri())
    page.keyboard.press("/")
    page.wait_for_selector("dialog:modal")
    page.keyboard.type("double hawser")
    assert titles(page, "dialog")[0] == "Moorings"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/moorings/index.html#in-a-storm**")


@pytest.mark.parametrize("file", ["**/theme/search-worker.*.js", "**/search/data/manifest.json"])
def test_what_did_not_come_early_is_asked_for_again(browser: Browser, plain: Path, file: str) -> None:
    with served(plain) as address, browser.new_page() as page:
        page.goto(address)
        page.route(file, lambda route: route.abort(), times=1)
        with page.expect_event("requestfailed"), page.expect_response("**/theme/search-en.*.js"):
            page.locator("#gh-search").focus()
        page.locator("#gh-search").click()
        page.keyboard.type("double hawser")
        assert titles(page, "dialog")[0] == "Moorings"


def test_a_manifest_that_hangs_is_asked_for_by_who_finds(browser: Browser, plain: Path) -> None:
    with served(plain) as address, browser.new_page() as page:
        page.goto(address)
        page.route("**/search/data/manifest.json", lambda _: None, times=1)
        page.keyboard.press("/")
        page.wait_for_selector("dialog:modal")
        page.keyboard.type("double hawser")
        assert titles(page, "dialog")[0] == "Moorings"


def test_where_no_worker_may_be_there_is_the_list(browser: Browser, plain: Path) -> None:
    with served(plain) as address, browser.new_page() as page:
        page.add_init_script("window.Worker = function () { throw new DOMException('no'); };")
        page.goto(f"{address}/search/?q=hawser")
        page.wait_for_selector("[data-search-state=error]")
        assert page.get_by_role("link", name="Look through everything from A to Z").is_visible()


def test_a_site_made_for_a_disk_is_searched_from_a_server_as_well(page: Page, disk: Path) -> None:
    with served(disk) as address:
        page.goto(f"{address}/search/index.html?q=lantern")
        assert titles(page, "main")[0] == "Hand lamp (HL)"


def test_from_disk_the_page_finds(page: Page, disk: Path) -> None:
    page.goto(f"{(disk / 'search/index.html').as_uri()}?q=lantern&kind=")
    assert titles(page, "main")[0] == "Hand lamp (HL)"
    page.locator("main [data-result]").first.click()
    page.wait_for_url("**/lantern/index.html**")


def test_the_first_page_has_a_large_field(page: Page, plain: Path) -> None:
    with served(plain) as address:
        page.goto(address)
        page.locator("main form[role=search] input").fill("ida")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=ida")
        assert titles(page, "main")[0] == "Ida Strand"


def test_an_address_that_leads_nowhere_is_searched_for(page: Page, tmp_path: Path) -> None:
    with served(made(tmp_path, "--url", "http://127.0.0.1")) as address:
        page.goto(f"{address}/2019/05/03-moorings%20in_storm.html")
        expect(page.locator("main input[type=search]")).to_have_value("moorings in storm")
        page.locator("main button[type=submit]").click()
        assert titles(page, "main")[0] == "Moorings"
        page.goto(f"{address}/nothing-here/%E0%A4%A/index.html")
        expect(page.locator("main input[type=search]")).not_to_have_value("")


def test_programs_learn_how_to_search_and_no_more(plain: Path) -> None:
    (described,) = ET.parse(plain / "opensearch.xml").getroot().iter("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert described.get("template") == "https://harbour.example/guild/search/?q={searchTerms}"
    head = html.parse(plain / "communities/index.html").getroot().find("head")
    assert [link.get("href") for link in head.iter("link") if link.get("rel") == "search"] == ["../opensearch.xml"]
    assert "/search/" not in (plain / "sitemap.xml").read_text(encoding="utf-8")


# --- the beacon


def searched_in_vain(page: Page, address: str) -> list[str]:
    """Search twice for what is not there, and tell which requests name it."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url.removeprefix(address)))
    for _ in range(2):
        page.goto(f"{address}/search/?q=zzyzx")
        page.wait_for_selector("[data-search-state=empty]")
        page.wait_for_timeout(100)
    return [url for url in requests if "zzyzx" in url and not url.startswith("/search/?q=")]


def test_nothing_is_told_unless_it_is_wanted(page: Page, plain: Path) -> None:
    assert not (plain / "search/beacon.txt").exists()
    with served(plain) as address:
        assert searched_in_vain(page, address) == []


def test_what_is_missing_stands_in_the_log(page: Page, tmp_path: Path) -> None:
    output = made(tmp_path, settings="'search_beacon': True")
    with served(output) as address:
        assert searched_in_vain(page, address) == ["/search/beacon.txt?e=search0&q=zzyzx"] * 2
        page.goto(f"{address}/search/?q=moorings")
        page.wait_for_selector("main [data-result]")
    assert "data-beacon" not in (made(tmp_path / "disk", "--offline", settings="'search_beacon': True") / "index.html").read_text("utf-8")


def test_only_what_was_asked_on_purpose_and_is_nowhere_is_told(page: Page, tmp_path: Path) -> None:
    told: list[str] = []
    page.on("request", lambda request: told.append(request.url.partition("&q=")[2]) if "beacon.txt" in request.url else None)
    with served(made(tmp_path, settings="'search_beacon': True")) as address:
        for leave in ("Escape", "button"):
            page.goto(f"{address}/lantern/")
            page.keyboard.press("/")
            page.wait_for_selector("dialog:modal")
            page.locator("dialog input[type=search]").fill(f"zzyzx{leave}")
            page.wait_for_selector("dialog [data-search-state=empty]")
            page.keyboard.press("Escape") if leave == "Escape" else page.locator("dialog .search-top button").click()
        page.goto(f"{address}/lantern/")
        page.keyboard.press("/")
        page.locator("dialog input[type=search]").fill("zzyzxenter")
        page.wait_for_selector("dialog [data-search-state=empty]")
        page.keyboard.press("Enter")
        page.goto(f"{address}/search/?q=lantern&kind=person")
        page.wait_for_selector("[data-search-state=empty]")
        page.wait_for_timeout(100)
    assert told == ["zzyzxenter"]


# --- the way back, and choices


def test_each_search_that_was_ended_can_be_come_back_to(page: Page, plain: Path) -> None:
    field = "main input[type=search]"
    with served(plain) as address:
        page.goto(f"{address}/search/?q=lantern")
        for words in ("moorings", "hawser"):
            page.locator(field).fill("")
            page.locator(field).press_sequentially(words, delay=90)
            page.wait_for_url(f"**/?q={words}")
            page.keyboard.press("Enter")
        for words in ("moorings", "lantern"):
            page.go_back()
            expect(page.locator(field)).to_have_value(words)


def test_a_choice_ends_when_other_words_are_asked(page: Page, plain: Path) -> None:
    with served(plain) as address:
        page.goto(address)
        page.keyboard.press("/")
        page.wait_for_selector("dialog:modal")
        page.keyboard.type("moorings")
        page.wait_for_selector("dialog [data-search-state=ready] [data-result]")
        page.keyboard.press("ArrowDown")
        page.keyboard.type("x")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=mooringsx")


def test_results_say_their_language(page: Page, tmp_path: Path) -> None:
    site = tmp_path / "site/content/pages/laterne.md"
    site.parent.mkdir(parents=True)
    site.write_text("---\nlang: de\n---\n# Laterne\n\nWer die Laterne trägt.\n", encoding="utf-8")
    with served(made(tmp_path)) as address:
        page.goto(f"{address}/search/?q=laterne")
        page.wait_for_selector("main [data-result] .row-text mark")
        assert page.locator("main [data-result] bdi[lang=de]").count() == 2
        page.goto(f"{address}/search/?q=lantern")
        page.wait_for_selector("main [data-result] .row-text")
        assert page.locator("main [data-result][href*='/lantern/'] bdi[lang]").count() == 0


# --- without


def test_a_site_may_have_no_search(page: Page, tmp_path: Path) -> None:
    names = [f"guildhouse.features.{name}" for name in FEATURES if name != "search"]
    output = made(tmp_path, "--url", "http://127.0.0.1", configuration=f"PLUGINS = {names!r}\n")
    assert not (output / "search").exists()
    assert not (output / "opensearch.xml").exists()
    for place in sorted(output.rglob("*.html")):
        text = place.read_text(encoding="utf-8")
        assert not [words for words in ("search/", "data-search", "gh-search", 'rel="search"', "beacon") if words in text], place
    with served(output) as address:
        page.goto(address)
        page.keyboard.press("/")
        page.keyboard.press("Control+k")
        page.goto(f"{address}/not/there/")
        expect(page.locator("h1")).to_have_text("Page not found")
