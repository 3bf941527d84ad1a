"""Edits a site that a development server shows, again and again: how soon an edit is seen, and whether memory stays what it was.

`python3 tasks.py bench --name live --options "--rebuilds 500 [--documents 60] [--seed 1]"`. Exit code 1 when memory of the server with its
worker grew by more than a tenth between 20 and 100 percent of the rebuilds, or when an edit was never answered.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import http.client
import json
import queue
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from benchmarks import corpus
from benchmarks.comparing.results import prove

POINTS = (10, 20, 50, 100)
"""Percent of the rebuilds at which memory is told."""
GROWTH = 1.1
"""What memory may become of what it was at a fifth of the way."""
NEAR = 5
"""Measurements whose median is the memory at a point."""
PATIENCE = 120.0
"""Seconds to wait for the answer to an edit."""
BROKEN = "\n[gone](no/such/file.md)\n"


@dataclass
class Seen:
    """What was measured: milliseconds from an edit to the page on screen and to the whole build, and KB of memory after each build."""

    previews: list[float] = field(default_factory=list)
    builds: list[float] = field(default_factory=list)
    server: list[int] = field(default_factory=list)
    worker: list[int] = field(default_factory=list)
    failed: int = 0

    def memory(self, percent: int) -> int:
        """Tell KB of server and worker together at a point of the way."""
        end = max(1, len(self.server) * percent // 100)
        return round(median(a + b for a, b in zip(self.server[:end][-NEAR:], self.worker[:end][-NEAR:], strict=True)))


class Editor:
    """Edits as people and their tools do; each edit changes something, and what breaks the site is mended by the next one."""

    def __init__(self, site: Path, seed: int) -> None:
        """Begin to edit a site; the same seed makes the same edits."""
        self._site, self._rolls = site, random.Random(seed)
        self._texts = sorted(site.glob("communities/*/resources/*.md"))
        self._configuration = site / "pelicanconf.py"
        self._number = 0
        self._mend: list[tuple[Path, str | None]] = []

    def edit(self) -> bool:
        """Make one edit; tells whether it is the text of one page, and no more."""
        self._number += 1
        if self._mend:
            for path, text in self._mend:
                path.unlink() if text is None else path.write_text(text)
            self._mend = []
            return False
        kinds = (self._body, self._body, self._body, self._saved, self._add, self._break, self._break_yaml, self._configure, self._move)
        return self._rolls.choice(kinds)()

    def _body(self) -> bool:
        text = self._rolls.choice(self._texts)
        head, _, _ = text.read_text().partition("\n\nEdit ")
        text.write_text(f"{head}\n\nEdit {self._number}.\n")
        return True

    def _saved(self) -> bool:
        """Save as editors do: write beside, then rename."""
        text = self._rolls.choice(self._texts)
        head, _, _ = text.read_text().partition("\n\nEdit ")
        aside = text.with_name(f"{text.name}~")
        aside.write_text(f"{head}\n\nEdit {self._number}.\n")
        aside.replace(text)
        return True

    def _add(self) -> bool:
        new = self._rolls.choice(self._texts).with_name(f"new-{self._number}.md")
        new.write_text(f"# New {self._number}\n\nWords.\n")
        self._mend = [(new, None)]
        return False

    def _break(self) -> bool:
        text = self._rolls.choice(self._texts)
        self._mend = [(text, text.read_text())]
        text.write_text(text.read_text() + BROKEN)
        return True

    def _break_yaml(self) -> bool:
        home = self._rolls.choice(self._texts).parents[1] / "community.yml"
        self._mend = [(home, home.read_text())]
        home.write_text(f"name: [ {self._number}\n")
        return False

    def _configure(self) -> bool:
        self._configuration.write_text(self._rolls.choice((f"SITENAME = 'Site {self._number}'\n", f"SITENAME = ( {self._number}\n")))
        self._mend = [(self._configuration, f"SITENAME = 'Mended {self._number}'\n")]
        return False

    def _move(self) -> bool:
        """Rename many files at once, as another branch does."""
        folder = self._rolls.choice(self._texts).parent
        away = folder.with_name("resources-away")
        folder.rename(away)
        away.rename(folder)
        self._body()
        return False


def main() -> int:
    """Measure once and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rebuilds", type=int, default=500)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--results", type=Path, help="results file of `bench` to note the outcome in")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guildhouse-live-") as folder:
        site = Path(folder)
        corpus.write(site, given.documents)
        seen = _measured(site, given.rebuilds, given.seed)
    line = f"seed {given.seed}: {_line(seen, given.documents)}"
    print(line)
    prove(given.results, "live", line, dt.datetime.now(dt.UTC).date().isoformat())
    return 1 if seen.memory(100) > seen.memory(20) * GROWTH else 0


