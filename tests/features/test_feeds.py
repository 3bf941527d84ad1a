"""Files of a site in, feeds out."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from guildhouse.features import feeds, subscribe_views
from guildhouse.features.outputs import Made, Page
from guildhouse.features.teller import shortened
from guildhouse.model.history import History, Span
from guildhouse.model.house import House
from guildhouse.model.learning import LearningPath, Step
from guildhouse.model.source import Source
from guildhouse.settings import Settings, SettingsError, load
from guildhouse.sources import reading
from guildhouse.tasks.announcing import announce

TODAY = dt.date(2026, 11, 16)
URL = "https://guild.example"
SITE = """
== communities/signals/community.yml
name: Signals
aliases: [/communities/points/]
lifecycle:
  - {status: active, date: 2026-01-05}
members:
  - {person: ada, roles: [chair], term: {start: 2025-11-01, end: 2026-11-01}}
== communities/signals/meetings/2026-11-03-frost.md
---
title: Frost
note_taker: bo
recording: ../resources/frost.mp4
actions:
  - {task: Buy salt, owner: ada, due: 2026-11-10}
  - {task: Grit the yard, owner: ada, done: 2026-11-05}
---
We talked about frost.
== communities/signals/meetings/2026-11-20-later.md
Not yet.
== communities/signals/resources/frost.mp4
12345
== communities/signals/resources/salt.md
---
title: Salt
topics: [winter]
review_by: 2026-11-01
---
How much.
== communities/signals/decisions/0001-salt.md
---
title: Salt in November
date: 2026-11-04
status: accepted
aliases: [/old/salt/]
decision-makers: [ada, cy]
---
Because of frost.
== communities/dock/community.yml
name: Dock
== content/news/2026-11-12-open.md
---
title: Open
authors: [cy, ada, Dee Written]
---
We open.
== content/news/2026-12-01-soon.md
# Soon

