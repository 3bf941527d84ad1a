"""The model's questions and their answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.model.account import Account
from guildhouse.model.body import Body, Facts
from guildhouse.model.community import Community, KeyResult, Membership, Project
from guildhouse.model.contribution import ALL_CONTRIBUTORS, LABELS, OWN
from guildhouse.model.decision import Decision
from guildhouse.model.document import Document
from guildhouse.model.duration import Duration
from guildhouse.model.house import House
from guildhouse.model.hue import HUES, hue_of
from guildhouse.model.learning import LearningPath
from guildhouse.model.meeting import Action, Meeting, NoteDecision, Series
from guildhouse.model.person import Person
from guildhouse.model.problem import Problem, Severity
from guildhouse.model.source import Source

TODAY = dt.date(2026, 11, 16)
YESTERDAY = dt.date(2026, 11, 15)
HERE = Source("a.md")


def community(id_: str, **fields: Any) -> Community:
    return Community(**({"id": id_, "url": f"/communities/{id_}/", "name": id_.title(), "source": HERE} | fields))


def document(id_: str, **fields: Any) -> Document:
    return Document(**({"id": id_, "url": f"/{id_}/", "title": id_.title(), "page_kind": "page", "source": HERE} | fields))


def meeting(id_: str, **fields: Any) -> Meeting:
    given = {
        "id": f"x/{id_}",
        "url": f"/communities/x/meetings/{id_}/",
        "title": id_,
        "page_kind": "meeting",
        "source": HERE,
        "community": "x",
        "date": TODAY,
    }
    return Meeting(**(given | fields))


def decision(id_: str, **fields: Any) -> Decision:
    given = {
        "id": id_,
        "url": f"/{id_}/",
        "title": id_,
        "page_kind": "decision",
        "source": HERE,
        "community": id_.split("/", maxsplit=1)[0] or None,
    }
    return Decision(**(given | fields))


DURATIONS = st.builds(Duration, *[st.integers(0, 999_999)] * 6)


@given(DURATIONS)
def test_a_duration_is_read_as_it_is_written(duration):
    assert Duration.parse(str(duration)) == duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("PT45M", Duration(minutes=45)),
        ("P1Y", Duration(years=1)),
        ("P1Y2M3W4DT5H6M", Duration(1, 2, 3, 4, 5, 6)),
        ("P2W", Duration(weeks=2)),
        ("P0D", Duration()),
        *[
            (text, None)
            for text in (
                "",
                "P",
                "PT",
                "P1",
                "45M",
                "PT1S",
                "P1.5Y",
                "P-1D",
                "pt1h",
                "P1H",
                "PT1D",
                "P1DT",
                " P1D",
                "P\u0661D",
                "P1234567D",
                "PT1H ",
            )
        ],
    ],
)
def test_durations(text, duration):
    assert Duration.parse(text) == duration


def test_the_parts_of_a_duration():
    assert str(Duration()) == "PT0M"
    assert str(Duration(years=1, minutes=5)) == "P1YT5M"
    assert Duration(years=1, months=2).calendar_months == 14
    assert Duration(weeks=1, days=1, hours=1, minutes=1).fixed == dt.timedelta(days=8, hours=1, minutes=1)


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (220, 1), (331, 2), (2200, 10)])
def test_reading_time(words, minutes):
    assert Body(facts=Facts(words=words)).minutes == minutes


def test_an_empty_text():
    assert not Body()
    assert Body(facts=Facts(is_empty=False))


@pytest.mark.parametrize(
    ("baseline", "current", "target", "share"),
    [
        (9, 6, 4, 0.6),
        (0, 5, 10, 0.5),
        (None, 5, 10, 0.5),
        (10, 12, 5, 0.0),
        (0, 20, 10, 1.0),
        (None, None, 1, None),
        (1, 1, None, None),
        (4, 4, 4, None),
        (None, 3, 0, None),
    ],
)
def test_how_much_of_the_way_is_done(baseline, current, target, share):
    assert KeyResult(title="K", baseline=baseline, current=current, target=target).share == share


def test_members_of_today_and_before():
    ada, again, ben = Membership(person="ada", until=YESTERDAY), Membership(person="ada"), Membership(person="ben", until=YESTERDAY)
    last_day = Membership(person="cy", until=TODAY)
    older = Membership(person="ben", until=dt.date(2020, 1, 1))
    found = community("x", members=(ada, older, again, ben, last_day))
    assert found.current_members(TODAY) == (again, last_day)
    assert found.past_members(TODAY) == (ben,)


def test_roles_that_answer_for_a_community():
    assert Membership(person="ada", roles=("member", "Chair")).is_leading
    assert not Membership(person="ada", roles=("member",)).is_leading


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Jonas Berg", "JB"),
        ("Mei", "M"),
        ("Ada von der Łoś", "AŁ"),
        ("Ada Lovelace (she)", "AL"),
        ("ada ada", "A"),
        ("(!)", "("),
        ("李 明", "李明"),
    ],
)
def test_initials(name, initials):
    assert Person(id="x", url="/people/x/", name=name, source=HERE).initials == initials


def test_nobody_waits_for_what_an_ended_community_left_open():
    ended, going = community("old", status="archived"), community("new", status="active")
    house = House(today=TODAY, communities=(ended, going))
    left = {id_: Action(id=id_, url=None, task="T", source=HERE, due=YESTERDAY, community=id_) for id_ in ("old", "new", "gone")}
    assert {id_: house.is_late(action) for id_, action in left.items()} == {"old": False, "new": True, "gone": True}
    assert not house.is_late(Action(id="1", url=None, task="T", source=HERE, due=TODAY, community="new"))


def test_when_something_is_late_or_due():
    assert Action(id="1", url=None, task="T", source=HERE, due=YESTERDAY).is_late(TODAY)
    assert not Action(id="1", url=None, task="T", source=HERE, due=TODAY).is_late(TODAY)
    assert not Action(id="1", url=None, task="T", source=HERE, due=YESTERDAY, is_done=True).is_late(TODAY)
    assert not Action(id="1", url=None, task="T", source=HERE).is_late(TODAY)
    assert document("a", review_by=TODAY).is_due(TODAY)
    assert not document("a", review_by=TODAY).is_due(YESTERDAY)
    assert not document("a").is_due(TODAY)


def test_problems_are_one_line_each():
    assert str(Problem(Source("a.md", 2, 3), "dead-link", "leads to nothing")) == "a.md:2:3: leads to nothing [dead-link]"
    assert str(Problem(Source("a.md"), "x", "m", severity=Severity.WARNING)) == "a.md:1:1: warning: m [x]"
    assert min(Problem(Source("b"), "x", "m"), Problem(Source("a", 10), "x", "m"), Problem(Source("a", 9), "x", "m")).source.line == 9


def test_hues_stay_for_good():
    assert [hue_of(name) for name in ("incident-response", "data", "")] == [hue_of(name) for name in ("incident-response", "data", "")]
    assert hue_of("incident-response") == "clay"
    assert {hue_of(str(number)) for number in range(200)} == set(HUES)


def test_contribution_types():
    assert len(ALL_CONTRIBUTORS) == 33
    assert all(stands_for in ALL_CONTRIBUTORS for _, stands_for in OWN.values())
    assert LABELS["notes"] == "Taking notes"
    assert len(LABELS) == 38


def test_an_account_is_balanced_or_not():
    assert Account(read=4, published=1, excluded={"draft": 2}, errors=1).is_balanced
    assert not Account(read=4, published=1).is_balanced


def test_things_are_found_by_id():
    house = House(
        today=TODAY,
        communities=(community("x"),),
        people=(Person(id="ada", url="/people/ada/", name="Ada", source=HERE),),
        paths=(LearningPath(id="p", url="/paths/p/", title="P", source=HERE),),
        decisions=(decision("x/0001"), decision("/0001"), decision("/0002")),
    )
    assert house.community("x").name == "X"
    assert house.person("ada").name == "Ada"
    assert house.path("p").title == "P"
    assert [house.community(None), house.person("Priya"), house.path("q"), house.decision(None), house.record(None, "x")] == [None] * 5
    assert [house.record(name, "x").id for name in ("0001", "0002", "/0001")] == ["x/0001", "/0002", "/0001"]
    assert house.record("0001", None).id == "/0001"
    assert house.record("0009", "x") is None


def test_what_belongs_to_a_community():
    notes = (meeting("b", decisions=(NoteDecision(title="D", source=HERE),)), meeting("a", community="y"))
    house = House(
        today=TODAY,
        communities=(
            community("x", members=(Membership(person="ada"),)),
            community("y", members=(Membership(person="ada"), Membership(person="ben"))),
        ),
        meetings=notes,
        decisions=(decision("x/1"), decision("/2")),
        pages=(
            document("r", page_kind="resource", community="x"),
            document("s", listed_as_resource=True, community="x"),
            document("t", community="x"),
        ),
    )
    assert house.meetings_of("x") == notes[:1]
    assert [each.id for each in (*house.decisions_of("x"), *house.decisions_of(None))] == ["x/1", "/2"]
    assert [page.id for page in house.library_of("x")] == ["r"]
    assert [page.id for page in house.resource_pages_of("x")] == ["s"]
    assert [found.id for found, _ in house.roles_of("ada")] == ["x", "y"]
    assert house.roles_of("nobody") == house.meetings_of("z") == house.library_of("z") == house.actions_of("z") == ()


def test_actions_stand_as_they_are_due():
    def action(number: int, **fields: Any) -> Action:
        return Action(**({"id": f"x/a#{number}", "url": "/", "task": "T", "source": HERE, "community": "x"} | fields))

    one, two, three = action(1), action(2, due=TODAY, owner="ada"), action(3, due=YESTERDAY, is_done=True, community=None)
    house = House(today=TODAY, meetings=(meeting("a", actions=(three, one, two)),))
    assert house.actions == (two, one, three)
    assert house.actions_of("x") == (two, one)
    assert house.traces_of("ada").actions == (two,)


def test_tabs_that_have_something_to_show():
    series = Series(id="s", title="S", source=HERE)
    opened = document("m", url="/communities/e/members/")
    communities = (
        community("a"),
        community("b", meetings=(series,), members=(Membership(person="ada"),), charter=document("c")),
        community("c", projects=(Project(name="P", meetings=(series,)),)),
        community("x"),
        community("e"),
    )
    house = House(
        today=TODAY,
        communities=communities,
        meetings=(meeting("n", decisions=(NoteDecision(title="D", source=HERE),)),),
        listings={opened.url: opened},
    )
    assert [house.tabs_of(each) for each in communities] == [
        (),
        ("meetings", "members", "charter"),
        ("meetings",),
        ("meetings", "decisions"),
        ("members",),
    ]


def test_notes_that_name_a_record():
    named = (
        NoteDecision(title="D", record="1", source=HERE),
        NoteDecision(title="E", record="1", source=HERE),
        NoteDecision(title="F", source=HERE),
    )
    note = meeting("a", decisions=named)
    house = House(today=TODAY, meetings=(note,), decisions=(decision("x/1"),))
    assert house.notes_about("x/1") == (note,)
    assert house.notes_about("x/2") == ()


def test_relations_are_told_from_both_sides():
    liaison, gone = Membership(person="ada", source_community="data"), Membership(person="ben", source_community="data", until=YESTERDAY)
    house = House(
        today=TODAY,
        communities=(
            community("data"),
            community("old", successor="data"),
            community("x", parent="data", sponsors=("data",), members=(liaison, gone, Membership(person="cy"))),
        ),
    )
    data, x = house.relations_of("data"), house.relations_of("x")
    assert (data.parts, data.sponsored, data.predecessors, data.sent) == (("x",), ("x",), ("old",), (("x", liaison),))
    assert x.received == (("data", liaison),)
    assert house.relations_of("nowhere").parts == ()


def test_where_a_person_appears():
    note = meeting("a", facilitator="ada", note_taker="ben", attendees=("ada", "Priya"))
    decided = decision("x/1", decision_makers=("ada", "ada"))
    house = House(today=TODAY, meetings=(note,), decisions=(decided,))
    assert (house.traces_of("ada").meetings, house.traces_of("ada").decisions) == ((note,), (decided,))
    assert house.traces_of("Priya").meetings == house.traces_of("ben").meetings == (note,)
    assert house.traces_of("nobody").meetings == ()


def test_titles_by_address():
    house = House(today=TODAY, communities=(community("x"),), pages=(document("a"),), news=(document("b"),), meetings=(meeting("n"),))
    assert [house.title_at(url) for url in ("/a/#part", "/b/", "/communities/x/", "/communities/x/meetings/n/", "/c/")] == [
        "A",
        "B",
        "X",
        "n",
        None,
    ]


def test_a_text_in_its_languages():
    original = document("about")
    german = document("ueber", lang="de", translation_of="/about/")
    french = document("apropos", lang="fr", translation_of="/about/")
    dutch = document("over", lang="nl", translation_of="/ueber/")
    alone, itself = document("alone", translation_of="/nowhere/"), document("self", translation_of="/self/")
    here, there = document("here", translation_of="/there/"), document("there", translation_of="/here/")
    house = House(today=TODAY, pages=(french, original, itself, alone, here, there), news=(german,), decisions=(dutch,))
    for each in (original, german, french, dutch):
        assert [found.url for found in house.translations_of(each)] == ["/about/", "/apropos/", "/ueber/", "/over/"]
    for each in (itself, alone, here, there):
        assert house.translations_of(each) == ()


def test_a_charter_in_its_languages():
    charter = document("charter")
    german = document("satzung", lang="de", translation_of="/charter/")
    house = House(today=TODAY, communities=(community("a", charter=charter),), pages=(german,))
    assert house.translations_of(charter) == house.translations_of(german) == (charter, german)
