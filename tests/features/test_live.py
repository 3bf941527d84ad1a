"""The engine that stays builds as a process of its own does, whatever was built before, and shows texts as the next build will."""

from __future__ import annotations

import base64
import hashlib
import os
import random
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from lxml import html

from guildhouse import leash
from guildhouse.features import live
from guildhouse.features import run as run_engine
from guildhouse.features.context import site as frame
from guildhouse.features.environment import environment
from guildhouse.features.filters import Filters
from guildhouse.features.live import Living
from guildhouse.features.live_previews import Previews
from guildhouse.features.outcome import HEARD
from guildhouse.publish.live_worker import Worker
from guildhouse.publish.progress import Progress
from guildhouse.settings import Settings

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
SITE = """
== communities/signals/community.yml
name: Signals
members:
  - person: ada
== communities/signals/meetings/2026-11-11-points.md
---
attendees: [ada]
---
# Points

We met. See [the form](../decisions/0001-form.md).
== communities/signals/decisions/0001-form.md
---
status: accepted
---
# Form the group

Because of [points](../meetings/2026-11-11-points.md).
== communities/signals/charter.md
# Charter

## Why

For signals.
== content/people/ada.md
---
name: Ada
---
I keep [the library](../library/long.md).
== content/library/long.md
---
title: A long text
---
## One
First.

## Two
Second.

## Three
Third, of [Ada](../people/ada.md).
== content/pages/about.md
# About

We are few.
== pelicanconf.py
SITENAME = "Guild"
"""
LEAKY = """
== pelicanconf.py
PLUGINS = ["guildhouse", "leaky"]
PLUGIN_PATHS = ["plugins"]
LOCALE = ["C"]
== plugins/leaky.py
import builtins, locale, logging, os, sys, time
from pelican import signals

def register():
    sys.path.insert(0, "/nowhere")
    sys.modules["guildhouse.formats.hue"] = None
    os.environ["TZ"] = "Pacific/Kiritimati"
    time.tzset()
    locale.setlocale(locale.LC_ALL, "C")
    logging.getLogger("pelican").addFilter(lambda record: False)
    logging.disable(logging.CRITICAL)
    signals.content_written.connect(leak)

def leak(path, context):
    if path.endswith(".html"):
        with open(path, "a") as page:
            page.write("leaked")
"""
BROKEN_TEMPLATE = """
== pelicanconf.py
THEME_TEMPLATES_OVERRIDES = ["own"]
== own/reading/page.html
{% if %}
"""
STATES = {
    "as it was": "",
    "another body": "== content/library/long.md\n# A long text\n\nShort.\n",
    "another name": "== content/people/ada.md\n---\nname: Ada L.\n---\nWords.\n",
    "another language": "== pelicanconf.py\nDEFAULT_LANG = 'de'\nSITENAME = 'Gilde'\n",
    "a plugin that changes everything": LEAKY,
    "a broken template": BROKEN_TEMPLATE,
    "a broken configuration": "== pelicanconf.py\nSITENAME = (\n",
    "broken YAML": "== communities/signals/community.yml\nname: [\n",
    "a dead link": "== content/pages/about.md\n# About\n\n[x](gone.md)\n",
}
BROKEN = {"a broken template": 1, "a broken configuration": 2, "broken YAML": 1, "a dead link": 1}


def command(site: Path, output: Path) -> list[str]:
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir()
    return [*leash.command("guildhouse.features.run"), "--site", str(site), "--output", str(output), "--today", "2026-11-16", "--jobs", "1"]


def made(output: Path) -> dict[str, str]:
    return {str(path.relative_to(output)): hashlib.sha256(path.read_bytes()).hexdigest() for path in output.rglob("*") if path.is_file()}


@pytest.fixture
def worker():
    found = Worker()
    yield found
    found.close()


@pytest.fixture
def run(worker, tmp_path):
    return lambda site: worker.run(command(site, tmp_path / "output"), Progress("x"))


@pytest.fixture
def site(tree):
    def write(state: str = "as it was") -> Path:
        shutil.rmtree(tree(""))
        return tree(SITE + STATES[state])

    return write


@pytest.mark.slow
def test_thirty_builds_of_one_process_are_as_thirty_of_their_own(site, run, tmp_path, worker, capfd) -> None:
    fresh = {}
    for state in STATES:
        ended = subprocess.run(command(site(state), tmp_path / "output"), check=False, stdin=subprocess.DEVNULL)
        fresh[state] = ended.returncode, made(tmp_path / "output"), capfd.readouterr().err
    assert {state: code for state, (code, _, _) in fresh.items() if code} == BROKEN
    rolls = random.Random(4)
    for number in range(30):
        state = rolls.choice(list(STATES)) if number >= len(STATES) else list(STATES)[-number]
        code = run(site(state))
        assert (code, made(tmp_path / "output"), capfd.readouterr().err) == fresh[state], f"build {number}: {state}"
    assert worker._engine.is_running


