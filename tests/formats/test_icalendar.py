"""Calendars, read by vobject and expanded by dateutil; zoneinfo tells what is true."""

import datetime as dt
import io
import re

import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.formats import icalendar
from guildhouse.formats.icalendar import Cover, Meetings, Promise, Written
from guildhouse.formats.icalendar_zones import timezone
from guildhouse.model.hue import HUES
from guildhouse.model.meeting import Changed, Recurrence
from guildhouse.sources import zones

STAMP = Written(stamp=dt.datetime(2026, 11, 2, 9, 30, tzinfo=dt.UTC), changes=7, is_known=True)
FIRST = dt.date(2026, 1, 7)


def meetings(zone="Europe/Berlin", **fields):
    given = {
        "uid": "weekly.communities.signals@guild.example",
        "title": "Weekly",
        "recurrence": Recurrence(first=FIRST, rule="FREQ=WEEKLY;UNTIL=20271230T130000Z"),
        "time": dt.time(14),
        "zone": zones.zone(zone),
        "written": STAMP,
        "length": dt.timedelta(minutes=45),
    }
    return Meetings(**(given | fields))


def written(*series, cover=None):
    used = {each.zone_name for each in series} - {None}
    described = [timezone(zones.zone(name), zones.footer(name), 2026, 2036) for name in sorted(used)]
    return icalendar.calendar(cover or Cover(name="Signals", uid="s@x"), described, [icalendar.meetings(each) for each in series])


def unfolded(raw):
    """Undo folding by the letter of RFC 5545, section 3.1, octet by octet."""
    return raw.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode().split("\r\n")


def zone_of(raw):
    """Read the zone that a calendar describes with dateutil, which knows nothing of it but these lines."""
    found = re.search(r"BEGIN:VTIMEZONE.*END:VTIMEZONE\n", raw.decode().replace("\r\n", "\n"), re.DOTALL)
    return tzical(io.StringIO(found[0])).get() if found else None


def events(raw):
    return vobject.readOne(raw.decode()).vevent_list


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Kathmandu",
        "Australia/Sydney", "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago", "Africa/Cairo", "Asia/Jerusalem", "Pacific/Apia",
        "UTC",
    ],
)  # fmt: skip
def test_every_meeting_of_two_years_begins_when_the_clocks_of_its_zone_say_so(zone):
    raw = written(meetings(zone))
    (event,) = events(raw)
    told = zone_of(raw) or dt.UTC
    found = [moment.replace(tzinfo=told).astimezone(dt.UTC) for moment in event.getrruleset(addRDate=True)]
    wall = (dt.datetime.combine(FIRST + n * dt.timedelta(weeks=1), dt.time(14), tzinfo=zones.zone(zone)) for n in range(104))
    truth = [each.astimezone(dt.UTC) for each in wall]
    assert found[:100] == truth[:100]


def test_exceptions_additions_and_changes():
    recurrence = Recurrence(
        first=FIRST,
        rule="FREQ=WEEKLY;COUNT=5",
        without=(dt.date(2026, 1, 14), dt.date(2026, 1, 28)),
        also=(dt.date(2026, 3, 3), dt.date(2026, 3, 10)),
        changed=(
            Changed(day=dt.date(2026, 1, 21), date=dt.date(2026, 1, 22), time=dt.time(16), note="/n/"),
            Changed(day=dt.date(2026, 2, 4), date=dt.date(2026, 2, 4), cancelled=True),
        ),
        apart=(Changed(day=dt.date(2025, 12, 30), date=dt.date(2025, 12, 30)),),
    )
    raw = written(meetings(recurrence=recurrence, cancelled="Cancelled: %s", notes=(("/n/", "https://guild.example/n/"),)))
    master, moved, cancelled, apart = events(raw)
    assert [str(moment.date()) for moment in master.getrruleset(addRDate=True)] == [
        "2026-01-07", "2026-01-21", "2026-02-04", "2026-03-03", "2026-03-10",
    ]  # fmt: skip
    assert len([line for line in unfolded(raw) if line.startswith(("EXDATE;", "RDATE;TZID"))]) == 4, "one date a line"
    assert (moved.recurrence_id.value.date(), moved.dtstart.value.hour) == (dt.date(2026, 1, 21), 16)
    assert moved.url.value == "https://guild.example/n/"
    assert (cancelled.status.value, cancelled.summary.value) == ("CANCELLED", "Cancelled: Weekly")
    assert {each.uid.value for each in (master, moved, cancelled)} == {"weekly.communities.signals@guild.example"}
    assert apart.uid.value == "weekly.communities.signals.20251230@guild.example"


def test_the_end_is_when_the_time_has_passed_whatever_the_clocks_do():
    night = meetings("Europe/Berlin", time=dt.time(1), recurrence=Recurrence(first=dt.date(2026, 3, 29)), length=dt.timedelta(hours=2))
    (event,) = events(written(night))
    assert (event.dtstart.value.hour, event.dtend.value.hour) == (1, 4)


