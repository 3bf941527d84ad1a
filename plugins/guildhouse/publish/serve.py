"""The development server: builds, shows, and builds again after every change; a broken edit leaves the last good site."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from guildhouse.publish.build import Order, build
from guildhouse.publish.child import Interrupted, interruptible
from guildhouse.publish.live_faults import report
from guildhouse.publish.live_screen import Screen
from guildhouse.publish.live_server import LiveHandler
from guildhouse.publish.live_worker import LIVING, Worker
from guildhouse.publish.places import Places, UsageError
from guildhouse.publish.server import HOST, open_server
from guildhouse.publish.watch import changes
from guildhouse.settings import Settings, SettingsError

Ordered = Callable[[], tuple[Places, Settings]]
"""Settles what to build anew each time, for the configuration may have changed."""

Paths = tuple[str, ...]
SHOWN = 3
"""Changed paths that one line names."""
FEW = 20
"""Texts that are shown before they are built; with more of them a branch was switched, and nobody looks at one page."""


def serve(ordered: Ordered, port: int, headers: Sequence[tuple[str, str]] = (), living: str = LIVING) -> None:
    """Serve until somebody stops it; faults of the first start (OSError, UsageError, SettingsError) pass through."""
    places, _ = ordered()
    screen, worker = Screen(places.output), Worker(living)
    answering = partial(LiveHandler, screen=screen)
    with interruptible(), open_server(places.output, port, headers, answering) as server:
        found = _previewed(changes(places.site, places.output), places.site, worker, screen)
        noticed = _collected(found)  # from before the first build, so that no edit is missed
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            _rebuild(ordered, worker, screen)
            _tell(f"Serving http://{HOST}:{server.server_port}/ and watching {places.site}; Ctrl-C stops.")
            while True:
                paths = _next(noticed)
                _tell(f"Changed: {', '.join(paths[:SHOWN])}{' ...' if len(paths) > SHOWN else ''}")
                _rebuild(ordered, worker, screen)
        except Interrupted:
            _tell("Stopped.")
        finally:
            worker.close()
            screen.events.close()
            server.shutdown()


def _previewed(found: Iterable[Paths], site: Path, worker: Worker, screen: Screen) -> Iterable[Paths]:
    """Show changed texts at once, where nothing else has changed; what comes and goes within a moment is an editor's own."""
    for paths in found:
        there = [path for path in paths if (site / path).exists()]
        if there and len(there) <= FEW and all(path.endswith(".md") for path in there):
            screen.preview(worker.preview(there))
        yield paths


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


def _rebuild(ordered: Ordered, worker: Worker, screen: Screen) -> None:
    """Build once; whatever is wrong is told, here and on the pages, and the last good site stays."""
    begun, refusals = screen.begin(), []
    worker.result = {}
    try:
        code = build(Order(*ordered(), run=worker.run))
    except (SettingsError, UsageError, OSError) as error:
        code = 1
        refusals.append(str(error))
        _tell(str(error))
    if code:
        _tell("Not built: the last good site stays. Mend what stands above; saving builds again.")
    else:
        screen.published(begun)
    is_known = not code and not worker.result  # nothing has changed, so nobody was asked
    screen.judge(screen.report if is_known else report(code, worker.result, refusals))


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
