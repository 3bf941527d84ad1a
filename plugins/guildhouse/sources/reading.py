"""Reads a site: every file through the door, then each tied to the others, then the House."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from guildhouse import pace
from guildhouse.language import language
from guildhouse.model.account import Account
from guildhouse.model.community import Community
from guildhouse.model.contribution import Contribution
from guildhouse.model.document import Document
from guildhouse.model.house import Attachment, House
from guildhouse.model.meeting import Meeting
from guildhouse.model.problem import Severity
from guildhouse.pace import Stage
from guildhouse.settings import Settings
from guildhouse.sources.addresses import alias_places, index, listing, redirects, sections
from guildhouse.sources.attachments import Shelf, shelf
from guildhouse.sources.bodies import Bodies
from guildhouse.sources.communities import community
from guildhouse.sources.curricula import check_paths
from guildhouse.sources.documents import Reader, plain
from guildhouse.sources.drafts import Kept, Text, drafts
from guildhouse.sources.entries import Files, all_series, collect
from guildhouse.sources.exclusion import exclude
from guildhouse.sources.forgetting import forget
from guildhouse.sources.heirs import heirs
from guildhouse.sources.history.declared import declared
from guildhouse.sources.history.reading import Remembered, Today, remembered
from guildhouse.sources.learning import kudos, path
from guildhouse.sources.lookup import Known, Register
from guildhouse.sources.moves import check_moves
from guildhouse.sources.notes import meeting
from guildhouse.sources.people import described, directory, names, opt_out, person
from guildhouse.sources.places import place
from guildhouse.sources.problems import Problems
from guildhouse.sources.recordings import element_of
from guildhouse.sources.records import chained, decision
from guildhouse.sources.references import check_communities
from guildhouse.sources.store import Store, store
from guildhouse.sources.wording import spoken

LATEST = dt.date.max
D = TypeVar("D", bound=Document)


def read(site: Path, settings: Settings) -> House:
    """Read a site whole. Whatever authors did wrong stands in the House's problems, and the House holds what could be read."""
    return tied(site, settings)[0]


def tied(site: Path, settings: Settings) -> tuple[House, Reader]:
    """Read a site whole, and give the reader that tied its files to one another, for whoever looks at one of them again."""
    with spoken(language(settings.language)):
        return _read(site, settings)


def _read(site: Path, settings: Settings) -> tuple[House, Reader]:
    problems = Problems(settings.lenient)
    pace.at(Stage.COLLECT)
    files = collect(site, problems)
    pace.at(Stage.PLACE)
    exclude(files, problems)
    forget(files)
    place(files, problems)
    pace.at(Stage.DRAFT)
    _draft(files, settings, Kept(_kept(site, "drafts", settings), _kept(site, "html", settings)))
    bodies = Bodies(language(settings.language), settings.allow_html, _kept(site, "bodies", settings))
    pace.at(Stage.TIE)
    reader = _reader(files, shelf(site), problems, bodies, settings.today)
    said = _remember(site, files, reader, settings)
    pace.at(Stage.ASSEMBLE)
    house = replace(_assemble(files, reader), history=reader.remembered.history, declared=said)
    check_moves(house, files, reader)
    check_paths(house, {entry.stem: entry for entry in files.of("path")}, reader)
    bodies.close()
    pace.at(Stage.ACCOUNT)
    return _accounted(house, files, problems), reader


def _remember(site: Path, files: Files, reader: Reader, settings: Settings) -> tuple[Contribution, ...]:
    """Read what git knows of the site into the reader, and give what `.all-contributorsrc` says by the same identities."""
    pace.at(Stage.HISTORY)
    people = directory(files, reader.register.names, reader.register.described)
    reader.remembered = Remembered(directory=people)
    if settings.history:
        kept = _kept(site, "history", settings)
        shown = (path for path, entry in files.entries.items() if entry.excluded is None)
        present = Today(frozenset((*shown, *files.others)), heirs(files))
        reader.remembered = remembered(site, present, people, kept, reader.problems)
        kept.close()
    who = reader.remembered.identities
    refusing = replace(reader.register.opt_out, words=who.refused)
    reader.register = replace(reader.register, opt_out=refusing, renamed=who.renamed)
    return declared(site, people, reader.remembered.identities, reader.problems)


def _kept(site: Path, name: str, settings: Settings) -> Store:
    return store(site, name) if settings.cache else Store(None)


def _draft(files: Files, settings: Settings, kept: Kept) -> None:
    read = [entry for entry in files.entries.values() if entry.excluded is None and entry.path.endswith(".md") and not entry.is_unread]
    texts = [Text(entry.text, entry.first_line, entry.kind.name, entry.path) for entry in read]
    made = drafts(texts, settings.language, settings.allow_html, settings.jobs, kept)
    for entry, draft in zip(read, made, strict=True):
        entry.draft = draft


