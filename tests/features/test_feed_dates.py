"""Dates and ids in feeds over the life of a site: real repositories in, entries of feeds out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from guildhouse.features import feeds
from guildhouse.features.outputs import Made
from guildhouse.model import publication_dates
from guildhouse.settings import Settings
from guildhouse.sources import reading
from repositories import ADA, Repository

SETTINGS = Settings(today=dt.date(2026, 11, 16), site_url="https://guild.example", authority="guild.example,2026", cache=False)
COMMUNITY = "communities/signals/community.yml"
NOTE = "communities/signals/meetings/2023-11-10-frost.md"
NEWS = {f"content/news/{name}.md": f"# {name.title()}\n" for name in ("ice", "lamp", "rain", "salt", "snow", "wind")}
PROMISES = "---\nactions: [{task: Buy salt, owner: ada, done: 2023-11-17}, {task: Grit, owner: ada}, {task: Buy salt, owner: ada}]\n---\n"


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "site")


@pytest.fixture
def feed(repo: Repository) -> Callable[..., dict[str, Any]]:
    """Give the entries of a feed by id, newest first."""

    def read(path: str = "feed.json") -> dict[str, Any]:
        house = reading.read(repo.folder, SETTINGS)
        found = next(each for each in feeds.outputs(house, SETTINGS) if isinstance(each, Made) and each.path == path)
        items = json.loads(found.make())["items"]
        assert len({item["id"] for item in items}) == len(items)
        published, updated = (list(map(dt.datetime.fromisoformat, column)) for column in zip(*dates_of(items), strict=True))
        assert published == sorted(set(published), reverse=True)
        assert len(set(updated)) == len(updated)
        return {item["id"]: item for item in items}

    return read


def dates_of(items: Any) -> Iterator[tuple[str, str]]:
    return ((item["date_published"], item.get("date_modified", item["date_published"])) for item in items)


def dates(entries: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return dict(zip(entries, dates_of(entries.values()), strict=True))


def test_no_date_moves_when_a_file_of_the_same_commit_goes_or_others_come(repo: Repository, feed: Callable[..., dict[str, Any]]) -> None:
    repo.commit(ADA, NEWS)
    before = dates(feed())
    for gone in NEWS:
        repo.commit(ADA, {gone: None})
        after = dates(feed()) if gone != list(NEWS)[-1] else {}
        assert after.items() <= before.items()
    repo.commit(ADA, {**NEWS, "content/news/a.md": "# A\n"})
    assert dates(feed()).items() >= before.items(), "what comes back as it was is the same"


def test_a_page_that_was_changed_while_it_moved_keeps_id_and_date(repo: Repository, feed: Callable[..., dict[str, Any]]) -> None:
    repo.commit(ADA, NEWS)
    ((before, (published, _)), *_) = dates(feed()).items()
    repo.commit(ADA, {"content/news/wind.md": None, "content/news/storm.md": "---\naliases: [/news/wind/]\n---\n# Storm\n"})
    after = feed()
    assert after[before]["title"] == "Storm"
    assert after[before]["date_published"] == published < after[before]["date_modified"]


def test_an_edit_changes_the_date_of_the_change_alone(repo: Repository, feed: Callable[..., dict[str, Any]]) -> None:
    repo.commit(ADA, NEWS)
    before = dates(feed())
    repo.commit(ADA, {"content/news/rain.md": "# Rain\n\nMore.\n"})
    changed = {id_: when for id_, when in dates(feed()).items() if before[id_] != when}
    ((id_, (published, updated)),) = changed.items()
    assert id_.endswith("/rain/")
    assert published == before[id_][0] < updated


def test_promises_are_dated_by_their_note_and_stay_when_others_come(repo: Repository, feed: Callable[..., dict[str, Any]]) -> None:
    repo.commit(ADA, {COMMUNITY: "name: Signals\n", NOTE: PROMISES, "content/people/ada.yml": "name: Ada\n"})
    before = feed("communities/signals/feed.json")
    note, done = (next(item for item in before.values() if item["title"] == title) for title in ("Frost", "Done: Buy salt"))
    promised = [item for item in before.values() if item["title"].startswith("To do")]
    assert len(promised) == 2, "the same promise twice in a note is one"
    begun = dt.datetime.fromisoformat(note["date_published"])
    for item in promised:
        assert dt.timedelta(0) < dt.datetime.fromisoformat(item["date_published"]) - begun <= dt.timedelta(minutes=1)
    assert done["date_published"].startswith("2023-11-17T12")
    repo.commit(ADA, {NOTE: PROMISES.replace("{task: Grit", "{task: Call, owner: ada}, {task: Grit")})
    after = dates(feed("communities/signals/feed.json"))
    assert len(after) == len(before) + 1
    assert {id_ for id_, when in dates(before).items() if after[id_] != when} == {note["id"]}


def test_nothing_is_kept_before_it_was_promised(repo: Repository, feed: Callable[..., dict[str, Any]]) -> None:
    repo.commit(ADA, {COMMUNITY: "name: Signals\n", NOTE: "---\nactions: [{task: Buy salt, done: 2023-11-12}]\n---\n"})
    assert [item["title"] for item in feed("actions/feed.json").values()] == ["Done: Buy salt", "To do: Buy salt"]


def test_what_needs_attention_since_one_second_is_told_at_several(
    repo: Repository, feed: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication_dates, "SPREAD", 1)
    texts = {f"communities/signals/resources/{name}.md": f"---\ntitle: {name}\nreview_by: 2023-11-01\n---\nText.\n" for name in "abcdef"}
    repo.commit(ADA, {COMMUNITY: "name: Signals\n", **texts})
    before = dates(feed("communities/signals/attention/feed.json"))
    assert len(before) == len(texts)
    repo.commit(ADA, {list(texts)[-1]: None})
    after = dates(feed("communities/signals/attention/feed.json"))
    assert sum(before[id_] != when for id_, when in after.items()) <= 1


def test_a_community_of_another_id_changes_no_id_of_what_needs_attention(repo: Repository, feed: Callable[..., dict[str, Any]]) -> None:
    told = "name: Signals\nreview_by: 2023-11-02\nlifecycle: [{status: active, date: 2023-11-01}]\n"
    charter = "---\nreview_by: 2023-11-01\n---\n# Charter\n"
    late = "---\nactions: [{task: Buy salt, due: 2023-11-12}]\n---\n"
    old = {"charter.md": charter, "resources/salt.md": charter.replace("Charter", "Salt"), "meetings/2023-11-10-frost.md": late}
    repo.commit(ADA, {COMMUNITY: told} | {f"communities/signals/{path}": text for path, text in old.items()})
    before = dates(feed("communities/signals/attention/feed.json"))
    assert len(before) == 6
    repo.commit(
        ADA,
        {COMMUNITY: None, "communities/points/community.yml": f"{told}aliases: [/communities/signals/]\n"}
        | {f"communities/signals/{path}": None for path in old}
        | {f"communities/points/{path}": text for path, text in old.items()},
    )
    assert dates(feed("communities/points/attention/feed.json")) == before
