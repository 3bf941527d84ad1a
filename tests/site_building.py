"""Builds sites by the command that everybody uses, and opens the machine's own browser."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from guildhouse.tasks import browser

REPOSITORY = Path(__file__).resolve().parents[1]
TODAY = "2026-11-16"
URL = "https://marrowby.example/"


def build(output: Path, *options: str, site: Path = REPOSITORY, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "guildhouse", "build", "--site", str(site), "--output", str(output), "--today", TODAY, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Open the machine's own Chromium, or skip."""
    try:
        with browser.chromium() as opened:
            yield opened
    except browser.NoBrowserError as error:
        pytest.skip(str(error))
