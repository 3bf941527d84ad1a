"""Pages to read, folders of pages, news and the glossary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from guildhouse.features import listings, reading
from guildhouse.features.document_views import Row, trust_view
from guildhouse.features.outputs import Page, page_at
from guildhouse.features.shelves import BEFORE, WINDOW, shelves, tree
from guildhouse.model.body import Heading
from guildhouse.model.document import Document
from guildhouse.model.house import House, Section
from guildhouse.model.source import Source
from guildhouse.model.words import Words
from guildhouse.settings import Settings
from texts import body

SETTINGS = Settings(today=dt.date(2026, 11, 16))
Make = Callable[..., House]
Draw = Callable[[Page, Settings], Any]


def _page(path: str, url: str, title: str, **fields: object) -> Document:
    given = {"id": path.removesuffix(".md"), "url": url, "title": title, "page_kind": "page", "source": Source(path)} | fields
    return Document(**given)  # type: ignore[arg-type]


START = _page("content/pages/handbook/README.md", "/handbook/", "Handbook")
FIRST = _page("content/pages/handbook/first.md", "/handbook/first/", "Your first day", order=2.0)
HELP = _page("content/pages/handbook/ask.md", "/handbook/ask/", "Asking for help")
DEEP = _page("content/pages/handbook/more/deep.md", "/handbook/more/deep/", "Deep")
LIBRARY = "communities/signals/resources"
GUIDE = _page(f"{LIBRARY}/guide.md", f"/{LIBRARY}/guide/", "Guide", page_kind="resource", community="signals")
TERM = _page("content/glossary/point.md", "/glossary/point/", "Points", page_kind="term", term="Point", description="A moving rail.")
MORE = Section(url="/handbook/more/", title="More", path="content/pages/handbook/more")


def _shown(house: House, document: Document) -> reading.ReadingPage:
    return reading.reading_page(house, document, shelves(house), SETTINGS)


def _way(page: reading.ReadingPage | reading.SectionPage) -> list[str]:
    return [crumb.url for crumb in page.crumbs]


def test_pages_of_a_folder_are_neighbours_in_reading_order(house: Make) -> None:
    made = house(pages=(HELP, FIRST, START))
    page = _shown(made, FIRST)
    assert [branch.title for branch in page.entries] == ["Handbook", "Your first day", "Asking for help"]
    assert (page.previous and page.previous.url, page.next and page.next.url) == ("/handbook/", "/handbook/ask/")
    assert _way(page) == ["/", "/handbook/"]
    assert _way(_shown(made, START)) == ["/"]


def test_a_folder_without_a_text_gets_a_page_that_lists_it(house: Make) -> None:
    made = house(pages=(START, DEEP), sections=(MORE,))
    outputs = {output.path: output for output in reading.outputs(made, SETTINGS)}
    section = outputs["handbook/more/index.html"].page
    assert isinstance(section, reading.SectionPage)
    assert [entry.url for entry in section.entries] == ["/handbook/more/deep/"]
    assert _way(section) == ["/", "/handbook/"]
    assert _way(_shown(made, DEEP)) == ["/", "/handbook/", "/handbook/more/"]
    assert [entry.title for entry in shelves(made)["content/pages/handbook"].listed] == ["More"]
    assert shelves(made)["content/pages/handbook"].description == START.description


def test_a_section_is_a_tree_whose_open_folders_lead_to_the_page(house: Make) -> None:
    other = _page("content/pages/handbook/a/x.md", "/handbook/a/x/", "X")
    made = house(
        pages=(START, DEEP, HELP, other), sections=(MORE, Section(url="/handbook/a/", title="Closed", path="content/pages/handbook/a"))
    )
    page = _shown(made, DEEP)
    assert [(branch.title, [below.title for below in branch.entries]) for branch in page.entries] == [
        ("Handbook", []),
        ("Asking for help", []),
        ("Closed", []),
        ("More", ["Deep"]),
    ]
    assert page.entries[3].entries[0].url == page.url
    assert page.previous, "one reads on over the end of a folder"
    assert (page.previous.title, page.next) == ("X", None)
    assert not _shown(made, START).entries[1].entries


def test_pages_that_show_the_same_tree_share_it(house: Make) -> None:
    found = shelves(house(pages=(START, FIRST, HELP, DEEP), sections=(MORE,)))
    section = found["content/pages/handbook"]
    assert tree(section, FIRST) is tree(section, HELP) is tree(section, START)
    assert tree(section, DEEP) != tree(section, FIRST)


def _many(number: int, folder: str = "content/pages/handbook", **fields: object) -> tuple[Document, ...]:
    url = folder.removeprefix("content").removeprefix("/pages").removeprefix("/")
    return tuple(_page(f"{folder}/n{each:03}.md", f"/{url}/n{each:03}/", f"N{each:03}", **fields) for each in range(number))


def _more(page: reading.ReadingPage) -> list[tuple[int, str]]:
    return [(each.title.number, each.url) for each in page.entries if isinstance(each.title, Words)]


def test_the_tree_of_a_large_section_shows_what_is_near(house: Make) -> None:
    many = _many(200)
    made = house(pages=(START, *many, DEEP), sections=(MORE,))

    def shown(page: Document) -> tuple[list[str], list[int]]:
        section, *entries = _shown(made, page).entries
        titles = [each.title for each in entries if isinstance(each.title, str)]
        assert (section.url, len(titles)) == ("/handbook/", WINDOW)
        return titles, [number for number, _ in _more(_shown(made, page))]

    titles, more = shown(many[100])
    assert (titles[0], titles[BEFORE], titles[-1]) == ("N092", "N100", "N151"), "the page is near the top of the tree's box"
    assert more == [92, 49]
    assert {url for _, url in _more(_shown(made, many[100]))} == {"/handbook/#gh-entries"}
    assert shown(many[0])[1] == shown(many[BEFORE])[1] == shown(START)[1] == [141]
    titles, more = shown(many[199])
    assert (titles[0], titles[-2:], more) == ("N141", ["N199", "More"], [141]), "the end of the list is filled up from before"
    assert [below.url for below in _shown(made, DEEP).entries[-1].entries] == [DEEP.url]
    far = _shown(made, many[100])
    assert (far.previous and far.previous.title, far.next and far.next.title) == ("N099", "N101")


def test_more_of_a_folder_leads_below_the_text_of_its_readme_where_all_of_it_is_listed(house: Make, draw: Draw) -> None:
    made = house(pages=(START, *_many(WINDOW), replace(DEEP, description="Down there.")), sections=(MORE,))
    page = _shown(made, START)
    assert _more(page) == _more(_shown(made, made.pages[1])) == [(1, "/handbook/#gh-entries")]
    assert [entry.url for entry in page.listed] == [each.url for each in shelves(made)["content/pages/handbook"].listed]
    assert (len(page.listed), page.listed[-1].title, page.listed[-1].description) == (WINDOW + 1, "More", "Deep")
    assert _shown(made, made.pages[1]).listed == _shown(made, DEEP).listed == (), "the list stands once"
    markup = draw(page_at("reading/page.html", page, START.source.path), SETTINGS)
    (box,) = markup.xpath("//section[.//h2[@id='gh-entries']]")
    assert (box.xpath("string(.//h2)"), len(box.xpath(".//h3/a"))) == ("In this section", WINDOW + 1)
    assert markup.xpath("//details//a[text()='1 more entry']/@href") == ["./#gh-entries"]


def test_a_folder_that_its_tree_shows_whole_is_not_listed_again(house: Make, draw: Draw) -> None:
    page = _shown(house(pages=(START, *_many(WINDOW))), START)
    assert (_more(page), page.listed, len(page.entries)) == ([], (), 1 + WINDOW)
    assert draw(page_at("reading/page.html", page, START.source.path), SETTINGS).xpath("//*[@id='gh-entries']") == []


def test_more_of_a_folder_without_a_text_leads_to_its_page(house: Make) -> None:
    many = _many(WINDOW + 5, MORE.path)
    made = house(pages=many, sections=(MORE,))
    assert _more(_shown(made, many[0])) == [(5, MORE.url)]
    assert len(reading.section_page(made, shelves(made)[MORE.path], shelves(made)).entries) == WINDOW + 5


def test_more_leads_to_the_listing_of_the_site_if_that_holds_the_pages(house: Make) -> None:
    for folder, kind, url in ((LIBRARY, "resource", f"/{LIBRARY}/"), ("content/glossary", "term", "/glossary/")):
        many = _many(WINDOW + 5, folder, page_kind=kind)
        assert _more(_shown(house(pages=many), many[0])) == [(5, url)]
    many = _many(WINDOW + 20, "content/pages/meetings")
    made = house(pages=many)
    assert _more(_shown(made, many[0])) == [(20, "/meetings/n060/")], "the page of all meetings lists none of these"
    assert _more(_shown(made, many[12])) == [(4, "/meetings/n003/"), (16, "/meetings/n064/")]


def test_pages_that_differ_in_a_number_stand_in_the_order_of_the_numbers(house: Make) -> None:
    titles = ("Page 148", "page 149", "Page 1479", "Page 1500")
    many = tuple(_page(f"content/pages/handbook/{title}.md", f"/handbook/{title}/", title) for title in reversed(titles))
    folders = tuple(Section(url=f"/handbook/v1.{n}/", title=f"V1.{n}", path=f"content/pages/handbook/v1.{n}") for n in (10, 9))
    made = house(pages=(START, *many), sections=folders)
    page = _shown(made, many[2])
    assert [branch.title for branch in page.entries] == ["Handbook", *titles, "V1.9", "V1.10"]
    assert (page.previous and page.previous.title, page.next and page.next.title) == ("Page 148", "Page 1479")


def test_folders_stand_in_the_order_that_their_readmes_name(house: Make) -> None:
    late, soon = (
        _page(f"content/pages/handbook/{name}/README.md", f"/handbook/{name}/", name, order=order)
        for name, order in (("a", 2.0), ("b", 1.0))
    )
    assert [branch.title for branch in _shown(house(pages=(START, late, soon)), START).entries] == ["Handbook", "b", "a"]


def test_a_library_document_leads_back_to_its_community(house: Make) -> None:
    made = house(pages=(GUIDE,))
    page = _shown(made, GUIDE)
    assert _way(page) == ["/", "/communities/", "/communities/signals/", "/communities/signals/resources/"]
    assert page.entries == ()
    assert "communities/signals/resources/index.html" not in {output.path for output in reading.outputs(made, SETTINGS)}


def test_a_page_at_the_root_has_no_neighbours(house: Make) -> None:
    about = replace(START, source=Source("content/pages/about.md"), url="/about/")
    page = _shown(house(pages=(about, replace(about, url="/b/"))), about)
    assert (page.entries, page.previous, page.next, page.shelf) == ((), None, None, "")


def test_few_sections_need_no_contents(house: Make) -> None:
    headings = tuple(Heading(level, f"h{level}", f"H{level}") for level in (2, 3, 2, 4))
    for count, shown in ((2, 0), (3, 3), (4, 3)):
        page = _shown(house(), replace(START, body=body("x", headings[:count])))
        assert len(page.headings) == shown


def test_the_lead_does_not_repeat_the_first_sentence(house: Make) -> None:
    text = body("<p>Ask us.</p>")
    assert _shown(house(), replace(START, body=text, description="Ask us.")).lead == ""
    assert _shown(house(), replace(START, body=text, description="How to ask.")).lead == "How to ask."
    assert _shown(house(), replace(START, body=text)).description == "Handbook"


def test_only_another_language_is_named(house: Make) -> None:
    assert _shown(house(), replace(START, lang="en")).lang is None
    assert _shown(house(), replace(START, lang="de")).lang == "de"


def test_bylines_honour_what_people_chose_and_owners_are_named(house: Make) -> None:
    page = replace(START, owner="ada", authors=("ada",), review_by=dt.date(2026, 11, 16), body=body("x", words=500))
    trust = trust_view(house(), page)
    assert (trust.owner and trust.owner.name, [author.name for author in trust.authors]) == ("Ada Łoś", ["A.Ł."])
    assert (trust.is_due, trust.minutes, trust.date) == (True, 2, None)
    (ada,) = house().people
    assert trust_view(house(people=(replace(ada, recognition="no"),)), page).authors == ()
    assert trust
    assert not trust_view(house(), START), "a page of which nothing is known has no line that says so"


def test_news_go_from_old_to_new(house: Make) -> None:
    new, old = (
        _page(f"content/news/{day}.md", f"/news/{day}/", day, page_kind="news", date=dt.date.fromisoformat(day))
        for day in ("2026-11-02", "2025-01-01")
    )
    made = house(news=(new, old))
    page = reading.news_page(made, new, Row(tuple(reversed(made.news))), SETTINGS)
    assert (page.previous and page.previous.title, page.next, page.trust.date, page.entries) == ("2025-01-01", None, new.date, ())
    listed = listings.news_list(made)
    assert [(year.year, len(year.entries)) for year in listed.years] == [(2026, 1), (2025, 1)]
    assert [(part.text, part.anchor, part.number) for part in listed.parts] == [("2026", "gh-2026", 1), ("2025", "gh-2025", 1)]


def test_the_glossary_goes_from_a_to_z(house: Make) -> None:
    written = ("3D", "Étoile", "exit")
    terms = (TERM, *(replace(TERM, term=term, url=f"/glossary/{term}/") for term in written), replace(TERM, term=None, title="axle"))
    glossary = listings.glossary(house(pages=terms))
    shown = {letter.letter: [term.title for term in letter.terms] for letter in glossary.letters}
    assert shown == {"A": ["axle"], "E": ["exit", "Étoile"], "P": ["Point"], "#": ["3D"]}
    assert list(shown) == ["A", "E", "P", "#"]
    assert [letter.anchor for letter in glossary.letters] == ["gh-a", "gh-e", "gh-p", "gh-other"]
    assert _way(_shown(house(pages=(TERM,)), TERM)) == ["/", "/glossary/"]


def test_listings_stand_where_there_is_something_to_list(house: Make) -> None:
    assert [output.path for output in listings.outputs(House(today=SETTINGS.today), SETTINGS)] == []
    opening = _page("content/news/README.md", "/news/", "What happened", body=body("<p>Hi.</p>"))
    (output,) = listings.outputs(House(today=SETTINGS.today, listings={"/news/": opening}), SETTINGS)
    assert (output.path, output.owner, output.page.title) == ("news/index.html", "content/news/README.md", "What happened")
    assert {output.path for output in listings.outputs(house(pages=(TERM,)), SETTINGS)} == {"news/index.html", "glossary/index.html"}


def test_nobody_stands_beside_a_stranger() -> None:
    assert Row((START, FIRST)).neighbours("/nowhere/") == (None, None)
