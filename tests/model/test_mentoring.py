"""Who teaches now, and whom one could ask."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.model.mentoring import common_hours, is_open, open_offers, shared_languages
from guildhouse.model.person import Mentoring, Person
from guildhouse.model.source import Source

TODAY = dt.date(2026, 11, 16)
ZONES = [
    ZoneInfo(name)
    for name in ("UTC", "Europe/Berlin", "Europe/London", "Asia/Kolkata", "America/Halifax", "Pacific/Auckland", "Pacific/Kiritimati")
]


def person(id_: str = "ada", offer: dict[str, Any] | None = None, **fields: Any) -> Person:
    mentoring = Mentoring(**({"offers": ("dns",)} | (offer or {})))
    return Person(**({"id": id_, "url": "/", "name": id_, "source": Source("x"), "mentoring": mentoring} | fields))


@pytest.mark.parametrize(
    ("offer", "fields", "expected"),
    [
        ({}, {}, True),
        ({"capacity": 1}, {}, True),
        ({"capacity": 0}, {}, False),
        ({"until": TODAY}, {}, True),
        ({"until": dt.date(2026, 11, 15)}, {}, False),
        ({"offers": ()}, {}, False),
        ({}, {"left": dt.date(2026, 11, 15)}, False),
        ({}, {"left": TODAY}, True),
        ({}, {"kind": "assistant"}, False),
        ({}, {"mentoring": None}, False),
    ],
)
def test_an_offer_is_open_while_there_is_room_and_time(offer: dict[str, Any], fields: dict[str, Any], expected: bool) -> None:
    somebody = person(offer=offer, **fields)
    assert is_open(somebody, TODAY) is expected
    assert bool(open_offers((somebody,), TODAY)) is expected


def test_offers_stand_by_subject_and_name_however_they_are_spelled() -> None:
    found = open_offers((person("ben", {"offers": ("On-call", "on call")}), person("ada", {"offers": ("oncall",)})), TODAY)
    assert {key: [each.id for each in mentors] for key, mentors in found.items()} == {"oncall": ["ada", "ben"]}


def test_languages_are_shared_whatever_their_region() -> None:
    assert shared_languages(person(languages=("en-GB", "fr")), person(languages=("de", "en"))) == ("en-GB",)
    assert shared_languages(person(languages=("fr",)), person(languages=("de",))) == ()
    assert shared_languages(person(), person(languages=("de",))) is None
    assert shared_languages(person(languages=("de",)), person()) is None


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("Europe/Berlin", "Europe/London", "10:00-17:00"),
        ("Europe/London", "Europe/Berlin", "09:00-16:00"),
        ("Europe/Berlin", "Asia/Kolkata", "09:00-12:30"),
        ("America/Halifax", "Asia/Kolkata", None),
        ("America/Los_Angeles", "Pacific/Auckland", "12:00-17:00"),
        ("Pacific/Auckland", "America/Los_Angeles", "09:00-14:00"),
    ],
)
def test_hours_in_common_are_told_on_the_clocks_of_who_asks(here: str, there: str, expected: str | None) -> None:
    both = common_hours(TODAY, ZoneInfo(here), ZoneInfo(there))
    assert (f"{both[0]:%H:%M}-{both[1]:%H:%M}" if both else None) == expected


def test_the_season_of_the_day_counts() -> None:
    zones = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kolkata")
    summer = common_hours(dt.date(2026, 7, 1), *zones)
    assert summer
    assert f"{summer[1]:%H:%M}" == "13:30"


@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)), st.sampled_from(ZONES), st.sampled_from(ZONES))
def test_both_work_as_long_whoever_asks(day: dt.date, one: ZoneInfo, other: ZoneInfo) -> None:
    """But for days on which clocks change in between, which may stand on either side of a day elsewhere."""
    here, there = common_hours(day, one, other), common_hours(day, other, one)
    assert common_hours(day, one, one) == tuple(dt.datetime.combine(day, dt.time(hour), tzinfo=one) for hour in (9, 17))
    if here and there:
        assert abs((here[1] - here[0]) - (there[1] - there[0])) <= dt.timedelta(hours=1)
    for both in (each for each in (here, there) if each):
        assert dt.timedelta() < both[1] - both[0] <= dt.timedelta(hours=8)
