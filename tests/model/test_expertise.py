"""Who can be asked about what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from guildhouse.model.community import Community, Membership
from guildhouse.model.document import Document
from guildhouse.model.expertise import Role, Text, subjects
from guildhouse.model.names import alike
from guildhouse.model.person import Person
from guildhouse.model.source import Source

TODAY = dt.date(2026, 11, 16)
SOURCE = Source("x.md")


def person(id_: str, **fields: Any) -> Person:
    return Person(**({"id": id_, "url": f"/people/{id_}/", "name": id_.capitalize(), "source": SOURCE} | fields))


def text(url: str, **fields: Any) -> Document:
    return Document(**({"id": url, "url": url, "title": url, "page_kind": "page", "source": SOURCE} | fields))


def community(id_: str, *members: Membership, **fields: Any) -> Community:
    return Community(**({"id": id_, "url": f"/communities/{id_}/", "name": id_, "source": SOURCE, "members": members} | fields))


def test_spellings_are_one_and_the_usual_one_is_shown() -> None:
    people = (person("ada", skills=("On-call", "DNS")), person("ben", skills=("oncall", "dns")), person("cleo", skills=("on call",)))
    found = subjects(people, (), (), TODAY)
    assert [(each.name, [expert.person.id for expert in each.people]) for each in found.values()] == [
        ("DNS", ["ada", "ben"]),
        ("On call", ["ada", "ben", "cleo"]),
    ]


def test_a_spelling_with_capitals_wins_for_it_says_more() -> None:
    people = (person("ada", skills=("DNS",)), person("ben", skills=("dns",)), person("cleo", skills=("dns",)))
    assert [each.name for each in subjects(people, (), (), TODAY).values()] == ["DNS"]


def test_parts_in_living_communities_count_while_they_last() -> None:
    old = Membership(person="ada", topics=("steam",), until=dt.date(2026, 1, 1))
    now = Membership(person="ada", roles=("expert",), topics=("points", "Points"))
    ended = community("old", Membership(person="ada", topics=("semaphores",)), status="archived")
    found = subjects((person("ada"),), (community("a", old, now), ended), (), TODAY)
    (subject,) = found.values()
    (expert,) = subject.people
    assert subject.key == "points"
    assert [ground.community.id for ground in expert.grounds if isinstance(ground, Role)] == ["a"]


def test_who_keeps_a_text_stands_before_who_wrote_it() -> None:
    page = text("/a/", topics=("dns",), owner="ada", authors=("ada", "ben"))
    (subject,) = subjects((person("ben"), person("ada")), (), (page,), TODAY).values()
    assert [(expert.person.id, expert.grounds) for expert in subject.people] == [
        ("ada", (Text(document=page, is_kept=True),)),
        ("ben", (Text(document=page, is_kept=False),)),
    ]


def test_a_byline_counts_only_for_those_who_are_named_in_bylines() -> None:
    page = text("/a/", topics=("dns",), authors=("ada", "ben", "cleo", "Somebody"))
    people = (person("ada", recognition="initials"), person("ben", recognition="no"), person("cleo"))
    (subject,) = subjects(people, (), (page,), TODAY).values()
    assert [expert.person.id for expert in subject.people] == ["cleo"]


def test_a_tag_is_a_reason_but_makes_no_subject() -> None:
    pages = (text("/a/", tags=("how-to", "DNS"), owner="ben"), text("/b/", topics=("dns",), tags=("dns",), owner="ben"))
    (subject,) = subjects((person("ada", skills=("dns",)), person("ben")), (), pages, TODAY).values()
    assert [(expert.person.id, len(expert.grounds)) for expert in subject.people] == [("ada", 1), ("ben", 2)]


def test_tools_the_departed_and_names_without_a_record_are_not_offered() -> None:
    people = (
        person("bot", kind="bot", skills=("dns",)),
        person("lea", left=dt.date(2026, 11, 15), skills=("dns",)),
        person("max", left=TODAY, skills=("dns",)),
    )
    pages = (text("/a/", topics=("dns",), owner="Somebody"),)
    (subject,) = subjects(people, (), pages, TODAY).values()
    assert [expert.person.id for expert in subject.people] == ["max"]


@given(st.text().map(lambda words: f"x{words}"))
def test_capitals_hyphens_and_spaces_make_no_difference(words: str) -> None:
    assert alike(words) == alike(f" {words}-") == alike(alike(words))
    assert alike("on-call") == alike("On Call") == alike("on_call") == alike("on\u2011call")
    assert (alike("C++"), alike("-"), alike("--") != alike("-")) == ("c++", "-", True)
