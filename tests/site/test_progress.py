"""Learning paths in the machine's own browser: what is ticked stays on the reader's device and is carried by the reader alone; quizzes by keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from guildhouse.tasks.browser import served
from site_building import build

FIRST = """
title: First watch
summary: From the quay to the wheel.
steps:
  - {id: ropes, page: content/pages/ropes.md, duration: PT30M, section: Ashore}
  - {id: chart, title: Read a chart, type: do, duration: PT1H, section: Ashore}
  - {id: song, title: Sing along, type: do, duration: PT10M, optional: true}
  - {id: storm, path: storm, section: Afloat}
  - id: check
    title: Who goes first?
    type: check
    duration: PT5M
    quiz:
      - question: Who goes ashore first?
        answers:
          - {text: The captain, because: The captain is the last.}
          - {text: The passengers, correct: true, because: They came to get there.}
      - question: What floats?
        answers:
          - {text: Cork, correct: true, because: It is full of air.}
          - {text: Oak, correct: true, because: Lighter than water.}
          - {text: Iron, because: Only as a ship.}
"""
REORDERED = """
title: The first watch of all
steps:
  - {id: chart, title: Understand a chart, type: do, duration: PT1H}
  - {id: knots, title: Tie a knot, type: do, duration: PT20M}
  - {id: ropes, page: content/pages/ropes.md, title: Everything about ropes, duration: PT30M}
"""
STORM = """
title: In a storm
steps:
  - {id: reef, title: Reef the sail, type: do}
  - {id: ropes, title: Hold on, type: do}
"""
TREE = {
    "content/paths/watch.yml": FIRST,
    "content/paths/storm.yml": STORM,
    "content/pages/ropes.md": "---\nupdated: 2026-06-01\n---\n# Ropes\n\nThey hold.\n",
}
PATH, STEP, CHECK = "/paths/watch/", "/paths/watch/ropes/", "/paths/watch/check/"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MODES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "forced colours": {"forced_colors": "active"},
}


def write(site: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")


def built(site: Path, output: Path, name: str = "Harbour", *options: str, **more: str) -> None:
    write(site, TREE | more | {"pelicanconf.py": f"SITENAME = {name!r}\nDEFAULT_LANG = {'ar' if output.name == 'arabic' else 'en'!r}\n"})
    done = build(output, "--url", f"https://h.example/{output.name}/", *options, site=site)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the same paths as three sites of one host: two in English, one from right to left."""
    folder = tmp_path_factory.mktemp("host")
    for name, site_name in {"one": "Harbour", "two": "Lighthouse", "arabic": "Harbour"}.items():
        built(tmp_path_factory.mktemp(name), folder / name, site_name)
    return folder


@pytest.fixture(scope="module")
def host(root: Path) -> Iterator[str]:
    with served(root) as base:
        yield base


@pytest.fixture
def reader(browser: Browser, host: str) -> Iterator[Callable[..., Page]]:
    """Open pages of the first site, each reader with a browser of their own; nothing may be said on the console."""
    contexts, said = [], []

    def opened(address: str = PATH, script: str = "", site: str = "one", **given: Any) -> Page:
        context = browser.new_context(accept_downloads=True, **given)
        context.set_default_timeout(8_000)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{host}/{site}{address}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def box(page: Page, step: str) -> Any:
    return page.locator(f"[data-step-check={step}]")


def tools(page: Page) -> Any:
    return page.get_by_role("region", name="Your progress")


def press(page: Page, name: str) -> None:
    if not page.get_by_role("button", name=name).is_visible():
        page.get_by_text("Take it along or start again").click()
    page.get_by_role("button", name=name).first.click()


def kept(page: Page, path: str = "watch") -> dict[str, Any]:
    stored = page.evaluate(f"localStorage.getItem('guildhouse.progress/one/#{path}')")
    return json.loads(stored) if stored else {}


def open_file(page: Page, content: str | bytes) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    page.locator("[data-file]").set_input_files({"name": "progress.json", "mimeType": "application/json", "buffer": raw})


