"""Tells without building that a build would change nothing: everything it depends on, and all it made, is as the last one left it."""

from __future__ import annotations

import io
import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

import guildhouse
from guildhouse.marks import DATED, Mark, Seen, mark_of, read_notes, umask, write_notes
from guildhouse.publish.places import READ, Places, notes_of
from guildhouse.settings import CONFIGURATION, Settings, all_ours, execute
from guildhouse.sources.history import place as git

YOUNG = 2_000_000_000
"""Nanoseconds: a file this much younger than the look at it may change once more and keep its dates, so it is told by its bytes too."""

Marks = Mapping[str, Mark]


MOST = 16
"""Notes that are kept at most, of the outputs that were built last; there may be one for each folder that a CI run made."""
USED = ("babel", "dateutil", "jinja2", "markdown", "markupsafe", "nh3", "pelican", "pygments", "yaml")
"""Libraries that take part in making pages."""


@dataclass(frozen=True)
class Look:
    """What a build depends on: its order, and every file it may read, as they were at one moment."""

    order: str
    inputs: Marks
    memory: Path


class _UnknownInputs(Exception):
    """The site brings code or links of its own, so that nobody can list what a build depends on."""


def look(places: Places, settings: Settings, engine: str) -> Look | None:
    """Look at everything that a build depends on; None where that cannot be known, or cannot be remembered."""
    notes = notes_of(places)
    if notes is None or not settings.cache or settings.audit:
        return None
    try:
        taken = time.time_ns()
        inputs = {path: _sure(path, mark, taken) for path, mark in _inputs(places.site, settings).items()}
        return Look(_order(places.site, settings, engine), inputs, notes)
    except (_UnknownInputs, OSError):
        return None


def still(now: Look, output: Path) -> str | None:
    """Give the words of the last build when another one would publish the same and say the same; None when it might not."""
    try:
        known = read_notes(now.memory)
        words, outputs = known["words"], known["outputs"]
        if not isinstance(words, str) or "" not in outputs or known["order"] != now.order:
            return None
        return words if _are_same(_plain(known["inputs"]), now.inputs) and _stands(output, outputs) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, _UnknownInputs):
        return None


def told(words: str, output: Path, seconds: float) -> str:
    """Say that nothing changed; `words` are those of the last build."""
    return f"{words}Nothing changed: {output} is as it was, in {seconds:.1f} s."


def remember(before: Look, output: Path, words: str, seen: Mapping[str, Seen]) -> None:
    """Note what a build found before it began, what it published, and what it said; nothing when somebody has been at a file since.

    `seen` is what each published file was when its bytes were verified.
    """
    with suppress(OSError, _UnknownInputs):
        outputs = {"": _dated(output.lstat()), **dict(_published(output))}
        if any(len(mark) == DATED and mark[:3] != seen.get(path) for path, mark in outputs.items()):
            return
        write_notes(before.memory, {"order": before.order, "inputs": before.inputs, "outputs": outputs, "words": words})
    with suppress(OSError):
        _notes_before(before.memory).unlink(missing_ok=True)
        for old in sorted(before.memory.parent.glob("published-*"), key=lambda path: path.stat().st_mtime)[:-MOST]:
            old.unlink(missing_ok=True)


def _notes_before(memory: Path) -> Path:
    return memory.with_suffix(".earlier")


def _published(output: Path) -> Iterator[tuple[str, Mark]]:
    """Mark everything that is published, by its path below the output."""
    start = len(str(output)) + 1
    for path, mark in _marks(output):
        yield path[start:], mark or _dated(os.lstat(path))


