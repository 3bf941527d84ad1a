"""All drafts of a site: those of texts that no earlier build has read are made, in several processes when there are many."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from hashlib import blake2b
from multiprocessing.connection import wait

from guildhouse.language import language
from guildhouse.model.body import Heading
from guildhouse.sources import wording
from guildhouse.sources.codes import ALL
from guildhouse.sources.draft import Draft, draft
from guildhouse.sources.forge.record import Link
from guildhouse.sources.stamp import stamp
from guildhouse.sources.store import Store, sealed

Text = tuple[str, int]
"""Markdown, and the line of its file on which it begins."""
MANY = 200
"""Texts that are worth a second process, which takes as long to start as some dozens of texts take to read."""
_CODES = {code.name: code for code in ALL}


def drafts(texts: Sequence[Text], tongue: str, allow_html: tuple[str, ...], jobs: int, store: Store) -> list[Draft]:
    """Read all texts in a language; `jobs` processes share the work (0: one for each processor) and change nothing in what comes out."""
    keys = [_key(text, tongue, allow_html) for text in texts]
    known = {key: decoded(value) for key, value in store.get(dict.fromkeys(keys))}
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    new: dict[bytes, bytes] = {}  # compressed at once: as JSON all texts of a large site would stand in memory twice
    for key, value in zip(missing, _made(list(missing.values()), tongue, allow_html, jobs or _processors()), strict=True):
        known[key], new[key] = decoded(value), sealed(key, value)
    if new:
        store.put(new, keys)
    return [known[key] for key in keys]


def _key(text: Text, tongue: str, allow_html: tuple[str, ...]) -> bytes:
    words, line = text
    mark = blake2b(stamp(), digest_size=20)
    mark.update(repr((tongue, allow_html, line)).encode())
    mark.update(words.encode("utf-8", "surrogatepass"))
    return mark.digest()


def _made(texts: Sequence[Text], tongue: str, allow_html: tuple[str, ...], jobs: int) -> Iterator[bytes]:
    read = partial(_read, allow_html=allow_html)
    if jobs == 1 or len(texts) < MANY:
        with wording.spoken(language(tongue)):
            yield from map(read, texts)
        return
    with ProcessPoolExecutor(jobs, _context(), _begin, (tongue,)) as pool:
        yield from pool.map(read, texts, chunksize=16)


def _processors() -> int:
    """Count the processors that this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read(text: Text, allow_html: tuple[str, ...]) -> bytes:
    return encoded(draft(*text, allow_html))


def _context() -> multiprocessing.context.BaseContext:
    """Copy this process where that is safe: it has no threads, and what it has loaded is there at once."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _begin(tongue: str) -> None:
    """Begin a process that reads: in the language of the site, and no longer than the process that started it."""
    wording.speak(language(tongue))
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def encoded(made: Draft) -> bytes:
    """Write a draft as JSON."""
    links = [(link.kind, link.target, link.line, link.text) for link in made.links]
    headings = [(heading.level, heading.anchor, heading.text) for heading in made.headings]
    findings = [(code.name, line, message) for code, line, message in made.findings]
    value = (made.html, links, headings, sorted(made.anchors), made.title, made.text, made.words, findings)
    return json.dumps(value, separators=(",", ":")).encode()


def decoded(value: bytes) -> Draft:
    """Read what `encoded` wrote."""
    html, links, headings, anchors, title, text, words, findings = json.loads(value)
    return Draft(
        html,
        tuple(Link(*link) for link in links),
        tuple(Heading(*heading) for heading in headings),
        frozenset(anchors),
        title,
        text,
        words,
        tuple((_CODES[name], line, message) for name, line, message in findings),
    )
