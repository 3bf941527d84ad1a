"""What the development server shows: the published pages, previews before them, and what is wrong with the last build."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from guildhouse.publish.live_events import Events
from guildhouse.publish.live_faults import Report

MANY = 1000
"""With more changed files than these, pages are told to ask for themselves."""


class Screen:
    """Pages as they are shown at this moment, and everyone who looks at them."""

    def __init__(self, output: Path) -> None:
        """Show a published folder."""
        self.events = Events()
        self.report = Report()
        self._output = output
        self._lock = threading.Lock()
        self._previews: dict[str, tuple[int, bytes]] = {}
        self._number = 0
        self._files = self._published()

    def page(self, path: str) -> bytes | None:
        """Give a page as it is shown; None when there is none, or the path is that of no page."""
        if not path.endswith(".html") or path.startswith("/") or ".." in path.split("/"):
            return None
        with self._lock:
            preview = self._previews.get(path)
        if preview:
            return preview[1]
        with suppress(OSError, ValueError):  # a name with a null byte is none
            return (self._output / path).read_bytes()
        return None

    def mark(self, path: str) -> str:
        """Tell one state of a page from another; empty when there is no such page."""
        page = self.page(path)
        return "" if page is None else mark(page)

    def preview(self, pages: Mapping[str, str]) -> None:
        """Show pages at once, until a build has published them."""
        made = {path: markup.encode() for path, markup in pages.items()}
        changed = [path for path, page in made.items() if self.mark(path) != mark(page)]
        with self._lock:
            self._number += 1
            self._previews |= {path: (self._number, page) for path, page in made.items()}
        self._tell(changed)

    def begin(self) -> int:
        """Note that a build begins: previews from before are in what it publishes, later ones are not."""
        with self._lock:
            return self._number

    def published(self, begun: int) -> None:
        """Show what a build has published instead of previews from before it began."""
        with self._lock:
            shown = dict(self._files) | {path: mark(page) for path, (_, page) in self._previews.items()}
            self._previews = {path: preview for path, preview in self._previews.items() if preview[0] > begun}
            self._files = self._published()
            now = self._files | {path: mark(page) for path, (_, page) in self._previews.items()}
        self._tell([path for path in {*shown, *now} if shown.get(path) != now.get(path)])

    def judge(self, report: Report) -> None:
        """Tell everyone what is wrong with the last build, or that nothing is."""
        self.report = report
        self.events.send("report", report.plain)

    def greeting(self, path: str) -> dict[str, Any]:
        """Say to a page that begins to listen what it may have missed."""
        return {"mark": self.mark(path), "report": self.report.plain}

    def _tell(self, changed: Sequence[str]) -> None:
        if changed:
            self.events.send("changed", {"paths": sorted(changed) if len(changed) <= MANY else None})

    def _published(self) -> dict[str, str]:
        """Read the hashes of the published files from their own account."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            return dict(json.loads((self._output / "build.json").read_bytes())["files"])
        return {}


def mark(page: bytes) -> str:
    """Give the SHA-256 of a page, as the account of a build does."""
    return hashlib.sha256(page).hexdigest()
