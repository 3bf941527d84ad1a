"""The server of `serve`: pages as a static host shows them, with a script that keeps them up to date; files on disk are untouched."""

from __future__ import annotations

import html
import re
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from queue import Empty
from typing import Any, BinaryIO
from urllib.parse import parse_qs, unquote, urlsplit

from guildhouse.publish.live_events import written
from guildhouse.publish.live_screen import Screen, mark
from guildhouse.publish.server import HOST, TYPES, Handler

OWN = "/__guildhouse/"
"""Below this address stands what no build publishes."""
FILES = Path(__file__).parent / "live_page"
NAMES = ("live.js", "live.css")
HOSTS = frozenset({HOST, "localhost", "[::1]"})
"""Names of this computer for itself. A page from elsewhere whose name was made to lead here has another (DNS rebinding)."""
OPEN_FETCH = frozenset({"same-origin", "none"})
"""What browsers say of requests that no other site has caused (Fetch Metadata)."""
BEAT = 15.0
"""Seconds of silence after which a page is asked whether it is still there."""
STUCK = 10.0
"""Seconds that a connection may take no word."""
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)


class LiveHandler(Handler):
    """Answers as the plain one does, with previews before pages; pages are tagged, and told of what changes."""

    timeout = 60  # a connection that nobody uses any more holds a thread

    def __init__(self, *arguments: Any, screen: Screen, **named: Any) -> None:
        self._screen = screen
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:  # noqa: N802 - the base class names it
        """Answer our own addresses, then those of the site."""
        if self._address.startswith(OWN):
            self._own()
        else:
            super().do_GET()

    def do_HEAD(self) -> None:  # noqa: N802 - as above
        """Answer without a body."""
        if self._address.startswith(OWN):
            self._own()
        else:
            super().do_HEAD()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Show a page as it is at this moment; whatever is no page goes the plain way."""
        page = self._screen.page(self._path) if self._is_at_home else None
        if page is None:
            return super().send_head()
        self._answer(HTTPStatus.OK, page)
        return None

    def _answer(self, status: HTTPStatus, body: bytes) -> None:
        path, shown = (self._path, mark(body)) if status == HTTPStatus.OK else (_wanted(self._path), "")
        super()._answer(status, tagged(body, path, shown) if self._is_at_home else body)

    @property
    def _address(self) -> str:
        return urlsplit(self.path).path

    @property
    def _path(self) -> str:
        """The path of the asked page in the output."""
        address = unquote(self._address).lstrip("/")
        return f"{address}index.html" if not address or address.endswith("/") else address

    @property
    def _is_at_home(self) -> bool:
        """Tell whether the browser knows this server by a name that cannot be anybody else's."""
        name = re.sub(r":\d+$", "", self.headers.get("Host", "")).lower()
        return name in HOSTS

    def _own(self) -> None:
        name = self._address.removeprefix(OWN)
        if not self._is_at_home or self.headers.get("Sec-Fetch-Site", "none") not in OPEN_FETCH:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif name == "events":
            self._listen()
        elif name in NAMES:
            self._send(TYPES[Path(name).suffix], (FILES / name).read_bytes())
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, type_: str, content: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _listen(self) -> None:
        """Tell a page what happens until it goes away."""
        self.close_connection = True
        path = parse_qs(urlsplit(self.path).query).get("path", [""])[0]
        with self._screen.events.listening() as waiting:
            if waiting is None or self.command == "HEAD":
                self.send_error(HTTPStatus.SERVICE_UNAVAILABLE if waiting is None else HTTPStatus.METHOD_NOT_ALLOWED)
                return
            self.connection.settimeout(STUCK)
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream; charset=utf-8")
            self.send_header("Connection", "close")
            self.end_headers()
            told: bytes | None = b"retry: 1000\n" + written("hello", self._screen.greeting(path))
            while told is not None:
                self.wfile.write(told)
                try:
                    told = waiting.get(timeout=BEAT)
                except Empty:
                    told = b": still here\n\n"

    def handle(self) -> None:
        """Take it as it is when a browser goes away in the middle of an answer."""
        try:
            super().handle()
        except OSError:
            self.close_connection = True


def _wanted(path: str) -> str:
    """Name the page that somebody waits for at an address where there is none."""
    return path if path.endswith(".html") else f"{path}/index.html"


def tagged(page: bytes, path: str, shown: str) -> bytes:
    """Add the script to a page, with its own path and what it shows."""
    tag = f'<script defer src="{OWN}live.js" data-path="{html.escape(path)}" data-mark="{shown}"></script>\n'
    found = _HEAD_END.search(page)
    place = found.start() if found else len(page)
    return page[:place] + tag.encode() + page[place:]
