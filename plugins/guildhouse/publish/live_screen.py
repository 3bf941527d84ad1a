"""What the development server shows: the published pages, previews before them, and what is wrong with the last build."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guildhouse.marks import RECEIPT
from guildhouse.publish.live_events import Events
from guildhouse.publish.live_faults import Report

MANY = 1000
"""With more changed files than these, pages are told that everything may have changed."""
REMEMBERED = 200
"""Editions whose changes are known; whoever missed more of them is told the same."""

Stood = tuple[int, int, int] | None
"""A file as it was at some moment; None when there was none."""


@dataclass(frozen=True)
class _Preview:
    """A page before it is built, and the text that it was made of."""

    number: int
    page: bytes
    text: str
    state: Stood


class Screen:
    """Pages as they are shown at this moment, and everyone who looks at them."""

    def __init__(self, output: Path) -> None:
        """Show a published folder."""
        self.events = Events()
        self.report = Report()
        self._output = output
        self._lock = threading.Lock()
        self._previews: dict[str, _Preview] = {}
        self._number = 0
        self._run, self._editions = secrets.token_hex(4), 0
        self._history: deque[frozenset[str] | None] = deque(maxlen=REMEMBERED)
        self._files = self._published()

    def page(self, path: str) -> bytes | None:
        """Give a page as it is shown; None when there is none, or the path is that of no page."""
        if not path.endswith(".html") or path.startswith("/") or ".." in path.split("/"):
            return None
        with self._lock:
            preview = self._previews.get(path)
        if preview:
            return preview.page
        with suppress(OSError, ValueError):  # a name with a null byte is none
            return (self._output / path).read_bytes()
        return None

    def mark(self, path: str) -> str:
        """Tell one state of a page from another; empty when there is no such page."""
        page = self.page(path)
        return "" if page is None else mark(page)

    def preview(self, pages: Mapping[str, str], text: str = "", state: Stood = None) -> None:
        """Show the pages of a text at once, until a build has published them; `state` is how the text stood."""
        made = {path: markup.encode() for path, markup in pages.items()}
        changed = [path for path, page in made.items() if self.mark(path) != mark(page)]
        with self._lock:
            self._number += 1
            self._previews |= {path: _Preview(self._number, page, text, state) for path, page in made.items()}
        self._tell(changed)

    def withdraw(self, texts: Iterable[str]) -> None:
        """Show no longer what was made of texts, or of texts below folders, that are others now."""
        gone = {os.path.normpath(text) for text in texts}
        self._drop(lambda preview: any(text == "." or f"{preview.text}/".startswith(f"{text}/") for text in gone))

    def keep_standing(self, site: Path) -> None:
        """Show no longer what was made of texts that do not stand as they did: no build has come that would replace it."""
        self._drop(lambda preview: bool(preview.text) and stood(site / preview.text) != preview.state)

    def _drop(self, is_old: Callable[[_Preview], bool]) -> None:
        with self._lock:
            gone = {path: preview for path, preview in self._previews.items() if is_old(preview)}
            self._previews = {path: preview for path, preview in self._previews.items() if path not in gone}
        self._tell([path for path, preview in gone.items() if self.mark(path) != mark(preview.page)])

    def begin(self) -> int:
        """Note that a build begins: previews from before are in what it publishes, later ones are not."""
        with self._lock:
            return self._number

    def published(self, begun: int) -> None:
        """Show what a build has published instead of previews from before it began."""
        with self._lock:
            shown = dict(self._files) | {path: mark(preview.page) for path, preview in self._previews.items()}
            self._previews = {path: preview for path, preview in self._previews.items() if preview.number > begun}
            self._files = self._published()
            now = self._files | {path: mark(preview.page) for path, preview in self._previews.items()}
        self._tell([path for path in {*shown, *now} if shown.get(path) != now.get(path)])

    def judge(self, report: Report) -> None:
        """Tell everyone what is wrong with the last build, or that nothing is."""
        self.report = report
        self.events.send("report", report.plain)

    @property
    def edition(self) -> str:
        """Name what is shown at this moment: this server, and how often something has changed in it."""
        return f"{self._run}-{self._editions}"

    def greeting(self, path: str, since: str = "") -> dict[str, Any]:
        """Say to a page that begins to listen what it may have missed `since` an edition: None for everything."""
        with self._lock:
            edition, changed = self.edition, self._changed(since)
        paths = None if changed is None else sorted(changed)
        return {"mark": self.mark(path), "report": self.report.plain, "edition": edition, "paths": paths}

    def _changed(self, since: str) -> frozenset[str] | None:
        """Gather what has changed since an edition; None when that was another server's, or when it is too much."""
        run, _, number = (since or self.edition).rpartition("-")
        missed = self._editions - int(number) if run == self._run and number.isdecimal() else -1
        if not 0 <= missed <= len(self._history):
            return None
        found: frozenset[str] = frozenset()
        for each in list(self._history)[len(self._history) - missed :]:
            if each is None or len(found | each) > MANY:
                return None
            found |= each
        return found

    def _tell(self, changed: Sequence[str]) -> None:
        if not changed:
            return
        paths = frozenset(changed) if len(changed) <= MANY else None
        with self._lock:
            self._editions += 1
            self._history.append(paths)
            edition = self.edition
        self.events.send("changed", {"paths": None if paths is None else sorted(paths), "edition": edition})

    def _published(self) -> dict[str, str]:
        """Read the hashes of the published files from their own account."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            return dict(json.loads((self._output / RECEIPT).read_bytes())["files"])
        return {}


def stood(file: Path) -> Stood:
    """Tell how a file stands at this moment."""
    try:
        about = file.stat()
    except OSError:
        return None
    return about.st_ino, about.st_size, about.st_mtime_ns


def mark(page: bytes) -> str:
    """Give the SHA-256 of a page, as the account of a build does."""
    return hashlib.sha256(page).hexdigest()
