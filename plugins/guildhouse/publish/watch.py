"""Notices that a file of a site changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from guildhouse.publish.places import READ
from guildhouse.settings import CONFIGURATION

EVERY = 500
"""Milliseconds between two looks at what no watch covers: the configuration, and folders that are yet to come."""

QUIET = 20
"""Milliseconds without a change after which changes are told as one."""
UNREADABLE = "Unable to decode path"
"""How the watch says that a name is not UTF-8, before it ends."""

State = dict[str, tuple[int, ...]]
"""What tells one folder, or one configuration, from another that stands in its place, by name."""


class _Sources(DefaultFilter):
    """Leaves out folders that begin with a dot, compiled Python, and editors' own files, as seen from the watched folder."""

    def __init__(self, folders: Sequence[str], output: Path) -> None:
        super().__init__()
        self._folders = sorted(folders, key=len, reverse=True)
        self._output = str(output)

    def __call__(self, change: Change, path: str) -> bool:
        folder = next((folder for folder in self._folders if f"{path}/".startswith(f"{folder}/")), "")
        inside = path[len(folder) :].lstrip("/")
        is_hidden = any(part.startswith(".") for part in inside.split("/"))
        is_output = path == self._output or path.startswith(f"{self._output}/")
        return not is_hidden and not is_output and super().__call__(change, inside)


def changes(site: Path, output: Path, templates: Callable[[], Sequence[str]] = tuple) -> Iterator[tuple[str, ...]]:
    """Yield, for ever, the paths that changed since the last time, relative to the site; bursts come as one.

    `templates` names the folders of the site's own templates as they are known at a moment. A folder is named instead of its files when
    something in it may have changed unseen.
    """
    untold: tuple[str, ...] = ()
    while True:
        state = _state(site, templates())
        try:
            untold = yield from _changes_of(site, output, templates, state, untold)
        except FileNotFoundError:  # a folder went between two looks, as when git changes branches
            untold = tuple(state)
            time.sleep(QUIET / 1000)
        except RuntimeError as error:
            if UNREADABLE not in str(error):
                raise
            untold = tuple(state)


def _changes_of(
    site: Path, output: Path, templates: Callable[[], Sequence[str]], before: State, untold: tuple[str, ...]
) -> Generator[tuple[str, ...], None, tuple[str, ...]]:
    """Watch the folders that there are until one of them is another, and return what may have changed unseen until the next watch."""
    folders = {os.path.normpath(site / name): name for name in before if name != CONFIGURATION}
    chosen = _Sources(tuple(folders), output)
    for found in watch(*folders, watch_filter=chosen, step=QUIET, rust_timeout=EVERY, yield_on_timeout=True, raise_interrupt=True):
        now = _state(site, templates())
        other = {name for name in {*now, *before} if now.get(name) != before.get(name)}
        paths = {path for _, path in found}
        told = {*untold, *(os.path.relpath(path, site) for path in paths), *(other & {CONFIGURATION})}
        is_another = not other <= {CONFIGURATION} or not folders.keys().isdisjoint(paths)
        if is_another:  # its watch is dead, or covers what has been moved away
            return tuple(sorted({*told, *other, *now}))
        before, untold = now, ()
        if told:
            yield tuple(sorted(told))
    return ()  # watch never ends by itself


def _state(site: Path, templates: Sequence[str]) -> State:
    """Look at what is watched: the configuration by its date, a folder by which one it is."""
    folders = {name: _seen(site / name) for name in (*READ, *templates) if (site / name).is_dir()}
    return folders | ({CONFIGURATION: _seen(site / CONFIGURATION)} if (site / CONFIGURATION).is_file() else {})


def _seen(path: Path) -> tuple[int, ...]:
    try:
        about = path.stat()
    except OSError:  # it has gone since
        return ()
    return (about.st_dev, about.st_ino, *(() if path.name != CONFIGURATION else (about.st_mtime_ns, about.st_size)))
