"""What feeds cost: a site of many documents read, its publications gathered, its feeds printed; seconds of the processor.

`python3 tasks.py bench --name feeds [--options "--documents 2000 --feeds 300"]`
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from benchmarks import corpus
from guildhouse.features.feed_views import feeds_of
from guildhouse.features.publication_views import publications
from guildhouse.features.teller import Teller
from guildhouse.formats.feed_xml import Press
from guildhouse.formats.json_feed import JsonPress
from guildhouse.model.feed import MOST, Feed
from guildhouse.model.publication import Publication
from guildhouse.settings import Settings
from guildhouse.sources import reading

TODAY = dt.date(2026, 11, 16)
GOAL = 2.0
"""Seconds that 300 feeds of 50 entries may take in all."""


def main() -> int:
    """Measure, and fail where the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--feeds", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(Path(folder), given.documents, 1)
        settings = Settings(today=TODAY, site_url="https://guild.example", authority="guild.example,2026")
        house = reading.read(Path(folder), settings)
        teller = Teller(house, settings)
        begun = time.process_time()
        told = publications(house, settings)
        gathered = time.process_time()
        listed = feeds_of(teller, told)
        selected = time.process_time()
        print(f"{len(told)} publications in {gathered - begun:.2f} s, {len(listed)} feeds selected in {selected - gathered:.2f} s")
        wanted = tuple(_full(listed[0].feed, told, given.feeds))
        spent = {name: _spent(wanted, name) for name in ("atom", "rss", "json")}
    for name, seconds in spent.items():
        print(f"{given.feeds} feeds of {MOST} entries as {name}: {seconds:.2f} s")
    best = max(spent.values())
    print(f"the dearest format takes {best:.2f} s, the goal is {GOAL:.2f} s; all three together {sum(spent.values()):.2f} s")
    return 0 if best <= GOAL else 1


def _full(model: Feed, told: tuple[Publication, ...], amount: int) -> list[Feed]:
    """Make feeds of fifty entries, each beginning further on in what was published."""
    endless = cycle(told)
    return [replace(model, url=f"/feeds/{number}/", entries=tuple(islice(endless, MOST))) for number in range(amount)]


def _spent(feeds: tuple[Feed, ...], kind: str) -> float:
    """Print all feeds in one format, with nothing known from another, and tell the seconds."""
    press = Press("https://guild.example", "guild.example,2026", "Guild")
    make = JsonPress(press).json if kind == "json" else getattr(press, kind)
    begun = time.process_time()
    for feed in feeds:
        make(feed)
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
