"""The engine that stays, seen from the server: it always comes to an end with a build."""

from __future__ import annotations

import time

import pytest

from guildhouse import leash
from guildhouse.publish import live_engine, live_worker
from guildhouse.publish.live_worker import Overtaken, Worker
from guildhouse.publish.progress import Progress

HUGE = "content/huge.md"


@pytest.fixture
def worker():
    found = Worker("fake_living")
    yield found
    found.close()


@pytest.fixture
def run(site, worker):
    def build() -> int:
        (site / "aside").mkdir(exist_ok=True)
        return worker.run([*leash.command("x"), "--site", str(site), "--output", str(site / "aside")], Progress("x"))

    return build


def test_previews_that_nobody_waits_for_hold_up_no_build(run, worker, monkeypatch) -> None:
    assert run() == 0
    with monkeypatch.context() as hurried:
        hurried.setattr(live_engine, "PATIENCE", 0)
        assert [worker.preview([HUGE]) for _ in range(3)] == [{}] * 3
    assert worker.preview(["content/a.md"]) == {"a.html": "preview of content/a.md"}
    assert run() == 0
    assert len(worker.preview([HUGE])["huge.html"]) > 1 << 16


def test_a_build_that_takes_long_goes_on_unless_something_has_changed(site, run, worker, monkeypatch) -> None:
    monkeypatch.setattr(worker, "_patience", 0.2)
    (site / "trouble.txt").write_text("slow 0.2")
    assert run() == 0
    assert worker._patience == live_worker.LONG


def test_when_something_has_changed_it_is_ended_and_the_next_one_may_take_longer(site, run, worker, monkeypatch) -> None:
    monkeypatch.setattr(worker, "_patience", 0.4)
    (site / "trouble.txt").write_text("slow 60")
    worker.is_awaited = lambda: True
    begun = time.monotonic()
    with pytest.raises(Overtaken, match="has changed since"):
        run()
    assert 0.4 < time.monotonic() - begun < 20
    assert worker._patience == 0.8
    (site / "trouble.txt").write_text("")
    assert run() == 0
