"""What the files of search hold: a site's files in, what is found out."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import guildhouse
from guildhouse.features import build as builds
from guildhouse.features import claims, search_files, search_index
from guildhouse.features.outputs import File, Folder, Output, Page, page_at
from guildhouse.features.plan import _asked, _claimed
from guildhouse.features.resource_views import anchored
from guildhouse.features.search import BEACON, search_page
from guildhouse.features.search_entries import LEFT, OUTDATED, Entries, Entry
from guildhouse.features.search_labels import topic_key
from guildhouse.formats.search.analysis import terms
from guildhouse.formats.search.record import Record
from guildhouse.model.community import Resource
from guildhouse.model.house import House
from guildhouse.settings import Settings
from guildhouse.sources import reading
from guildhouse.sources.problems import Problems
from guildhouse.sources.store import Store
from search_browser import Browser, inflated
from search_reader import Library

TODAY = dt.date(2026, 11, 16)
SITE = """
== content/people/ada.yml
name: Ada Quist
title: Signal engineer
team: Track
email: hidden-mail@example.org
emails: [git-mail@example.org]
private: [email, pronouns]
pronouns: xe/xem
skills: [interlocking]
mentoring: {offers: [lampcraft]}
== content/people/bo.yml
name: Bo Withheldson
recognition: no
== content/people/cy.yml
name: Cyra Initialova
recognition: initials
left: 2026-01-31
== content/people/gone.yml
forgotten: true
== content/pages/about.md
---
title: About
description: Ask frontmail@rail.example for more.
authors: [ada, bo, cy]
tags: [orientation]
topics: [Line Safety]
owner: ada
aliases: [/formerly-imprint/]
x-note: betweenourselves
---
First words.

## Whom we serve

Passengers of the funicular; write to prosemail@rail.example. <!-- commentsecret -->
== content/pages/ueber.md
---
title: Über uns
lang: de
translation_of: content/pages/about.md
---
Wir fahren die Standseilbahn.
== content/pages/secret.md
---
draft: true
---
# Draftsecret plans
== content/pages/lantern.md
---
title: Portable lantern
term: Hand lamp (HL)
---
Carried by guards.
== content/news/2026-11-01-open.md
# The bridge opens
Come on Sunday.
== content/decisions/0001-lamps.md
---
status: superseded by 0002
deciders: [ada]
---
# Oil lamps
They shine.
== content/decisions/0002-led.md
---
status: accepted
---
# Electric lamps
They shine as well.
== content/paths/start.yml
title: Ready for the night shift
summary: From dark to light.
outcomes: [Mend a semaphore]
mentors: [ada]
audience: [newcomers]
steps:
  - {id: what, page: content/pages/about.md, duration: PT10M}
  - {id: ride, title: Ride the milk train, type: do, teaches: [shunting]}
== communities/tracks/community.yml
name: Tracks and signals
mission: Rails that hold.
hue: teal
topics: [line safety]
aliases: [/communities/permanent-way/]
members:
  - {person: ada, roles: [lead], topics: [points]}
contact:
  - {type: chat, name: trackside, visibility: organization}
  - {type: mailing-list, name: innercircle, email: circle@example.org, visibility: private}
goals:
  - {id: quiet, title: Whispering wheels, owner: ada, status: active}
projects:
  - {name: Ballast atlas, description: A map of every stone.}
resources:
  - {title: The sleeper catalogue, url: "https://books.example/timber/oak", type: book, summary: Woods compared., tags: [creosote]}
  - {title: About us, url: /about/}
meetings:
  - {id: weekly, title: Wednesday walk, rrule: "FREQ=WEEKLY;BYDAY=WE", starts: 2026-11-04, time: "10:00", timezone: Europe/Berlin}
  - {id: closed, title: Closedcircle, when: never, visibility: private}
