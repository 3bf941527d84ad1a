"""A build that would change nothing says so before invoke, Pelican or the engine is imported; everything else is left to the task."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from guildhouse.tasks.early import answered
from guildhouse.tasks.program import run

ASKED = """
import sys
from pathlib import Path
from guildhouse.tasks.early import answered
print(answered(sys.argv[2:], Path(sys.argv[1])), *sorted({"invoke", "pelican", "markdown", "jinja2"} & set(sys.modules)))
"""


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "communities/x").mkdir(parents=True)
    (folder / "communities/x/community.yml").write_text("name: X\n")
    (folder / "pelicanconf.py").write_text("print('read')\n")
    assert build(folder) == 0
    return folder


def build(site, *words):
    return run(["tasks.py", "build", "--site", str(site), "--today", "2026-11-16", *words], Path.cwd())


def test_nothing_is_imported_for_nothing(site):
    asked = subprocess.run(
        [sys.executable, "-c", ASKED, site, "build", "--today", "2026-11-16"], capture_output=True, text=True, check=True
    )
    assert asked.stdout == "True\n"
    assert asked.stderr.startswith("read\n")
    assert "Sources: 1 read" in asked.stderr
    assert f"Nothing changed: {site}/output is as it was" in asked.stderr


def test_it_says_what_the_task_says(site, capsys):
    capsys.readouterr()
    assert build(site) == 0
    by_task = capsys.readouterr().err
    assert answered(["build", "--today=2026-11-16"], site)
    assert capsys.readouterr().err.rpartition(", in ")[0] == by_task.rpartition(", in ")[0]


def edited(site):
    (site / "communities/x/community.yml").write_text("name: Y\n")


def broken(site):
    (site / "pelicanconf.py").write_text("print('read'")


def running(site):
    (site / ".output.lock").touch()


def killed(site):
    (site / ".output.building-0").mkdir()


@pytest.mark.parametrize("change", [edited, broken, running, killed])
def test_where_there_is_something_to_do_nothing_is_said(site, capsys, change):
    capsys.readouterr()
    change(site)
    assert not answered(["build", "--today", "2026-11-16"], site)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "check",
        "--echo build",
        "build --no-cache",
        "build --audit",
        "build --frob",
        "build more",
        "build --jobs two",
        "build --jobs ٢",
        "build --site",
        "build --site a --site b",
        "build --url --lenient",
        "build --lenient=1",
        "build --site /nowhere",
        "build --url nonsense",
        "build --help",
    ],
)
def test_what_is_not_plain_is_left_to_the_task(site, capsys, words):
    capsys.readouterr()
    assert not answered(words.split(), site)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("words", ["--lenient", "--offline", "--url https://a.example/"])
def test_another_order_is_another_build(site, words):
    order = ["build", "--today", "2026-11-16", *words.split()]
    assert not answered(order, site)
    assert build(site, *words.split()) == 0
    assert answered(order, site)
    assert not answered(["build", "--today", "2026-11-17", *words.split()], site)