== content/people/ada.yml
name: Ada Łoś
== content/people/bo.yml
name: Bo Berg
recognition: initials
== content/people/cy.yml
name: Cy Cole
recognition: no
== content/kudos/2026.yml
- {to: [ada, cy], from: bo, date: 2026-11-06, for: Salt at six in the morning}
- {to: [cy], from: ada, date: 2026-11-06, for: Nothing that is told}
"""


@pytest.fixture
def house(tree: Callable[[str], Path]) -> House:
    return reading.read(tree(SITE), Settings(today=TODAY))


def made(house: House, **options: Any) -> dict[str, Any]:
    """Give every output by path: feeds and JSON read, other files as text, pages as their context."""
    settings = Settings(**({"today": TODAY, "site_url": URL, "authority": "guild.example,2026"} | options))
    return {output.path: _opened(output) for output in feeds.outputs(house, settings)}


def _opened(output: Any) -> Any:
    if isinstance(output, Page):
        return output.page
    text = (output.make() if isinstance(output, Made) else output.content).decode()
    return json.loads(text) if output.path.endswith(".json") else text


def titles(feed: Any) -> list[str]:
    return [item["title"] for item in feed["items"]]


def entry(feed: Any, title: str) -> Any:
    return next(item for item in feed["items"] if item["title"] == title)


def test_the_organisation_hears_of_everything_but_promises(house: House) -> None:
    assert titles(made(house)["feed.json"]) == ["Open", "Thanks to Ada Łoś", "Salt in November", "Frost", "Signals"]


def test_a_community_hears_of_promises_too_and_of_what_was_kept(house: House) -> None:
    found = made(house)
    assert set(titles(found["communities/signals/feed.json"])) == {
        *("Salt in November", "Frost", "To do: Buy salt", "To do: Grit the yard", "Done: Grit the yard", "Signals")
    }
    assert titles(found["communities/signals/meetings/feed.json"]) == ["Frost"]
    assert titles(found["communities/signals/decisions/feed.json"]) == ["Salt in November"]
    assert len(titles(found["communities/signals/actions/feed.json"])) == len(titles(found["actions/feed.json"])) == 3
    assert titles(found["communities/dock/feed.json"]) == []
    assert "communities/dock/meetings/feed.json" not in found


def test_every_feed_comes_in_three_formats_in_the_list_and_on_the_page(house: House) -> None:
    found = made(house)
    names = {path.rpartition(".")[0] for path in found if path.rpartition("/")[2].startswith("feed.") and path != "feed.css"}
    assert all(f"{name}.{kind}" in found for name in names for kind in ("atom", "rss", "json"))
    page = found["subscribe/index.html"]
    groups = (page.organisation, page.paths, page.topics, *(group.entries for group in (*page.communities, *page.people)))
    listed = {each.url.removeprefix("/").removesuffix(".atom") for entries in groups for each in entries if each.icon == "rss"}
    assert listed == names
    assert all(f'xmlUrl="{URL}/{name}.atom"' in found["feeds.opml"] for name in names)


def test_without_a_site_address_there_are_no_feeds_and_the_page_says_so(house: House) -> None:
    found = made(house, site_url="")
    assert set(found) == {"subscribe/index.html", "new.json", "new.md"}
    assert not found["subscribe/index.html"].has_feeds
    assert all(item["url"].startswith("/") for item in found["new.json"]["items"])


def test_ids_are_made_of_the_authority_and_the_oldest_address(house: House) -> None:
    found = made(house, site_url="https://moved.example/sub")
    assert entry(found["feed.json"], "Salt in November")["id"] == "tag:guild.example,2026:/old/salt/"
    assert entry(found["feed.json"], "Frost")["id"] == "tag:guild.example,2026:/communities/points/meetings/2026-11-03-frost/"
    assert "<id>tag:guild.example,2026:/communities/points/#feed</id>" in found["communities/signals/feed.atom"]
    assert entry(made(house, authority="")["feed.json"], "Signals")["id"] == "tag:guild.example,2026:/communities/points/"


def test_a_rename_with_an_alias_changes_no_id(tree: Callable[[str], Path], house: House) -> None:
    before = {item["id"] for item in made(house)["communities/signals/feed.json"]["items"]}
    renamed = SITE.replace("2026-11-03-frost.md\n---", "2026-11-03-ice.md\n---\naliases: [/communities/points/meetings/2026-11-03-frost/]")
    tree("== communities/signals/meetings/2026-11-03-frost.md\n").joinpath("communities/signals/meetings/2026-11-03-frost.md").unlink()
    after = reading.read(tree(renamed), Settings(today=TODAY))
    assert "2026-11-03-ice" in {note.url.split("/")[-2] for note in after.meetings}
    assert {item["id"] for item in made(after)["communities/signals/feed.json"]["items"]} == before


def test_a_person_of_another_id_changes_none_of_their_promises_thanks_and_terms(tree: Callable[[str], Path], house: House) -> None:
    names = ("communities/signals/feed.json", "communities/signals/attention/feed.json", "recognition/feed.json")
    before = [{item["id"] for item in made(house)[name]["items"]} for name in names]
    assert all(before)
    renamed = SITE.replace("content/people/ada.yml\n", "content/people/lady.yml\naliases: [/people/ada/]\n")
    renamed = renamed.replace("person: ada", "person: lady").replace("owner: ada", "owner: lady").replace("to: [ada", "to: [lady")
    renamed = renamed.replace("[ada, cy]", "[lady, cy]").replace("[cy, ada,", "[cy, lady,")
    place = tree("== content/people/ada.yml\n")
    place.joinpath("content/people/ada.yml").unlink()
    after = made(reading.read(tree(renamed), Settings(today=TODAY)))
    assert [{item["id"] for item in after[name]["items"]} for name in names] == before


def test_the_same_promise_in_two_notes_and_the_same_thanks_twice_are_two_entries(tree: Callable[[str], Path]) -> None:
    again = (
        SITE
        + "== communities/signals/meetings/2026-11-10-again.md\n---\nactions: [{task: Buy salt, owner: ada, due: 2026-11-10}]\n---\nAgain.\n"
    )
    again += "== content/kudos/more.yml\n- {to: [ada], for: Salt., date: 2026-10-01}\n- {to: [ada], for: Salt., date: 2026-11-01}\n"
    found = made(reading.read(tree(again), Settings(today=TODAY)))
    late = [item["id"] for item in found["communities/signals/attention/feed.json"]["items"] if "Buy salt" in item["title"]]
    thanks = [item["id"] for item in found["recognition/feed.json"]["items"] if "Salt." in item["summary"]]
    assert (len(set(late)), len(set(thanks))) == (2, 2)


def test_people_are_credited_as_they_chose(house: House) -> None:
    found = made(house)
    news = entry(found["feed.json"], "Open")
    assert news["authors"] == [{"name": "Ada Łoś", "url": f"{URL}/people/ada/"}, {"name": "Dee Written"}]
    assert entry(found["feed.json"], "Frost")["authors"] == [{"name": "B.B."}]
    assert entry(found["feed.json"], "Thanks to Ada Łoś")["authors"] == [{"name": "B.B."}]
    everything = repr(found["feed.atom"]) + repr(found["feed.rss"]) + repr(found["feed.json"]) + found["feeds.opml"]
    assert "Cy Cole" not in everything
    assert "Bo Berg" not in everything
    assert titles(found["people/ada/feed.json"]) == ["Open", "Salt in November"]
    assert len(titles(found["people/ada/actions/feed.json"])) == 3
    assert not [path for path in found if path.startswith(("people/bo", "people/cy"))]


def test_dates_are_those_of_git(house: House) -> None:
    note = "communities/signals/meetings/2026-11-03-frost.md"
    salt = "communities/signals/resources/salt.md"
    first, last = dt.datetime(2026, 11, 4, 8, tzinfo=dt.UTC), dt.datetime(2026, 11, 9, 8, tzinfo=dt.UTC)
    history = History(availability="complete", written={path: Span(first=first, last=last) for path in (note, salt)})
    found = made(replace(house, history=history))["communities/signals/feed.json"]
    frost, salt_page = entry(found, "Frost"), entry(found, "Salt")
    assert min(frost["date_published"], salt_page["date_published"]) == first.isoformat()
    assert len({item["date_published"] for item in found["items"]}) == len(found["items"])
    assert [item["date_published"] for item in found["items"]] == sorted((item["date_published"] for item in found["items"]), reverse=True)
    assert {frost["date_modified"][:13], salt_page["date_modified"][:13]} == {"2026-11-09T08"}
    assert titles(made(replace(house, history=history))["topics/winter/feed.json"]) == ["Salt"]


def test_no_promise_moves_a_page_and_no_page_of_its_commit_a_promise(house: House) -> None:
    note, first = "communities/signals/meetings/2026-11-03-frost.md", dt.datetime(2026, 11, 4, 8, tzinfo=dt.UTC)
    names = {each.source.path for each in (*house.pages, *house.meetings, *house.decisions)} - {note}
    spans = {path: Span(first=first, last=first, ranks=(rank, rank), size=100) for rank, path in enumerate((note, *sorted(names)))}
    whole = made(replace(house, history=History(availability="complete", written=spans)))["communities/signals/feed.json"]
    promise = dt.datetime.fromisoformat(entry(whole, "To do: Buy salt")["date_published"])
    assert first + dt.timedelta(seconds=99) < promise <= first + dt.timedelta(seconds=99 + 60)


def test_a_recording_beside_a_note_is_enclosed_with_its_length(house: House) -> None:
    (attachment,) = entry(made(house)["feed.json"], "Frost")["attachments"]
    assert attachment == {
        "url": f"{URL}/communities/signals/resources/frost.mp4",
        "mime_type": "video/mp4",
        "size_in_bytes": len("12345\n"),
    }


def test_what_needs_attention_has_a_day_since_which_it_does(house: House) -> None:
    found = made(house)["communities/signals/attention/feed.json"]
    assert {item["title"]: item["date_published"][:10] for item in found["items"]} == {
        "Due on 10 November 2026: Buy salt": "2026-11-11",
        "The term of Ada Łoś ended on 1 November 2026": "2026-11-02",
        "Salt was to be reviewed by 1 November 2026": "2026-11-01",
    }


def test_weeks_and_months_are_told_when_they_are_over_and_something_happened(house: House) -> None:
    found = made(house)
    weeks = found["weekly/feed.json"]["items"]
    assert [week["id"].partition("#")[2] for week in weeks] == ["2026-11-09", "2026-11-02", "2026-01-05"]
    assert weeks[0]["date_published"] == "2026-11-16T00:00:00+00:00"
    assert "Open" in weeks[0]["content_html"]
    assert titles(found["monthly/feed.json"]) == ["January 2026"]


def test_nothing_is_told_before_its_day(house: House) -> None:
    assert not [title for title in titles(made(house)["feed.json"]) if "soon" in title.lower() or "later" in title.lower()]


def test_new_is_what_the_last_seven_days_brought(house: House) -> None:
    found = made(house)
    assert [item["title"] for item in found["new.json"]["items"]] == ["Open"]
    assert found["new.md"].startswith("# New at Guildhouse\n\n**Guildhouse**\n\n- [Open](")


def test_a_summary_ends_at_a_word() -> None:
    assert shortened("a  b\nc") == "a b c"
    assert len(shortened("word " * 200)) <= 300
    assert shortened("word " * 200).endswith("word…")


def _git(site: Path, *words: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=site, check=True, capture_output=True)


def test_new_since_a_commit_is_what_was_added_after_it(tree: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    site = tree(SITE)
    (site / "content/news/2026-11-12-open.md").rename(site / "kept")
    _git(site, "init", "-q")
    _git(site, "add", "communities", "content")
    _git(site, "commit", "-qm", "First", "--date=2026-11-14T00:00:00Z")
    _git(site, "tag", "told")
    (site / "kept").rename(site / "content/news/2026-11-12-open.md")
    _git(site, "add", "content")
    _git(site, "commit", "-qm", "News")
    since = load(site, new_since="told").new_since
    assert since is not None
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=site, check=True, capture_output=True, text=True).stdout.strip()
    assert since.commits == {head}
    assert announce(site, "json", {"new_since": "told", "today": "2026-11-16", "lenient": True}) == 0
    assert [item["title"] for item in json.loads(capsys.readouterr().out)["items"]] == ["Open"]
    with pytest.raises(SettingsError, match="neither a date nor known to git"):
        load(site, new_since="nowhere")


def test_an_annotated_tag_has_a_day_of_its_own_and_another_that_of_its_commit(
    tree: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tree(SITE)
    _git(site, "init", "-q")
    _git(site, "add", "communities", "content")
    for name, value in (("AUTHOR", "05"), ("COMMITTER", "05")):
        monkeypatch.setenv(f"GIT_{name}_DATE", f"2026-11-{value}T10:00:00Z")
    _git(site, "commit", "-qm", "First")
    _git(site, "tag", "light")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-12T09:00:00Z")
    _git(site, "tag", "-am", "tagger X <x> 1 +0000", "told")
    _git(site, "tag", "-am", "Again", "again", "told")
    days = {name: since.instant.day for name in ("light", "told", "again") if (since := load(site, new_since=name).new_since)}
    assert days == {"light": 5, "told": 12, "again": 12}


def test_what_was_copied_to_another_line_was_told_with_the_first(tree: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    site = tree(SITE)
    news = "content/news/2026-11-12-open.md"
    (site / news).rename(site / "kept")
    _git(site, "init", "-q", "-b", "main")
    _git(site, "add", "communities", "content")
    _git(site, "commit", "-qm", "First", "--date=2026-11-14T00:00:00Z")
    for branch in ("release", "main"):
        _git(site, "checkout", "-q", *(["-b"] if branch == "release" else []), branch)
        (site / news).write_bytes((site / "kept").read_bytes())
        _git(site, "add", "content")
        _git(site, "commit", "-qm", f"News on {branch}")
    assert announce(site, "json", {"new_since": "release", "today": "2026-11-16", "lenient": True}) == 0
    assert json.loads(capsys.readouterr().out)["items"] == []
    assert announce(site, "json", {"new_since": "main~1", "today": "2026-11-16", "lenient": True}) == 0
    assert [item["title"] for item in json.loads(capsys.readouterr().out)["items"]] == ["Open"]


def test_what_was_announced_is_not_new_when_it_stood_late_in_its_commit_or_is_renamed(
    tree: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    site = tree(SITE)
    for number in range(20):
        (site / f"content/pages/{number}.md").parent.mkdir(exist_ok=True)
        (site / f"content/pages/{number}.md").write_text(f"# Page {number}\n")
    _git(site, "init", "-q")
    _git(site, "add", "communities", "content")
    _git(site, "commit", "-qm", "First", "--date=2026-11-14T00:00:00Z")
    _git(site, "tag", "told")
    (site / "content/pages/3.md").unlink()
    (site / "content/pages/three.md").write_text("---\naliases: [/3/]\n---\n# Page three\n")
    (site / "content/pages/4.md").rename(site / "content/pages/four.md")
    (site / "content/pages/5.md").write_text("# Page five\n")
    (site / "content/pages/new.md").write_text("# Brought\n")
    _git(site, "add", "content")
    _git(site, "commit", "-qm", "Later", "--date=2026-11-14T00:00:01Z")
    assert announce(site, "json", {"new_since": "told", "today": "2026-11-16", "lenient": True}) == 0
    assert [item["title"] for item in json.loads(capsys.readouterr().out)["items"]] == ["Brought"]


def test_new_since_a_day_is_what_was_published_from_then_on(tree: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    site = tree(SITE)
    assert announce(site, "markdown", {"new_since": "2026-11-06", "today": "2026-11-16", "site_url": URL, "lenient": True}) == 0
    told = capsys.readouterr().out
    assert told.count("\n- [") == 2
    assert "Thanks to Ada Łoś" in told
    for wrong in ("2026-02-30", 5):
        with pytest.raises(SettingsError):
            load(site, new_since=wrong)
    assert load(site, new_since="").new_since is None
    assert load(site, new_since=dt.date(2026, 11, 6)).new_since is not None


def test_nothing_is_announced_of_a_site_with_errors(tree: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert announce(tree("== communities/x/community.yml\nnaem: X\n"), "markdown", {}) == 1
    assert capsys.readouterr().out == ""


def test_a_community_that_is_silent_or_led_by_nobody_needs_attention(tree: Callable[[str], Path]) -> None:
    site = tree("""
