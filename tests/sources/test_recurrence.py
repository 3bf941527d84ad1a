"""Series of meetings: their next dates and whose turn it is, or why nobody can say."""

import calendar
import copy
import datetime as dt
import pickle
from importlib.resources import files
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhouse.model.duration import Duration
from guildhouse.model.meeting import Series
from guildhouse.model.source import Source
from guildhouse.sources.days import last_day
from guildhouse.sources.problems import Problems
from guildhouse.sources.recurrence import Change, schedule
from guildhouse.sources.zones import moment, zone

CASES = yaml.load(Path(__file__).with_name("recurrence.yml").read_text("utf-8"), yaml.BaseLoader)  # every value as written
PLACES = ("when", "starts", "ends", "time", "duration", "timezone", "rrule", "skip", "also")
ZONES = (
    "Europe/Berlin", "Europe/London", "America/New_York", "America/Halifax", "Asia/Kolkata", "Australia/Sydney", "America/Santiago",
    "Africa/Casablanca", "Asia/Jerusalem", "Africa/Cairo", "Pacific/Auckland", "Australia/Lord_Howe", "UTC",
)  # fmt: skip
START, DAY = dt.date(2024, 1, 3), dt.timedelta(days=1)


def at(key):
    return Source("community.yml", PLACES.index(key) + 1)


def days(texts):
    return tuple(dt.date.fromisoformat(text) for text in texts)


READ = {
    **dict.fromkeys(("starts", "ends", "date", "instead_of"), dt.date.fromisoformat),
    **dict.fromkeys(("skip", "also"), days),
    **dict.fromkeys(("facilitators", "note_takers"), tuple),
    "time": dt.time.fromisoformat,
    "duration": Duration.parse,
    "cancelled": bool,
}


def read(values):
    return {key: READ.get(key, str)(value) for key, value in values.items()}


def series(**values):
    return Series(id="s", title="Series", source=Source("community.yml", 99), **values)


def scheduled(it, today=dt.date(2026, 1, 1), changes=(), **options):
    problems = Problems()
    return schedule(it, at, changes, today, problems, **options), problems


def written(moments):
    return [moment and moment.replace(tzinfo=None).isoformat(" ", "minutes") for moment in moments]


def place(source):
    return PLACES[source.line - 1] if source.path == "community.yml" else str(source.line)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    changes = [Change(source=Source("note.md", n), **read(change)) for n, change in enumerate(case.get("changes", []), 1)]
    it, problems = scheduled(
        series(**read(case["series"])),
        dt.date.fromisoformat(case["today"]),
        changes,
        count=int(case.get("count", 6)),
        is_archived="archived" in case,
    )
    found = it.occurrences
    assert it.undated == case.get("undated")
    assert (None if found is None else written(o.start for o in found)) == case.get("dates")
    expected = sorted(case.get("problems", []))
    assert sorted([p.code, place(p.source)] for p in problems.found) == [row[:2] for row in expected]
    for code, where, words in expected:
        assert any((p.code, place(p.source)) == (code, where) and words in p.message for p in problems.found), (words, problems.sorted)
    rota = [[o.facilitator or "null", o.note_taker or "null"] for o in found or ()]
    assert rota == case.get("rota", rota)
    assert [o.note or "null" for o in found or ()] == case.get("notes", ["null" for _ in found or ()])
    assert [e or "null" for e in written(o.end for o in found or ())] == case.get("ends", ["null" for _ in found or ()])
    if "utc" in case:
        assert written(o.start.astimezone(dt.UTC) for o in found) == case["utc"]


def nth_friday(day, n):
    weeks = [week[calendar.FRIDAY] for week in calendar.monthcalendar(day.year, day.month) if week[calendar.FRIDAY]]
    return day.day == weeks[n]


RULES = {
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE": lambda day: (day - START).days % 14 == 0,
    "FREQ=WEEKLY;BYDAY=MO,TH": lambda day: day.weekday() in {0, 3},
    "FREQ=MONTHLY;BYDAY=2FR": lambda day: nth_friday(day, 1),
    "FREQ=MONTHLY;BYDAY=-1FR": lambda day: nth_friday(day, -1),
    "FREQ=MONTHLY;BYMONTHDAY=-1": lambda day: (day + DAY).day == 1,
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1": lambda day: (
        day.weekday() < 5 and all(day.replace(day=n).weekday() > 4 for n in range(1, day.day))
    ),
}


def tzdata(name):
    """Read a zone past the module under test; the machine's own files may be of another year."""
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def instant(day, time, there):
    """Find, minute by minute of universal time, when the clocks of a zone first show a time: no arithmetic on local time."""
    wall = dt.datetime.combine(day, time)
    guess = wall.replace(tzinfo=dt.UTC) - dt.timedelta(hours=15)
    ahead = wall - guess.astimezone(there).replace(tzinfo=None)
    for minutes in range(-180, 181, 30):
        found = guess + ahead + dt.timedelta(minutes=minutes)
        if found.astimezone(there).replace(tzinfo=None) == wall:
            return found
    return None


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("rule", RULES)
def test_ten_years_equal_a_walk_over_all_days(rule, name):
    there = tzdata(name)
    starts = next(day for n in count() if RULES[rule](day := START + n * DAY))
    all_days = [START + n * DAY for n in range(3653)]
    expected = [instant(day, dt.time(17, 30), there) for day in all_days if RULES[rule](day)]
    it, problems = scheduled(series(starts=starts, ends=all_days[-1], time=dt.time(17, 30), timezone=name, rrule=rule), START, count=2000)
    assert [o.start.astimezone(dt.UTC) for o in it.occurrences] == expected
    assert {o.start.time() for o in it.occurrences} == {dt.time(17, 30)}
    assert not problems.found


