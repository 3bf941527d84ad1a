"""What every test may use: a site written as one string, and a CI in which nothing is skipped."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Tree = Callable[[str], Path]
PATIENCE = 10
"""Seconds of the processor that anything may take that must not depend on how hostile a text is; what is measured stands in benchmarks."""


@pytest.fixture
def ends() -> Iterator[None]:
    """Fail a test that goes on and on: a guard against endless work, far beyond what the work takes."""

    def stop(*_: object) -> None:
        pytest.fail(f"still at work after {PATIENCE} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="accept what is built now as what is wanted")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Write files given as `== path` lines, each followed by the file's text; returns the folder `site` that holds them."""

    def write(text: str) -> Path:
        site = tmp_path / "site"
        site.mkdir(exist_ok=True)
        for path, content in re.findall(r"^== (\S+)\n((?:(?!== ).*\n?)*)", text, re.MULTILINE):
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(content, encoding="utf-8")
        return site

    return write


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run in CI that left a test out: there, every tool that a test needs is installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") == "true" and skipped and exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"{len(skipped)} skipped, which CI does not allow", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