== communities/quiet/community.yml
name: Quiet
review_by: 2026-11-02
members:
  - {person: ada, roles: [chair], until: 2026-10-01}
  - {person: bo, roles: [lead]}
== communities/quiet/meetings/2026-05-01-last.md
---
decisions: [{title: Go on}]
actions: [{task: Ask, owner: ada}]
---
== communities/gone/community.yml
name: Gone
status: archived
== content/people/ada.yml
name: Ada
== content/people/bo.yml
name: Bo
left: 2026-10-10
""")
    found = made(reading.read(site, Settings(today=TODAY)))
    assert {item["title"]: item["date_published"][:10] for item in found["communities/quiet/attention/feed.json"]["items"]} == {
        "No note since 1 May 2026": "2026-07-31",
        "Nobody leads Quiet": "2026-10-11",
        "Quiet was to be reviewed by 2 November 2026": "2026-11-02",
    }
    assert "communities/gone/attention/feed.json" not in found
    (note,) = found["communities/quiet/meetings/feed.json"]["items"]
    assert "<li>Go on</li>" in note["content_html"]
    assert "<li>Ada: Ask</li>" in note["content_html"]


def test_a_path_is_told_with_its_steps(house: House) -> None:
    path = LearningPath(
        id="salt",
        url="/paths/salt/",
        title="All about salt",
        source=Source("content/paths/salt.yml"),
        outcomes=("Grit a yard",),
        maintainers=("ada",),
        aliases=("/paths/grit/",),
        steps=(Step(id="one", page="/communities/signals/resources/salt/#how-much"),),
    )
    moment = dt.datetime(2026, 11, 12, 8, tzinfo=dt.UTC)
    spans = {name: Span(first=moment, last=moment) for name in ("content/paths/salt.yml", "communities/signals/resources/salt.md")}
    found = made(replace(house, paths=(path,), history=History(availability="complete", written=spans)))
    assert set(titles(found["paths/salt/feed.json"])) == {"All about salt", "Salt"}
    assert entry(found["paths/feed.json"], "All about salt")["id"] == "tag:guild.example,2026:/paths/grit/"
    assert "<li>Grit a yard</li>" in entry(found["paths/feed.json"], "All about salt")["content_html"]
    assert "All about salt" in titles(found["people/ada/feed.json"])
    assert not [path for path in made(replace(house, paths=(replace(path, url=None),))) if path.startswith("paths/")]


def test_calendars_stand_with_the_feeds_of_their_owners(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    calendars = (
        SimpleNamespace(words="All meetings", url="/calendar.ics", community=None, person=None),
        SimpleNamespace(words="Meetings", url="/communities/signals/calendar.ics", community="signals", person=None),
        SimpleNamespace(words="Actions", url="/people/ada/calendar.ics", community=None, person="ada"),
    )
    monkeypatch.setattr(subscribe_views, "calendars_of", lambda _house: calendars)
    page = made(house)["subscribe/index.html"]
    groups = [page.organisation, *(group.entries for group in (*page.communities, *page.people))]
    assert [each.address for entries in groups for each in entries if each.icon == "calendar"] == [f"{URL}{each.url}" for each in calendars]
    assert [each.webcal for entries in groups for each in entries if each.webcal] == [
        f"webcal://{URL.partition('://')[2]}{each.url}" for each in calendars
    ]
    without = made(house, site_url="")["subscribe/index.html"].organisation
    assert [(each.address, each.webcal) for each in without] == [("", None)]