def test_what_is_ticked_is_still_ticked(reader: Callable[..., Page], host: str) -> None:
    page = reader()
    expect(tools(page)).to_contain_text("0 of 5 steps")
    expect(tools(page)).to_contain_text("1 hour and 35 minutes left")
    expect(page.get_by_role("link", name="Begin with Ropes")).to_be_visible()
    box(page, "ropes").check()
    page.reload()
    expect(box(page, "ropes")).to_be_checked()
    expect(box(page, "chart")).not_to_be_checked()
    expect(tools(page)).to_contain_text("1 of 5 steps")
    expect(tools(page)).to_contain_text("1 hour and 5 minutes left")
    page.get_by_role("link", name="Continue with Read a chart").click()
    assert page.url == f"{host}/one/paths/watch/chart/"
    box(page, "chart").check()
    expect(page.locator(".step-list .is-done[data-step=chart]")).to_be_attached()
    box(page, "chart").uncheck()
    page.goto(host + "/one" + PATH)
    box(page, "ropes").uncheck()
    assert kept(page) == {}


def test_steps_may_be_moved_and_named_anew(browser: Browser, tmp_path: Path) -> None:
    built(tmp_path / "site", tmp_path / "host/one")
    with served(tmp_path / "host") as base, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}/one{PATH}")
        for step in ("ropes", "song"):
            box(page, step).check()
        write(tmp_path / "site", {"content/paths/watch.yml": REORDERED})
        done = build(tmp_path / "host/one", "--url", "https://h.example/one/", site=tmp_path / "site")
        assert done.returncode == 0, done.stderr
        page.reload()
        expect(page.locator("li[data-step]").nth(2)).to_contain_text("Everything about ropes")
        expect(page.locator("[data-step-check]:checked")).to_have_count(1)
        expect(box(page, "ropes")).to_be_checked()
        expect(tools(page)).to_contain_text("1 of 3 steps")
        assert kept(page)["steps"].keys() == {"ropes", "song"}, "a step that is gone is not counted, and not lost"
        assert kept(page)["title"] == "The first watch of all"


def test_a_path_with_another_id_keeps_progress_and_one_that_is_gone_is_not_shown(browser: Browser, tmp_path: Path) -> None:
    built(tmp_path / "site", tmp_path / "host/one")
    with served(tmp_path / "host") as base, browser.new_context() as context:
        page = context.new_page()
        for path, step in (("watch", "ropes"), ("storm", "reef")):
            page.goto(f"{base}/one/paths/{path}/")
            box(page, step).check()
        (tmp_path / "site/content/paths/watch.yml").unlink()
        (tmp_path / "site/content/paths/storm.yml").unlink()
        again = "aliases: [/paths/guard/, /paths/watch/, /elsewhere/]" + REORDERED
        write(tmp_path / "site", {"content/paths/lookout.yml": again})
        done = build(tmp_path / "host/one", "--url", "https://h.example/one/", site=tmp_path / "site")
        assert done.returncode == 0, done.stderr
        kept_before = kept(page, "watch")
        page.goto(f"{base}/one/")
        expect(page.locator("[data-resume] li")).to_have_count(1)
        expect(page.locator("[data-resume]")).to_contain_text("First watch")
        assert (kept(page, "lookout")["steps"], kept(page, "watch")) == (kept_before["steps"], {})
        assert kept(page, "storm")["steps"], "nobody takes away what was done"
        page.evaluate("steps => localStorage.setItem('guildhouse.progress/one/#guard', JSON.stringify({steps}))", {"knots": "known"})
        page.goto(f"{base}/one/paths/lookout/chart/")
        expect(box(page, "knots").or_(page.locator(".is-done[data-step=knots]")).first).to_be_attached()
        assert kept(page, "lookout")["steps"].keys() == {"ropes", "knots"}
        assert kept(page, "guard") == {}


def test_only_days_that_have_come_are_days(reader: Callable[..., Page]) -> None:
    page = reader()
    days = {"ropes": "2025-02-30", "chart": "9999-12-31", "song": "2024-02-29", "storm": "2024-13-01", "check": "2025-1-1"}
    open_file(page, json.dumps(exported(watch={"steps": days})))
    expect(page.get_by_text("Added.")).to_be_visible()
    assert kept(page)["steps"] == {"song": "2024-02-29"}
    page.goto(page.url + "#progress=watch,ropes:zzzz,chart:nan,check:k")
    expect(page.get_by_role("dialog")).to_contain_text("1 of 5 steps")


