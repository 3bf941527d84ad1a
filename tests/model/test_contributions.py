"""What people did for others: where it is found, who is named for it, and that nobody's figures are."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhouse.model.community import Community, Membership
from guildhouse.model.contribution import LABELS, Contribution
from guildhouse.model.contributions import PRESENCE
from guildhouse.model.document import Document
from guildhouse.model.history import Change, History, Span
from guildhouse.model.house import House
from guildhouse.model.learning import Kudos
from guildhouse.model.milestones import last_anniversary
from guildhouse.model.person import Person
from guildhouse.model.source import Source
from guildhouse.settings import Settings
from guildhouse.sources import reading

D = dt.date
TODAY = D(2026, 11, 16)
SITE = """
== content/people/ada.yml
name: Ada Quist
== content/people/bo.yml
name: bo Alm
== content/people/eve.yml
name: Eve Holm
recognition: no
== content/people/ina.yml
name: Ina Lund
recognition: initials
== content/people/gone.yml
forgotten: true
== content/people/robot.yml
name: Points Bot
kind: bot
== content/recognition.yml
salt: s
opt_out: [81abe0dded0eb2b52c8ad0cf4e2b61359ab0446585d5c181cf865581c5380ed1]
== content/pages/a.md
---
authors: [ada, eve, ina, gone]
---
# A page
== communities/x/community.yml
name: Xylem
members: [{person: ada, since: 2021-11-20}, {person: eve, since: 2021-11-20}, {person: robot, since: 2021-11-20}]
== communities/x/meetings/2026-11-01-n.md
---
facilitator: bo
note_taker: ina
attendees: [ada, bo, eve, gone, robot, Jane Doe <jane@example.org>, Guest]
contributions: {talk: [ada, eve]}
actions: [{task: Mend it, owner: ada, done: 2026-11-02}, {task: Break it, owner: ada}]
---
# Notes
== communities/x/meetings/2026-12-01-p.md
---
facilitator: bo
---
# Planned
== communities/x/decisions/0001-yes.md
---
decision-makers: [bo, Jane Doe <jane@example.org>, gone]
date: 2026-11-01
---
# Yes
== content/kudos/a.yml
- {to: [bo, eve, gone], from: ada, date: 2026-11-03, for: Cake., types: [hosting, welcoming], community: x}
- {to: [ada], from: eve, for: Everything.}
"""
Tree = Callable[[str], Path]


def read(tree: Tree, **fields: Any) -> House:
    return replace(reading.read(tree(SITE), Settings(today=TODAY)), **fields)


def page(id_: str) -> Document:
    return Document(id=id_, url=f"/{id_}/", title=id_.title(), page_kind="page", source=Source(f"content/pages/{id_}.md"))


def people(*names: str) -> tuple[Person, ...]:
    return tuple(Person(id=name.lower(), url=f"/people/{name.lower()}/", name=name, source=Source("p")) for name in names)


def complete(*changes: Change) -> History:
    return History(availability="complete", changes=changes)


def came(history: History, **days: dt.date) -> History:
    """Say on which days pages came into the site, by id."""
    moments = {name: dt.datetime.combine(day, dt.time(9), dt.UTC) for name, day in days.items()}
    return replace(history, written={f"content/pages/{name}.md": Span(first=each, last=each) for name, each in moments.items()})


def wrote(person: str, date: dt.date, *pages: str, type_: str = "content") -> Change:
    return Change(person=person, type=type_, date=date, paths=tuple(f"content/pages/{each}.md" for each in pages))


def test_every_place_is_read_in_one_vocabulary(tree: Tree) -> None:
    declared = (Contribution(person="bo", type="design", origin="all-contributors"),)
    change = Change(person="bo", type="review", date=D(2026, 5, 1), paths=("content/pages/a.md", "communities/x/members.yml", "gone.md"))
    mass = Change(person="ada", type="code", date=D(2026, 5, 2), reason="moved all")
    lamp = replace(change, type="ideas", reason="lending us the lamp")
    lent = replace(lamp, paths=("content/pages/a.md",), reason="lending us a lamp")
    house = read(tree, declared=declared, history=complete(change, mass, lamp, lent))
    found = {(each.person, each.type, each.origin, each.title, each.url) for each in house.contributions}
    note, wish = "/communities/x/meetings/2026-11-01-n/", "Cake."
    assert found == {
        ("ada", "content", "byline", "A page", "/a/"),
        ("ina", "content", "byline", "A page", "/a/"),
        ("bo", "facilitation", "meeting", "Notes", note),
        ("ina", "notes", "meeting", "Notes", note),
        ("ada", "talk", "meeting", "Notes", note),
        *((name, PRESENCE, "meeting", "Notes", note) for name in ("ada", "bo", "Guest")),
        ("ada", "maintenance", "action", "Mend it", note),
        ("bo", "ideas", "decision", "Yes", "/communities/x/decisions/0001-yes/"),
        ("bo", "hosting", "kudos", wish, None),
        ("bo", "welcoming", "kudos", wish, None),
        ("bo", "review", "git", "A page", "/a/"),
        ("bo", "review", "git", "Xylem", "/communities/x/"),
        ("bo", "review", "git", "", None),
        ("ada", "code", "git", "moved all", None),
        ("bo", "ideas", "git", "lending us the lamp", None),
        ("bo", "ideas", "git", "lending us a lamp", "/a/"),
        ("bo", "design", "all-contributors", "", None),
    }
    assert {each.type for each in house.contributions} <= {*LABELS, PRESENCE}


def test_the_newest_stand_first_and_what_has_no_date_last(tree: Tree) -> None:
    dates = [each.date for each in read(tree, declared=(Contribution(person="bo", type="bug", origin="git"),)).contributions]
    assert dates == sorted(dates, key=lambda date: -(date or dt.date.min).toordinal())
    assert dates[-1] is None


def test_a_history_that_is_not_whole_credits_nobody(tree: Tree) -> None:
    last = Change(person="ada", type="content", date=TODAY, paths=("content/pages/a.md",))
    for availability in ("shallow", "none"):
        house = read(tree, history=History(availability=availability, changes=(last,)))  # type: ignore[arg-type]
        assert not [each for each in house.contributions if each.origin == "git"]


def test_who_opted_out_without_a_record_is_in_no_credit_but_stays_in_the_note(tree: Tree) -> None:
    house = read(tree)
    assert house.uncredited == {"Jane Doe"}
    assert "Jane Doe" in house.meetings[-1].attendees
    assert "Jane Doe" not in {each.person for each in house.contributions}


def test_people_of_a_page_stand_by_name_once(tree: Tree) -> None:
    changes = [
        Change(person=name, type="content", date=TODAY, paths=("content/pages/a.md",)) for name in ("Zoë", "bo", "ada", "eve", "Zoë")
    ]
    house = read(tree, history=complete(*changes))
    assert house.contributors_of("/a/") == house.contributors_of("content/pages/a.md") == ("ada", "bo", "ina", "Zoë")
    assert house.contributors_of("/nowhere/") == ()
    assert [each.title for each in house.contributions_of("bo") if each.origin == "git"] == ["A page"]
    assert house.contributions_of("eve") == ()
    assert {each.origin for each in house.contributions_of("ina")} == {"byline", "meeting"}


def test_the_same_thing_stands_once_with_its_first_day() -> None:
    days = [Change(person="ada", type="content", date=D(2026, month, 1), paths=("content/pages/a.md",)) for month in (9, 3, 5)]
    (only,) = House(today=TODAY, pages=(page("a"),), history=complete(*days)).contributions
    assert only.date == D(2026, 3, 1)


@settings(deadline=None)
@given(st.integers(1, 30), st.randoms(use_true_random=False))
def test_counts_of_commits_change_nothing(times: int, chance: random.Random) -> None:
    """Nothing changes but sets: however often people came back, everything that is derived is the same."""
    names = ("Ada", "bo", "Cleo")
    base = [
        Change(person=name.lower(), type=type_, date=D(2026, 9, day), paths=(f"content/pages/{path}.md",))
        for day, (name, type_, path) in enumerate([("Ada", "content", "a"), ("bo", "review", "a"), ("Cleo", "content", "b")], 1)
    ]
    more = [
        replace(each, date=each.date + dt.timedelta(days=chance.randrange(60))) for each in base for _ in range(chance.randrange(times))
    ]
    shuffled = [*base, *more]
    chance.shuffle(shuffled)
    one, many = (
        House(today=TODAY, people=people(*names), pages=(page("a"), page("b")), history=complete(*changes)) for changes in (base, shuffled)
    )
    assert one.contributions == many.contributions
    assert one.milestones == many.milestones
    assert [one.contributors_of(url) for url in ("/a/", "/b/")] == [many.contributors_of(url) for url in ("/a/", "/b/")]


def test_first_times_are_of_these_months_and_certain() -> None:
    def thanks(n: int, to: str, date: dt.date | None, type_: str) -> Kudos:
        return Kudos(id=f"k#{n}", url=None, to=(to,), reason=f"R{n}", date=date, types=(type_,), source=Source("k"))

    kudos = (
        thanks(1, "ada", D(2026, 10, 1), "talk"),
        thanks(2, "ada", D(2026, 10, 2), "talk"),
        thanks(3, "bo", D(2026, 10, 1), "talk"),
        thanks(4, "bo", None, "talk"),
        thanks(5, "bo", D(2026, 10, 1), "mentoring"),
        thanks(6, "cleo", D(2025, 1, 1), "notes"),
        thanks(7, "cleo", D(2026, 10, 1), "notes"),
        thanks(8, "cleo", D(2026, 12, 1), "talk"),
    )
    change = wrote("cleo", D(2026, 10, 5), "a")
    house = House(today=TODAY, people=people("Ada", "Bo", "Cleo"), pages=(page("a"),), kudos=kudos, history=complete(change))
    house = replace(house, history=came(house.history, a=D(2026, 10, 5)))
    found = [(each.person, each.kind, each.contribution.date) for each in house.milestones.firsts]
    assert found == [("ada", "talk", D(2026, 10, 1)), ("bo", "mentoring", D(2026, 10, 1)), ("cleo", "page", D(2026, 10, 5))]
    shallow = replace(house, history=replace(house.history, availability="shallow"))
    assert "page" not in [each.kind for each in shallow.milestones.firsts]


def community(id_: str, *members: Membership, **fields: Any) -> Community:
    return Community(id=id_, url=f"/communities/{id_}/", name=id_.title(), source=Source("c"), members=members, **fields)


@pytest.mark.parametrize(
    ("since", "today", "years"),
    [
        (D(2021, 11, 30), TODAY, 5),
        (D(2021, 12, 1), TODAY, None),
        (D(2021, 11, 2), TODAY, 5),
        (D(2021, 11, 1), TODAY, None),
        (D(2026, 11, 10), TODAY, None),
        (D(2024, 12, 30), D(2026, 1, 5), 1),
        (D(2024, 1, 4), D(2026, 12, 30), 3),
        (D(2024, 2, 29), D(2026, 3, 15), 2),
        (D(2024, 2, 29), D(2026, 2, 14), None),
    ],
)
def test_an_anniversary_is_told_two_weeks_around_its_day(since: dt.date, today: dt.date, years: int | None) -> None:
    house = House(today=today, people=people("Ada"), communities=(community("x", Membership(person="ada", since=since)),))
    assert [each.years for each in house.milestones.anniversaries] == ([years] if years else [])


def test_anniversaries_are_of_those_who_are_there_and_want_it() -> None:
    day = D(2021, 11, 20)
    ada, bo, cleo, dan = people("Ada", "Bo", "Cleo", "Dan")
    known = (ada, replace(bo, recognition="no"), replace(cleo, left=D(2026, 1, 1)), replace(dan, kind="bot"))
    members = [Membership(person=each.id, since=day) for each in known]
    past = Membership(person="ada", since=day, until=D(2026, 1, 1))
    communities = (community("x", *members), community("y", past), community("z", Membership(person="ada", since=day), status="archived"))
    house = House(today=TODAY, people=known, communities=communities)
    assert [(each.person, each.community, each.date) for each in house.milestones.anniversaries] == [("ada", "x", D(2026, 11, 20))]


def test_years_since_a_first_contribution_need_the_whole_history() -> None:
    kudos = tuple(
        Kudos(id=f"k#{name}", url=None, to=(name,), reason="R", date=date, types=("bug",), source=Source("k"))
        for name, date in (("ada", D(2023, 11, 16)), ("bo", None))
    )
    house = House(today=TODAY, people=people("Ada", "Bo"), kudos=kudos, history=complete())
    assert [(each.person, each.years, each.community) for each in house.milestones.anniversaries] == [("ada", 3, None)]
    assert replace(house, history=History()).milestones.anniversaries == ()


def test_newcomers_came_this_quarter_and_did_something_or_belong_here(tree: Tree) -> None:
    house = read(tree)
    # Ada has been a member for years, Guest only came, Eve wants no word of it; Jane opted out
    assert [(each.person, each.communities) for each in house.milestones.newcomers] == [("bo", ("x",))]
    (bo,) = house.milestones.newcomers
    assert bo.did[-1].title == "Cake."
    assert replace(house, today=D(2027, 1, 2)).milestones.newcomers == ()


def test_of_whom_something_has_no_date_nobody_knows_whether_they_are_new() -> None:
    joined = (Membership(person="ada", since=D(2026, 10, 2)), Membership(person="bo", since=D(2026, 10, 2)), Membership(person="bo"))
    house = House(today=TODAY, people=people("Ada", "Bo"), communities=(community("x", *joined),))
    assert [each.person for each in house.milestones.newcomers] == ["ada"]


def test_only_those_who_wrote_a_page_stand_at_it() -> None:
    day = D(2026, 10, 1)
    others = [wrote(type_, day, "a", type_=type_) for type_ in ("review", "mentoring", "ideas")]
    house = House(today=TODAY, pages=(page("a"),), history=complete(wrote("ada", day, "a"), *others))
    assert house.contributors_of("/a/") == ("ada",)
    assert [each.person for each in house.contributions] == ["ada", "ideas", "mentoring", "review"]


A, B = D(2026, 10, 1), D(2026, 10, 5)


@pytest.mark.parametrize(
    ("changes", "date"),
    [
        ([wrote("bo", A, "a")], A),
        ([wrote("bo", B, "a")], None),  # somebody else's page, made better
        ([wrote("bo", B, "a"), wrote("bo", A, "b")], None),
        ([wrote("bo", A, "b"), wrote("bo", B, "b")], None),
        ([wrote("bo", A, type_="code")], None),
        ([wrote("bo", A, type_="doc")], None),
        ([wrote("bo", A)], None),  # a mass commit, a page that was moved or deleted
        ([Change(person="bo", type="content", date=A, paths=("content/people/bo.yml",))], None),
        ([Change(person="bo", type="content", date=A, paths=("content/people/bo.yml",)), wrote("bo", A, "a")], A),
        ([wrote("bo", A, "a"), wrote("bo", B)], A),
        ([wrote("bo", A - dt.timedelta(1)), wrote("bo", A, "a")], None),  # may have been pages, too
        ([wrote("bo", A, "a", type_="review")], None),
    ],
)
def test_a_first_page_came_into_the_site_with_its_first_change(changes: list[Change], date: dt.date | None) -> None:
    history = came(complete(*changes), a=A, b=D(2020, 1, 1))
    house = House(today=TODAY, people=people("Bo"), pages=(page("a"), page("b")), history=history)
    assert [(each.kind, each.contribution.url, each.contribution.date) for each in house.milestones.firsts] == (
        [("page", "/a/", date)] if date else []
    )


def test_a_byline_is_a_first_page_as_old_as_it_says() -> None:
    signed = replace(page("a"), authors=("bo",))
    house = House(today=TODAY, people=people("Bo"), pages=(signed, page("b")), history=came(complete(wrote("bo", B, "b")), a=A, b=B))
    assert house.milestones.firsts == ()  # it may be older than git, and the other page was the second
    dated = replace(house, pages=(replace(signed, date=A),))
    assert [each.contribution.date for each in dated.milestones.firsts] == [A]
    both = replace(house, history=came(complete(wrote("bo", A, "a")), a=A))
    assert [each.contribution.origin for each in both.milestones.firsts] == ["git"]
    assert replace(house, history=complete()).milestones.firsts == ()


def test_what_all_contributors_declares_without_a_date_hides_no_milestone() -> None:
    """`contributors --write` writes down what the house knows: after it, the hall is as it was before."""
    talk = Kudos(id="k", url=None, to=("bo",), reason="R", date=A, types=("talk",), source=Source("k"))
    history = came(complete(wrote("bo", A, "a"), wrote("ada", D(2024, 11, 20), "b")), a=A, b=D(2024, 11, 20))
    house = House(today=TODAY, people=people("Ada", "Bo"), pages=(page("a"), page("b")), kudos=(talk,), history=history)
    written = tuple(
        Contribution(person=person, type=type_, origin="all-contributors")
        for person, type_ in (("ada", "content"), ("bo", "content"), ("bo", "talk"))
    )
    found = house.milestones
    assert ([each.person for each in found.anniversaries], [each.person for each in found.newcomers]) == (["ada"], ["bo"])
    assert [each.kind for each in found.firsts] == ["page", "talk"]
    dates = replace(house, declared=written).milestones
    assert (dates.firsts, dates.anniversaries) == (found.firsts, found.anniversaries)
    assert [each.person for each in dates.newcomers] == ["bo"]
    alone = House(today=TODAY, declared=written, history=complete())
    assert (alone.milestones.anniversaries, alone.milestones.newcomers) == ((), ())


def test_people_of_the_same_initials_are_kept_apart() -> None:
    ivan, ida = (
        replace(each, recognition="initials", name=name) for each, name in zip(people("Ivan", "Ida"), ("Ivan Lo", "Ida Lund"), strict=True)
    )
    history = came(complete(wrote("ivan", A, "a"), wrote("ida", B, "b")), a=A, b=B)
    house = House(today=TODAY, people=(ida, ivan), pages=(replace(page("a"), authors=("I.L.",)), page("b")), history=history)
    assert [(each.person, each.contribution.url) for each in house.milestones.firsts] == [("ida", "/b/"), ("ivan", "/a/")]
    assert house.contributors_of("/a/") == ("I.L.", "ivan")  # who signed it, nobody knows
    assert replace(house, people=(ivan,)).contributors_of("/a/") == ("ivan",)


@pytest.mark.parametrize(
    ("since", "today", "full"),
    [
        (D(2024, 2, 29), D(2026, 2, 28), (1, D(2025, 3, 1))),
        (D(2024, 2, 29), D(2026, 3, 1), (2, D(2026, 3, 1))),
        (D(2024, 2, 29), D(2028, 2, 29), (4, D(2028, 2, 29))),
        (D(2024, 5, 2), D(2026, 5, 1), (1, D(2025, 5, 2))),
        (D(2026, 5, 2), D(2026, 5, 2), (0, D(2026, 5, 2))),
    ],
)
def test_full_years_are_counted_by_the_rule_of_anniversaries(since: dt.date, today: dt.date, full: tuple[int, dt.date]) -> None:
    assert last_anniversary(since, today) == full


def test_whose_last_day_is_private_is_gone_all_the_same(tree: Tree) -> None:
    house = reading.read(
        tree(
            "== content/people/ada.yml\nname: Ada\nleft: 2026-01-01\nprivate: [left]\n"
            "== content/people/bo.yml\nname: Bo\nleft: 2027-01-01\nprivate: [left]\n"
        ),
        Settings(today=TODAY),
    )
    assert [(each.id, each.left, each.is_there(TODAY)) for each in house.people] == [("ada", None, False), ("bo", None, True)]


def test_of_whom_there_is_nothing_to_say_is_no_newcomer_yet() -> None:
    code = Change(person="bo", type="code", date=A)
    house = House(today=TODAY, people=people("Bo"), history=complete(code))
    assert house.milestones.newcomers == ()
    assert [each.person for each in replace(house, history=complete(replace(code, reason="a tool"))).milestones.newcomers] == ["bo"]
