"""What stands around every page: head, menu, trust line and foot, from the files of a site to the pages that are published."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from conftest import Tree
from guildhouse.features import plan, run
from guildhouse.language import Language
from guildhouse.settings import SettingsError, load

SITE = """
== pelicanconf.py
SITENAME = "Marrow & Co"
GUILDHOUSE = {
    "repository": "gitea+https://git.m.example/guild/handbook#subdirectory=site",
    "footer": ["Marrow & Co, Quay 1", ("Imprint", "/about/")],
    "logo": "content/images/logo.svg",
}
== content/images/logo.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"/>
== content/images/points.png
x
== content/people/ada.md
---
name: Ada Quist
title: Engineer
skills: [http-caching]
---
I mend points.
== content/people/bo.yml
name: Bo Lind
recognition: initials
== content/people/bot.yml
name: Points Bot
kind: bot
== content/people/eve.yml
name: Eve Holm
recognition: no
== content/pages/about.md
---
title: "</script><b>About & us"
authors: [ada, bo, eve]
lastmod: 2026-11-01
owner: ada
reviewed: 2026-01-02
review_by: 2027-01-02
---
![Points](../images/points.png)
== content/pages/ueber.md
---
title: Über uns
lang: de
translation_of: content/pages/about.md
---
Das sind wir.
== content/pages/ar.md
---
title: عنا
lang: ar
---
نص
== content/news/2026-11-02-open.md
# We open
Now.
== communities/a/community.yml
name: Track
meetings:
  - {id: w, title: Weekly, starts: 2026-11-18, time: "14:00", duration: PT45M, timezone: Europe/Berlin, rrule: FREQ=WEEKLY;BYDAY=WE, location: Room 4, join_url: "https://meet.example.org/t"}
