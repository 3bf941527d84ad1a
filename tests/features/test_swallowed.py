"""What Pelican swallows ends the build."""

from __future__ import annotations

import logging
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pelican import signals

from guildhouse.features import swallowed
from guildhouse.model.house import House

PLUGIN = """
import logging
def register():
    {body}
"""
CONFIGURATION = "PLUGIN_PATHS = ['.']\nPLUGINS = {plugins}\n"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("raise ValueError('no key')", "Cannot register plugin `{name}`: ValueError: no key"),
        ("logging.getLogger('elsewhere').error('lost %s', 'a page')", "lost a page"),
        ("logging.getLogger('pelican.writers').warning('left out a file')", "left out a file"),
    ],
)
@pytest.mark.parametrize("order", ["before", "after"])
def test_a_plugin_that_fails_quietly(
    build: Callable[..., Path],
    house: Callable[..., House],
    capsys: pytest.CaptureFixture[str],
    *,
    body: str,
    words: str,
    order: str,
) -> None:
    name = f"plugin_{order}_{sum(body.encode())}"  # a module is imported once in a process
    plugins = [name, "guildhouse"] if order == "before" else ["guildhouse", name]
    files = {"pelicanconf.py": CONFIGURATION.format(plugins=plugins), f"{name}.py": PLUGIN.format(body=body)}
    with pytest.raises(SystemExit, match="2"):
        build(house(), files=files)
    assert words.format(name=name) in capsys.readouterr().err


def test_a_plugin_that_does_not_exist(build: Callable[..., Path], house: Callable[..., House], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        build(house(), files={"pelicanconf.py": "PLUGINS = ['guildhouse', 'no_such_plugin']\n"})
    assert "Cannot load plugin `no_such_plugin`" in capsys.readouterr().err


def test_an_error_at_the_very_end(build: Callable[..., Path], house: Callable[..., House], capsys: pytest.CaptureFixture[str]) -> None:
    def late(pelican: Any) -> None:
        logging.getLogger("pelican").error("too late")

    plugin = types.SimpleNamespace(late=late)
    signals.all_generators_finalized.connect(plugin.late)
    try:
        with pytest.raises(SystemExit, match="1"):
            build(house())
    finally:
        signals.all_generators_finalized.disconnect(plugin.late)
    assert "Pelican went on after an error: too late" in capsys.readouterr().err


@pytest.fixture
def collector() -> swallowed.Collector:
    swallowed.watch()
    return swallowed.COLLECTOR


def test_every_repetition_is_noticed(collector: swallowed.Collector) -> None:
    logger = logging.getLogger("pelican.contents")
    for _ in range(20):
        logger.warning("Unable to find %r", "x", extra={"limit_msg": "Other resources were not found"})
    assert len(collector.take()) == 20


@pytest.mark.parametrize(
    ("logger", "level", "message"),
    [
        ("pelican.settings", logging.WARNING, "No timezone information specified in the settings. Assuming UTC"),
        ("pelican.plugins.sitemap", logging.WARNING, "advice of a plugin"),
        ("elsewhere", logging.WARNING, "advice of another library"),
        ("pelican", logging.INFO, "chatter"),
    ],
)
def test_what_loses_nothing_is_no_error(collector: swallowed.Collector, logger: str, level: int, message: str) -> None:
    logging.getLogger(logger).log(level, message)
    assert collector.take() == ()


def test_quiet_runs_notice_as_much() -> None:
    logging.getLogger("pelican").setLevel(logging.CRITICAL)
    swallowed.watch()
    logging.getLogger("pelican.generators").error("hidden")
    assert swallowed.COLLECTOR.take() == ("hidden",)


def test_watching_twice_counts_once(collector: swallowed.Collector) -> None:
    swallowed.watch()
    logging.getLogger("pelican").error("once")
    assert collector.take() == ("once",)
