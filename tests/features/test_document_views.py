"""How documents are shown: their languages, and who wrote them."""

from __future__ import annotations

import datetime as dt

from guildhouse.features.document_views import article, translation_views
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.person import Person
from guildhouse.model.source import Source
from guildhouse.settings import Settings

TODAY = dt.date(2026, 11, 16)


def _page(id_: str, **fields: object) -> Document:
    given = {"id": id_, "url": f"/{id_}/", "title": id_.title(), "page_kind": "page", "source": Source(f"content/pages/{id_}.md")}
    return Document(**(given | fields))  # type: ignore[arg-type]


def test_a_text_is_named_in_each_of_its_languages() -> None:
    about, german, strange = (
        _page("about"),
        _page("ueber", lang="de", translation_of="/about/"),
        _page("x", lang="xx", translation_of="/about/"),
    )
    house = House(today=TODAY, pages=(about, german, strange))
    for each in house.pages:
        views = translation_views(house, each, Settings())
        assert [(view.lang, view.name, view.url, view.is_original) for view in views] == [
            ("en", "English", "/about/", True),
            ("de", "Deutsch", "/ueber/", False),
            ("xx", "xx", "/x/", False),
        ]


def test_a_second_text_in_one_language_is_no_translation() -> None:
    about, copy, german = _page("about"), _page("copy", translation_of="/about/"), _page("ueber", lang="de", translation_of="/about/")
    alone, three = House(today=TODAY, pages=(about, copy)), House(today=TODAY, pages=(about, copy, german))
    assert translation_views(alone, about, Settings()) == translation_views(alone, copy, Settings()) == ()
    assert [view.url for view in translation_views(three, german, Settings())] == ["/about/", "/ueber/"]
    assert translation_views(three, copy, Settings()) == ()


def test_whoever_opted_out_stands_in_no_byline_for_machines() -> None:
    people = (
        Person(id="ada", url="/people/ada/", name="Ada Quist", source=Source("a")),
        Person(id="eve", url="/people/eve/", name="Eve Holm", source=Source("b"), recognition="no"),
    )
    told = article(House(today=TODAY, people=people), _page("about", authors=("ada", "eve", "Bo from the vendor"), updated=TODAY))
    assert (told.authors, told.modified, told.published) == (("Ada Quist", "Bo from the vendor"), TODAY, None)