def test_an_event_tells_where_when_and_what():
    series = meetings(
        join_url="https://meet.example/x", url="https://guild.example/m/", description="Agenda:\n- One, two; three", category="A"
    )
    (event,) = events(written(series))
    assert event.location.value == event.conference.value == "https://meet.example/x"
    assert event.description.value == "Agenda:\n- One, two; three"
    assert (event.sequence.value, event.last_modified.value) == ("7", STAMP.stamp)
    assert event.dtstamp.value == STAMP.stamp
    assert event.categories.value == ["A"]


def test_without_length_place_and_history_nothing_is_made_up():
    raw = written(meetings(length=None, written=Written(stamp=STAMP.stamp)))
    assert not [
        line for line in unfolded(raw) if line.startswith(("DTEND", "LOCATION", "LAST-MODIFIED", "URL", "CATEGORIES", "DESCRIPTION"))
    ]


def test_nothing_asks_for_an_answer():
    assert not [line for line in unfolded(written(meetings())) if re.match("METHOD|ORGANIZER|ATTENDEE", line)]


def test_a_promise_is_a_task_for_its_day():
    given = Promise(uid="1.n@guild.example", task="Write it down", due=dt.date(2026, 12, 1), written=STAMP, url="https://g.example/n/")
    raw = icalendar.calendar(Cover(name="x", uid="s@x"), [], [icalendar.promise(given)])
    task = vobject.readOne(raw.decode()).vtodo
    assert (task.summary.value, task.due.value, task.status.value) == ("Write it down", dt.date(2026, 12, 1), "NEEDS-ACTION")
    assert "DUE;VALUE=DATE:20261201" in unfolded(raw)


def test_a_calendar_tells_its_name_colour_and_where_it_is_from():
    cover = Cover(
        name="Signals; points",
        uid="signals.calendar.ics@g.example",
        changed=dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC),
        categories=("Signals; points", "safety"),
        description="All.",
        colour="teal",
        url="https://g.example/",
        source="https://g.example/calendar.ics",
        image="https://g.example/favicon.svg",
    )
    lines = unfolded(written(meetings(), cover=cover))
    assert {
        r"NAME:Signals\; points", r"X-WR-CALNAME:Signals\; points", "COLOR:teal", "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "UID:signals.calendar.ics@g.example", "LAST-MODIFIED:20261101T090000Z", r"CATEGORIES:Signals\; points,safety",
        "IMAGE;DISPLAY=BADGE;FMTTYPE=image/svg+xml;VALUE=URI:https://g.example/favicon.svg",
        "URL:https://g.example/", "SOURCE;VALUE=URI:https://g.example/calendar.ics", "DESCRIPTION:All.", "VERSION:2.0",
    } <= set(lines)  # fmt: skip
    assert lines.count("BEGIN:VTIMEZONE") == 1


def test_a_calendar_says_nothing_of_what_is_not_known():
    head = b"".join(written().partition(b"BEGIN:V")[::2]).partition(b"BEGIN:V")[0]
    assert not {b"LAST-MODIFIED", b"CATEGORIES", b"IMAGE", b"URL", b"SOURCE", b"COLOR"} & {
        re.split(b"[:;]", each)[0] for each in head.split(b"\r\n")
    }


def test_every_hue_has_a_colour_of_css():
    assert set(icalendar.COLOURS) == set(HUES)


def test_utc_needs_no_zone():
    raw = written(meetings("UTC"))
    assert b"VTIMEZONE" not in raw
    assert "DTSTART:20260107T140000Z" in unfolded(raw)


@given(st.text(max_size=200), st.text(max_size=300))
def test_whatever_people_write_arrives_and_no_line_is_longer_than_75_octets(title, description):
    raw = written(meetings(title=title, description=description))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    raw.decode()
    (event,) = events(raw)
    assert "".join(event.summary.value.split()) == "".join(icalendar._text(title).split())
    shown = event.description.value if hasattr(event, "description") else ""
    assert shown == icalendar._text(description)
    assert [line for line in unfolded(raw) if line == "END:VEVENT"] == ["END:VEVENT"]


def test_additions_alone_stand_beside_a_rule_of_one_date():
    """ical.js can lose the first date of an event that has additions and no rule."""
    raw = written(meetings(recurrence=Recurrence(first=FIRST, also=(dt.date(2026, 3, 3),))))
    assert "RRULE:FREQ=DAILY;COUNT=1" in unfolded(raw)
    assert [str(each.date()) for each in events(raw)[0].getrruleset(addRDate=True)] == ["2026-01-07", "2026-03-03"]
    assert "RRULE:FREQ=DAILY" not in written(meetings("UTC", recurrence=Recurrence(first=FIRST))).decode()