def test_a_file_carries_progress_to_another_browser(reader: Callable[..., Page], tmp_path: Path) -> None:
    page = reader()
    for step in ("ropes", "chart"):
        box(page, step).check()
    page.goto(page.url.replace("watch", "storm"))
    box(page, "reef").check()
    with page.expect_download() as download:
        press(page, "Save as a file")
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    content = json.loads(saved.read_text(encoding="utf-8"))
    assert (content["version"], content["site"], sorted(content["paths"])) == (1, "Harbour", ["storm", "watch"])
    other = reader()
    box(other, "song").check()
    open_file(other, saved.read_bytes())
    expect(other.get_by_text("Added.")).to_be_visible()
    expect(tools(other)).to_contain_text("3 of 5 steps")
    expect(box(other, "song")).to_be_checked()
    other.goto(other.url.replace(PATH, "/"))
    left_off = other.locator("[data-resume] li")
    expect(left_off).to_have_count(2)
    expect(other.locator("[data-resume]")).to_contain_text("1 of 2 steps")


def test_a_link_asks_before_it_is_taken_over(reader: Callable[..., Page]) -> None:
    page = reader()
    box(page, "ropes").check()
    page.goto(page.url.replace(PATH, CHECK))
    page.get_by_role("button", name="I know this already").click()
    page.go_back()
    press(page, "Share as a link")
    link = page.get_by_label("Link with your progress").input_value()
    assert "#progress=watch,ropes:" in link
    assert len(link) < len(page.url) + 60
    other = reader()
    box(other, "chart").check()
    for answer, expected in (("Leave all as it is", 1), ("Add it", 3)):
        other.goto(link)  # the same page: only its fragment changes
        expect(other.get_by_role("dialog")).to_contain_text("2 of 5 steps")
        assert "#" not in other.url, "opened again later, it does not ask again"
        other.get_by_role("button", name=answer).click()
        expect(tools(other)).to_contain_text(f"{expected} of 5 steps")
    assert kept(other)["steps"]["check"] == "known"
    for damaged in (link.replace("=watch", "=else"), link.replace("=watch", "=%E0%A4"), link.split(",")[0]):
        other.reload()
        other.goto(damaged)
        expect(tools(other)).to_contain_text("The link holds no progress on this path.")
    address, mark, written = link.partition("#progress=")
    other.goto(address + mark + quote(written))
    expect(other.get_by_role("dialog")).to_contain_text("2 of 5 steps")
    new = reader("/paths/watch/" + link.split("/watch/")[1])
    expect(new.get_by_role("dialog")).to_be_visible()
    new.keyboard.press("Escape")
    assert kept(new) == {}


def test_the_first_page_says_where_one_left_off(reader: Callable[..., Page]) -> None:
    page = reader("/")
    expect(page.locator("[data-resume]")).to_be_hidden()
    page.goto(page.url + PATH[1:])
    box(page, "ropes").check()
    page.goto(page.url.replace(PATH, "/"))
    section = page.locator("[data-resume]")
    expect(section).to_contain_text("First watch")
    expect(section).to_contain_text("1 of 5 steps")
    section.get_by_role("link", name="Continue with Read a chart").click()
    assert page.url.endswith("/one/paths/watch/chart/")
    for step in ("chart", "storm", "check"):
        page.goto(page.url.rsplit("/paths/", 1)[0] + f"/paths/watch/{step}/")
        box(page, step).check()
    page.goto(page.url.rsplit("/paths/", 1)[0] + PATH)
    expect(tools(page)).to_contain_text("You have finished this path.")
    page.goto(page.url.replace(PATH, "/"))
    expect(section).to_be_hidden()


def test_what_one_knows_already_is_not_to_be_done(reader: Callable[..., Page]) -> None:
    page = reader(STEP)
    known = page.get_by_role("button", name="I know this already")
    known.focus()
    page.keyboard.press("Enter")
    expect(known).to_have_attribute("aria-pressed", "true")
    expect(box(page, "ropes")).to_be_checked()
    page.goto(page.url.replace(STEP, PATH))
    expect(page.locator("li[data-step=ropes]")).to_contain_text("Known already")
    expect(tools(page)).to_contain_text("1 hour and 5 minutes left")
    page.go_back()
    page.get_by_role("button", name="I know this already").click()
    expect(box(page, "ropes")).not_to_be_checked()


