"""Calendars of the site, of communities, of people, and of single series: a file tree in, calendars out."""

import datetime as dt
import re
from dataclasses import replace

import pytest
import vobject

from guildhouse.features import calendars
from guildhouse.features.calendar_views import calendar_links, calendars_of
from guildhouse.model.history import History, Trail
from guildhouse.settings import Settings
from guildhouse.sources import reading

SITE = """
== content/people/ada.yml
name: Ada Quist
== content/people/bo.yml
name: Bo Lind
left: 2026-01-01
== content/people/cy.yml
name: Cy Only
== communities/a/community.yml
name: Tracks
hue: teal
topics: [safety]
aliases: [/communities/rails/, /communities/points/]
members: [{person: ada}, {person: bo}]
meetings:
  - {id: weekly, title: Weekly, starts: 2026-01-07, time: "14:00", duration: PT45M, timezone: Europe/Berlin,
     rrule: FREQ=WEEKLY;BYDAY=WE, facilitators: [ada], agenda: [Welcome], join_url: "https://meet.example/x"}
  - {id: whenever, title: Whenever, when: Now and then}
projects:
  - {name: Bot, meetings: [{id: bot, title: Bot hour, time: "10:00", timezone: UTC, also: [2026-12-01]}]}
== communities/b/community.yml
name: Ended
status: archived
members: [{person: cy}]
meetings: [{id: weekly, title: Old, starts: 2026-01-07, time: "14:00", timezone: Asia/Tokyo, rrule: FREQ=WEEKLY}]
== communities/c/community.yml
name: Undated
meetings: [{id: weekly, title: Soon, when: Soon}]
== communities/a/meetings/2026-11-25-points.md
---
series: weekly
status: planned
actions: [{task: Grease them, owner: ada, due: 2026-12-24}, {task: Done, owner: ada, due: 2026-11-24, done: 2026-11-24}, {task: Some day}]
---
Points.
== communities/a/meetings/2026-11-18-off.md
---
series: weekly
status: cancelled
---
Nobody could.
== communities/b/meetings/2026-01-07-last.md
---
actions: [{task: Nobody waits, owner: cy, due: 2026-12-24}]
---
Last.
"""
TODAY = dt.date(2026, 11, 16)
SETTINGS = Settings(today=TODAY, site_url="https://guild.example/sub")


@pytest.fixture
def read(tree):
    folder = tree(SITE)
    return lambda: reading.read(folder, Settings(today=TODAY))


def made(house, settings=SETTINGS):
    return {file.path: vobject.readOne(file.make().decode()) for file in calendars.outputs(house, settings)}


def titles(calendar):
    return [event.summary.value for event in getattr(calendar, "vevent_list", [])]


def test_there_is_one_for_all_for_each_community_that_meets_for_each_person_and_for_each_series(read):
    files = made(read())
    assert sorted(files) == [
        "calendar.ics", "communities/a/calendar.ics", "communities/a/calendar/bot.ics", "communities/a/calendar/weekly.ics",
        "people/ada/calendar.ics",
    ]  # fmt: skip
    assert titles(files["calendar.ics"]) == ["Tracks: Weekly", "Cancelled: Tracks: Weekly", "Tracks: Weekly", "Tracks: Bot hour"]
    assert titles(files["communities/a/calendar/bot.ics"]) == ["Tracks: Bot hour"], "one id says the same in every calendar"


def test_a_series_that_names_its_community_is_not_named_twice(tree):
    house = reading.read(tree(SITE.replace("title: Weekly", "title: The tracks weekly")), Settings(today=TODAY))
    assert titles(made(house)["calendar.ics"])[0] == "The tracks weekly"


def test_the_list_of_calendars_is_that_of_the_files(read):
    house = read()
    assert {f"{view.url[1:]}" for view in calendars_of(house)} == {path for path in made(house) if "/calendar/" not in path}
    assert [(view.community, view.person) for view in calendars_of(house)] == [(None, None), ("a", None), (None, "ada")]


def test_a_site_without_dates_has_none(tree):
    house = reading.read(tree("== communities/c/community.yml\nname: C\n"), Settings(today=TODAY))
    assert calendars_of(house) == ()
    assert calendar_links(house, SETTINGS) is None
    assert list(calendars.outputs(house, SETTINGS)) == []


def test_promises_with_a_day_are_tasks_and_no_others(read):
    (task,) = made(read())["people/ada/calendar.ics"].vtodo_list
    assert (task.summary.value, task.due.value) == ("Grease them", dt.date(2026, 12, 24))
    assert task.description.value == "Promised by Ada Quist"
    assert task.url.value == "https://guild.example/sub/communities/a/meetings/2026-11-25-points/"


def test_ids_are_those_of_the_oldest_name(read):
    files = made(read())
    (event, *_), (task,) = files["calendar.ics"].vevent_list, files["calendar.ics"].vtodo_list
    assert event.uid.value == "weekly.communities.rails@guild.example"
    assert re.fullmatch(r"task-[0-9a-f]+\.communities\.rails\.meetings\.2026-11-25-points@guild\.example", task.uid.value)  # of its words
    fixed = made(read(), replace(SETTINGS, authority="lasting.example,2026"))["calendar.ics"].vevent_list[0]
    assert fixed.uid.value.endswith("@lasting.example")
    nowhere = made(read(), replace(SETTINGS, site_url=""))["calendar.ics"].vevent_list[0]
    assert nowhere.uid.value.endswith("@guildhouse.invalid")