def test_what_is_wrong_is_told_as_data(site, run, worker) -> None:
    assert run(site("a dead link")) == 1
    (problem,) = [each for each in worker.result["problems"] if each["severity"] == "error"]
    assert (problem["path"], problem["line"], problem["severity"]) == ("content/pages/about.md", 3, "error")
    assert run(site("a broken template")) == 1
    assert "own/reading/page.html:1: " in worker.result["refusals"][0]
    assert run(site("a broken configuration")) == 2
    assert worker.result["refusals"][0].startswith("pelicanconf.py:1: ")


def test_a_template_that_changed_is_compiled_anew(tmp_path) -> None:
    def drawn(words):
        (tmp_path / "x.html").write_text(words)
        filters = Filters(Settings())
        return environment(frame(Settings(), frozenset()), filters, (str(tmp_path),)).get_template("x.html")

    first = drawn("one")
    assert drawn("one").root_render_func.__code__ is first.root_render_func.__code__
    assert drawn("two").render() == "two"


def test_a_new_program_is_loaded(site, run, worker, monkeypatch) -> None:
    run(site())
    first = worker._engine
    run(site())
    assert worker._engine is first
    monkeypatch.setattr("guildhouse.publish.live_worker._code", lambda: frozenset({("new.py", 1, 1)}))
    assert run(site()) == 0
    assert worker._engine is not first
    assert not first.is_running


def test_a_process_that_cannot_be_copied_any_more_is_replaced(site, run, worker) -> None:
    run(site())
    os.kill(worker._engine._process.pid, signal.SIGKILL)
    assert worker.preview(["content/pages/about.md"]) == {}
    assert run(site()) == 0
    assert worker.preview(["content/pages/about.md"])


def test_an_engine_that_cannot_start_ends_the_build(site, tmp_path, capfd) -> None:
    broken = Worker("guildhouse.nowhere")
    assert broken.run(command(site(), tmp_path / "output"), Progress("x")) == 1
    assert "guildhouse.nowhere" in capfd.readouterr().err
    broken.close()


def test_another_environment_gets_a_process_of_its_own(site, tmp_path, worker) -> None:
    assert worker.run(command(site(), tmp_path / "output"), Progress("x"), {"TZ": "UTC"}) == 0
    assert worker._engine is None


EDITS = {
    "content/library/long.md": "\n## Four\nWith `code` and [a decision](../../communities/signals/decisions/0001-form.md#form-the-group).\n",
    "content/pages/about.md": "\nMore.\n",
    "communities/signals/meetings/2026-11-11-points.md": "\nAnd parted.\n",
    "communities/signals/decisions/0001-form.md": "\n## Consequences\nSome.\n",
    "communities/signals/charter.md": "\nAnd [for us](../../content/pages/about.md).\n",
    "content/people/ada.md": "\nAsk me.\n",
}


def test_a_preview_is_the_page_that_the_next_build_makes(site, run, tmp_path, worker) -> None:
    folder = site()
    assert run(folder) == 0
    before = made(tmp_path / "output")
    for path, more in EDITS.items():
        with (folder / path).open("a") as text:
            text.write(more)
    pages = worker.preview(list(EDITS))
    assert made(tmp_path / "output") == before
    assert len(pages) == len(EDITS)
    assert run(folder) == 0
    for path, page in pages.items():
        assert page.encode() == (tmp_path / "output" / path).read_bytes(), path


TEXTS = """
== content/pages/guide/README.md
# Guide

How it is done.
== content/pages/guide/first.md
# First
== content/news/2026-11-01-begun.md
# Begun

We begin. It is good.
== content/people/README.md
# People

Who is here.
== communities/signals/README.md
# Signals

Who we are.
== communities/signals/resources/list.md
---
description: A list.
---
# List

## One
## Two
## Three
== communities/tides/community.yml
name: Tides
== communities/tides/charter.md
# Charter of the tides guild

Our own words.

## Why
### Because
"""
SECTION = "\n\n## All new[^n]\n\n[Here](#all-new).\n\n### Deeper\n\n![A box](/content/box.png)\n\n[^n]: A note.\n"
SHOWN = {
    "communities/signals/charter.md",
    "communities/signals/decisions/0001-form.md",
    "communities/signals/meetings/2026-11-11-points.md",
    "communities/signals/resources/list.md",
    "communities/tides/charter.md",
    "content/library/long.md",
    "content/news/2026-11-01-begun.md",
    "content/pages/about.md",
    "content/pages/guide/README.md",
    "content/pages/guide/first.md",
    "content/people/ada.md",
}


