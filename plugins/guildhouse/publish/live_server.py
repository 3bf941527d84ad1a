"""The server of `serve`: pages as a static host shows them, with a script that keeps them up to date; files on disk are untouched."""

from __future__ import annotations

import html
import re
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from queue import Empty
from selectors import EVENT_READ, DefaultSelector
from socket import MSG_PEEK
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
FOREIGN = "This server shows its pages to this computer alone: under 127.0.0.1, or under localhost."
OPEN_FETCH = frozenset({"same-origin", "none"})
"""What browsers say of requests that no other site has caused (Fetch Metadata)."""
BEAT = 15.0
"""Seconds of silence after which a page is asked whether it is still there."""
STUCK = 10.0
"""Seconds that a connection may take no word."""
_ATTRIBUTES = rb"""(?:[\s/](?:[^"'>]|"[^"]*"|'[^']*')*)?"""
_OPENING = re.compile(rb"(?:\s|\xef\xbb\xbf|<!--(?:-?>|.*?--!?>)|<(?:!doctype|html|head)%b>)*" % _ATTRIBUTES, re.IGNORECASE | re.DOTALL)
"""What stands before the first element in the head: whatever follows, a `<base>` too, the browser reads later."""


class LiveHandler(Handler):
    """Answers as the plain one does, with previews before pages; pages are tagged, and told of what changes."""

    timeout = 60  # a connection that nobody uses any more holds a thread

    def __init__(self, *arguments: Any, screen: Screen, **named: Any) -> None:
        self._screen = screen
        super().__init__(*arguments, **named)

    def parse_request(self) -> bool:
        """Refuse every request under a name that is not this computer's own: it may be anybody's, made to lead here."""
        if not super().parse_request():
            return False
        if re.sub(r":\d+$", "", self.headers.get("Host", "")).lower() in HOSTS:
            return True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST, explain=FOREIGN)
        return False

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
        page = self._screen.page(self._path)
        if page is None:
            return super().send_head()
        self._answer(HTTPStatus.OK, page)
        return None

    def _answer(self, status: HTTPStatus, body: bytes) -> None:
        path, shown = (self._path, mark(body)) if status == HTTPStatus.OK else (_wanted(self._path), "")
        super()._answer(status, tagged(body, path, shown, self._screen.edition))

    @property
    def _address(self) -> str:
        return urlsplit(self.path).path

    @property
    def _path(self) -> str:
        """The path of the asked page in the output."""
        address = unquote(self._address).lstrip("/")
        return f"{address}index.html" if not address or address.endswith("/") else address

    def _own(self) -> None:
        name = self._address.removeprefix(OWN)
        if self.headers.get("Sec-Fetch-Site", "none") not in OPEN_FETCH:
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
        asked = parse_qs(urlsplit(self.path).query)
        path, since = (asked.get(name, [""])[0] for name in ("path", "since"))
        if self.command == "HEAD":
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)
            return
        with self._screen.events.listening(self._is_gone) as waiting:
            self.connection.settimeout(STUCK)
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream; charset=utf-8")
            self.send_header("Connection", "close")
            self.end_headers()
            told: bytes | None = b"retry: 1000\n" + written("hello", self._screen.greeting(path, since))
            while told is not None:
                self.wfile.write(told)
                try:
                    told = waiting.get(timeout=BEAT)
                except Empty:
                    told = b": still here\n\n"

    def _is_gone(self) -> bool:
        """Tell whether the page has closed its connection; it never says anything more on it."""
        with DefaultSelector() as selector:
            try:
                selector.register(self.connection, EVENT_READ)
                return bool(selector.select(0)) and not self.connection.recv(1, MSG_PEEK)
            except (OSError, ValueError):
                return True

    def handle(self) -> None:
        """Take it as it is when a browser goes away in the middle of an answer."""
        try:
            super().handle()
        except OSError:
            self.close_connection = True


def _wanted(path: str) -> str:
    """Name the page that somebody waits for at an address where there is none."""
    return path if path.endswith(".html") else f"{path}/index.html"


def tagged(page: bytes, path: str, shown: str, edition: str) -> bytes:
    """Add the script to a page, with its own path, what it shows, and the edition of the site."""
    data = f'data-path="{html.escape(path)}" data-mark="{shown}" data-edition="{edition}"'
    tag = f'<script defer src="{OWN}live.js" {data}></script>\n'
    found = _OPENING.match(page)
    place = (found.end() if found else 0) or len(page)
    return page[:place] + tag.encode() + page[place:]
