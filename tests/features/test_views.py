"""Small values that many pages show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from guildhouse.features.views import community_view, credit_view, document_view, people_views, person_view
from guildhouse.language import language
from guildhouse.model.house import House


def test_a_person_with_a_record_has_a_page(house: Callable[..., House]) -> None:
    view = person_view(house(), "ada")
    assert (view.id, view.name, view.initials, view.url, view.team) == ("ada", "Ada Łoś", "AŁ", "/people/ada/", "Track")


def test_a_plain_name_is_shown_as_written(house: Callable[..., House]) -> None:
    priya = person_view(house(), "Priya from the vendor")
    assert (priya.id, priya.name, priya.initials, priya.url) == (None, "Priya from the vendor", "PV", None)
    assert [view.name for view in people_views(house(), ("Bo", "ada"))] == ["Bo", "Ada Łoś"]


@pytest.mark.parametrize(("wish", "name"), [("named", "Ada Łoś"), ("initials", "A.Ł."), ("no", None)])
def test_credit_is_given_as_people_chose(house: Callable[..., House], wish: str, name: str | None) -> None:
    (ada,) = house().people
    view = credit_view(house(people=(replace(ada, recognition=wish),)), "ada")
    assert (view and view.name) == name
    assert not (view and wish == "initials" and (view.url or view.id))


def test_credit_of_a_plain_name(house: Callable[..., House]) -> None:
    view = credit_view(house(), "Bo")
    assert view is not None
    assert view.name == "Bo"


def test_a_community_has_its_hue_and_a_crest_of_its_own(house: Callable[..., House]) -> None:
    depots, signals = (community_view(house(), id_) for id_ in ("depots", "signals"))
    assert depots is not None
    assert signals is not None
    assert (signals.name, signals.hue) == ("Signals & points", "teal")
    assert signals.crest != depots.crest
    assert community_view(house(), "nobody") is None


def test_a_document_in_a_list(house: Callable[..., House]) -> None:
    (note,), (page,) = house().meetings, house().pages
    view = document_view(house(), note)
    assert (view.title, language("en").say(view.kind_word)) == ("Points", "Meeting note")
    assert view.community is not None
    assert document_view(house(), page).community is None
