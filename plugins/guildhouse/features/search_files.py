"""The files that browsers search in: of each page what an earlier build has counted already, of the site what follows from all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

from guildhouse.features.outputs import File, Folder, Later, Page
from guildhouse.features.search_entries import Entries, Entry
from guildhouse.features.search_labels import Labels, synonyms
from guildhouse.formats.search import acronyms, analysis, digest, inbound, lunr_index, manifest, same_words, writing
from guildhouse.formats.search.chunks import Shown, shown
from guildhouse.formats.search.forms import forms, written_forms
from guildhouse.formats.search.naming import Packed
from guildhouse.formats.search.record import Record
from guildhouse.sources.stamp import PARTS, READERS, is_steady, stamp
from guildhouse.sources.store import Store, sealed

PLACE = "search/data"
PROGRAM = ((*PARTS, "features", "formats/search"), (*READERS, "lunr", "snowballstemmer"))
"""Parts of the program, and libraries, that count words and write what is shown: what earlier ones of them kept is not used."""
KEPT = "files"
"""The folder of all files but the manifest, each of which is named by what it holds: browsers may keep them for good."""


@dataclass(frozen=True)
class Counted:
    """What is known of a page for search: how often each term stands in it, how its words are written, and what is shown of it."""

    digest: digest.Digest
    forms: str
    """One a line: thousands of pages have millions of them."""
    names: str
    """Short names that it explains, one a line, each with a tab and the long name behind it."""
    links: str
    """The links to other pages of the site, one a line: an address, a tab, and the terms of the words that lead there."""
    shown: Shown

    def encoded(self) -> bytes:
        """Write it for a store."""
        shown = (part for file in self.shown.files for part in (file.digest, file.deflated))
        parts = (self.digest.to_bytes(), self.forms.encode(), self.names.encode(), self.links.encode(), *shown)
        return b"".join(len(part).to_bytes(4, "little") + part for part in parts)

    @classmethod
    def decoded(cls, data: bytes) -> Counted:
        """Read what `encoded` wrote."""
        parts, at = [], 0
        while at < len(data):
            end = at + 4 + int.from_bytes(data[at : at + 4], "little")
            parts.append(data[at + 4 : end])
            at = end
        counted, words, names, links, *files = parts
        head, *pieces = (Packed(*pair) for pair in zip(files[::2], files[1::2], strict=True))
        return cls(digest.Digest.from_bytes(counted), words.decode(), names.decode(), links.decode(), Shown(head, tuple(pieces)))


def files(site: Entries, named: Labels) -> Later:
    """Promise the files of search, for which all pages have to be known; facets and their keys are `named`."""
    return Later(lambda pages: (Folder(PLACE, partial(written, site, named, pages)),))


def written(site: Entries, named: Labels, pages: tuple[Page, ...], kept: Store) -> Iterator[File]:
    """Write all files of search, the manifest first; a site on a disk gets them as scripts."""
    entries = sorted(site.every(pages), key=_place)
    records = [entry.record for entry in entries]
    known = counted(entries, kept)
    index = _index(records, known)
    setting = writing.Setting(
        analysis=analysis.VERSION,
        languages=sorted({record.lang for record in records}),
        labels=named,
        forms=forms((record.lang, each.forms.split()) for record, each in zip(records, known, strict=True)),
        synonyms=acronyms.merged(synonyms(site.house, site.settings), *_short_names(records, known), *_same_words(records, index)),
    )
    made = writing.written(index, records, setting, fragments=[each.shown for each in known])
    for name, content in (writing.scripts(made) if site.settings.offline else made).items():
        yield File(f"{PLACE}/{name}" if name.startswith(manifest.NAME) else f"{PLACE}/{KEPT}/{name}", content)


def counted(entries: Sequence[Entry], kept: Store) -> list[Counted]:
    """Count the words of every page; what an earlier build counted of the same text in the same way is not counted again."""
    keys = [_key(entry) for entry in entries]
    known = {key: Counted.decoded(value) for key, value in kept.get(keys)}
    new: dict[bytes, bytes] = {}
    keeps = kept.keeps and is_steady(*PROGRAM)
    for key, entry in zip(keys, entries, strict=True):
        if key not in known:
            html = entry.body.html if entry.body else ""
            known[key] = _counted(entry.complete(html), html)
            if keeps:
                new[key] = sealed(key, known[key].encoded())
    if new:
        kept.put(new, keys)
    return [known[key] for key in keys]


def _counted(record: Record, html: str) -> Counted:
    names = "\n".join(f"{short}\t{' '.join(long.split())}" for short, long in acronyms.explained(record))
    links = "\n".join(map("\t".join, inbound.links(html, record.lang)))
    return Counted(digest.digest(record), "\n".join(written_forms(record)), names, links, shown(record))


def _index(records: Sequence[Record], known: Sequence[Counted]) -> lunr_index.Postings:
    """Index pages with what others say of them; of what has no page of its own nobody says anything."""
    said = inbound.said((record.url, _links(each.links)) for record, each in zip(records, known, strict=True))
    return lunr_index.build(
        (
            digest.tagged(each.digest, said[place])
            if (place := inbound.place(record.url)) in said and record.kind != "resource"
            else each.digest
            for record, each in zip(records, known, strict=True)
        ),
        [record.weight for record in records],
    )


def _links(lines: str) -> list[tuple[str, str]]:
    return [(target, words) for target, _, words in (line.partition("\t") for line in lines.split("\n") if line)]


def _same_words(records: Sequence[Record], index: lunr_index.Postings) -> Iterator[Mapping[str, tuple[str, ...]]]:
    if any(record.lang == same_words.LANG for record in records):
        yield same_words.same_words(frozenset(index.terms))


def _short_names(records: Sequence[Record], known: Sequence[Counted]) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """Gather the short names that pages of each language explain."""
    said: dict[str, list[tuple[str, str]]] = {}
    for record, each in zip(records, known, strict=True):
        for line in filter(None, each.names.split("\n")):
            short, _, long = line.partition("\t")
            said.setdefault(record.lang, []).append((short, long))
    yield from (acronyms.synonyms(pairs, lang) for lang, pairs in sorted(said.items()))


def _key(entry: Entry) -> bytes:
    """Digest all that is counted and shown of a page; whose it is, is no part of that."""
    record = entry.record
    said = (
        record.url,
        record.lang,
        record.title,
        record.description,
        record.state,
        record.date,
        record.tags,
        record.path,
        [(s.anchor, s.heading, s.text) for s in record.sections],
    )
    return blake2b(stamp(*PROGRAM) + json.dumps([said, entry.beside, entry.body.mark]).encode(), digest_size=20).digest()


def _place(entry: Entry) -> tuple[str, str, str, str]:
    """Order pages by community: what is alike then stands together, which makes files smaller."""
    record = entry.record
    return record.community or "", record.kind, record.url, record.title