def test_a_renamed_community_keeps_its_ids(tree, read):
    before = {event.uid.value for event in made(read())["calendar.ics"].vevent_list}
    renamed = SITE.replace("communities/a/", "communities/renamed/")
    after = made(reading.read(tree(renamed), Settings(today=TODAY)))["calendar.ics"].vevent_list
    assert {event.uid.value for event in after} == before


def test_a_meeting_tells_its_agenda_whose_turn_it_is_and_where_its_notes_are(read):
    event, _, planned, _ = made(read())["calendar.ics"].vevent_list
    lines = event.description.value.split("\n")
    assert lines[:2] == ["Agenda:", "- Welcome"]
    assert "25 November 2026: Ada Quist facilitates" in lines
    assert lines[-2:] == ["Join online: https://meet.example/x", "Notes: https://guild.example/sub/communities/a/meetings/"]
    assert planned.url.value == "https://guild.example/sub/communities/a/meetings/2026-11-25-points/"


def test_without_an_address_of_the_site_nothing_is_linked(read):
    event = made(read(), replace(SETTINGS, site_url=""))["calendar.ics"].vevent_list[0]
    assert not hasattr(event, "url")
    assert "Notes:" not in event.description.value


def test_history_tells_when_something_was_written(read):
    last, note, other = (dt.datetime(2026, 1, day, 12, tzinfo=dt.UTC) for day in (1, 2, 3))
    house = read()
    event = made(house)["calendar.ics"].vevent_list[0]
    assert (event.dtstamp.value.date(), event.sequence.value) == (dt.date(2026, 1, 7), "0")
    assert not hasattr(event, "last_modified")
    trails = {
        "communities/points": Trail(last=last, commits=2),  # the second of its earlier names
        "communities/a/meetings": Trail(last=note, commits=1),
        "communities/b": Trail(last=other, commits=1),
    }
    house = replace(house, history=History(availability="complete", trails=trails))
    event = made(house)["calendar.ics"].vevent_list[0]
    assert (event.last_modified.value, event.sequence.value) == (note, str(int(note.timestamp()) // 10 + 3))


def test_a_calendar_is_known_by_its_oldest_address_and_says_when_it_changed(read):
    first, last = (dt.datetime(2026, 1, day, 12, tzinfo=dt.UTC) for day in (1, 2))
    trails = {"communities/points/meetings": Trail(last=first, commits=1), "communities/gone": Trail(last=last, commits=1)}
    house = replace(read(), history=History(availability="complete", trails=trails | {"content/people": Trail(last=last, commits=9)}))
    files = {path: calendar.contents for path, calendar in made(house).items()}
    assert {path: calendar["uid"][0].value for path, calendar in files.items()} == {
        "calendar.ics": "calendar.ics@guild.example",
        "communities/a/calendar.ics": "communities.rails.calendar.ics@guild.example",
        "communities/a/calendar/bot.ics": "communities.rails.calendar.bot.ics@guild.example",
        "communities/a/calendar/weekly.ics": "communities.rails.calendar.weekly.ics@guild.example",
        "people/ada/calendar.ics": "people.ada.calendar.ics@guild.example",
    }
    dates = {path: calendar["last-modified"][0].value for path, calendar in files.items() if "last-modified" in calendar}
    assert dates == {"calendar.ics": "20260102T120000Z"} | dict.fromkeys(
        sorted(path for path in files if "/a/" in path), "20260101T120000Z"
    )
    assert not any("last-modified" in calendar.contents for calendar in made(read()).values())


def test_the_calendar_of_all_has_the_picture_of_the_site_and_those_of_communities_their_topics(read):
    files = {file.path: file.make().replace(b"\r\n ", b"").split(b"\r\n") for file in calendars.outputs(read(), SETTINGS)}
    image = b"IMAGE;DISPLAY=BADGE;FMTTYPE=image/svg+xml;VALUE=URI:https://guild.example/sub/favicon.svg"
    assert [image in lines for lines in files.values()] == [path == "calendar.ics" for path in files]
    assert b"CATEGORIES:Tracks,safety" in files["communities/a/calendar.ics"]


def test_colour_and_name_are_those_of_the_community(read):
    calendar = made(read())["communities/a/calendar.ics"]
    assert (calendar.name_list[0].value if hasattr(calendar, "name_list") else calendar.contents["name"][0].value) == "Tracks"
    assert calendar.color.value == "teal"


def test_two_builds_write_the_same_bytes(read):
    one, two = ({file.path: file.make() for file in calendars.outputs(read(), SETTINGS)} for _ in range(2))
    assert one == two


def test_pages_offer_the_calendars(pages):
    shown = pages(SITE)
    assert shown["/meetings/"].links["Calendar file (Meetings)"].endswith("calendar.ics")
    tab = shown["/communities/a/meetings/"].links
    assert tab["Add all dates to calendar (Weekly)"].endswith("calendar/weekly.ics")
    assert tab["Calendar file (Tracks)"].endswith("calendar.ics")
    assert "Calendar file (Tracks)" in shown["/communities/a/"].links
    assert "Calendar file (Ended)" not in shown["/communities/b/"].links


def test_calendar_programs_are_offered_the_address_in_full(read):
    house = read()
    assert calendar_links(house, SETTINGS, house.community("a")).webcal == "webcal://guild.example/sub/communities/a/calendar.ics"
    assert calendar_links(house, replace(SETTINGS, site_url="")).webcal is None


def test_everything_that_a_calendar_says_is_part_of_what_it_is_known_by(read):
    """A calendar of an earlier build is taken over when this is the same, so that nothing may hide in an address of memory."""
    one, two = ({each.path: repr(each.made_from) for each in calendars.outputs(read(), SETTINGS)} for _ in range(2))
    assert one == two
    assert not [path for path, known in one.items() if " at 0x" in known]
