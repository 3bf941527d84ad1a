"""The machine's own Chromium, for commands that look at pages or draw with it; Playwright's own browser is not to be had everywhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from guildhouse.formats.policy import headers
from guildhouse.publish.server import open_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
PORT = 8700


class NoBrowserError(Exception):
    """There is nothing to open pages with; the message names the remedy."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open the machine's Chromium; NoBrowserError when it, or Playwright which drives it, is not installed."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise NoBrowserError("no browser: apt install chromium")
    if find_spec("playwright") is None:
        raise NoBrowserError("nothing drives the browser: pip install playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a built site on this computer with its headers; the address ends without a slash."""
    with open_server(folder, PORT, headers()) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
