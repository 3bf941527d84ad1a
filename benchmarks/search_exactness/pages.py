"""Markdown files of any site as records, read in the plainest way: enough to measure an index with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from guildhouse.formats.search.record import Record, Section

MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
HEADING = re.compile(r"^#{1,6} +(.*)$", re.MULTILINE)
TITLE = re.compile(r'^title: *"?(.*?)"?$', re.MULTILINE)


def records(folder: Path) -> Iterator[Record]:
    """Yield a record for each page, folder by folder, the folder being its community."""
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        matter = MATTER.match(text)
        body = text[matter.end() :] if matter else text
        told = TITLE.search(matter[1]) if matter else HEADING.search(body)
        parts = HEADING.split(body)
        sections = [Section("", "", parts[0].strip())]
        sections += [
            Section(f"s{at}", heading, words.strip()) for at, (heading, words) in enumerate(zip(parts[1::2], parts[2::2], strict=True))
        ]
        place = path.relative_to(folder).with_suffix("").as_posix()
        yield Record(
            url=f"/{place}/",
            kind="page",
            title=told[1] if told else path.stem,
            community=place.split("/")[0],
            path=place,
            sections=tuple(sections),
        )