def _stands(output: Path, known: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether everything that was published is as it was; whatever comes into a folder or goes changes the folder's dates."""
    for path, mark in known.items():
        about = os.lstat(f"{output}/{path}")
        if [*(_dated(about) if len(mark) < DATED else mark_of(about))] != mark or stat.S_ISDIR(about.st_mode) != (len(mark) < DATED):
            return False
    return True


def _dated(folder: os.stat_result) -> Mark:
    return (folder.st_ino, folder.st_mtime_ns, folder.st_ctime_ns)


def retire(before: Look | None) -> Path | None:
    """Put away what is known, before a build changes what it is about; returns the notes, which tell the files apart that stay."""
    if before is None:
        return None
    notes = _notes_before(before.memory)
    with suppress(OSError):
        before.memory.replace(notes)
        return notes
    return None


def _order(site: Path, settings: Settings, engine: str) -> str:
    """Tell one order from another: settings, what its configuration says at this moment, the commit, the program with its libraries."""
    configuration = site / CONFIGURATION
    with redirect_stdout(io.StringIO()):  # what it prints was printed when the settings were read
        names = execute(configuration) if configuration.is_file() else {}
    if not all_ours(names, site):
        raise _UnknownInputs
    written = sorted((name, repr(value)) for name, value in names.items() if name.isupper())
    history = git.mark(site) if settings.history else ()
    mark = blake2b(
        repr((engine, settings, written, history, _libraries(), sys.version, umask())).encode("utf-8", "surrogatepass"), digest_size=16
    )
    return mark.hexdigest()


def _libraries() -> list[tuple[str, Mark]]:
    """Mark the folders that hold libraries, and the modules of those that are used, wherever they were installed."""
    specs = (PathFinder.find_spec(name) for name in USED)
    modules = (each for spec in specs if spec and spec.origin for each in os.scandir(Path(spec.origin).parent) if each.is_file())
    found = [(path, Path(path).stat()) for path in sys.path if path.endswith("-packages") and Path(path).is_dir()]
    return sorted((path, mark_of(about)) for path, about in (*found, *((each.path, each.stat()) for each in modules)))


def _inputs(site: Path, settings: Settings) -> Marks:
    """Mark every file that a build of the site may read: sources, configuration, what tells of history, templates, theme, the program."""
    package = Path(guildhouse.__file__).parent
    roots = [*(site / name for name in (*READ, *settings.templates)), package, Path(guildhouse.theme())]
    marks: dict[str, Mark] = {}
    compiled = {site / "plugins", package}  # folders in which Python leaves what it has compiled, which nobody else reads
    for root in dict.fromkeys(roots):
        marks.update(_marks(root, passed="__pycache__" if root in compiled else ""))
    for path in (site / CONFIGURATION, *git.files(site)):
        with suppress(FileNotFoundError):
            marks[str(path)] = mark_of(path.stat())
    return marks


def _marks(folder: Path, passed: str = "") -> Iterator[tuple[str, Mark]]:
    """Mark everything below a folder but what is `passed` over; a folder by its presence, for its dates change with what nobody reads."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.name == passed:
            continue
        about = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(about.st_mode):
            yield entry.path, ()
            yield from _marks(Path(entry.path), passed)
        elif stat.S_ISREG(about.st_mode):
            yield entry.path, mark_of(about)
        else:
            raise _UnknownInputs


def _sure(path: str, mark: Mark, taken: int) -> Mark:
    """Add to the mark of a young file what its bytes are."""
    is_young = any(int(date) > taken - YOUNG for date in mark[2:])
    return (*mark, _hash(path)) if is_young else mark


def _are_same(known: Marks, found: Marks) -> bool:
    return known.keys() == found.keys() and all(_is_same(path, mark, found[path]) for path, mark in known.items())


def _is_same(path: str, known: Mark, found: Mark) -> bool:
    """Compare marks; where the bytes were noted they must be the same still, whether or not the file has grown old since."""
    return known[:DATED] == found[:DATED] and (len(known) <= DATED or known[DATED:] == (found[DATED:] or (_hash(path),)))


def _hash(path: str) -> str:
    return blake2b(Path(path).read_bytes(), digest_size=16).hexdigest()


def _plain(marks: Mapping[str, Any]) -> dict[str, Mark]:
    return {path: tuple(mark) for path, mark in marks.items()}
