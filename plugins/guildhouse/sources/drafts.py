"""All drafts of a site: those of texts that no earlier build has read are made, in several processes when there are many."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from multiprocessing.connection import wait
from operator import attrgetter
from typing import NamedTuple

from guildhouse import pace
from guildhouse.language import language
from guildhouse.model.body import Heading
from guildhouse.pace import Stage
from guildhouse.sources import wording
from guildhouse.sources.codes import ALL
from guildhouse.sources.draft import Draft, draft
from guildhouse.sources.forge.record import Link
from guildhouse.sources.minutes import Minutes, WrittenAction, WrittenDecision, minutes
from guildhouse.sources.stamp import is_steady, stamp
from guildhouse.sources.stated import Stated, stated
from guildhouse.sources.store import Store, sealed, unsealed


class Text(NamedTuple):
    """Markdown, the line of its file on which it begins, and the kind of the file: notes and decision records say more than others.

    `path` is where somebody may look who asks why it took so long.
    """

    words: str
    first_line: int = 1
    kind: str = ""
    path: str = ""


MANY = 200
"""Texts that are worth a second process, which takes as long to start as some dozens of texts take to read."""
_CODES = {code.name: code for code in ALL}


@dataclass(frozen=True)
class Kept:
    """What earlier builds have read: what is `known` of texts, and their `html`, apart, for most builds need nearly none of it."""

    known: Store = field(default_factory=lambda: Store(None))
    html: Store = field(default_factory=lambda: Store(None))


def drafts(texts: Sequence[Text], tongue: str, allow_html: tuple[str, ...], jobs: int, kept: Kept) -> list[Draft]:
    """Read all texts in a language; `jobs` processes share the work (0: one for each processor) and change nothing in what comes out.

    Of texts that an earlier build has read only what is known of them is fetched, their HTML when somebody reads it.
    """
    keys = [_key(text, tongue, allow_html) for text in texts]
    wanted = dict(zip(keys, texts, strict=True))
    read = partial(_read, allow_html=allow_html)
    known = {key: decoded(value, key, partial(_html, kept.html, key, wanted[key], tongue, read)) for key, value in kept.known.get(wanted)}
    missing = [key for key in wanted if key not in known]
    new: dict[bytes, bytes] = {}
    html: dict[bytes, bytes] = {}  # compressed at once, for it is all texts of a site
    for key, (value, written) in zip(missing, _made([wanted[key] for key in missing], tongue, read, jobs or _processors()), strict=True):
        new[key], html[_beside(key)] = sealed(key, value), sealed(_beside(key), written)
        known[key] = decoded(value, key, partial(_opened, _beside(key), html[_beside(key)]))
    if new and is_steady():
        kept.known.put(new, keys)
        kept.html.put(html, map(_beside, keys))
    return [known[key] for key in keys]


def _beside(key: bytes) -> bytes:
    """Make the key of the HTML of a text: another one, for a file may be put in the other's place."""
    return key + b"h"


def _opened(key: bytes, packed: bytes) -> str:
    """Open the HTML of a text that was read just now."""
    return (unsealed(key, packed) or b"").decode("utf-8", "surrogatepass")


def _html(html: Store, key: bytes, text: Text, tongue: str, read: Callable[[Text], tuple[bytes, bytes]]) -> str:
    """Fetch the HTML of a text; when it is there no more, for other builds use the store too, read the text again."""
    written = html.one(_beside(key))
    if written is None:
        with wording.spoken(language(tongue)):
            written = read(text)[1]
    return written.decode("utf-8", "surrogatepass")


def _key(text: Text, tongue: str, allow_html: tuple[str, ...]) -> bytes:
    mark = blake2b(stamp(), digest_size=20)
    mark.update(repr((tongue, allow_html, text.first_line, text.kind)).encode())
    mark.update(text.words.encode("utf-8", "surrogatepass"))
    return mark.digest()


def _made(texts: Sequence[Text], tongue: str, read: Callable[[Text], tuple[bytes, bytes]], jobs: int) -> Iterator[tuple[bytes, bytes]]:
    if jobs == 1 or len(texts) < MANY:
        with wording.spoken(language(tongue)):
            yield from map(read, pace.through(Stage.DRAFT, texts, len(texts), attrgetter("path")))
        return
    with ProcessPoolExecutor(jobs, _context(), _begin, (tongue,)) as pool:
        yield from pace.through(Stage.DRAFT, pool.map(read, texts, chunksize=16), len(texts))


def _processors() -> int:
    """Count the processors that this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read(text: Text, allow_html: tuple[str, ...]) -> tuple[bytes, bytes]:
    """Read a text and write down what is known of it, and its HTML."""
    made = draft(text.words, text.first_line, allow_html)
    if text.kind == "meeting":
        made = replace(made, minutes=minutes(text.words, text.first_line))
    if text.kind == "decision":
        made = replace(made, stated=stated(text.words, text.first_line))
    return encoded(made), made.html.encode("utf-8", "surrogatepass")


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
    """Write what is known of a draft as JSON."""
    links = [(link.kind, link.target, link.line, link.text) for link in made.links]
    headings = [(heading.level, heading.anchor, heading.text) for heading in made.headings]
    findings = [(code.name, line, message) for code, line, message in made.findings]
    promises = [
        (each.line, each.owner, each.task, _day(each.due), _day(each.done), each.is_done, each.unread) for each in made.minutes.actions
    ]
    decisions = [(each.line, each.title) for each in made.minutes.decisions]
    said = [(key, each.line, each.value) for key, each in made.stated.items()]
    value = (links, headings, sorted(made.anchors), made.title, findings, promises, decisions, said)
    return json.dumps(value, separators=(",", ":")).encode()


def decoded(value: bytes, mark: bytes, written: Callable[[], str]) -> Draft:
    """Read what `encoded` wrote; `written` gives the HTML."""
    links, headings, anchors, title, findings, promises, decisions, said = json.loads(value)
    return Draft(
        tuple(Link(*link) for link in links),
        tuple(Heading(*heading) for heading in headings),
        frozenset(anchors),
        title,
        tuple((_CODES[name], line, message) for name, line, message in findings),
        Minutes(
            tuple(WrittenAction(line, owner, task, _date(due), _date(done), *rest) for line, owner, task, due, done, *rest in promises),
            tuple(WrittenDecision(*each) for each in decisions),
        ),
        {key: Stated(line, words) for key, line, words in said},
        mark,
        written,
    )


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _date(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None