def test_what_changed_since_is_said_until_it_is_seen(reader: Callable[..., Page]) -> None:
    page = reader()
    row = page.locator("li[data-step=ropes]")
    page.clock.set_fixed_time("2026-05-01T12:00:00Z")
    box(page, "ropes").check()
    page.clock.set_fixed_time("2026-07-01T12:00:00Z")
    page.reload()
    expect(row).to_contain_text("Changed since you did it")
    expect(box(page, "ropes")).to_be_checked()
    page.get_by_role("button", name="I have seen it").click()
    expect(row).not_to_contain_text("Changed since you did it")
    expect(box(page, "ropes")).to_be_focused()
    assert kept(page)["steps"] == {"ropes": "2026-07-01"}
    page.goto(page.url.replace(PATH, STEP))
    expect(page.get_by_text("Changed since")).to_have_count(0)


def test_a_path_in_a_path_is_done_when_it_is_ticked_itself(reader: Callable[..., Page]) -> None:
    page = reader("/paths/storm/")
    box(page, "ropes").check()
    page.goto(page.url.replace("storm", "watch"))
    expect(page.locator("li[data-step=storm]")).to_contain_text("1 of 2 steps")
    expect(box(page, "storm")).not_to_be_checked()
    expect(box(page, "ropes")).not_to_be_checked()


def test_two_tabs_stay_in_step(reader: Callable[..., Page]) -> None:
    page = reader()
    other = page.context.new_page()
    other.goto(page.url)
    box(page, "chart").check()
    expect(box(other, "chart")).to_be_checked()
    expect(tools(other)).to_contain_text("1 of 5 steps")
    box(other, "ropes").check()
    box(other, "chart").uncheck()
    expect(box(page, "chart")).not_to_be_checked()
    expect(box(page, "ropes")).to_be_checked()


def test_sites_of_one_host_do_not_mix(reader: Callable[..., Page]) -> None:
    page = reader()
    box(page, "ropes").check()
    page.goto(page.url.replace("/one/", "/two/"))
    expect(box(page, "ropes")).not_to_be_checked()


REFUSED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


@pytest.mark.parametrize("script", [REFUSED, FULL], ids=["refused", "full"])
def test_where_nothing_can_be_kept_the_page_says_so_and_goes_on(reader: Callable[..., Page], script: str) -> None:
    page = reader(script=script)
    expect(tools(page)).to_contain_text("lets the site keep nothing")
    box(page, "ropes").check()
    box(page, "chart").check()
    box(page, "ropes").uncheck()
    expect(tools(page)).to_contain_text("1 of 5 steps")
    expect(box(page, "chart")).to_be_checked()
    with page.expect_download() as download:
        press(page, "Save as a file")
    assert "chart" in Path(download.value.path()).read_text(encoding="utf-8")


def test_paths_opened_from_disk_keep_progress(browser: Browser, tmp_path: Path) -> None:
    built(tmp_path / "site", tmp_path / "one", "Harbour", "--offline")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((tmp_path / "one/paths/watch/index.html").as_uri())
        box(page, "ropes").check()
        page.reload()
        expect(box(page, "ropes")).to_be_checked()
        page.goto((tmp_path / "one/index.html").as_uri())
        page.get_by_role("link", name="Continue with Read a chart").click()
        assert page.url == (tmp_path / "one/paths/watch/chart/index.html").as_uri()


def exported(**paths: Any) -> dict[str, Any]:
    return {"format": "guildhouse-progress", "version": 1, "site": "Harbour", "paths": paths}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n", "holds no progress that can be read"),
        ('{"format": "guildhouse-progress", "vers', "holds no progress that can be read"),
        (json.dumps([1]), "holds no progress that can be read"),
        (json.dumps({"paths": {"watch": {"steps": {"chart": "known"}}}}), "holds no progress that can be read"),
        (json.dumps(exported() | {"version": 2}), "holds no progress that can be read"),
        (b" " * 1_000_001, "is too large"),
    ],
    ids=["picture", "cut off", "list", "foreign", "newer", "huge"],
)
def test_a_file_that_is_none_changes_nothing(reader: Callable[..., Page], content: str | bytes, words: str) -> None:
    page = reader()
    box(page, "ropes").check()
    before = kept(page)
    open_file(page, content)
    expect(page.get_by_role("status").first).to_contain_text(words)
    assert kept(page) == before


