"""Searching: its page, and the files that browsers fetch when somebody searches, and not before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import guildhouse
from guildhouse.features import edge
from guildhouse.features.context import SEARCH, Context, Crumb
from guildhouse.features.outputs import File, Later, Page, page_at
from guildhouse.features.search_entries import Entries
from guildhouse.features.search_files import files
from guildhouse.features.search_index import Index, index
from guildhouse.features.search_labels import labels
from guildhouse.features.search_words import words
from guildhouse.features.subject_views import URL as EXPERTISE
from guildhouse.features.subject_views import has_expertise
from guildhouse.features.theme_files import hashed, plain
from guildhouse.features.views import CommunityView, view_of
from guildhouse.formats import site_files
from guildhouse.formats.forge import new_file
from guildhouse.formats.search.languages import code
from guildhouse.formats.search.languages import script as stemmer
from guildhouse.language import Language, UnknownLanguageError, language
from guildhouse.model.house import House
from guildhouse.model.words import say
from guildhouse.settings import Settings

NEW = "content/pages/{name}.md"
"""Where a page is written that nobody found; the script puts what was asked for in place of `{name}`."""

BEACON = "search/beacon.txt"


@dataclass(frozen=True, kw_only=True)
class SearchPage(Context):
    """The page on which one searches; without a script it has its index."""

    index: Index


def outputs(house: House, settings: Settings) -> Iterator[Page | File | Later]:
    """Make the page, the scripts in each language of the site, and what they know of it."""
    static = Path(guildhouse.theme()) / "static"
    worker = hashed("theme/search-worker", ".js", _worker(static).encode())
    marks = hashed("theme/search-marks", ".js", joined(static / "search/marks").encode())
    stemmers = dict(_stemmers(static, tongues(house, settings)))
    yield from (worker, marks, *{file.path: file for file in stemmers.values()}.values())
    known = {
        "offline": settings.offline,
        "worker": worker.path,
        "marks": marks.path,
        "languages": {tag: file.path for tag, file in stemmers.items()},
    }
    for tongue in languages(house, settings):
        yield hashed(f"theme/search-{tongue.tag}", ".js", script(static, tongue, known).encode())
    yield File("search/site.js", about(house, settings).encode())
    if settings.search_beacon and not settings.offline:
        yield File(BEACON, site_files.BEACON.encode())
    entries, named = Entries(house, settings), labels(house, settings)
    yield files(entries, named)
    lists = {f"{community.url}resources/" for community in house.communities if community.resources}
    listed = entries.resources({*lists, *(entry.record.url for entry in entries.own)})
    found, more = index((*entries.own, *listed), named)
    yield page_at("search/search.html", search_page(found))
    yield from (page_at("search/group.html", page) for page in more)


def search_page(found: Index) -> SearchPage:
    """Say what the page shows."""
    return SearchPage(
        kind="search",
        url=SEARCH,
        title=say("Search"),
        description=say("Search this site"),
        crumbs=(Crumb(label=say("Home"), url="/"),),
        noindex=True,
        apart=("search",),
        index=found,
    )


def script(static: Path, tongue: Language, known: Mapping[str, object]) -> str:
    """Write the script that shows the search, with its words; it has `known` where the scripts are that find, mark, and know languages."""
    return f"window.guildhouse.search={_json({'words': words(tongue), **known})};\n{joined(static / 'search/dialog')}"


def _worker(static: Path) -> str:
    """Write the script that finds: lunr.js as it is, then what gives it the pieces of the index that a question needs."""
    lunr = (static / "vendor/lunr.min.js").read_text(encoding="utf-8").rstrip()
    return f"{lunr}\n{joined(static / 'search/worker')}"


def _stemmers(static: Path, tags: Iterable[str]) -> Iterator[tuple[str, File]]:
    """Give for each language of texts the script that teaches the worker its stems, where there is one to teach."""
    for tag in tags:
        if text := stemmer(tag, static / "vendor"):
            yield tag, hashed(f"theme/search-stems-{code(tag)}", ".js", plain(text).encode())


def tongues(house: House, settings: Settings) -> list[str]:
    """List the languages of all texts, as they are written."""
    return sorted({settings.language, *(text.lang for text in (*house.texts, *house.meetings) if text.lang)})


def joined(folder: Path) -> str:
    """Join the scripts of a folder in the order of their names."""
    return plain("\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))))


def about(house: House, settings: Settings) -> str:
    """Say what the search shows beside what it finds: names and crests of communities, who can be asked, where a page is written.

    It is small and changes with the site, so it stands apart from the scripts, which browsers keep.
    """
    communities = {each.id: _crest(view_of(house, each)) for each in house.communities}
    ask = EXPERTISE if has_expertise(house) else None
    write = new_file(settings.repository, NEW) if settings.repository else None
    return f"window.guildhouse.search.know({_json({'communities': communities, 'ask': ask, 'write': write})});\n"


def _crest(community: CommunityView) -> list[object]:
    """Give name, hue and tiles, each of which is its path, its corner and whether it is of the stronger colour."""
    tiles = [[tile.path, tile.x, tile.y, int(tile.shade == "strong")] for tile in community.crest]
    return [community.name, community.hue, tiles]


def languages(house: House, settings: Settings) -> list[Language]:
    """List the languages that the interface speaks on the pages of the site."""
    found = {tongue.tag: tongue for tongue in map(_spoken, tongues(house, settings)) if tongue}
    return [found[tag] for tag in sorted(found)]


def _spoken(tag: str) -> Language | None:
    try:
        return language(tag)
    except UnknownLanguageError:
        return None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def register() -> None:
    """Take part in the build."""
    edge.add(outputs)
