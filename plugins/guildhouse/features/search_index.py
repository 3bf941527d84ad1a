"""Everything from A to Z and by topic, for readers whose browser searches nothing, and for those who do not know the word to look for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from guildhouse.features.context import SEARCH, Context, Crumb
from guildhouse.features.listing_views import Part, anchor_of, letter_of, letter_order
from guildhouse.features.search_entries import Entry
from guildhouse.features.search_labels import Labels
from guildhouse.model.names import folded, in_order
from guildhouse.model.words import Words, say, strung

TOGETHER = 400
"""So many lines one page may have; where there are more, each group has pages of its own."""
FULL = 1000
"""Lines of a page of one group."""
_SLUG = re.compile(r"(?!0)\w[\w-]{,59}")
"""What addresses take over of a name; digests begin with 0."""
LETTERS, TOPICS = "gh-letters", "gh-topics"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A page in the index; `about` says what it is, and whose."""

    title: str
    url: str
    about: str | Words


@dataclass(frozen=True, kw_only=True)
class Group:
    """The pages under a letter or topic: `lines` of them here, or all `number` of them at `url`."""

    name: str
    anchor: str
    number: int
    lines: tuple[Line, ...] = ()
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Index:
    """All pages by their first letter, and by topic."""

    letters: tuple[Group, ...] = ()
    topics: tuple[Group, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """List the parts of the page that shows it."""
        named = ((LETTERS, say("From A to Z"), self.letters), (TOPICS, say("By topic"), self.topics))
        return tuple(Part(level=2, anchor=anchor, text=words, number=None) for anchor, words, groups in named if groups)


@dataclass(frozen=True, kw_only=True)
class GroupPage(Context):
    """The pages of one group: `pages` are number and address of each page that shows a part of them."""

    lines: tuple[Line, ...]
    pages: tuple[tuple[int, str], ...]
    current: int


def index(entries: Iterable[Entry], labels: Labels) -> tuple[Index, tuple[GroupPage, ...]]:
    """Make the index of entries, and the pages of those groups that need their own."""
    letters: dict[str, list[Line]] = {}
    topics: dict[str, list[Line]] = {}
    for entry in sorted(entries, key=lambda each: (letter_order(each.record.title), each.record.url)):
        line = _line(entry, labels)
        letters.setdefault(letter_of(line.title), []).append(line)
        for topic in entry.record.topics:
            topics.setdefault(topic, []).append(line)
    named = {topic: labels["topic"].get(topic, topic) for topic in sorted(topics, key=lambda key: in_order(labels["topic"].get(key, key)))}
    by_letter = [(letter, anchor_of(letter).removeprefix("gh-"), lines) for letter, lines in letters.items()]
    by_topic = [(name, topic, topics[topic]) for topic, name in named.items()]
    first, more = _groups(by_letter, "")
    second, others = _groups(by_topic, "topics/")
    return Index(letters=first, topics=second), (*more, *others)


def _line(entry: Entry, labels: Labels) -> Line:
    record = entry.record
    kind = labels["kind"][record.kind]
    community = labels["community"].get(record.community or "") if record.kind != "community" else None
    return Line(title=record.title, url=record.url, about=strung([kind, *([community] if community else [])]))


def _parted(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Give each group a part of addresses of its own: its slug, or a digest where that is taken or makes no name of a folder."""
    taken: set[str] = set()
    for name, slug in named:
        fits = _SLUG.fullmatch(slug) and folded(slug) not in taken
        part = slug if fits else f"0{blake2b(f'{name}/{slug}'.encode(), digest_size=8).hexdigest()}"
        taken.add(folded(part))
        yield part


def _groups(slugs: list[tuple[str, str, list[Line]]], below: str) -> tuple[tuple[Group, ...], tuple[GroupPage, ...]]:
    """Show all lines of groups, each with its name and slug, on one page, or give each group its own pages."""
    parts = tuple(_parted((name, slug) for name, slug, _ in slugs))
    found = [(name, f"gh-{'topic-' if below else ''}{part}", lines) for (name, _, lines), part in zip(slugs, parts, strict=True)]
    if sum(len(lines) for _, _, lines in found) <= TOGETHER:
        return tuple(Group(name=name, anchor=anchor, number=len(lines), lines=tuple(lines)) for name, anchor, lines in found), ()
    urls = [f"{SEARCH}{below}{part}/" for part in parts]
    groups = (Group(name=name, anchor=anchor, number=len(lines), url=url) for (name, anchor, lines), url in zip(found, urls, strict=True))
    pages = (page for (name, _, lines), url in zip(found, urls, strict=True) for page in _pages(name, url, lines))
    return tuple(groups), tuple(pages)


def _pages(name: str, url: str, lines: list[Line]) -> Iterator[GroupPage]:
    starts = range(0, len(lines), FULL)
    pages = tuple((number, url if number == 1 else f"{url}{number}/") for number in range(1, len(starts) + 1))
    for start, (number, address) in zip(starts, pages, strict=True):
        yield GroupPage(
            kind="search",
            url=address,
            title=say("Everything under %(name)s", name=name),
            description=say("Search this site"),
            crumbs=(Crumb(label=say("Home"), url="/"), Crumb(label=say("Search"), url=SEARCH)),
            noindex=True,
            lines=tuple(lines[start : start + FULL]),
            pages=pages,
            current=number,
        )
