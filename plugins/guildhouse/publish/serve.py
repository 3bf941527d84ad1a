"""The development server: builds, shows, and builds again after every change; a broken edit leaves the last good site."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from queue import SimpleQueue

from guildhouse.publish.build import ENGINE, Order, build
from guildhouse.publish.child import Interrupted, interruptible
from guildhouse.publish.places import Places, UsageError
from guildhouse.publish.server import HOST, open_server
from guildhouse.publish.watch import changes
from guildhouse.settings import Settings, SettingsError

Ordered = Callable[[], tuple[Places, Settings]]
"""Settles what to build anew each time, for the configuration may have changed."""

Paths = tuple[str, ...]
SHOWN = 3
"""Changed paths that one line names."""


def serve(ordered: Ordered, port: int, headers: Sequence[tuple[str, str]] = (), engine: str = ENGINE) -> None:
    """Serve until somebody stops it; faults of the first start (OSError, UsageError, SettingsError) pass through."""
    places, _ = ordered()
    with interruptible(), open_server(places.output, port, headers) as server:
        noticed = _collected(changes(places.site, places.output))  # from before the first build, so that no edit is missed
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            _rebuild(ordered, engine)
            _tell(f"Serving http://{HOST}:{server.server_port}/ and watching {places.site}; Ctrl-C stops.")
            while True:
                paths = _next(noticed)
                _tell(f"Changed: {', '.join(paths[:SHOWN])}{' ...' if len(paths) > SHOWN else ''}")
                _rebuild(ordered, engine)
        except Interrupted:
            _tell("Stopped.")
        finally:
            server.shutdown()


def _collected(found: Iterable[Paths]) -> SimpleQueue[Paths | OSError]:
    """Gather changes in the background, also while a build runs."""
    noticed: SimpleQueue[Paths | OSError] = SimpleQueue()

    def gather() -> None:
        try:
            for paths in found:
                noticed.put(paths)
        except OSError as error:  # such as the system's limit of watches
            noticed.put(error)

    threading.Thread(target=gather, daemon=True).start()
    return noticed


def _next(noticed: SimpleQueue[Paths | OSError]) -> Paths:
    """Wait for changes and take all that there are, so that ten edits during a build make one more build."""
    paths: set[str] = set()
    while not paths or not noticed.empty():
        change = noticed.get()
        if isinstance(change, OSError):
            raise change
        paths.update(change)
    return tuple(sorted(paths))


def _rebuild(ordered: Ordered, engine: str) -> None:
    """Build once; whatever is wrong is told, and the last good site stays."""
    try:
        code = build(Order(*ordered(), engine=engine))
    except (SettingsError, UsageError, OSError) as error:
        code = 1
        _tell(str(error))
    if code:
        _tell("Not built: the last good site stays. Mend what stands above; saving builds again.")


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