def test_a_file_of_another_site_is_asked_about(reader: Callable[..., Page]) -> None:
    page = reader()
    foreign = exported(watch={"steps": {"chart": "known"}}) | {"site": "$& <b>Elsewhere</b>"}
    open_file(page, json.dumps(foreign))
    expect(page.get_by_role("dialog")).to_contain_text("$& <b>Elsewhere</b>")
    page.get_by_role("button", name="Leave all as it is").click()
    assert kept(page) == {}


def test_hostile_values_are_only_words(reader: Callable[..., Page], host: str) -> None:
    page = reader()
    markup = "<img src=x onerror=alert(1)>"
    hostile = {
        "watch": {"title": markup, "url": "javascript:alert(1)", "steps": {"ropes": "2026-01-01", "chart": [markup], "constructor": "known", "<b>": "known"}},
        "storm": {"title": markup, "url": "javascript:alert(1)", "of": 3, "done": 1, "next": {"id": "x", "title": markup, "url": "//evil.example/"}, "steps": {"a": "known"}},
        "odd": [], "numbers": {"steps": 7, "of": -1}, "../up": {"steps": {"a": "known"}},
    }  # fmt: skip
    text = json.dumps(exported(**hostile)).replace('"odd"', '"__proto__": {"steps": {"polluted": "known"}}, "odd"')
    open_file(page, text)
    expect(page.get_by_text("Added.")).to_be_visible()
    assert kept(page)["steps"] == {"ropes": "2026-01-01", "constructor": "known"}
    assert kept(page)["title"] == "First watch"
    assert page.evaluate("[({}).steps, ({}).polluted, Object.keys(localStorage).length]") == [None, None, 2]
    page.goto(host + "/one/")
    section = page.locator("[data-resume]")
    expect(section).to_contain_text(markup)
    assert section.locator("img").count() == 0
    assert {link.get_attribute("href") for link in section.get_by_role("link").all() if markup in link.inner_text()} == {host + "/one/"}


def test_starting_again_is_asked_for_by_keyboard(reader: Callable[..., Page]) -> None:
    page = reader()
    box(page, "ropes").check()
    press(page, "Start again")
    expect(page.get_by_role("button", name="Leave all as it is")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box(page, "ropes")).to_be_checked()
    page.get_by_role("button", name="Start again").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(box(page, "ropes")).not_to_be_checked()
    expect(page.get_by_role("button", name="Start again")).to_be_focused()
    assert kept(page) == {}


def test_merging_in_any_order_comes_to_the_same(reader: Callable[..., Page]) -> None:
    page = reader()
    states = [{"ropes": "known", "chart": "2026-01-02"}, {"ropes": "2026-01-01"}, {"chart": "2026-01-01", "song": "known"}]
    orders = [(0, 1, 2), (2, 1, 0), (1, 0, 2), (0, 0, 1, 2, 1)]
    for order in orders:
        page.evaluate("localStorage.clear()")
        page.reload()
        for number in order:
            page.evaluate("steps => guildhouse.progress.kept.add('watch', guildhouse.progress.kept.sound({steps}))", states[number])
        assert kept(page)["steps"] == {"ropes": "2026-01-01", "chart": "2026-01-02", "song": "known"}


