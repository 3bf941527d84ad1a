"""Turns the Markdown files that passed the door into documents."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from guildhouse import pace
from guildhouse.model.body import Body
from guildhouse.model.document import Document
from guildhouse.model.duration import Duration
from guildhouse.model.source import Source
from guildhouse.pace import Stage
from guildhouse.sources import codes, diagrams
from guildhouse.sources.bodies import Bodies
from guildhouse.sources.entries import Entry
from guildhouse.sources.fields import finish_fields
from guildhouse.sources.history.reading import Remembered
from guildhouse.sources.links import Place, resolve
from guildhouse.sources.lookup import Lookup, Register
from guildhouse.sources.places import site_address
from guildhouse.sources.problems import Problems
from guildhouse.sources.targets import Index
from guildhouse.sources.whereabouts import Whereabouts

DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]|$)")


@dataclass
class Reader:
    """What the assembly of every file needs: the register of ids, the index of addresses, where problems go, what is linked to."""

    register: Register
    index: Index
    problems: Problems
    attachments: set[str]
    today: dt.date
    bodies: Bodies
    remembered: Remembered = field(default_factory=Remembered)

    def lookup(self, entry: Entry) -> Lookup:
        """Look from a file at all the others."""
        pace.at(Stage.ASSEMBLE, entry.path)
        return Lookup(self.register, self.index, self.problems, self.attachments, entry.path, entry.community)

    def body(self, entry: Entry, title: str | None) -> Body:
        """Resolve the links of a text and sanitise it."""
        if entry.draft is None:
            return Body()
        place = Source(entry.path)
        places = Whereabouts(entry.path, entry.text, entry.first_line, entry.draft.links)
        resolved = [
            resolve(link, Place(entry.path, partial(places.of, number)), self.index, self.problems, self.attachments)
            for number, link in enumerate(entry.draft.links)
        ]
        diagrams.check(entry.path, entry.draft.links, self.index.drawings, self.problems)
        for code, line, message in entry.draft.findings:
            self.problems.add(code, place.down(line - 1), message)
        return self.bodies.body(entry.draft, resolved, title)


def title_of(entry: Entry) -> str:
    """Name a text by its title, its term, its first heading, or its file; empty when a page has none of the first three."""
    written = entry.values.get("title") or entry.values.get("term")
    if written:
        return str(written)
    draft = entry.draft
    if draft is not None and (draft.title or draft.headings):
        return draft.title or draft.headings[0].text
    if entry.kind.name in ("meeting", "decision", "charter"):
        return humanised(entry.stem)
    return ""


def humanised(stem: str) -> str:
    """Make words of a file's name: without date or number before it, hyphens as spaces."""
    if DATED.fullmatch(stem):
        return stem
    words = re.sub(r"^(\d{4}-\d{2}-\d{2}|\d+)[-_. ]+", "", stem)
    words = re.sub(r"[-_]+", " ", words).strip() or stem
    return words[:1].upper() + words[1:]


def date_of(entry: Entry) -> dt.date | None:
    """Tell the date of a text, from its front matter or its file's name."""
    written: dt.date | None = entry.values.get("date")
    match = DATED.match(entry.stem)
    if written is not None or match is None:
        return written
    try:
        return dt.date.fromisoformat(match[1])
    except ValueError:
        return None


def document(entry: Entry, reader: Reader) -> dict[str, Any]:
    """Make the arguments of a document: its fields resolved, its text finished, its description and date found."""
    lookup = reader.lookup(entry)
    given = finish_fields(entry.kind.fields, entry.values, lookup)
    title = title_of(entry)
    if not title:
        if not entry.is_broken:
            reader.problems.add(codes.MISSING_TITLE, Source(entry.path, entry.first_line), "the page has neither a title nor a heading")
        title = humanised(entry.stem)
    _once(given)
    given |= {
        "id": entry.path.removesuffix(".md"),
        "url": entry.url,
        "title": title,
        "page_kind": entry.kind.name,
        "source": entry.source,
        "body": reader.body(entry, title),
        "date": date_of(entry),
        "aliases": aliases(entry, reader.problems),
        "review_by": given.get("review_by") or _due(given.get("reviewed"), given.get("review_every")),
    }
    given["community"] = entry.community or given.get("community")
    given["description"] = description_of(given.get("description"), given["body"])
    return given


def description_of(written: str | None, body: Body) -> str:
    """Describe a text by what its author wrote for that, else by how it begins."""
    return " ".join((written or _first_sentence(body)).split())


def _once(given: dict[str, Any]) -> None:
    """Fold what other tools say in several keys into one."""
    given["categories"] = tuple(dict.fromkeys((*given.get("categories", ()), *given.pop("category", ()))))
    given["listed_as_resource"] = given.pop("resource", False)
    for key in ("slug", "permalink", "draft", "published", "status"):
        given.pop(key, None)


def plain(entry: Entry, reader: Reader) -> Document:
    """Make a page, a piece of news, a library document or a charter."""
    given = document(entry, reader)
    if given.get("term"):
        given["page_kind"] = "term"
    return Document(**given)


def aliases(entry: Entry, problems: Problems) -> tuple[str, ...]:
    """Read the old addresses of a file."""
    found = []
    items = entry.values.get("aliases")
    for written, place in zip(items, items.places, strict=True) if items else ():
        address = site_address(written)
        if address is None:
            problems.add(codes.BAD_ADDRESS, place, f"{written!r} is not an address inside the site")
        elif address != entry.url:
            found.append(address)
    return tuple(dict.fromkeys(found))


def _due(reviewed: dt.date | None, every: Duration | None) -> dt.date | None:
    return after(reviewed, every) if reviewed and every else None


def after(day: dt.date, length: Duration) -> dt.date:
    """Add a duration to a day; a month without that day takes its last one."""
    months = day.year * 12 + day.month - 1 + length.calendar_months
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last)) + length.fixed


def _first_sentence(body: Body) -> str:
    """Take a description from a text: the first sentence under its headings, cut at a word when it is long."""
    start = body.facts.opening
    match = re.match(r"(.{20,200}?[.!?…])(?=\s|$)", start)
    if match:
        return match[1]
    return start if len(start) <= 160 else f"{start[:160].rpartition(' ')[0]} …"  # noqa: PLR2004 - what search engines show
