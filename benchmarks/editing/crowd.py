"""Several builds at once, and somebody who reads the site meanwhile."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.editing.builds import Build, Order, Outcome, by_command, hashes
from benchmarks.editing.editor import Editor
from benchmarks.editing.site import original, put

BUILDERS = 3
PAUSE = 0.001
"""Seconds between two pages, so that the builders have the processor."""
FOOTER = '{%- macro footer(site, source=None, title="") -%}<footer class="foot">edition NUMBER</footer>{%- endmacro -%}\n'


@dataclass
class Reader:
    """Reads page after page of a folder that is exchanged under its eyes: each must be there, and whole, and of one edition."""

    output: Path
    pages: Sequence[str]
    read: int = 0
    editions: set[bytes] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> None:
        """Read until it is told to end."""
        while not self.ended.is_set():
            for page in self.pages:
                self.read += 1
                self._look(page)
                self.ended.wait(PAUSE)

    def _look(self, page: str) -> None:
        try:
            text = (self.output / page).read_bytes()
        except OSError as error:
            self.wrong.append(f"missing: {page} ({error.strerror})")
            return
        found = text.partition(b"edition ")[2].partition(b"<")[0]
        if not text.lower().startswith(b"<!doctype html>") or not text.rstrip().endswith(b"</html>") or not found:
            self.wrong.append(f"torn: {page}")
        self.editions.add(found)


def crowd(folder: Path, rebuilds: int, tell: Callable[[str], object]) -> list[str]:
    """Rebuild a site so often, three builders at a time and a fourth into another folder, with a reader; returns what went wrong."""
    editor, build = Editor(folder / "site", random.Random(1)), by_command()
    put(editor.site, original())
    _edition(editor, 0)
    output, other = folder / "site/output", folder / "other"
    build(editor.order, output, ())
    pages = [path.relative_to(output).as_posix() for path in sorted(output.glob("[!n]*/**/index.html")) if b"edition" in path.read_bytes()]
    reader, wrong = Reader(output, pages), []
    thread = threading.Thread(target=reader, daemon=True)
    thread.start()
    for number in range(1, rebuilds + 1):
        _edition(editor, number)
        wrong += [f"rebuild {number}: {words}" for words in _together(build, editor.order, folder, (output,) * BUILDERS + (other,))]
    reader.ended.set()
    thread.join()
    litter = sorted(path.name for path in (*folder.glob("site/.output*"), *folder.glob(".other*")) if path.suffix != ".lock")
    wrong += [*sorted(set(reader.wrong)), *(f"litter: {name}" for name in litter)]
    tell(
        f"{rebuilds} rebuilds by {BUILDERS + 1} builders at once, {reader.read:,} pages read in {len(reader.editions)} editions, "
        f"{len(reader.wrong)} torn or missing, litter: {len(litter)}, {len(wrong)} faults"
    )
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return wrong


def _edition(editor: Editor, number: int) -> None:
    """Make an edit that is seen on every page, and one that few pages show."""
    editor.put("own/components/footer.html", FOOTER.replace("NUMBER", str(number)))
    editor.put("content/news/2026-11-01-open.md", f"# Open {number}\n\nWe are open.\n")


def _together(build: Build, order: Order, folder: Path, outputs: Sequence[Path]) -> list[str]:
    """Start all builds at once; each must publish what a clean one does."""
    with ThreadPoolExecutor(len(outputs)) as pool:
        done: list[Outcome] = list(pool.map(lambda output: build(order, output, ()), outputs))
    clean = folder / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    build(order, clean, ("--no-cache",))
    wanted = hashes(clean)
    faults = [f"exit code {each.code}: {each.words[-200:]!r}" for each in done if each.code]
    return faults + [f"{output.name} is not as in a clean build" for output in dict.fromkeys(outputs) if hashes(output) != wanted]