def test_a_quiz_is_answered_by_keyboard(reader: Callable[..., Page]) -> None:
    page = reader(CHECK)
    first = page.get_by_role("group", name="Who goes ashore first?")
    status = first.get_by_role("status")
    check = first.get_by_role("button", name="Check the answer")
    expect(first.get_by_text("Answers")).to_be_hidden()
    check.focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Choose an answer first.")
    expect(first.get_by_label("The captain")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Not quite.")
    expect(status).to_contain_text("The captain is the last.")
    expect(first.locator(".quiz-answers")).to_contain_text("Not right")
    expect(status).not_to_contain_text("They came to get there.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status).to_be_empty()
    expect(first.get_by_label("The captain")).to_be_focused()
    page.keyboard.press("ArrowDown")
    check.press("Enter")
    expect(status).to_contain_text("That is right.")
    expect(status).to_contain_text("They came to get there.")
    assert page.evaluate("localStorage.length") == 0


def test_where_several_answers_are_right_all_are_wanted(reader: Callable[..., Page]) -> None:
    page = reader(CHECK)
    second = page.get_by_role("group", name="What floats?")
    expect(second).to_contain_text("More than one answer is right.")

    def told(**chosen: bool) -> str:
        for name, wanted in chosen.items():
            second.get_by_label(name).set_checked(wanted)
        second.get_by_role("button", name="Check the answer").click()
        return str(second.get_by_role("status").inner_text())

    assert "an answer is missing" in told(Cork=True)
    assert "That is right." in told(Oak=True)
    wrong = told(Iron=True)
    assert "Not quite." in wrong
    assert "Only as a ship." in wrong
    assert second.locator(".quiz-answers [data-verdict]").count() == 3


def test_without_script_it_is_a_plain_list_and_answers_can_be_opened(reader: Callable[..., Page]) -> None:
    page = reader(java_script_enabled=False)
    box(page, "ropes").check()
    expect(box(page, "ropes")).to_be_checked()
    expect(page.locator(".progress-tools")).to_be_hidden()
    expect(page.locator("noscript p")).to_be_visible()
    page.goto(page.url.replace(PATH, CHECK))
    expect(page.get_by_role("button", name="Check the answer")).to_have_count(0)
    expect(page.get_by_role("button", name="I know this already")).to_have_count(0)
    page.get_by_role("group", name="What floats?").get_by_text("Answers").click()
    expect(page.get_by_text("Only as a ship.")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("The captain is the last.")).to_be_visible()


@pytest.mark.parametrize(("site", "mode"), [*(("one", mode) for mode in MODES), ("arabic", "dark"), ("arabic", "phone")])
def test_nobody_is_shut_out(reader: Callable[..., Page], site: str, mode: str) -> None:
    page = reader(CHECK, site=site, reduced_motion="reduce", **MODES[mode])
    page.locator("fieldset input").first.check()
    page.locator("[data-check]").first.click()
    page.locator("[data-step-known]").click()
    found = violations(page)
    page.goto(page.url.replace(CHECK, PATH))
    page.evaluate(f"localStorage['guildhouse.progress/{site}/#watch'] = JSON.stringify({{steps: {{ropes: '2020-01-01', chart: 'known'}}}})")
    page.reload()
    page.locator(".progress-tools summary").click()
    page.locator("button[value=share]").click()
    found += violations(page)
    page.locator("button[value=restart]").click()
    found += violations(page)
    page.goto(page.url.replace(PATH, "/"))
    expect(page.locator("[data-resume]")).to_be_visible()
    assert found + violations(page) == []


def violations(page: Page) -> list[tuple[str, str]]:
    result = Axe().run(page, options=RULES).response
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in result["violations"]]


def test_nothing_scrolls_sideways_on_the_narrowest_phone(reader: Callable[..., Page]) -> None:
    page = reader(viewport={"width": 320, "height": 700})
    page.evaluate("localStorage['guildhouse.progress/one/#watch'] = JSON.stringify({steps: {ropes: '2020-01-01', chart: 'known'}})")
    wide = "document.documentElement.scrollWidth"
    for address in (PATH, CHECK, "/"):
        page.goto(page.url.split("/one/")[0] + "/one" + address)
        if address == PATH:
            press(page, "Share as a link")
        assert page.evaluate(wide) <= 320, address
    page.go_back()
    page.locator("[data-check]").last.click()
    assert page.evaluate(wide) <= 320


def test_scripts_of_paths_are_small_and_asked_for_where_they_are_used(root: Path) -> None:
    scripts = {path.name.split(".")[0]: path for path in (root / "one/theme").glob("*.js")}
    names = {address: has_progress(root / "one" / address) for address in ("index.html", "paths/watch/index.html", "paths/watch/check/index.html", "ropes/index.html")}  # fmt: skip
    assert list(names.values()) == [True, True, True, False]
    assert scripts["progress"].stat().st_size < 30_000  # with the script of every page


def has_progress(page: Path) -> bool:
    return "theme/progress." in page.read_text(encoding="utf-8")
