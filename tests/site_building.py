"""Builds sites by the command that everybody uses, and opens the machine's own browser."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
TODAY = "2026-11-16"
URL = "https://marrowby.example/"


def build(output: Path, *options: str, site: Path = REPOSITORY, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "guildhouse", "build", "--site", str(site), "--output", str(output), "--today", TODAY, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Open the machine's own Chromium, or skip: Playwright's own browser is not to be had everywhere."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no browser: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