def _reader(files: Files, shelf: Shelf, problems: Problems, bodies: Bodies, today: dt.date) -> Reader:
    people = names(files, problems)
    found = index(files, people, sections(files), shelf)
    return Reader(_register(files, people), found, problems, set(), today, bodies)


def _register(files: Files, people: dict[str, Known]) -> Register:
    communities = files.of("community")
    return Register(
        names=people,
        described=described(files),
        communities=frozenset(entry.community for entry in communities),
        paths=frozenset(entry.stem for entry in files.of("path")),
        decisions=_grouped((entry.community, entry.stem) for entry in files.of("decision")),
        series=_grouped((entry.community, series["id"]) for entry in communities for series in all_series(entry, files)),
        unreadable=frozenset(entry.community for entry in files.entries.values() if entry.is_broken and not entry.kind.markdown),
        opt_out=opt_out(files),
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for group, member in pairs:
        groups.setdefault(group, []).append(member)
    return {group: tuple(members) for group, members in groups.items()}


def _assemble(files: Files, reader: Reader) -> House:
    meetings = _newest(note for entry in files.of("meeting") if (note := meeting(entry, reader)))
    decisions = _newest(chained((decision(entry, reader) for entry in files.of("decision")), reader))
    communities = _communities(files, meetings, reader)
    pages = [(entry, plain(entry, reader)) for entry in files.of("page", "resource", "news") if entry.url]
    house = House(
        today=reader.today,
        home=next((page for _, page in pages if page.url == "/"), None),
        communities=communities,
        people=tuple(sorted((person(entry, reader) for entry in files.of("person")), key=lambda p: (p.name.casefold(), p.id))),
        meetings=meetings,
        decisions=decisions,
        paths=tuple(sorted((path(entry, reader) for entry in files.of("path")), key=lambda p: (p.title.casefold(), p.id))),
        kudos=tuple(
            sorted((k for entry in files.of("kudos") for k in kudos(entry, reader)), key=lambda k: (k.date or LATEST, k.id), reverse=True)
        ),
        news=_newest(page for entry, page in pages if entry.kind.name == "news"),
        pages=tuple(
            sorted(
                (page for entry, page in pages if entry.kind.name != "news" and page.url != "/" and not listing(entry)), key=lambda p: p.url
            )
        ),
        listings={page.url: page for entry, page in pages if listing(entry)},
        sections=sections(files),
    )
    check_communities(communities, {entry.community: entry for entry in files.of("community")}, reader.problems)
    return replace(
        house,
        uncredited=frozenset(reader.register.uncredited),
        attachments=tuple(_attachment(name, reader.index.shelf) for name in sorted(reader.attachments)),
        redirects=redirects(house, reader.index.addresses, alias_places(files), reader.problems),
    )


def _attachment(name: str, files: Shelf) -> Attachment:
    """Describe a file that something links to; of a recording feeds tell how long it is."""
    return Attachment(path=name, url=files[name].url, size=files.size_of(name) if element_of(name) else None)


def _newest(documents: Iterable[D]) -> tuple[D, ...]:
    """Order by date, newest first, those without a date last, and by address where dates are equal."""
    return tuple(sorted(documents, key=lambda each: (-(each.date or dt.date.min).toordinal(), each.url)))


def _communities(files: Files, meetings: tuple[Meeting, ...], reader: Reader) -> tuple[Community, ...]:
    notes: dict[str, list[Meeting]] = {}
    for note in meetings:
        notes.setdefault(note.community, []).append(note)
    found = (community(entry, files, notes.get(entry.community, []), reader) for entry in files.of("community"))
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def _accounted(house: House, files: Files, problems: Problems) -> House:
    """Say of every file what became of it; a file with an error counts as that, whatever else it is."""
    wrong = {problem.source.path for problem in problems.found if problem.severity is Severity.ERROR}
    linked = {attachment.path for attachment in house.attachments}
    every = [*files.entries, *files.others]
    fates = Counter(_fate(name, files, wrong, linked) for name in every)
    account = Account(
        read=len(every),
        published=fates.pop("published", 0),
        errors=fates.pop("error", 0),
        excluded={reason: fates[reason] for reason in sorted(fates)},
    )
    return replace(house, problems=problems.sorted, account=account)


def _fate(name: str, files: Files, wrong: set[str], linked: set[str]) -> str:
    if name in wrong:
        return "error"
    entry = files.entries.get(name)
    if entry is not None:
        return entry.excluded or "published"
    return "published" if name in linked else "not-linked"