@pytest.mark.parametrize("name", ZONES)
def test_every_gap_of_ten_years_is_found(name):
    there = tzdata(name)
    for hour in (0, 1, 2, 3):
        time = dt.time(hour, 15)
        walked = [START + n * DAY for n in range(3653)]
        gaps = [day for day in walked if instant(day, time, there) is None]
        _, problems = scheduled(series(starts=START, ends=walked[-1], time=time, timezone=name, rrule="FREQ=DAILY"), START)
        told = [p.message.partition(" on ")[2] for p in problems.found]
        assert [words[:10] for words in told] == [str(day) for day in gaps[:1]]
        assert all(f"nor on {len(gaps) - 1} later" in words for words in told)


DATES = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
SETS = st.lists(DATES, max_size=4, unique=True).map(tuple)
CHANGES = st.lists(
    st.builds(
        Change,
        date=DATES,
        source=st.builds(Source, st.just("n.md"), st.integers(1, 99)),
        instead_of=st.none() | DATES,
        cancelled=st.booleans(),
    ),
    max_size=4,
)
SERIES = st.builds(
    series,
    starts=st.none() | DATES,
    ends=st.none() | DATES,
    time=st.just(dt.time(2, 30)),
    timezone=st.sampled_from(ZONES),
    rrule=st.sampled_from([*RULES, "FREQ=DAILY", None]),
    skip=SETS,
    also=SETS,
    facilitators=st.lists(st.sampled_from("abc"), max_size=3).map(tuple),
)


@settings(max_examples=50, deadline=None)
@given(SERIES, DATES, CHANGES)
def test_laws_of_dates(it, today, changes):
    found, _ = scheduled(it, today, changes)
    dates = [o.start.date() for o in found.occurrences or ()]
    assert (found.occurrences is None) == (found.undated is not None)
    assert dates == sorted(set(dates))
    assert len(dates) <= 6
    assert all(day >= today for day in dates)
    assert not set(dates) & set(it.skip)
    assert not set(dates) & {c.date for c in changes if c.cancelled}


@settings(max_examples=50, deadline=None)
@given(SERIES, DATES, CHANGES)
def test_law_of_turns(it, today, changes):
    found, _ = scheduled(it, today, changes)
    everything, _ = scheduled(it, dt.date(2025, 1, 1), changes, count=2000)
    turns = {o.start.date(): n for n, o in enumerate(o for o in everything.occurrences or () if it.starts and o.start.date() >= it.starts)}
    for o in found.occurrences or ():
        turn = turns.get(o.start.date())
        assert o.facilitator == (it.facilitators[turn % len(it.facilitators)] if it.facilitators and turn is not None else None)


@pytest.mark.parametrize(
    ("until", "time", "last"),
    [
        (None, dt.time(9), "2199-12-31"),
        (dt.date(2026, 1, 5), dt.time(9), "2026-01-05"),
        (dt.datetime.fromisoformat("2026-01-05T09:00"), dt.time(9), "2026-01-05"),
        (dt.datetime.fromisoformat("2026-01-05T08:59"), dt.time(9), "2026-01-04"),
        (dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC), dt.time(9), "2026-01-05"),
        (dt.datetime(2026, 1, 5, 7, 59, tzinfo=dt.UTC), dt.time(9), "2026-01-04"),
        (dt.datetime(2026, 1, 4, 23, 30, tzinfo=dt.UTC), dt.time(0, 30), "2026-01-05"),
        (dt.datetime(2026, 1, 5, 7, tzinfo=dt.UTC), None, "2026-01-05"),
        (dt.datetime(9999, 12, 31, 23, 59, tzinfo=dt.UTC), dt.time(9), "2199-12-31"),
        (dt.datetime(1, 1, 1, tzinfo=dt.UTC), dt.time(9), "0001-01-01"),
    ],
)
def test_the_last_day(until, time, last):
    assert str(last_day(until, time, zone("Europe/Berlin"))) == last


def test_a_zone_can_be_copied_and_sent():
    berlin = zone("Europe/Berlin")
    assert copy.deepcopy(berlin) is berlin
    assert pickle.loads(pickle.dumps(moment(START, dt.time(9), berlin))).tzinfo is berlin


def test_the_machine_has_no_say_in_zones(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONTZPATH", str(tmp_path))
    assert zone("Europe/Berlin").key == "Europe/Berlin"
    assert zone("/etc/localtime") is None


@pytest.mark.parametrize("today", [dt.date.min, dt.date.max])
def test_any_today(today):
    it, _ = scheduled(series(time=dt.time(9), timezone="UTC", rrule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1"), today, count=1)
    assert len(it.occurrences) == (today == dt.date.min)


def test_the_first_hour_of_two_counts():
    assert moment(dt.date(2026, 10, 25), dt.time(2, 30, fold=1), zone("Europe/Berlin")).utcoffset() == dt.timedelta(hours=2)


@pytest.mark.usefixtures("ends")
def test_a_hundred_long_series_take_little_time():
    it = series(
        starts=dt.date(2015, 1, 7),
        time=dt.time(14),
        timezone="Europe/Berlin",
        rrule="FREQ=WEEKLY",
        skip=(dt.date(2026, 12, 23),),
        facilitators=("a", "b"),
    )
    for _ in range(100):
        scheduled(it)
