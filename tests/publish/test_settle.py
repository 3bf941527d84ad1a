"""What to build is settled in a process of its own, whatever a configuration does."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from guildhouse.publish import ENGINE, settle, unchanged
from guildhouse.publish.places import UsageError, places
from guildhouse.publish.settle import settled
from guildhouse.settings import SettingsError, load

GIVEN = {"today": "2026-11-16"}


@pytest.fixture
def configured(site):
    def settle_with(text: str):
        (site / "pelicanconf.py").write_text(text)
        return settled(site, GIVEN)

    return settle_with


def test_it_is_as_settled_here(site) -> None:
    (site / "pelicanconf.py").write_text(
        "SITENAME = 'Guild'\nGUILDHOUSE = {'repository': 'https://github.com/a/b', 'footer': ['x'], 'navigation': [('A', '/a/')]}"
    )
    found = settled(site, GIVEN)
    assert found[:2] == (places(site), load(site, **GIVEN))
    assert found.look == unchanged.look(found.places, found.settings, ENGINE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SITENAME = (", "pelicanconf.py:1: '(' was never closed"),
        ("\nraise ValueError('no')", "pelicanconf.py:2: ValueError: no"),
        ("GUILDHOUSE = {'lenint': True}", "pelicanconf.py: no setting is called 'lenint'. Did you mean 'lenient'?"),
        ("GUILDHOUSE = {'jobs': -1}", "settings: jobs must be a whole number, 0 or more, not -1"),
        ("raise SystemExit(0)", "pelicanconf.py:1: SystemExit: 0"),
        ("raise KeyboardInterrupt", "pelicanconf.py: KeyboardInterrupt"),
        ("raise GeneratorExit", "pelicanconf.py: GeneratorExit"),
        ("import os; os._exit(0)", "pelicanconf.py: it ended the process that reads it."),
    ],
)
def test_a_broken_configuration_is_told_as_ever_and_ends_nobody(configured, text, said) -> None:
    with pytest.raises(SettingsError) as error:
        configured(text)
    assert str(error.value) == said


def test_a_folder_that_is_no_site_is_refused(tmp_path) -> None:
    with pytest.raises(UsageError, match="neither"):
        settled(tmp_path, GIVEN)


def test_a_configuration_without_end_is_ended(configured, monkeypatch) -> None:
    monkeypatch.setattr(settle, "LIMIT", 0.5)
    with pytest.raises(SettingsError, match="has not come to its end"):
        configured("while True: pass")


@pytest.mark.parametrize("start", ["subprocess.Popen(['sleep', '60']).pid", "os.fork() or time.sleep(60)"])
def test_nothing_that_a_configuration_has_started_outlives_it(site, configured, start) -> None:
    begun = time.monotonic()
    configured(
        "import os, subprocess, threading, time\nfrom pathlib import Path\n"
        f"pid = {start}\n(Path(__file__).parent / 'pid').write_text(str(pid))\nthreading.Thread(target=time.sleep, args=(60,)).start()\n"
    )
    pid = int((site / "pid").read_text())
    while Path("/proc", str(pid)).exists() and Path("/proc", str(pid), "stat").read_text().split()[2] != "Z":
        assert time.monotonic() < begun + 10
        time.sleep(0.01)


def test_a_module_of_the_configuration_is_read_anew(site, configured) -> None:
    (site / "plugins").mkdir()
    for name in ("One", "Second"):
        (site / "plugins" / "own.py").write_text(f"NAME = {name!r}")
        text = "import sys, os\nsys.path.insert(0, os.path.dirname(__file__) + '/plugins')\nimport own\nSITENAME = own.NAME"
        assert configured(text).settings.site_name == name


def test_words_of_the_configuration_are_passed_on(configured, capfd) -> None:
    configured("print('some words')")
    said = capfd.readouterr()
    assert (said.out, said.err.count("some words")) == ("", 1)
    assert os.environ.get("PYTHONPATH")