== communities/a/meetings/2026-11-18-next.md
---
series: w
---
# Next
== communities/a/meetings/2026-11-11-held.md
---
series: w
---
# Held
== communities/a/meetings/2026-11-30-alone.md
# Alone, at no known time
"""

Pages = Callable[..., Callable[[str], Any]]


@pytest.fixture
def published(tree: Tree) -> Pages:
    """Build the site and give its pages by address."""

    def build(*options: str) -> Callable[[str], Any]:
        site = tree(SITE)
        words = [
            "--site",
            str(site),
            "--output",
            str(site.parent / "output"),
            "--today",
            "2026-11-16",
            "--url",
            "https://m.example/sub",
            *options,
        ]
        assert run.main(words) == 0
        return lambda url: html.document_fromstring((site.parent / "output" / f"{url.strip('/')}/index.html".lstrip("/")).read_text())

    return build


def _data(page: Any) -> Iterator[dict[str, Any]]:
    for block in page.xpath("//script[@type='application/ld+json']"):
        told = json.loads(block.text)
        assert told["@context"] == "https://schema.org"
        yield from told["@graph"]


def _one(page: Any, type_: str) -> dict[str, Any]:
    (found,) = (node for node in _data(page) if node["@type"] == type_)
    return found


def _meta(page: Any, name: str) -> list[str]:
    found: list[str] = page.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")
    return found


def test_the_head_says_what_others_show_of_a_page(published: Pages) -> None:
    about = published()("/about/")
    assert about.findtext(".//title") == "</script><b>About & us · Marrow & Co"
    assert _meta(about, "og:title") == ["</script><b>About & us"]
    assert _meta(about, "og:url") == ["https://m.example/sub/about/"] == about.xpath("//link[@rel='canonical']/@href")
    assert _meta(about, "og:image") == ["https://m.example/sub/images/points.png"]
    assert _meta(about, "og:locale") == ["en_GB"]
    assert _meta(about, "theme-color") == ["#faf8f4", "#131517"]
    assert about.xpath("//link[@rel='manifest']/@href") == ["../site.webmanifest"]
    assert about.xpath("//link[@rel='icon']/@href") == ["../favicon.svg"], "the logo of the site is a drawing"


def test_descriptions_hold_what_is_public_and_cannot_break_out(published: Pages) -> None:
    page = published()
    article = _one(page("/about/"), "Article")
    assert article["headline"] == "</script><b>About & us"
    assert [author["name"] for author in article["author"]] == ["Ada Quist", "B.L."], "as each chose to be credited"
    assert article["dateModified"] == "2026-11-01"
    assert _one(page("/news/2026-11-02-open/"), "Article")["datePublished"] == "2026-11-02"
    assert {node["@type"] for node in _data(page("/"))} == {"Organization", "WebSite"}
    assert _one(page("/people/ada/"), "Person")["knowsAbout"] == ["http caching"]
    assert [node["@type"] for node in _data(page("/people/bot/"))] == ["BreadcrumbList"]


def test_a_meeting_to_come_is_an_event_and_one_that_was_is_none(published: Pages) -> None:
    page = published()
    event = _one(page("/communities/a/meetings/2026-11-18-next/"), "Event")
    assert (event["startDate"], event["endDate"]) == ("2026-11-18T14:00:00+01:00", "2026-11-18T14:45:00+01:00")
    assert event["location"] == [{"@type": "Place", "name": "Room 4"}, {"@type": "VirtualLocation", "url": "https://meet.example.org/t"}]
    assert event["organizer"]["name"] == "Track"
    for other in ("2026-11-11-held", "2026-11-30-alone"):
        assert [node["@type"] for node in _data(page(f"/communities/a/meetings/{other}/"))] == ["BreadcrumbList"]


def test_a_knowledge_page_links_its_file_in_its_trust_line(published: Pages) -> None:
    page = published()
    links = {link.text: link for link in page("/about/").xpath("//ul[@class='trust']//a") if "git.m.example" in link.get("href")}
    assert list(links) == ["History", "Edit this page", "Report a problem"]
    assert {link.text_content() for link in links.values()} == {f"{words}: </script><b>About & us" for words in links}
    assert links["Edit this page"].get("href") == "https://git.m.example/guild/handbook/_edit/main/site/content/pages/about.md"
    report = parse_qs(urlsplit(links["Report a problem"].get("href")).query)
    assert report["title"] == ["Problem on the page </script><b>About & us"]
    assert report["body"] == ["Page: https://m.example/sub/about/\nFile: site/content/pages/about.md\n\n"]
    for other in ("/news/2026-11-02-open/", "/communities/a/meetings/2026-11-18-next/", "/communities/a/"):
        assert len(page(other).xpath("//ul[@class='trust']//a[contains(@href, '_edit')]")) == 1, other
        assert page(other).xpath("//footer//a[contains(@href, '_edit')]") == [], other


def test_other_pages_link_their_file_in_the_foot(published: Pages) -> None:
    page = published()
    assert [link.get("href").rpartition("/site/")[2] for link in page("/people/ada/").xpath("//footer//a[contains(@href, '_edit')]")] == [
        "content/people/ada.md"
    ]
    assert page("/people/").xpath("//a[contains(@href, 'git.m.example')]") == [], "nobody wrote it"


def test_foot_and_bar_are_the_organisations(published: Pages) -> None:
    page = published()("/about/")
    assert page.xpath("//footer//p[2]")[0].text_content() == "Marrow & Co, Quay 1Imprint"
    assert page.xpath("//footer//p[2]//a/@href") == ["./"]
    (logo,) = page.xpath("//header[@class='top']//img")
    assert (logo.get("width"), logo.get("height"), logo.get("alt")) == ("80", "40", "")


def test_a_text_in_another_language_says_so_and_the_interface_keeps_its_own(published: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Language, "is_spoken", property(lambda self: self.locale.language == "en"))
    page = published()("/ar/")
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert [(node.get("lang"), node.get("dir")) for node in page.xpath("//h1 | //div[@class='prose']")] == [("ar", "rtl")] * 2
    assert page.xpath("//ul[@class='trust']/ancestor-or-self::*/@lang") == ["en"]


def test_the_interface_speaks_the_language_of_the_page(published: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Language, "is_spoken", property(lambda self: self.locale.language in ("en", "ar")))
    page = published()("/ar/")
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.xpath("//h1/@lang") == []


def test_translations_lead_to_each_other(published: Pages) -> None:
    page = published()
    expected = [
        ("en", "https://m.example/sub/about/"),
        ("de", "https://m.example/sub/ueber/"),
        ("x-default", "https://m.example/sub/about/"),
    ]
    for url, others in (("/about/", ["./", "../ueber/"]), ("/ueber/", ["../about/", "./"])):
        assert [(link.get("hreflang"), link.get("href")) for link in page(url).xpath("//link[@rel='alternate'][@hreflang]")] == expected
        links = page(url).xpath("//nav[@class='languages']//a")
        assert [(link.text, link.get("lang"), link.get("hreflang")) for link in links] == [("English", "en", "en"), ("Deutsch", "de", "de")]
        assert [link.get("href") for link in links] == others
    assert page("/ar/").xpath("//nav[@class='languages']") == []


def test_a_folder_on_a_disk_asks_for_no_manifest(published: Pages) -> None:
    assert published("--offline")("/about/").xpath("//link[@rel='manifest' or @rel='preload']") == []


def _leading_nowhere(tree: Tree) -> Path:
    return tree(SITE.replace('("Imprint", "/about/")', '("Imprint", "/abuot/")'))


def test_a_foot_that_leads_nowhere_ends_the_build_and_the_check(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    site, words = _leading_nowhere(tree), "footer leads to /abuot/, where the site has no page. Did you mean /about/?"
    with pytest.raises(SystemExit, match="2"):
        run.main(["--site", str(site), "--output", str(site.parent / "output"), "--today", "2026-11-16"])
    assert capsys.readouterr().err.splitlines()[-1] == f"settings: {words}"
    with pytest.raises(SettingsError, match=r"^settings: footer leads to /abuot/"):
        plan.check(site, load(site, today="2026-11-16"))


def test_what_is_wrong_with_a_page_is_told_before_a_menu_that_misses_it(tree: Tree) -> None:
    site = _leading_nowhere(tree)
    (site / "content/pages/about.md").write_text("---\ntitle: [\n---\n")
    assert plan.check(site, load(site, today="2026-11-16")).problems
