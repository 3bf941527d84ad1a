"""Notices that a file of a site, or of Guildhouse itself, changed."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from guildhouse.settings import CONFIGURATION

FOLDERS = ("content", "communities", "theme", "plugins")
EVERY = 500
"""Milliseconds between two looks at what no watch covers: the configuration, and folders that are yet to come."""

State = tuple[tuple[str, int], ...]


class _Sources(DefaultFilter):
    """Leaves out folders that begin with a dot, compiled Python, and editors' own files, as seen from the site."""

    def __init__(self, site: Path, output: Path) -> None:
        super().__init__()
        self._site = site
        self._output = str(output)

    def __call__(self, change: Change, path: str) -> bool:
        inside = Path(path).relative_to(self._site).parts if path.startswith(str(self._site)) else ()
        is_hidden = any(part.startswith(".") for part in inside)
        is_output = path == self._output or path.startswith(f"{self._output}/")
        return not is_hidden and not is_output and super().__call__(change, path)


def changes(site: Path, output: Path) -> Iterator[tuple[str, ...]]:
    """Yield, for ever, the paths that changed since the last time, relative to the site; bursts come as one."""
    state = _unwatched(site)
    while True:
        try:
            state = yield from _changes_of(site, output, state)
        except FileNotFoundError:  # a folder went between two looks, as when git changes branches
            yield tuple(name for name, _ in state)


def _changes_of(site: Path, output: Path, before: State) -> Generator[tuple[str, ...], None, State]:
    """Watch the folders that there are until the configuration or the list of folders is another, and return that state."""
    folders = [site / name for name in FOLDERS if (site / name).is_dir()]
    for found in watch(*folders, watch_filter=_Sources(site, output), rust_timeout=EVERY, yield_on_timeout=True, raise_interrupt=True):
        if found:
            yield tuple(sorted({str(Path(path).relative_to(site)) for _, path in found}))
        if (now := _unwatched(site)) != before:
            yield tuple(sorted({name for name, _ in {*now} ^ {*before}}))
            return now
    return before  # watch never ends by itself


def _unwatched(site: Path) -> State:
    """Look at what is watched by its date: the configuration changes, a folder only comes and goes."""
    folders = [(name, 0) for name in FOLDERS if (site / name).is_dir()]
    configuration = site / CONFIGURATION
    return (*folders, (CONFIGURATION, configuration.stat().st_mtime_ns)) if configuration.is_file() else tuple(folders)
