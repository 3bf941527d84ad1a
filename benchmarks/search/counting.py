"""A server that counts what it sends, compresses texts as plain servers do, and can be as far away as wanted."""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TEXTS = frozenset({".html", ".js", ".mjs", ".css", ".json", ".svg", ".xml", ".txt", ".md", ".webmanifest"})
"""Endings of files that are sent with gzip, level 6; other files are as their makers packed them."""
BLANK = b"<!doctype html><title>Blank</title>"


@dataclass
class Counter:
    """What was sent since the last reset: bytes of bodies as sent, and requests; `latency` in seconds comes before each answer."""

    bytes: int = 0
    requests: int = 0
    latency: float = 0.0
    paths: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def reset(self) -> None:
        with self._lock:
            self.bytes = self.requests = 0
            self.paths.clear()

    def add(self, path: str, size: int) -> None:
        with self._lock:
            self.bytes += size
            self.requests += 1
            self.paths.append(f"{path} {size}")


@contextmanager
def counted(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[tuple[str, Counter]]:
    """Serve a folder; gives its address without a slash at the end, and the counter. `/blank` is an empty page."""
    counter = Counter()
    more = dict(headers or {})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            time.sleep(counter.latency)
            path = unquote(urlsplit(self.path).path)
            status, kind, body, packed = _answer(folder, path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=3600")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            for name, value in more.items():
                self.send_header(name, value)
            self.end_headers()
            counter.add(path, len(body))  # before it is sent: who has it may ask for the count at once
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", counter
    finally:
        server.shutdown()
        server.server_close()


@lru_cache(4096)
def _answer(folder: Path, path: str) -> tuple[int, str, bytes, bool]:
    if path == "/blank":
        return 200, "text/html", BLANK, False
    file = folder / path.lstrip("/")
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        return 404, "text/plain", b"", False
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    body = file.read_bytes()
    packed = file.suffix in TEXTS
    return 200, kind, gzip.compress(body, 6) if packed else body, packed
