"""Time zones in calendars: read by dateutil from the text alone, they tell the same time as zoneinfo."""

import datetime as dt
import io
import re

import pytest
from dateutil.tz import tzical

from guildhouse.formats.icalendar_zones import timezone
from guildhouse.sources import zones

FIRST, LAST = 2024, 2036
RULED = (
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/Los_Angeles", "America/Halifax", "Australia/Sydney",
    "Australia/Lord_Howe", "Pacific/Auckland", "Antarctica/Troll",
)  # fmt: skip
SINGLE = ("America/Santiago", "Africa/Casablanca", "Asia/Jerusalem", "Africa/Cairo", "Asia/Gaza", "America/Nuuk")
FIXED = ("America/Sao_Paulo", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Apia", "Asia/Tokyo", "Etc/GMT+5")


def described(name, first=FIRST, last=LAST):
    return timezone(zones.zone(name), zones.footer(name), first, last).decode()


def read(text):
    """Read a zone with dateutil, which knows nothing of the zone but this text; RDATE lines it takes one date each."""
    return tzical(io.StringIO(text.replace("\r\n", "\n"))).get()


def differing(name, first=FIRST, last=LAST):
    told, truth = read(described(name, first, last)), zones.zone(name)
    start = dt.datetime(first, 1, 1, 12)  # noqa: DTZ001 - wall time
    noons = (start + dt.timedelta(hours=13 * n) for n in range((last - first) * 365 * 24 // 13))
    return [noon for noon in noons if not is_odd(noon, truth) and told.utcoffset(noon) != truth.utcoffset(noon)]


def is_odd(wall, zone):
    """Tell whether clocks show a time twice or never, about which no reader has to be right."""
    return any(zone.utcoffset(wall + dt.timedelta(hours=n)) != zone.utcoffset(wall) for n in (-26, -3, 3, 26))


@pytest.mark.parametrize("name", [*RULED, *SINGLE, *FIXED])
def test_it_tells_the_time_of_its_zone(name):
    assert differing(name) == []


@pytest.mark.parametrize("name", ["America/Sao_Paulo", "America/New_York", "Pacific/Apia", "Asia/Tehran"])
def test_rules_that_came_later_are_used_from_their_first_year_on(name):
    assert differing(name, 2003, 2030) == []
    assert ("RRULE" in described(name, 2003, 2030)) == (name == "America/New_York")


@pytest.mark.parametrize("name", RULED)
def test_changes_that_come_back_every_year_are_rules(name):
    assert described(name).count("RRULE:FREQ=YEARLY") == 2
    assert "RDATE" not in described(name)


@pytest.mark.parametrize("name", SINGLE)
def test_changes_that_readers_disagree_about_stand_one_by_one(name):
    """A reader may take the first date of a line only, or shift a change beyond midnight to the wrong day."""
    assert "RRULE" not in described(name)
    assert not [line for line in described(name).splitlines() if line.startswith("RDATE") and "," in line]


@pytest.mark.parametrize("name", FIXED)
def test_clocks_that_are_never_changed_need_one_line(name):
    assert described(name).count("BEGIN:") == 2


def test_a_rule_that_the_file_of_the_zone_contradicts_is_not_used():
    zone = zones.zone("Europe/Berlin")
    wrong = timezone(zone, "CET-1CEST,M3.4.0,M10.5.0/3", FIRST, LAST).decode()
    assert "RRULE" not in wrong
    assert wrong.count("RDATE") == 2 * (LAST - FIRST)


def test_lines_are_those_of_the_standard():
    text = described("Europe/Berlin")
    assert text.startswith("BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n")
    assert re.search(r"DTSTART:20240331T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n", text)
