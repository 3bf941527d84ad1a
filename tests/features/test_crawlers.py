"""What programs find at a site: sitemap, robots.txt, Markdown beside pages, llms.txt."""

import dataclasses
import datetime as dt
from importlib import import_module

import pytest
import yaml

from guildhouse.features import crawlers, markdown
from guildhouse.features.context import Context
from guildhouse.features.head import page_head
from guildhouse.features.outputs import File, Page, page_at
from guildhouse.features.plan import _asked
from guildhouse.model.history import History, Span
from guildhouse.settings import Settings
from guildhouse.sources import reading

SITE = """
== content/people/ada.yml
name: Ada Quist
email: ada@example.org
recognition: initials
== content/people/bo.yml
name: Bo Lind
recognition: no
== content/pages/about.md
---
title: About
authors: [ada, bo]
tags: [one]
owner: ada
x-note: between us
---
See [how](how.md), or ada@example.org. <!-- between us -->
== content/pages/how.md
# How
Well.
== content/pages/secret.md
---
draft: true
---
# Secret plans
== communities/a/community.yml
name: Tracks
summary: Of tracks.
== communities/a/charter.md
# Charter
We meet.
"""
TODAY = dt.date(2026, 11, 16)
SETTINGS = Settings(today=TODAY, site_url="https://guild.example/sub")


@pytest.fixture
def house(tree):
    return reading.read(tree(SITE), Settings(today=TODAY))


def written(house, settings, *features):
    asked = [feature.outputs for feature in features or (crawlers, markdown)]
    made = _asked(house, asked, settings)
    return {each.path: (each.content if isinstance(each, File) else each.make()).decode() for each in made}


def pages_of(house, settings):
    names = ("communities", "community", "community_tabs", "reading", "notfound")
    return [
        page for name in names for page in import_module(f"guildhouse.features.{name}").outputs(house, settings) if isinstance(page, Page)
    ]


def addresses(house, settings, pages):
    return dict(crawlers.entries(house, settings, tuple(pages)))


def test_the_sitemap_lists_pages_with_what_git_remembers_and_nothing_else(house):
    known = {"content/pages/about.md": Span(first=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), last=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))}
    house = dataclasses.replace(house, history=History(availability="complete", written=known))
    found = addresses(house, SETTINGS, pages_of(house, SETTINGS))
    assert found["https://guild.example/sub/about/"] == dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    assert found["https://guild.example/sub/how/"] is None
    assert not [address for address in found if "404" in address or "secret" in address]


def test_pages_that_another_stands_for_or_that_nobody_should_find_are_not_in_it(house):
    given = {"kind": "page", "title": "T", "description": "D"}
    pages = [
        page_at("x.html", Context(**given, url=url, **more))
        for url, more in (("/a/", {}), ("/b/", {"canonical": "/a/"}), ("/c/", {"noindex": True}), ("/d/", {"canonical": "/d/"}))
    ]
    assert list(addresses(house, SETTINGS, pages)) == ["https://guild.example/sub/a/", "https://guild.example/sub/d/"]


def test_a_site_that_is_not_for_search_engines_says_so_everywhere(house):
    settings = dataclasses.replace(SETTINGS, search_engines=False)
    files = written(house, settings)
    assert {"sitemap.xml", "llms.txt"}.isdisjoint(files)
    assert "Disallow: /sub/" in files["robots.txt"]
    page = Context(kind="page", url="/x/", title="T", description="D")
    assert page_head(page, settings).robots == "noindex"
    assert page_head(page, SETTINGS).robots is None


def test_without_an_address_there_is_neither_sitemap_nor_list(house):
    files = written(house, Settings(today=TODAY))
    assert sorted(files) == ["about/index.md", "communities/a/charter/index.md", "how/index.md", "robots.txt"]
    assert "[how](/how/)" in files["about/index.md"]


def test_a_folder_on_a_disk_needs_none_of_it(house):
    assert written(house, dataclasses.replace(SETTINGS, offline=True)) == {}


def test_search_is_described_when_there_is_a_page_for_it(house):
    search = page_at("x.html", Context(kind="search", url="/search/", title="Search", description="D"))
    with_search = _asked(house, [crawlers.outputs, lambda _house, _settings: [search]], SETTINGS)
    assert "opensearch.xml" in [each.path for each in with_search]
    assert "opensearch.xml" not in written(house, SETTINGS, crawlers)


def test_security_txt_stands_at_its_place(house):
    told = (("contact", ("mailto:s@g.example",)), ("expires", ("2027-12-31",)))
    files = written(house, dataclasses.replace(SETTINGS, security=told))
    assert files[".well-known/security.txt"].endswith("Canonical: https://guild.example/sub/.well-known/security.txt\n")
    assert "Canonical" not in written(house, Settings(security=told))[".well-known/security.txt"]


def test_markdown_tells_what_the_page_tells_and_no_more(house):
    text = written(house, SETTINGS)["about/index.md"]
    _, front, rest = text.split("---\n")
    assert yaml.safe_load(front) == {
        "title": "About", "description": yaml.safe_load(front)["description"], "url": "https://guild.example/sub/about/",
        "authors": ["A.Q."], "tags": ["one"],
    }  # fmt: skip
    assert "[how](https://guild.example/sub/how/), or address left out." in rest
    assert "between us" not in text
    assert "example.org" not in text


HOSTILE = """
== content/people/gone.yml
name: Gone Away
forgotten: true
== content/people/kept.yml
name: Kept Back
recognition: no
== content/pages/x.md
---
title: Ask secret@example.org
authors: [gone, kept]
reviewed_by: kept
x-note: secret
---
Words[^1]. <!-- secret -->

[//]: # (secret)

- [ ] @gone writes it

## Words

See [the words](#words).

[plans](plans.md) and ![a plan](plans.md)

[^1]: They hold.
[^2]: secret
== content/pages/plans.md
---
draft: true
---
# Secret plans of nobody
"""


def test_no_text_tells_what_its_page_does_not(tree):
    house = reading.read(tree(HOSTILE), dataclasses.replace(SETTINGS, lenient=True))
    files = written(house, SETTINGS, markdown)
    text = "".join(files.values()).casefold()
    assert sorted(files) == ["llms.txt", "x/index.md"]
    assert [word for word in ("secret", "gone", "kept", "plans.md") if word in text] == []
    assert "[^1]: They hold." in files["x/index.md"]
    assert "- [ ] a former colleague writes it" in files["x/index.md"]
    assert "[the words](https://guild.example/sub/x/#words)" in files["x/index.md"]


def test_the_list_leads_to_the_texts_and_leaves_out_what_is_left_out(house):
    text = written(house, SETTINGS)["llms.txt"]
    assert "- [Tracks](https://guild.example/sub/communities/a/): Of tracks.\n" in text
    assert "- [About](https://guild.example/sub/about/index.md)" in text
    assert "Secret" not in text
    assert "example.org" not in text
