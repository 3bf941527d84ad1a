"""Shows the published folder on this computer, as a static host would."""

from __future__ import annotations

import errno
import io
import re
from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
LAST_PORT = 65535
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".rss": "application/rss+xml",
    ".opml": "text/x-opml",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
_RELATIVE = re.compile(rb'(?<=\s)(href|src)="(?![a-z][a-z0-9+.-]*:|[/#])(?:\./)?', re.IGNORECASE)
"""Addresses that lead from the page for what is missing, which stands at the root and is shown at any depth."""
EMPTY = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>No site yet</title>
<p>There is no finished build yet. The terminal says why, and this address works as soon as there is one.</p></html>
"""


class Handler(SimpleHTTPRequestHandler):
    """Answers GET and HEAD with files of one folder; no listing, no cache, the site's own page for what is missing."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}  # noqa: RUF012 - as the base class has it
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, headers_sent: Sequence[tuple[str, str]] = (), **named: Any) -> None:
        self._headers_sent = headers_sent
        super().__init__(*arguments, **named)

    def parse_request(self) -> bool:
        """Refuse addresses that cannot be taken apart, or that no file can have."""
        if not super().parse_request():
            return False
        try:
            is_sound = "\0" not in unquote(urlsplit(self.path).path)
        except ValueError:
            is_sound = False
        if not is_sound:
            self.send_error(HTTPStatus.BAD_REQUEST)
        return is_sound

    def end_headers(self) -> None:
        """Add what every answer carries; a cached page would hide the next build."""
        for name, value in (("Cache-Control", "no-store"), *self._headers_sent):
            self.send_header(name, value)
        super().end_headers()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Leave dates of the browser's cache unread: a build may follow another within their one second."""
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def list_directory(self, path: str | Any) -> None:  # noqa: ARG002 - the base class's signature
        """Show no folder that has no page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a miss with the site's own 404.html, and say so when nothing is published yet."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        root = Path(self.directory)
        page = root / "404.html"
        if page.is_file():
            self._answer(HTTPStatus.NOT_FOUND, _RELATIVE.sub(rb'\1="/', page.read_bytes()))
        elif root.is_dir():
            super().send_error(code, message, explain)
        else:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, EMPTY)

    def _answer(self, status: HTTPStatus, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep the terminal for what authors should read."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # a browser opens a page of pictures with more than five connections


def open_server(
    folder: Path, port: int, headers: Sequence[tuple[str, str]] = (), answering: Callable[..., Handler] = Handler
) -> ThreadingHTTPServer:
    """Open a server for `folder` on `port`, or on the next one that is free."""
    handler = partial(answering, directory=str(folder), headers_sent=tuple(headers))
    while True:
        try:
            return _Server((HOST, port), handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or port >= LAST_PORT:
                raise
            port += 1
