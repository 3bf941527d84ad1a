"""What programs know a changed meeting by: real repositories in, numbers that never go back out."""

import datetime as dt
from dataclasses import replace

import pytest
import vobject

from guildhouse.features import calendars
from guildhouse.model.history import History, Trail
from guildhouse.settings import Settings
from guildhouse.sources.history.trace import MASS
from guildhouse.sources.reading import read
from repositories import ADA, BEGIN, DAY, Repository

SETTINGS = Settings(today=dt.date(2026, 11, 16), site_url="https://guild.example")
SERIES = """meetings:
  - {id: weekly, title: Weekly, starts: 2026-01-07, time: "14:00", timezone: Europe/Berlin, rrule: FREQ=WEEKLY;BYDAY=WE}
"""
TRACKS, NOTES = "communities/tracks/", "communities/tracks/meetings/"
OFF = "---\nseries: weekly\nstatus: cancelled\n---\nOff.\n"
PROMISE = "---\nseries: weekly\nactions: [{task: Grease them, due: 2026-12-24}]\n---\nPoints.\n"


@pytest.fixture
def repo(tmp_path):
    repo = Repository(tmp_path / "site")
    files = {
        f"{TRACKS}community.yml": f"name: Tracks\n{SERIES}",
        f"{NOTES}2026-11-25-off.md": OFF,
        f"{NOTES}2026-11-18-moved.md": "---\nseries: weekly\ninstead_of: 2026-11-11\nstatus: planned\n---\nMoved.\n",
        f"{NOTES}2026-10-07-points.md": PROMISE,
    }
    for number, (path, text) in enumerate(files.items()):
        repo.commit(ADA, {path: text}, date=f"{BEGIN + number} +0000")
    return repo


@pytest.fixture
def known(repo):
    """Tell of each series and promise its number of changes and its last one."""

    def tell():
        house = read(repo.folder, SETTINGS)
        (made,) = (each for each in calendars.outputs(house, SETTINGS) if each.path == "calendar.ics")
        calendar = vobject.readOne(made.make().decode())
        parts = (*calendar.vevent_list, *calendar.vtodo_list)
        assert all(each.dtstamp.value == each.last_modified.value for each in parts)
        return {each.uid.value: (int(each.sequence.value), each.last_modified.value) for each in parts}

    return tell


def renamed(repo, old, new, alias):
    repo.git("mv", f"communities/{old}", f"communities/{new}")
    path = f"communities/{new}/community.yml"
    text = (repo.folder / path).read_text()
    return {path: f"aliases: [{alias}]\n{text}"}


CHANGES = {
    "a note that cancelled a date is deleted": lambda _: {f"{NOTES}2026-11-25-off.md": None},
    "a note that moved a date is deleted": lambda _: {f"{NOTES}2026-11-18-moved.md": None},
    "a series moves to a file of its own": lambda _: {
        f"{TRACKS}community.yml": "name: Tracks\n",
        f"{TRACKS}meetings.yml": SERIES.removeprefix("meetings:\n"),
    },
    "the community is renamed": lambda repo: renamed(repo, "tracks", "rails", "/communities/tracks/"),
    "the note of a promise is renamed": lambda _: {
        f"{NOTES}2026-10-07-points.md": None,
        f"{NOTES}2026-10-07-switches.md": PROMISE.replace("---\n", "---\naliases: [/communities/tracks/meetings/2026-10-07-points/]\n", 1),
    },
    "a note moves within the community": lambda repo: repo.git("mv", f"{NOTES}2026-11-25-off.md", f"{NOTES}2026-11-25-out.md"),
    "something is one of many files": lambda _: {
        f"{NOTES}2026-11-25-off.md": None,
        **{f"content/pages/page-{number}.md": "# Page\n" for number in range(MASS + 1)},
    },
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("later", [DAY, 0, -DAY], ids=["the day after", "within the second", "written before, committed after"])
def test_a_change_is_counted_and_nothing_goes_back(repo, known, change, later):
    before = known()
    repo.commit(ADA, change(repo), date=f"{BEGIN + 3 + later} +0000")
    after = known()
    assert set(after) == set(before)
    assert all(after[uid][0] > sequence and after[uid][1] >= last for uid, (sequence, last) in before.items())
    if later > 0:
        assert {last for _, last in after.values()} == {dt.datetime.fromtimestamp(BEGIN + 3 + later, dt.UTC)}


def test_a_commit_that_counts_for_no_page_stays_counted(repo, known):
    repo.commit(ADA, {f"{NOTES}2026-11-25-off.md": None})
    before = known()
    repo.commit(ADA, {".git-blame-ignore-revs": repo.git("rev-parse", "HEAD") + "\n"})
    assert known() == before


def test_what_is_merged_counts_though_it_was_written_before(repo, known):
    repo.git("checkout", "-q", "-b", "side")
    repo.commit(ADA, {f"{NOTES}2026-11-25-off.md": None}, date=f"{BEGIN + DAY} +0000")
    repo.git("checkout", "-q", "main")
    repo.commit(ADA, {f"{TRACKS}README.md": "Rails.\n"}, date=f"{BEGIN + 2 * DAY} +0000")
    before = known()
    repo.git("merge", "-q", "--no-edit", "side")
    assert all(known()[uid][0] > sequence and known()[uid][1] == last for uid, (sequence, last) in before.items())


def test_a_community_of_which_nothing_changed_keeps_its_numbers(repo, known):
    before = known()
    repo.commit(ADA, {"content/pages/x.md": "# X\n", f"{TRACKS}resources/lamp.md": "# Lamp\n", "communities/b/community.yml": "name: B\n"})
    assert known() == before


@pytest.mark.parametrize(
    ("year", "sequence"), [(1960, 3), (2026, 3 + int(dt.datetime(2026, 1, 1, tzinfo=dt.UTC).timestamp()) // 10), (9999, 2**31 - 1)]
)
def test_numbers_are_those_that_programs_can_hold(repo, year, sequence):
    trails = {TRACKS.strip("/"): Trail(last=dt.datetime(year, 1, 1, tzinfo=dt.UTC), commits=3)}
    house = replace(read(repo.folder, SETTINGS), history=History(availability="complete", trails=trails))
    (made,) = (each for each in calendars.outputs(house, SETTINGS) if each.path == "calendar.ics")
    assert {each.sequence.value for each in vobject.readOne(made.make().decode()).vevent_list} == {str(sequence)}
