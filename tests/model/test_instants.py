"""Instants of which no two are equal, and which move as little as can be when others come and go."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from guildhouse.model.instants import MINUTE, SECOND, apart, choices, on_day, spread

BEGUN = dt.datetime(2026, 11, 1, 9, 30, tzinfo=dt.UTC)
LATE = dt.datetime(2026, 11, 1, 23, 59, 57, tzinfo=dt.UTC)
WISHES = st.dictionaries(
    st.integers(0, 200).map(str), st.tuples(st.sampled_from((BEGUN, LATE)), st.integers(0, 12)).map(lambda pair: pair[0] + pair[1] * SECOND)
)


def rank(id_: str, wish: dt.datetime, found: dt.datetime) -> int:
    """Tell how many better instants something has given up."""
    return next(place for place, each in enumerate(choices(id_, wish)) if each == found)


@given(WISHES, st.sets(st.integers(0, 12).map(lambda seconds: BEGUN + seconds * SECOND)))
def test_all_differ_and_none_is_early_or_taken(wishes: dict[str, dt.datetime], taken: set[dt.datetime]) -> None:
    found = apart(wishes, taken)
    assert set(found) == set(wishes)
    assert len({*found.values(), *taken}) == len(found) + len(taken)
    assert all(found[id_] >= wish and found[id_].tzinfo for id_, wish in wishes.items())


@given(WISHES)
def test_who_alone_wishes_for_an_instant_has_it_whatever_else_there_is(wishes: dict[str, dt.datetime]) -> None:
    found, wished = apart(wishes), Counter(wishes.values())
    assert all(found[id_] == wish for id_, wish in wishes.items() if wished[wish] == 1)
    assert {found[min(id_ for id_ in wishes if wishes[id_] == wish)] for wish in wished} == set(wished)


@given(WISHES.filter(bool), st.data())
def test_one_that_is_removed_moves_nothing_but_what_gave_way_and_only_back(wishes: dict[str, dt.datetime], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sorted(wishes)))
    before, after = apart(wishes), apart({id_: wish for id_, wish in wishes.items() if id_ != gone})
    for id_, moment in after.items():
        assert rank(id_, wishes[id_], moment) <= rank(id_, wishes[id_], before[id_])
        if before[id_] == wishes[id_]:
            assert moment == before[id_]


def test_most_of_many_stay_when_one_goes() -> None:
    wishes = dict.fromkeys(map(str, range(100)), BEGUN)
    before, moved = apart(wishes), []
    for gone in wishes:
        after = apart({id_: wish for id_, wish in wishes.items() if id_ != gone})
        moved.append(sum(after[id_] != before[id_] for id_ in after))
    assert sum(moved) / len(moved) < 2
    assert max(before.values()) < BEGUN + dt.timedelta(seconds=MINUTE * 16)


@given(st.integers(0, 86_399).map(lambda seconds: BEGUN.replace(hour=0, minute=0) + seconds * SECOND), st.text(), st.integers(0, 10**6))
def test_a_day_does_not_change(moment: dt.datetime, id_: str, seconds: int) -> None:
    assert on_day(moment, seconds).date() == spread(moment, id_, MINUTE).date() == moment.date()
    assert moment <= spread(moment, id_, MINUTE) <= moment + dt.timedelta(seconds=MINUTE)


def test_a_day_without_room_gives_way_to_the_next() -> None:
    found = apart(dict.fromkeys("abcde", LATE))
    assert sorted(found.values()) == [LATE + seconds * SECOND for seconds in range(5)]
    assert LATE + 9 * SECOND in islice(choices("a", LATE), 40)
