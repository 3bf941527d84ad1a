"""What calendars are told of a series: expanded by dateutil, it is what `Days` walks through."""

import datetime as dt
from pathlib import Path

import pytest
import yaml
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.model.meeting import Changed, Recurrence, Series
from guildhouse.model.source import Source
from guildhouse.sources.problems import Problems
from guildhouse.sources.recurrence import Change, schedule
from guildhouse.sources.rule_text import parse, written

CASES = yaml.load(Path(__file__).with_name("recurrence.yml").read_text("utf-8"), yaml.BaseLoader)  # every value as written
START, DAY = dt.date(2024, 1, 3), dt.timedelta(days=1)
LONG = 400
TIME = dt.time(14)
FROM, UNTIL = (dt.datetime(year, 1, 1) for year in (1990, 2027))  # noqa: DTZ001 - wall time


def read_days(texts):
    return tuple(dt.date.fromisoformat(text) for text in texts)


READ = {
    **dict.fromkeys(("starts", "ends", "date", "instead_of"), dt.date.fromisoformat),
    **dict.fromkeys(("skip", "also"), read_days),
    "time": dt.time.fromisoformat,
    "cancelled": bool,
}
LEFT_OUT = {"duration", "facilitators", "note_takers"}


def read(values):
    return {key: READ.get(key, str)(value) for key, value in values.items() if key not in LEFT_OUT}


def series(**values):
    return Series(id="s", title="Series", source=Source("community.yml", 99), **values)


def scheduled(it, today=dt.date(2026, 1, 1), changes=(), **options):
    problems = Problems()
    return schedule(it, lambda _: Source("community.yml"), changes, today, problems, **options), problems


def expanded(recurrence, time):
    """Expand as RFC 5545 says, by software of others: rule, exceptions, additions, then the dates that take place otherwise."""
    first = dt.datetime.combine(recurrence.first, time)
    found = {first}
    if recurrence.rule:
        rule = recurrence.rule.replace("Z", "")  # the zone of these tests is UTC, or the end is no part of them
        found = set(rrulestr(rule, dtstart=first).between(first, UNTIL, inc=True))
    found |= {dt.datetime.combine(day, time) for day in recurrence.also}
    found -= {dt.datetime.combine(day, time) for day in recurrence.without}
    for change in recurrence.changed:
        assert dt.datetime.combine(change.day, time) in found
        found.remove(dt.datetime.combine(change.day, time))
    moved = (*(each for each in recurrence.changed if not each.cancelled), *recurrence.apart)
    return sorted([*found, *(dt.datetime.combine(each.date, each.time or time) for each in moved)])


def agree(it, changes=()):
    """Compare the two ways to the dates of a series until `UNTIL`."""
    said, _ = scheduled(it, FROM.date(), changes, count=LONG)
    if said.occurrences is None or said.recurrence is None:
        return
    walked = [moment for each in said.occurrences if (moment := each.start.replace(tzinfo=None)) < UNTIL]
    assert [each for each in expanded(said.recurrence, it.time) if FROM <= each < UNTIL][: len(walked)] == walked
    assert len(walked) == LONG or len([each for each in expanded(said.recurrence, it.time) if FROM <= each < UNTIL]) == len(walked)


@pytest.mark.parametrize("case", [each for each in CASES if "dates" in each], ids=lambda case: case["name"])
def test_calendars_hold_the_dates_of_the_pages(case):
    values = read(case["series"])
    if values.get("starts") or not values.get("rrule"):
        agree(
            series(**values | {"timezone": "UTC"}),
            [Change(source=Source("note.md", n), **read(each)) for n, each in enumerate(case.get("changes", []), 1)],
        )


days = st.integers(0, 60).map(lambda n: START + n * DAY)
changes = st.builds(
    Change,
    date=days,
    source=st.integers(1, 99).map(lambda line: Source("note.md", line)),
    instead_of=st.none() | days,
    cancelled=st.booleans(),
    time=st.none() | st.just(dt.time(16)),
)
rules = st.sampled_from([None, "FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=9", "FREQ=DAILY;UNTIL=20240220"])


