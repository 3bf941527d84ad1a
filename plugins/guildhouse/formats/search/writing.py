"""All files of search, below `search/` of a site (docs/search-format.md)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from guildhouse.formats.search import bundle, chunks, facets, manifest
from guildhouse.formats.search.chunks import Shown, compact
from guildhouse.formats.search.manifest import Listed, shards_listed
from guildhouse.formats.search.naming import Shelf
from guildhouse.formats.search.record import Record
from guildhouse.formats.search.shards import Index, shards
from guildhouse.formats.search.spellings import spellings
from guildhouse.formats.search.vocabulary import vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a site's index is written with, besides its documents."""

    analysis: str
    """Version of the analyser that made terms of words."""
    languages: Sequence[str]
    """Those of all records."""
    labels: facets.Labels = field(default_factory=dict)
    """For each facet, what its keys are called; a key without a label is its own."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """How people write a term, to be shown where a misspelt word is corrected."""
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Terms that the glossary says mean the same."""


def written(
    index: Index, records: Sequence[Record], setting: Setting, *, fragments: Iterable[Shown] | None = None, shelf: Shelf | None = None
) -> dict[str, bytes]:
    """Give the files by name, the manifest first; `fragments`, one for each record, can be kept from an earlier build.

    Records of one community should be neighbours, which makes facets and chunks small.
    """
    shelf = shelf or Shelf()
    groups = chunks.grouped(list(fragments or map(chunks.shown, records)), shelf)
    listed: Listed = {
        "format": manifest.FORMAT,
        "analysis": setting.analysis,
        "documents": index.n,
        "terms": len(index.terms),
        "fields": list(index.columns),
        "languages": list(setting.languages),
        "shards": shards_listed(shards(index), shelf),
        "groups": shelf.named("l", groups),
        "facets": {facet: shelf.named("x", content) for facet, content in facets.facets(records, setting.labels).items()},
        "spellings": _spellings(index, setting.forms, shelf),
        "vocabulary": [[length, shelf.named("v", content)] for length, content in vocabulary(index.terms)],
        "glossary": shelf.named("g", compact({term: list(others) for term, others in sorted(setting.synonyms.items())})),
    }
    listed["bundle"], listed["all"], files = bundle.bundled(shelf.files)
    return {manifest.NAME: compact(listed)} | {name: file.deflated for name, file in sorted(files.items())}


def scripts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the same files as scripts, for a site that is opened from disk, where nothing else can be loaded."""
    return {f"{name}.js": f'guildhouseSearch.take("{name}","{b64encode(content).decode()}")\n'.encode() for name, content in files.items()}


def _spellings(index: Index, forms: Mapping[str, str], shelf: Shelf) -> list[list[str]]:
    cut = spellings(index, forms)
    return [[separator, shelf.named("s", piece)] for separator, piece in zip(cut.separators, cut.pieces, strict=True)]
