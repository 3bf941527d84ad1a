"""The first page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from guildhouse.features import home
from guildhouse.features.outputs import PACKAGE
from guildhouse.language import language
from guildhouse.model.document import Document
from guildhouse.model.house import House, Section
from guildhouse.model.source import Source
from guildhouse.settings import Settings
from texts import body

SETTINGS = Settings(site_name="Marrow", today=dt.date(2026, 11, 16))
said = language("en").say
Make = Callable[..., House]


def test_what_is_new_stands_by_day_newest_first(house: Make) -> None:
    page = home.home_page(house(), SETTINGS)
    assert [(day.date.isoformat(), [update.title for update in day.updates]) for day in page.days] == [
        ("2026-11-11", ["Form the group", "Points"]),
        ("2026-11-02", ["We open"]),
    ]
    points = page.days[0].updates[1]
    assert (said(points.description), said(points.kind_word), points.icon) == (
        "2 people, 2 decisions, 3 actions",
        "Meeting note",
        "notebook-text",
    )


def test_what_has_not_happened_is_not_new(house: Make) -> None:
    (note,) = house().meetings
    later = replace(note, date=dt.date(2026, 11, 17))
    planned = replace(note, status="planned")
    page = home.home_page(house(meetings=(later, planned), decisions=(), news=()), SETTINGS)
    assert page.days == ()


def test_the_next_meetings_of_all_communities_stand_in_order(house: Make) -> None:
    page = home.home_page(house(), SETTINGS)
    assert len(page.meetings) == min(home.MEETINGS, sum(len(s.occurrences or ()) for c in house().communities for s in c.meetings))
    assert [meeting.start.date().isoformat() for meeting in page.meetings[:2]] == ["2026-11-18", "2026-11-25"]
    assert page.meetings[0].community
    assert page.meetings[0].community.name == "Signals & points"


def test_a_house_of_many_meetings_does_not_run_out_of_them_soon_after_its_build(house: Make) -> None:
    depots, signals = house().communities
    meeting = signals.meetings[0].occurrences[0]
    daily = tuple(replace(meeting, start=dt.datetime(2026, 11, 16 + day, 9, tzinfo=dt.UTC)) for day in range(14))
    series = tuple(replace(signals.meetings[0], id=f"s{each}", occurrences=daily) for each in range(10))
    shown = [
        home.home_page(house(communities=(depots, replace(signals, meetings=series[:many]))), SETTINGS).meetings for many in (1, 3, 10)
    ]
    assert [len(meetings) for meetings in shown] == [14, 42, home.MOST_MEETINGS]


def test_archived_communities_stand_in_the_directory_only(house: Make) -> None:
    depots, signals = house().communities
    page = home.home_page(house(communities=(replace(depots, status="archived"), signals)), SETTINGS)
    assert [card.community.name for card in page.communities] == ["Signals & points"]
    assert page.has_directory


def test_thanks_name_people_as_they_chose(house: Make) -> None:
    page = home.home_page(house(), SETTINGS)
    assert [(thanks.people[0].name, thanks.thanked_by and thanks.thanked_by.name) for thanks in page.thanks] == [("A.Ł.", "Bo")]
    (ada,) = house().people
    assert home.home_page(house(people=(replace(ada, recognition="no"),)), SETTINGS).thanks == ()


def test_an_empty_house_has_a_first_page(house: Make) -> None:
    empty = House(today=SETTINGS.today)
    page = home.home_page(empty, SETTINGS)
    assert (page.title, page.days, page.meetings, page.communities) == ("Marrow", (), (), ())
    assert not page.has_directory
    assert not page.has_meetings
    assert said(page.description) == "What the communities of Marrow know, decide and learn."
    (output,) = home.outputs(empty, SETTINGS)
    assert (output.path, output.owner) == ("index.html", PACKAGE)


def test_the_authors_own_words_open_it(house: Make) -> None:
    source, text = Source("content/README.md"), body("<p>Hello.</p>")
    words = Document(id="README", url="/", title="Who to ask", page_kind="home", source=source, body=text, description="Hello.")
    (output,) = home.outputs(house(home=words), SETTINGS)
    assert output.owner == "content/README.md"
    assert isinstance(output.page, home.HomePage)
    assert (output.page.title, output.page.description, output.page.intro.html) == ("Who to ask", "Hello.", "<p>Hello.</p>")


def test_the_organisations_own_pages_are_good_to_know(house: Make) -> None:
    def page(path: str, title: str, **fields: Any) -> Document:
        url = "/" + path.removesuffix(".md").removesuffix("README").removeprefix("content/").removeprefix("pages/").rstrip("/") + "/"
        given = {"page_kind": "page", "description": f"About {title}."} | fields
        return Document(id=path, url=url, title=title, source=Source(path), **given)

    pages = (
        page("content/pages/b.md", "Bees"),
        page("content/a.md", "Ants"),
        page("content/pages/z.md", "First", order=1.0),
        page("content/pages/handbook/README.md", "Handbook", order=2.0),
        page("content/pages/handbook/deep.md", "Deep"),
        page("content/pages/guides/one.md", "One"),
        page("content/pages/de.md", "Ameisen", translation_of="/a/"),
        page("content/pages/own.md", "Kept by a community", community="signals"),
        page("content/glossary/word.md", "Word", page_kind="term"),
        page("communities/signals/resources/r.md", "Library", page_kind="resource"),
    )
    sections = (Section(url="/guides/", title="Guides", path="content/pages/guides"),)
    found = home.home_page(house(pages=pages, sections=sections), SETTINGS).pages
    assert [(each.title, each.url) for each in found] == [
        ("First", "/z/"),
        ("Handbook", "/handbook/"),
        ("Ants", "/a/"),
        ("Bees", "/b/"),
        ("Guides", "/guides/"),
        ("Kept by a community", "/own/"),
    ]
    assert (found[0].description, found[4].description) == ("About First.", "One")
    many = tuple(page(f"content/{number}.md", f"Page {number}") for number in range(9))
    assert len(home.home_page(house(pages=many), SETTINGS).pages) == home.PAGES
    assert home.home_page(house(pages=()), SETTINGS).pages == ()