== communities/tracks/README.md
We look after the rails.
== communities/tracks/charter.md
# Charter
We meet on Wednesdays.
== communities/tracks/meetings/2026-11-04-walk.md
---
series: weekly
attendees: [bo, Priya Vendorsson]
decisions: [{title: Grease the turnout}]
---
# Walk to the viaduct
- [ ] @ada buys a grease gun (due 2026-12-01)
== communities/tracks/meetings/2026-11-11-inner.md
---
visibility: members
---
# Membersecret talk
== communities/trams/community.yml
name: Trams
status: archived
mission: Rails that hold.
== communities/trams/resources/overhead.md
# Overhead wires
Copper that hangs.
"""
SLEEPERS = "/communities/tracks/resources/#gh-resource-the-sleeper-catalogue"
NEVER = (
    "hidden-mail", "git-mail", "xe/xem", "betweenourselves", "commentsecret", "Draftsecret", "Membersecret", "innercircle", "circle@", "Closedcircle", "prosemail", "frontmail",
)  # fmt: skip
"""What no reader of the site may see, and so nobody who reads the files of search."""


@dataclass(frozen=True)
class World:
    """A site as its features see it, and its files of search."""

    house: House
    settings: Settings
    outputs: tuple[Output, ...]

    @property
    def pages(self) -> dict[str, Page]:
        return {output.page.url: output for output in self.outputs if isinstance(output, Page)}

    @cached_property
    def written(self) -> dict[str, bytes]:
        """All that search writes below its folder."""
        return {file.path: file.content for file in self.folder.make(Store(None))}

    @property
    def folder(self) -> Folder:
        (found,) = (output for output in self.outputs if isinstance(output, Folder))
        return found

    @cached_property
    def library(self) -> Library:
        return Library.of(self.written)

    @cached_property
    def browser(self) -> Browser:
        """The browser's own scripts with these files."""
        found = Browser()
        place = "search/data/"
        found.serve(inflated({path.removeprefix(place).removeprefix("files/"): content for path, content in self.written.items()}))
        found.run("{ library = await guildhouseSearch.open(source); }")
        return found

    def find(self, words: str, lang: str = "en") -> dict[str, float]:
        """Search for pages that hold all words; address → score."""
        asked = terms(words, lang)
        code = f"""library.index({asked!r}).then(index => index.query(q => {asked!r}.forEach(
            term => q.term(term, {{ presence: lunr.Query.presence.REQUIRED }}))).map(found => [Number(found.ref), found.score]))"""
        found = self.browser.run(code)
        return {self.library.documents[number][1]: score for number, score in found}


Made = Callable[..., World]


def world(folder: Path, **settings: Any) -> World:
    known = Settings(**({"today": TODAY, "site_url": "https://rail.example"} | settings))
    house = reading.read(folder, known)
    assert [problem for problem in house.problems if problem.severity.name == "ERROR"] == []
    features = [import_module(f"guildhouse.features.{name}").outputs for name in guildhouse.FEATURES]
    return World(house, known, tuple(_asked(house, features, known)))


@pytest.fixture
def made(tree: Callable[[str], Path]) -> Made:
    def make(text: str, **settings: Any) -> World:
        return world(tree(text), **settings)

    return make