@given(rules, st.lists(days, max_size=4), st.lists(days, max_size=4), st.lists(changes, max_size=6, unique_by=lambda each: each.date))
def test_whatever_notes_change(rule, skip, also, noted):
    it = series(starts=START, time=TIME, timezone="UTC", rrule=rule, skip=tuple(skip), also=tuple(also))
    said, problems = scheduled(it, dt.date(1990, 1, 1), noted, count=LONG)
    if said.recurrence is None or any(problem.severity == "error" for problem in problems.sorted):
        return
    agree(it, noted)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=1MO,FR", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=-1,15",
    ],
)  # fmt: skip
def test_a_rule_is_written_as_it_was_read(rule):
    assert parse(written(parse(rule))) == parse(rule)


def said(changes=(), today=dt.date(2026, 1, 1), **values):
    it = series(**{"starts": dt.date(2026, 1, 5), "time": TIME, "timezone": "Europe/Berlin", "rrule": "FREQ=WEEKLY"} | values)
    return scheduled(it, today, [Change(source=Source("n.md", n), **each) for n, each in enumerate(changes, 1)])[0].recurrence


def day(text):
    return dt.date.fromisoformat(text)


def test_the_end_is_the_moment_of_the_last_meeting_that_there_may_be():
    assert said(ends=day("2026-07-01")).rule == "FREQ=WEEKLY;UNTIL=20260701T120000Z"
    assert said(rrule="FREQ=WEEKLY;COUNT=9", ends=day("2026-01-20")).rule == "FREQ=WEEKLY;COUNT=3"
    assert said(rrule="FREQ=WEEKLY;COUNT=9").rule == "FREQ=WEEKLY;COUNT=9"


def test_what_was_called_off_is_told_and_what_is_skipped_was_never_there():
    recurrence = said(
        skip=(day("2026-01-12"),),
        changes=[{"date": day("2026-01-19"), "cancelled": True, "note": "/n/"}, {"date": day("2026-01-12"), "cancelled": True}],
    )
    assert recurrence.without == (day("2026-01-12"),)
    assert recurrence.changed == (Changed(day=day("2026-01-19"), date=day("2026-01-19"), cancelled=True, note="/n/"),)


def test_a_note_of_a_meeting_to_come_is_linked_and_others_only_when_they_change_something():
    notes = [{"date": day("2026-01-12"), "note": "/held/"}, {"date": day("2026-02-02"), "note": "/planned/"}]
    assert [each.note for each in said(notes, today=day("2026-01-20")).changed] == ["/planned/"]


def test_a_date_before_the_first_stands_apart():
    recurrence = said(also=(day("2025-12-30"),), changes=[{"date": day("2025-12-30"), "time": dt.time(9)}])
    assert recurrence.also == ()
    assert recurrence.apart == (Changed(day=day("2025-12-30"), date=day("2025-12-30"), time=dt.time(9)),)
    assert recurrence.earliest == day("2025-12-30")


def test_a_meeting_moved_twice_keeps_its_last_date():
    noted = [{"date": day("2026-01-06"), "instead_of": day("2026-01-05")}, {"date": day("2026-01-07"), "instead_of": day("2026-01-06")}]
    recurrence = said(noted)
    assert (recurrence.without, recurrence.also) == ((day("2026-01-05"),), (day("2026-01-07"),))


def test_series_without_dates_have_none_and_an_ended_one_keeps_those_it_had():
    assert said(time=None) is None
    assert said(also=(), rrule=None) is None
    it = series(starts=START, ends=START + 7 * DAY, time=TIME, timezone="UTC", rrule="FREQ=WEEKLY")
    assert scheduled(it)[0].recurrence == Recurrence(first=START, rule="FREQ=WEEKLY;UNTIL=20240110T140000Z")
    assert scheduled(it, is_archived=True)[0].recurrence is None
    assert scheduled(series(ends=START, also=(START - DAY,)))[0].recurrence is None
