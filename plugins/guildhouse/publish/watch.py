"""Notices that a file of a site, or of Guildhouse itself, changed."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from functools import lru_cache
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from guildhouse.publish.places import READ
from guildhouse.settings import CONFIGURATION, configured

EVERY = 500
"""Milliseconds between two looks at what no watch covers: the configuration, and folders that are yet to come."""

QUIET = 20
"""Milliseconds without a change after which changes are told as one."""

State = tuple[tuple[str, int], ...]


class _Sources(DefaultFilter):
    """Leaves out folders that begin with a dot, compiled Python, and editors' own files, as seen from the site."""

    def __init__(self, site: Path, output: Path) -> None:
        super().__init__()
        self._site = site
        self._output = str(output)

    def __call__(self, change: Change, path: str) -> bool:
        inside = Path(path).relative_to(self._site).parts if Path(path).is_relative_to(self._site) else ()
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
            gone, state = state, _unwatched(site)
            yield tuple(name for name, _ in gone)


def _changes_of(site: Path, output: Path, before: State) -> Generator[tuple[str, ...], None, State]:
    """Watch the folders that there are until the configuration or the list of folders is another, and return that state."""
    folders = [os.path.normpath(site / name) for name, _ in before if name != CONFIGURATION]
    chosen = _Sources(site, output)
    for found in watch(*folders, watch_filter=chosen, step=QUIET, rust_timeout=EVERY, yield_on_timeout=True, raise_interrupt=True):
        if found:
            yield tuple(sorted({os.path.relpath(path, site) for _, path in found}))
        if (now := _unwatched(site)) != before:
            yield tuple(sorted({name for name, _ in {*now} ^ {*before}}))
            return now
    return before  # watch never ends by itself


def _unwatched(site: Path) -> State:
    """Look at what is watched by its date: the configuration changes, a folder only comes and goes."""
    configuration = site / CONFIGURATION
    date = configuration.stat().st_mtime_ns if configuration.is_file() else None
    names = (*READ, *(_templates(site, date) if date else ()))
    folders = [(name, 0) for name in dict.fromkeys(names) if (site / name).is_dir()]
    return (*folders, (CONFIGURATION, date)) if date else tuple(folders)


@lru_cache(maxsize=1)
def _templates(site: Path, _date: int) -> tuple[str, ...]:
    """Name the folders of the site's own templates, none where the configuration is broken: what is wrong with it a build tells.

    What the configuration prints is printed as in a build, so once more in `serve`: a stream cannot be turned aside for one thread alone.
    """
    try:
        folders = configured(site).get("templates", ())
    except BaseException:  # noqa: BLE001 - a real Ctrl-C reaches the main thread alone; what is raised here is the configuration's own
        return ()
    return tuple(map(str, folders)) if isinstance(folders, (list, tuple)) else ()
