"""Ids that stay, and dates of which no two are equal."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guildhouse.model.history import History, Span
from guildhouse.model.instants import SECOND
from guildhouse.model.names import topic_id
from guildhouse.model.publication import Publication
from guildhouse.model.publication_dates import NOON, SPREAD, Dates, noon, settled
from guildhouse.model.since import Since, last_days
from guildhouse.model.tags import authority, authority_of, first_year, oldest, part, tag

TODAY = dt.date(2026, 11, 16)
FIRST = dt.datetime(2026, 11, 1, 9, 30, tzinfo=dt.UTC)


def _dates(**written: Span) -> Dates:
    return Dates(History(availability="complete", written={f"{name}.md": span for name, span in written.items()}), TODAY)


def test_git_tells_when_a_file_came_and_when_it_changed() -> None:
    last = FIRST + dt.timedelta(days=3)
    there = dt.timezone(dt.timedelta(hours=-5))
    dates = _dates(a=Span(first=FIRST.astimezone(there), last=last))
    assert dates.span("a", "a.md", None) == Span(first=FIRST, last=last)
    assert dates.span("a", "a.md", dt.date(2026, 10, 14)) == Span(first=FIRST, last=last)


def test_files_of_one_commit_are_as_far_apart_as_their_ranks_in_it() -> None:
    last = FIRST + dt.timedelta(days=3)
    dates = _dates(a=Span(first=FIRST, last=last, ranks=(4, 2)), b=Span(first=FIRST, last=FIRST, ranks=(5, 5)))
    assert dates.span("a", "a.md", None) == Span(first=FIRST + 4 * SECOND, last=last + 2 * SECOND)
    assert dates.span("b", "b.md", None) == Span(first=FIRST + 5 * SECOND, last=FIRST + 5 * SECOND)
    late = dt.datetime(2026, 11, 16, 23, 59, 58, tzinfo=dt.UTC)
    span = _dates(a=Span(first=late, last=late, ranks=(9, 9))).span("a", "a.md", None)
    assert span is not None
    assert span.first.date() == TODAY


def test_a_file_is_not_out_before_its_own_day() -> None:
    dates = _dates(a=Span(first=FIRST, last=FIRST))
    own = dt.date(2026, 11, 10)
    assert dates.span("a", "a.md", own) == Span(first=noon(own, "a"), last=noon(own, "a"))
    assert dates.span("a", "a.md", TODAY) is not None
    assert dates.span("a", "a.md", TODAY + dt.timedelta(days=1)) is None


def test_what_comes_after_the_day_of_the_build_is_not_believed() -> None:
    later = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    dates = _dates(a=Span(first=later, last=later), b=Span(first=FIRST, last=later))
    own = dt.date(2026, 11, 10)
    assert dates.span("a", "a.md", None) is None
    assert dates.span("a", "a.md", own) == Span(first=noon(own, "a"), last=noon(own, "a"))
    assert dates.span("b", "b.md", None) == Span(first=FIRST, last=FIRST)


def test_without_git_a_file_tells_its_dates_itself() -> None:
    dates, own, updated = _dates(), dt.date(2026, 11, 2), dt.date(2026, 11, 5)
    assert dates.span("a", "a.md", own, updated) == Span(first=noon(own, "a"), last=noon(updated, "a"))
    assert dates.span("a", "a.md", None, updated) is None


@given(st.text(max_size=20))
def test_the_second_after_noon_is_chosen_by_the_id_alone(name: str) -> None:
    start = dt.datetime.combine(TODAY, NOON)
    moment = noon(TODAY, name.encode("utf-8", "ignore").decode())
    assert start < moment <= start + dt.timedelta(seconds=SPREAD)


def test_an_id_is_a_tag_uri() -> None:
    assert tag("example.org,2026", "/über uns/", "a b") == "tag:example.org,2026:/%C3%BCber%20uns/#a%20b"
    assert tag("example.org,2026", "/%C3%BCber%20uns/") == tag("example.org,2026", "/über uns/")


def test_a_rename_with_an_alias_changes_no_address() -> None:
    community = ("/communities/incidents/", ("/communities/outages/", "/communities/fires/"))
    assert oldest("/a/", ()) == "/a/"
    assert oldest("/b/", ("/a/", "/c/")) == "/a/"
    assert oldest("/b/", ("a/",)) == "/a/"
    assert oldest("/communities/incidents/meetings/x/", (), community) == "/communities/outages/meetings/x/"
    assert oldest("/communities/incidents/meetings/x/", ("/old/",), community) == "/old/"
    assert oldest("/elsewhere/", (), community) == "/elsewhere/"


def test_a_part_is_known_by_its_words_however_they_are_written() -> None:
    assert part("action", "ada", "Write  it down") == part("action", "ada", "write it down ")
    assert part("action", "ada", "Write it") != part("action", "bo", "Write it")


@pytest.mark.parametrize("text", ["example.org,2026", "guild@example.org,2026-11", "a.example,2026-11-16", ""])
def test_an_authority_is_a_host_or_mailbox_and_a_date(text: str) -> None:
    assert authority(text) == text


@pytest.mark.parametrize("text", ["example.org", "example.org,26", "example org,2026", "-x.org,2026", "x.org,2026-13", None, 5])
def test_what_is_no_authority_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r"as 'example\.org,2026'"):
        authority(text)


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("https://Guild.example:8443/x", "guild.example,2026"),
        ("https://bücher.example/", "xn--bcher-kva.example,2026"),
        ("http://[::1]/", "localhost,2026"),
        ("", "localhost,2026"),
        (f"https://{'x' * 80}.example/", "localhost,2026"),
    ],
)
def test_without_an_authority_the_host_stands_in(url: str, made: str) -> None:
    assert authority_of(url) == made
    assert first_year(made) == 2026


def test_a_topic_has_one_address_however_it_is_written() -> None:
    assert topic_id("On call") == topic_id("on_call") == topic_id("on-call") == "on-call"


def _published(id_: str, moment: dt.datetime, source: str = "") -> Publication:
    return Publication(id=id_, kind="page", title=id_, url="/", published=moment, updated=moment, source=source)


@example([(0, 5, 0), (1, 0, 5)])
@example([(0, 0, 5), (1, 0, 0)])
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 10), st.integers(0, 40)), max_size=30))
def test_publications_stand_at_instants_that_differ_newest_first(given_: list[tuple[int, int, int]]) -> None:
    told = [_published(str(id_), FIRST + begun * SECOND) for id_, begun, _ in given_]
    told = [replace(each, updated=each.published + later * SECOND) for each, (_, _, later) in zip(told, given_, strict=True)]
    told = [replace(each, gives_way=int(each.id) % 2 == 1) for each in told]
    found = settled(told)
    first = {each.id: each for each in reversed(told)}
    assert {each.id for each in found} == set(first)
    published, updated = [each.published for each in found], [each.updated for each in found]
    assert published == sorted(set(published), reverse=True)
    assert len(set(updated)) == len(updated)
    assert all(each.updated >= each.published >= first[each.id].published for each in found)
    assert all((each.updated > each.published) == (first[each.id].updated > first[each.id].published) for each in found)


def test_what_has_an_instant_of_its_own_never_gives_way_to_a_chosen_one() -> None:
    second = noon(TODAY, "b")
    told = [
        replace(_published("a", second), gives_way=True),
        replace(_published("b", second), own_date=TODAY),
        _published("c", second),
        replace(_published("d", FIRST), updated=second + SECOND),
    ]
    found = {each.id: each for each in settled(told)}
    assert (found["c"].published, found["d"].updated) == (second, second + SECOND)
    both, alone = ({each.id: each for each in settled(some)} for some in (told[:2], told[1:2]))
    assert both["b"] == alone["b"] == told[1]
    assert found["a"].published not in {second, second + SECOND}
    tight = [replace(_published("a", FIRST), gives_way=True), replace(_published("e", FIRST - SECOND), updated=FIRST)]
    assert {each.id: each.updated for each in settled(tight)}["e"] == FIRST


def test_what_a_file_holds_stands_after_all_files_of_its_commit() -> None:
    dates = _dates(a=Span(first=FIRST, last=FIRST, ranks=(4, 4), size=33))
    assert dates.after("a.md", FIRST + 4 * SECOND) == FIRST + 32 * SECOND
    own = noon(TODAY, "a")
    assert dates.after("a.md", own) == dates.after("b.md", own) == own


def test_what_was_published_alone_stays_as_it_is() -> None:
    one, other = _published("a", FIRST), _published("b", FIRST + SECOND)
    assert settled([one, other]) == (other, one)
    assert settled([one, other])[1] is one


def test_new_since_a_day_is_what_was_published_from_then_on() -> None:
    told = (_published("a", FIRST - SECOND), _published("b", FIRST), _published("c", FIRST + SECOND))
    assert [each.id for each in Since(FIRST).told(told, History())] == ["b", "c"]


@pytest.mark.parametrize(
    ("commits", "days", "kind", "is_new"),
    [
        (("old", "old"), 20, "page", False),
        (("old", "new"), 20, "page", False),
        (("new", "new"), -20, "page", True),
        (("", ""), 20, "page", True),
        (("", ""), -20, "page", False),
        (("old", "old"), 1, "news", True),
        (("old", "new"), 0, "news", False),
        (("old", "new"), 0, "thanks", False),
        (("new", "new"), 0, "thanks", True),
        (("old", "new"), 1, "thanks", True),
        (("old", "old"), 0, "thanks", False),
        (("old", "new"), -1, "thanks", False),
    ],
)
def test_new_since_a_commit_is_what_later_ones_brought_whatever_the_instants_are(
    commits: tuple[str, str], days: int, kind: str, is_new: bool
) -> None:
    moment = FIRST + dt.timedelta(days=days)
    own = moment.date() if abs(days) <= 1 else None
    each = replace(_published("a", moment, "a.md"), kind=kind, own_date=own)
    written = {"a.md": Span(first=moment, last=moment, commits=commits)} if commits[0] else {}
    found = Since(FIRST, frozenset({"new"})).told([each], History(availability="complete", written=written))
    assert bool(found) is is_new


def test_what_two_lines_brought_was_there_where_one_of_them_is() -> None:
    each = _published("a", FIRST, "a.md")
    since = Since(FIRST, frozenset({"new", "newer"}))
    for others, is_new in ((("newer",), True), (("old", "newer"), False)):
        span = Span(first=FIRST, last=FIRST, commits=("new", "new"), others=others)
        assert bool(since.told([each], History(availability="complete", written={"a.md": span}))) is is_new


def test_new_by_default_is_what_came_in_the_seven_days_before() -> None:
    days = {str(day): dt.datetime(2026, 11, day, 12, tzinfo=dt.UTC) for day in (8, 9, 15, 16)}
    assert [each.id for each in last_days([_published(id_, moment) for id_, moment in days.items()], TODAY)] == ["9", "15"]


def test_the_mark_of_a_publication_stands_for_all_of_it() -> None:
    one, other = _published("a", FIRST), _published("a", FIRST)
    assert repr(one) == repr(other)
    assert hash(one) == hash(other)
    assert repr(one) != repr(_published("a", FIRST, "x.md"))