def test_every_text_is_shown_as_the_next_build_shows_it_or_not_at_all(tree, run, tmp_path, worker) -> None:
    folder = tree(SITE + TEXTS)
    (folder / "content/box.png").write_bytes(PNG)
    with (folder / "content/pages/about.md").open("a") as text:
        text.write("![A box](/content/box.png)\n")
    assert run(folder) == 0
    every = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md") if "output" not in path.parts)
    shown = {}
    for path in every:
        with (folder / path).open("a") as text:
            text.write(SECTION)
        shown[path] = worker.preview([path])
    assert {path for path, pages in shown.items() if pages} == SHOWN
    assert run(folder) == 0
    for path, pages in shown.items():
        for name, page in pages.items():
            assert page == (tmp_path / "output" / name).read_text(), path
            assert "#all-new" in page


@pytest.mark.parametrize("front", ["slug: elsewhere", "draft: true", "status: hidden"])
def test_a_text_that_leaves_its_page_is_not_shown_there(site, tmp_path, front) -> None:
    folder = site()
    previews = Previews(run_engine.build(command(folder, tmp_path / "output")[6:]))
    (folder / "content/pages/about.md").write_text(f"---\n{front}\n---\n# About\n\nWords.\n")
    assert previews.of(["content/pages/about.md"]) == {}


def test_a_heading_that_is_gone_leads_nowhere_in_its_preview(site, tmp_path) -> None:
    folder = site()
    (folder / "content/pages/about.md").write_text("# About\n\n## Old\n\n[o](#old), [p](about.md#old)\n")
    previews = Previews(run_engine.build(command(folder, tmp_path / "output")[6:]))
    (folder / "content/pages/about.md").write_text("# About\n\n## New\n\n[o](#old), [p](about.md#old), [n](about.md#new)\n")
    (page,) = previews.of(["content/pages/about.md"]).values()
    assert "#old" not in page
    assert page.count('href="./#new"') + page.count('href="#new"') >= 2


def test_a_text_is_shown_with_what_its_page_says_of_it(site, tmp_path) -> None:
    folder = site()
    built = run_engine.build(command(folder, tmp_path / "output")[6:])
    (folder / "content/library/long.md").write_text("# Short\n\nOnly this.\n")
    (folder / "content/pages/about.md").write_text("# About\n\n" + "## Part\n\nWords.\n\n" * 300)
    previews = Previews(built)
    previews.warm()
    pages = previews.of(["content/library/long.md", "content/pages/about.md", "communities/signals/community.yml", "content/none.md"])
    assert set(pages) == {"library/long/index.html", "about/index.html"}
    short, about = (html.document_fromstring(pages[path]) for path in ("library/long/index.html", "about/index.html"))
    assert short.find(".//h1").text_content() == "Short"
    assert "On this page" not in short.text_content()
    assert "On this page" in about.text_content()
    assert "3 minutes" in about.text_content()


def test_a_text_with_problems_is_shown(site, run, worker) -> None:
    run(folder := site())
    (folder / "content/pages/about.md").write_text("---\ntitle: About\nnonsense: [\n---\nStill [readable](gone.md) @nobody.\n")
    (page,) = worker.preview(["content/pages/about.md", "content/pages/unknown.md"]).values()
    assert "readable" in page
    (folder / "content/pages/about.md").unlink()
    assert worker.preview(["content/pages/about.md"]) == {}


def test_where_plugins_of_others_make_pages_nothing_is_shown_before(site, run, worker) -> None:
    assert run(site("a plugin that changes everything")) == 0
    assert worker.preview(["content/pages/about.md"]) == {}


def test_a_broken_build_leaves_the_last_good_one_to_show_from(site, run, worker) -> None:
    run(site())
    run(folder := site("broken YAML"))
    (folder / "content/pages/about.md").write_text("# About\n\nNewest.\n")
    assert "Newest." in worker.preview(["content/pages/about.md"])["about/index.html"]


def test_a_preview_that_fails_is_none(monkeypatch) -> None:
    class Fails:
        def of(self, paths):
            raise ValueError

    living = Living()
    living.warm()
    assert living.preview(["a.md"]) == {"pages": {}}
    living._previews = Fails()
    assert living.preview(["a.md"]) == {"pages": {}}


@pytest.mark.parametrize(
    ("end", "code", "words"),
    [(SystemExit(3), 3, ""), (SystemExit(), 0, ""), (SystemExit("why"), 1, "why"), (KeyboardInterrupt(), 1, "KeyboardInterrupt")],
)
def test_every_end_is_a_code(monkeypatch, capsys, end, code, words) -> None:
    def build(options):
        raise end

    HEARD.problems.clear()
    HEARD.refusals.clear()
    monkeypatch.setattr(live.run, "build", build)
    assert Living().build([]) == {"code": code, "problems": [], "refusals": [words] if words == "why" else []}
    assert words in capsys.readouterr().err
