"""The development server: builds, shows, and builds again after every change; a broken edit leaves the last good site."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial

from guildhouse.formats.reports import visible
from guildhouse.marks import RECEIPT
from guildhouse.publish.build import Order, build
from guildhouse.publish.child import Interrupted, interruptible
from guildhouse.publish.live_faults import report
from guildhouse.publish.live_noticed import Noticed, previewed
from guildhouse.publish.live_screen import Screen, stood
from guildhouse.publish.live_server import LiveHandler
from guildhouse.publish.live_worker import LIVING, Overtaken, Worker
from guildhouse.publish.places import UsageError
from guildhouse.publish.server import HOST, open_server
from guildhouse.publish.settle import Settled
from guildhouse.publish.watch import changes
from guildhouse.settings import SettingsError

Ordered = Callable[[], Settled]
"""Settles what to build anew each time, for the configuration may have changed."""

SHOWN = 3
"""Changed paths that one line names."""
EVERY = 1.0
"""Seconds between two looks at whether the published folder is still the one that was built."""


def serve(ordered: Ordered, port: int, headers: Sequence[tuple[str, str]] = (), living: str = LIVING) -> None:
    """Serve until somebody stops it; faults of the first start (OSError, UsageError, SettingsError) pass through."""
    with interruptible():
        try:
            first = ordered()
            worker, screen = Worker(living), Screen(first.places.output)
            with open_server(first.places.output, port, headers, partial(LiveHandler, screen=screen)) as server:
                threading.Thread(target=server.serve_forever, daemon=True).start()
                try:
                    address = f"http://{HOST}:{server.server_port}/"
                    _Serving(ordered, first, worker, screen).go_on(f"Serving {address} and watching {first.places.site}; Ctrl-C stops.")
                finally:
                    worker.close()
                    screen.events.close()
                    server.shutdown()
        except Interrupted:
            _tell("Stopped.")


class _Serving:
    """A site that is built again and again."""

    def __init__(self, ordered: Ordered, first: Settled, worker: Worker, screen: Screen) -> None:
        """Watch from before the first build, so that no edit is missed."""
        self._ordered, self._worker, self._screen = ordered, worker, screen
        self._site, self._output = first.places.site, first.places.output
        self._templates = first.settings.templates
        found = changes(self._site, self._output, lambda: self._templates)
        self._noticed = Noticed(previewed(found, self._site, worker, screen))
        worker.is_awaited = lambda: self._noticed.is_any

    def go_on(self, greeting: str) -> None:
        """Build, greet, and build after every change."""
        self._rebuild()
        published = stood(self._output / RECEIPT)
        _tell(greeting)
        while True:
            paths = self._noticed.take(EVERY)
            now = stood(self._output / RECEIPT)
            if paths or (now is None and published):
                _tell(f"Changed: {', '.join(paths[:SHOWN] or (str(self._output),))}{' ...' if len(paths) > SHOWN else ''}")
                self._rebuild()
                now = stood(self._output / RECEIPT)
            elif now != published:  # another `build` was here, and may have been asked for something else
                self._screen.published(0)
            published = now

    def _rebuild(self) -> None:
        """Build once; whatever is wrong is told, here and on the pages, and the last good site stays."""
        begun = self._screen.begin()
        refusals: list[str] = []
        self._worker.result = {}
        try:
            code = self._build(refusals.append)
        except Overtaken as end:
            _tell(str(end))
            return
        except (SettingsError, UsageError, OSError) as error:
            code = 1
            refusals.append(str(error))
            _tell(str(error))
        if code:
            _tell("Not built: the last good site stays. Mend what stands above; saving builds again.")
            self._screen.keep_standing(self._site)
        else:
            self._screen.published(begun)
        is_known = not code and not self._worker.result  # nothing has changed, so nobody was asked
        self._screen.judge(self._screen.report if is_known else report(code, self._worker.result, refusals))

    def _build(self, refused: Callable[[str], object]) -> int:
        places, settings, look = self._ordered()
        self._templates = settings.templates
        return build(Order(places, settings, run=self._worker.run, look=lambda *_: look, refused=refused))


def _tell(text: str) -> None:
    print(visible(text), file=sys.stderr, flush=True)