@pytest.fixture(scope="module")
def rail(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The site above, which no test changes."""
    folder = tmp_path_factory.mktemp("rail")
    for part in SITE.split("\n== ")[1:]:
        path, _, text = part.partition("\n")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return world(folder)


# --- which pages


def test_every_open_page_is_found_once_and_nothing_else(rail):
    hidden = {url for url, page in rail.pages.items() if page.page.noindex or page.page.canonical not in (None, url)}
    assert {"/404.html", "/search/", "/paths/start/print/"} <= hidden, "the site has pages that are not to be found"
    assert any(url.startswith("/paths/start/") for url in hidden - {"/paths/start/print/"}), "such as those of steps"
    found = [url for _, url, _, _ in rail.library.documents]
    resources = [SLEEPERS]
    assert sorted(found) == sorted([*(rail.pages.keys() - hidden), *resources])
    assert {"/about/", "/ueber/", "/people/ada/", "/people/bo/", "/communities/tracks/charter/", "/"} <= {*found}


def test_redirects_and_pages_that_are_not_made_are_not_found(rail):
    found = {url for _, url, _, _ in rail.library.documents}
    assert not {url for url in found if any(part in url for part in ("formerly", "permanent-way", "secret", "inner", "gone"))}
    assert all(any(url == page or url.startswith(page) for page in rail.pages) for url in found)


@pytest.mark.parametrize("words", NEVER)
def test_no_byte_tells_what_is_private(rail, words):
    assert words.lower().encode() not in rail.library.every_byte.lower()


def test_nobody_is_credited_otherwise_than_they_chose(rail):
    """Bo wants no credit and Cyra initials alone: neither leads to the page that they wrote."""
    assert rail.library.facet("person")["/about/"] == ["Ada Quist"]
    assert {url for url, people in rail.library.facet("person").items() if "Cyra Initialova" in people} == {"/people/cy/"}
    assert "/about/" in rail.find("Ada Quist")
    assert "/about/" not in {**rail.find("Withheldson"), **rail.find("Initialova")}


def test_a_forgotten_person_is_nowhere(made):
    site = SITE.replace("attendees: [bo,", "attendees: [gone, bo,").replace("First words.", "First words of @gone.")
    library = made(site).library
    assert b"@gone" not in library.every_byte
    assert not [url for _, url, _, _ in library.documents if "gone" in url]


# --- by which words


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("Priya Vendorsson", "/communities/tracks/meetings/2026-11-04-walk/"),
        ("grease turnout", "/communities/tracks/meetings/2026-11-04-walk/"),
        ("grease gun", "/communities/tracks/meetings/2026-11-04-walk/"),
        ("interlocking", "/people/ada/"),
        ("lampcraft", "/people/ada/"),
        ("lead tracks", "/people/ada/"),
        ("signal engineer", "/people/ada/"),
        ("whispering wheels", "/communities/tracks/"),
        ("ballast atlas stone", "/communities/tracks/"),
        ("trackside", "/communities/tracks/"),
        ("permanent way", "/communities/tracks/"),
        ("wednesday walk", "/communities/tracks/"),
        ("milk train", "/paths/start/"),
        ("semaphore", "/paths/start/"),
        ("shunting", "/paths/start/"),
        ("newcomers night", "/paths/start/"),
        ("superseded oil", "/decisions/0001-lamps/"),
        ("accepted electric", "/decisions/0002-led/"),
        ("hand lamp", "/lantern/"),
        ("guards", "/lantern/"),
        ("sleeper catalogue", SLEEPERS),
        ("creosote", SLEEPERS),
        ("timber oak", SLEEPERS),
        ("orientation", "/about/"),
        ("formerly imprint", "/about/"),
        ("funicular", "/about/"),
        ("bridge opens", "/news/2026-11-01-open/"),
    ],
)
def test_each_kind_is_found_by_its_facts(rail, words, url):
    assert url in rail.find(words) or url.replace("2026-11-01-", "") in rail.find(words)


def entries_of(made: World) -> dict[str, str]:
    """Give all words of every entry, by its address and title."""
    pages = [output for output in made.outputs if isinstance(output, Page)]
    return {
        f"{entry.record.url} {entry.record.title}": repr(entry.complete(entry.body.html if entry.body else ""))
        for entry in Entries(made.house, made.settings).every(pages)
    }


def test_what_nobody_is_shown_any_more_is_not_found(made):
    """Offers that are over or of who has left, mentors who have left, how one joins what has ended, series that have ended."""
    site = (
        SITE.replace("{offers: [lampcraft]}", "{offers: [lampcraft], until: 2026-11-15}")
        .replace("left: 2026-01-31", "left: 2026-01-31\nmentoring: {offers: [bellfounding]}")
        .replace("mentors: [ada]", "mentors: [ada, cy]\nmaintainers: [cy]")
        .replace("status: archived", "status: archived\njoin: {how: Ask the conductor., first_steps: [paths/start]}")
        .replace("starts: 2026-11-04,", "starts: 2026-11-04, ends: 2026-11-11,")
    )
    world = made(site)
    said = repr(entries_of(world))
    assert "Signal engineer" in said
    assert not [words for words in ("lampcraft", "bellfounding", "conductor", "Wednesday walk") if words in said]
    pages = [output for output in world.outputs if isinstance(output, Page)]
    (path,) = (entry.record for entry in Entries(world.house, world.settings).every(pages) if entry.record.url == "/paths/start/")
    assert path.people == ()


def test_first_steps_bear_their_titles(made):
    join = "join: {how: Knock twice., first_steps: [paths/start, ../../content/pages/about.md]}"
    said = entries_of(made(SITE.replace("hue: teal", f"hue: teal\n{join}")))["/communities/tracks/ Tracks and signals"]
    assert "Knock twice.\\nReady for the night shift\\nAbout\\n" in said
    assert "paths/start" not in said


def test_files_that_a_community_relies_on_are_found_and_listed(made):
    """All of them but pages of the site, which are found themselves."""
    poster = "resources:\n  - {title: The lamp poster, url: resources/poster.pdf}"
    site = SITE.replace("resources:", poster) + "\n== communities/tracks/resources/poster.pdf\nfile\n"
    world = made(site)
    found = {key.partition(" ")[2] for key in entries_of(world) if "/tracks/resources/" in key}
    assert {"The lamp poster", "The sleeper catalogue"} <= found
    assert "About us" not in found
    index = world.pages["/search/"].page.index
    listed = [line.title for group in index.letters for line in group.lines]
    assert listed.count("The lamp poster") == listed.count("The sleeper catalogue") == 1
    assert "About us" not in listed


def test_sections_have_the_anchors_of_their_pages(rail):
    description, sections = rail.library.fragment("/about/")
    assert [anchor for anchor, _, _ in sections if anchor] == ["whom-we-serve"]
    assert ["whom-we-serve", "Whom we serve", "Passengers of the funicular; write to …."] in sections
    assert description


def test_each_page_has_the_words_of_its_language(rail):
    languages = {url: lang for _, url, _, lang in rail.library.documents}
    assert languages.pop("/ueber/") == "de"
    assert {*languages.values()} == {"en"}
    assert "/ueber/" in rail.find("standseilbahnen", "de")


def test_what_is_over_sinks(rail):
    assert rail.find("lamps shine")["/decisions/0001-lamps/"] < 0.6 * rail.find("lamps shine")["/decisions/0002-led/"]
    rails = rail.find("rails hold")
    assert rails["/communities/trams/"] < 0.8 * rails["/communities/tracks/"]


def test_people_who_have_left_and_pages_of_archived_communities_sink(rail):
    pages = [output for output in rail.outputs if isinstance(output, Page)]
    weights = {entry.record.url: entry.record.weight for entry in Entries(rail.house, rail.settings).every(pages)}
    assert {url for url, weight in weights.items() if weight == OUTDATED} == {
        "/decisions/0001-lamps/", *(url for url in weights if url.startswith("/communities/trams/")),
    }  # fmt: skip
    assert {url for url, weight in weights.items() if weight == LEFT} == {"/people/cy/"}


def test_results_say_what_holds_no_more_of_which_day_it_is_and_whose_charter(rail):
    pages = [output for output in rail.outputs if isinstance(output, Page)]
    found = {entry.record.url: entry.record for entry in Entries(rail.house, rail.settings).every(pages)}
    assert {url: record.state for url, record in found.items() if record.state} == {
        "/decisions/0001-lamps/": "Superseded",
        **dict.fromkeys((url for url in found if url.startswith("/communities/trams/")), "Archived community"),
    }
    assert found["/communities/tracks/meetings/2026-11-04-walk/"].date == "2026-11-04"
    assert not found["/about/"].date
    assert found["/communities/tracks/charter/"].title == "Charter · Tracks and signals"


def test_what_a_community_relies_on_leads_to_its_row(rail):
    page = rail.pages["/communities/tracks/resources/"].page
    assert [resource.anchor for resource in page.curated] == ["gh-resource-the-sleeper-catalogue", "gh-resource-about-us"]
    twice = (Resource(title="Guide"), Resource(title="guide!"), Resource(title="?"))
    anchors = [anchor for _, anchor in anchored(replace(rail.house.communities[0], resources=twice))]
    assert anchors == ["gh-resource-guide", "gh-resource-guide-1", "gh-resource-section"]


def test_facets_bear_the_names_that_pages_show(rail):
    facet = rail.library.facet
    assert facet("community")["/communities/tracks/charter/"] == ["Tracks and signals"]
    assert facet("kind")["/communities/tracks/charter/"] == ["Charter"]
    assert facet("kind")["/people/ada/"] == ["Person"]
    assert facet("kind")["/paths/start/"] == ["Learning path"]
    assert facet("kind")["/communities/"] == ["List"]
    assert facet("topic")["/about/"] == facet("topic")["/communities/tracks/"], "one topic, however it is written"
    assert facet("person")["/communities/tracks/meetings/2026-11-04-walk/"] == ["Bo Withheldson"]
    assert facet("kind")["/communities/tracks/resources/"] == ["List"]
    assert facet("kind")[SLEEPERS] == ["Resource"]


def test_words_of_the_glossary_mean_the_same(rail):
    assert rail.library.glossary["hl"] == ["hand lamp", "portabl lantern"]
    assert rail.library.glossary["portabl lantern"] == ["hand lamp", "hl"]


# --- the same from the same


def test_the_files_follow_from_the_site_alone(rail, tmp_path):
    """Two processes with other hashes, one of which remembers a first one."""
    for part in SITE.split("\n== ")[1:]:
        path, _, text = part.partition("\n")
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, encoding="utf-8")
    seen = []
    for seed, more in (("1", ()), ("2", ()), ("3", ("--no-cache",))):
        output = tmp_path / f"out{seed}"
        command = [
            sys.executable,
            "-m",
            "guildhouse.features.run",
            "--site",
            tmp_path / "site",
            "--output",
            output,
            "--today",
            "2026-11-16",
            *more,
        ]
        done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        seen.append({path.relative_to(output): path.read_bytes() for path in (output / "search").rglob("*") if path.is_file()})
        for store in (tmp_path / "site/.cache/guildhouse").glob("search-data.sqlite") if seed == "2" else ():
            store.write_bytes(store.read_bytes()[:-600] + os.urandom(600))
    assert seen[0] == seen[1] == seen[2]


def test_what_was_counted_once_is_not_counted_again_and_damage_is_counted_anew(rail, tmp_path, monkeypatch):
    counted: list[str] = []
    count = search_files._counted
    monkeypatch.setattr(search_files, "_counted", lambda record, html: counted.append(record.url) or count(record, html))
    monkeypatch.setattr(search_files, "is_steady", lambda *_: True)
    path = tmp_path / "kept.sqlite"
    first = list(rail.folder.make(Store(path)))
    assert len(counted) == rail.library.manifest["documents"]
    counted.clear()
    assert list(rail.folder.make(Store(path))) == first
    assert counted == []
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert list(rail.folder.make(Store(path))) == first
    path.write_bytes(b"no database")
    assert list(rail.folder.make(Store(path))) == first
    assert len(counted) > 1


def test_what_another_program_counted_is_counted_anew(rail, tmp_path, monkeypatch):
    counted: list[str] = []
    count = search_files._counted
    monkeypatch.setattr(search_files, "_counted", lambda record, html: counted.append(record.url) or count(record, html))
    monkeypatch.setattr(search_files, "is_steady", lambda *_: True)
    monkeypatch.setattr(search_files, "stamp", lambda parts, libraries: repr((sorted(parts), "lunr" in libraries)).encode())
    store = Store(tmp_path / "kept.sqlite")
    list(rail.folder.make(store))
    counted.clear()
    monkeypatch.setattr(search_files, "stamp", lambda parts, _: b"another" if "formats/search" in parts else b"")
    list(rail.folder.make(store))
    assert len(counted) == rail.library.manifest["documents"]


def test_an_edit_counts_one_page(made, tmp_path, monkeypatch):
    counted: list[str] = []
    count = search_files._counted
    monkeypatch.setattr(search_files, "_counted", lambda record, html: counted.append(record.url) or count(record, html))
    monkeypatch.setattr(search_files, "is_steady", lambda *_: True)
    store = Store(tmp_path / "kept.sqlite")
    list(made(SITE).folder.make(store))
    counted.clear()
    edited = made(SITE.replace("Passengers of the", "Guests of the"))
    assert list(edited.folder.make(store)) == [File(path, content) for path, content in edited.written.items()]
    assert counted[0] == "/about/"
    assert len(counted) == 1 + edited.library.manifest["documents"], "the second time is the one without a store"


# --- the index


_NAMES = st.one_of(
    st.sampled_from(["🎉", "!!!", "ß", "ẞ", "\u017f", "K", "İ", "i", "5g", "..", "a/b", "x" * 300, "字" * 200, "Ängste"]),
    st.text(min_size=1),
)


@given(st.lists(st.tuples(_NAMES, st.lists(_NAMES, max_size=3)), max_size=12))
@example([("ß", ["🎉"]), ("ẞ", ["!!!"]), ("Σ", ["x" * 300]), ("ss", ["x" * 301, "STRASSE", "straße"])])
def test_any_titles_and_topics_have_addresses(given):
    keys = [tuple(dict.fromkeys(map(topic_key, topics))) for _, topics in given]
    entries = [
        Entry(record=Record(url=f"/{at}/", kind="page", title=title, lang="en", topics=found))
        for at, ((title, _), found) in enumerate(zip(given, keys, strict=True))
    ]
    labels = {"kind": {"page": "Page"}, "community": {}, "topic": {}}
    groups, none = search_index.index(entries, labels)
    assert none == ()
    anchors = [group.anchor for group in (*groups.letters, *groups.topics)]
    assert len({*anchors, search_index.LETTERS, search_index.TOPICS}) == len(anchors) + 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "TOGETHER", 0)
        groups, pages = search_index.index(entries, labels)
    assert sum(group.number for group in groups.letters) == len(entries)
    assert {group.url for group in (*groups.letters, *groups.topics)} == {page.url for page in pages}
    problems = Problems()
    claims.settle([page_at("search/search.html", search_page(groups)), *(page_at("search/group.html", page) for page in pages)], problems)
    assert problems.sorted == ()


# --- beside others


@pytest.mark.parametrize("path", ["search/data/manifest.json", "elsewhere.json", "search/data/twice"])
def test_a_folder_takes_new_files_of_its_own_alone(tmp_path, path):
    build = builds.Build.__new__(builds.Build)
    build.site, build.output = tmp_path, tmp_path / "out"
    build.plan = type("Plan", (), {"settings": Settings(today=TODAY, cache=False)})()
    given = [File("search/data/twice", b"1"), File(path, b"2")]
    if path == "search/data/manifest.json":
        assert list(build._folder(Folder("search/data", lambda kept: given))) == ["search/data/twice", path]
        return
    with pytest.raises(ValueError, match=f"{path} is no new file of search/data/"):
        build._folder(Folder("search/data", lambda kept: given))


@pytest.mark.parametrize("address", ["/search/data/", "/search/data/files/", "/search/", "/search/data/manifest.json"])
def test_a_page_in_the_place_of_search_is_told_of(tree, address):
    settings = Settings(today=TODAY)
    house = reading.read(tree(f"{SITE}\n== content/pages/mine.md\n---\npermalink: {address}\n---\n# Mine\n"), settings)
    features = [import_module(f"guildhouse.features.{name}").outputs for name in guildhouse.FEATURES]
    problems = [*house.problems, *_claimed(house, features, settings)[1]]
    told = [problem for problem in problems if problem.source.path == "content/pages/mine.md" and problem.severity.name == "ERROR"]
    assert told, address
    assert "address" in told[0].message


def test_from_disk_the_files_are_scripts(made):
    written = made(SITE, offline=True).written
    assert all(path.endswith(".js") for path in written)
    assert all(content.startswith(b"guildhouseSearch.take(") for content in written.values())


# --- the beacon


def test_the_beacon_is_there_when_it_is_asked_for(made, draw):
    paths = {output.path for output in made(SITE).outputs}
    assert BEACON not in paths
    assert BEACON in {output.path for output in made(SITE, search_beacon=True).outputs}
    assert BEACON not in {output.path for output in made(SITE, search_beacon=True, offline=True).outputs}


def test_a_page_is_found_by_the_words_of_links_to_it(made):
    rail = made("""
== content/pages/relief.md
---
title: Relief crews
---
Ask the depot.
== content/pages/weekends.md
---
title: Weekends
---
See [standby roster](relief.md).
""")
    found = rail.find("roster")
    assert list(found) == ["/relief/", "/weekends/"]


def test_other_words_in_a_link_change_only_what_is_said_there(tree, tmp_path):
    """What a page says of another is kept with the page that says it: built with what was kept, all is as built anew."""
    text = "== content/pages/relief.md\n# Relief crews\nAsk the depot.\n== content/pages/days.md\n# Days\nSee [{}](relief.md).\n"
    kept = Store(tmp_path / "kept")
    for words in ("standby roster", "spare drivers"):
        made = world(tree(text.format(words)))
        assert {file.path: file.content for file in made.folder.make(kept)} == made.written
        assert "/relief/" in made.find(words)