def _measured(site: Path, rebuilds: int, seed: int) -> Seen:
    seen, editor = Seen(), Editor(site, seed)
    with _served(site) as (process, address):
        told = _listening(address)
        while len(seen.builds) < rebuilds:
            begun = time.perf_counter()
            is_text = editor.edit()
            _await(told, begun, seen, is_text=is_text)
            seen.server.append(_memory([process]))
            seen.worker.append(_memory(_below(process)))
    return seen


@contextlib.contextmanager
def _served(site: Path) -> Iterator[tuple[int, str]]:
    command = [sys.executable, "-m", "guildhouse", "serve", "--site", str(site), "--port", "8880", "--today", "2026-11-16"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            lines = iter(process.stderr or ())
            line = next(line for line in lines if "Serving" in line)
            threading.Thread(target=lambda: [None for _ in lines], daemon=True).start()  # nobody reads them, and a pipe is soon full
            yield process.pid, line.partition("Serving ")[2].partition(" ")[0]
        finally:
            process.terminate()


def _listening(address: str) -> queue.Queue[tuple[str, float, object]]:
    """Listen as a page does; gives the name of each event, when it came, and what it holds."""
    told: queue.Queue[tuple[str, float, object]] = queue.Queue()

    def listen() -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        connection.request("GET", "/__guildhouse/events?path=index.html")
        name = ""
        for line in connection.getresponse():
            if line.startswith(b"event: "):
                name = line[7:].decode().strip()
            elif line.startswith(b"data: "):
                told.put((name, time.perf_counter(), json.loads(line[6:])))

    threading.Thread(target=listen, daemon=True).start()
    told.get(timeout=PATIENCE)  # the greeting
    return told


def _await(told: queue.Queue[tuple[str, float, object]], begun: float, seen: Seen, *, is_text: bool) -> None:
    """Wait for the page and for the build that an edit leads to; queue.Empty when it is never answered."""
    first = True
    while True:
        name, when, data = told.get(timeout=PATIENCE)
        passed = (when - begun) * 1000
        if name == "changed" and first and is_text:
            seen.previews.append(passed)
        first = False
        if name == "report":
            seen.builds.append(passed)
            seen.failed += bool(isinstance(data, dict) and data["count"])
            return


def _below(pid: int) -> list[int]:
    """Name the processes that a process has started, and those that these have."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if status.read_text().rpartition(")")[2].split()[1] == str(pid):
                found += [int(status.parent.name), *_below(int(status.parent.name))]
    return found


def _memory(pids: Sequence[int]) -> int:
    """Tell the KB that processes hold."""
    held = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            held += sum(int(line.split()[1]) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return held


def _line(seen: Seen, documents: int) -> str:
    memory = ", ".join(f"{seen.memory(percent) / 1024:.0f} MB at {percent} %" for percent in POINTS)
    return (
        f"{len(seen.builds)} rebuilds of {documents} documents, {seen.failed} of them broken; edit to page {_spread(seen.previews)}, "
        f"edit to build {_spread(seen.builds)}; server and worker {memory}"
    )


def _spread(times: Sequence[float]) -> str:
    """Tell median and 95th percentile."""
    return f"{median(times):.0f} ms (p95 {quantiles(times, n=20)[-1]:.0f})" if len(times) > 1 else "not measured"


if __name__ == "__main__":
    sys.exit(main())
