"""Writes sites of any size, the same for the same seed, to measure with: communities with notes, decisions and documents, and people."""

from __future__ import annotations

import argparse
import datetime as dt
import random
from pathlib import Path

WORDS = [
    "alert",
    "backlog",
    "baseline",
    "budget",
    "bridge",
    "capacity",
    "change",
    "channel",
    "checklist",
    "cluster",
    "commit",
    "contract",
    "cutover",
    "dashboard",
    "deploy",
    "design",
    "drift",
    "engine",
    "estimate",
    "failover",
    "feature",
    "ferry",
    "gateway",
    "handover",
    "harbour",
    "incident",
    "index",
    "journey",
    "keeper",
    "latency",
    "ledger",
    "lesson",
    "limit",
    "load",
    "meeting",
    "metric",
    "migration",
    "model",
    "noise",
    "outage",
    "owner",
    "pager",
    "partner",
    "pattern",
    "platform",
    "policy",
    "port",
    "practice",
    "queue",
    "record",
    "recovery",
    "release",
    "replica",
    "report",
    "review",
    "risk",
    "rollback",
    "route",
    "runbook",
    "schedule",
    "schema",
    "service",
    "session",
    "shift",
    "signal",
    "station",
    "status",
    "storage",
    "stream",
    "switch",
    "target",
    "team",
    "test",
    "ticket",
    "timetable",
    "trace",
    "train",
    "tunnel",
    "update",
    "vendor",
    "version",
    "window",
]
VERBS = [
    "keeps",
    "watches",
    "moves",
    "checks",
    "renews",
    "drains",
    "shares",
    "explains",
    "measures",
    "closes",
    "repairs",
    "plans",
    "follows",
    "reads",
    "writes",
]
LANGUAGES = ("python", "bash", "yaml", "")
FIRST_DAY = dt.date(2026, 11, 16)


class Writer:
    """Writes prose that has the shape of real documents: headings, lists, links, code, some 580 words each."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def sentence(self) -> str:
        pick = self.random.choice
        words = [f"The {pick(WORDS)} {pick(VERBS)} the {pick(WORDS)}"]
        words += [
            pick(("and", "while", "because", "so")) + f" the {pick(WORDS)} {pick(VERBS)} {pick(('a', 'its', 'every'))} {pick(WORDS)}"
            for _ in range(2)
        ]
        return " ".join(words) + "."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(4))

    def title(self) -> str:
        pick = self.random.choice
        return f"The {pick(WORDS)} {pick(WORDS)} and the {pick(WORDS)} {self.random.randrange(10_000)}"

    def text(self, links: list[str]) -> str:
        parts = []
        for number in range(6):
            parts += [f"## About {self.random.choice(WORDS)} {number}", self.paragraph()]
            if number % 2:
                parts.append("\n".join(f"- {self.sentence()}" for _ in range(4)))
            else:
                language = self.random.choice(LANGUAGES)
                parts.append(f"```{language}\nfor each in {self.random.choice(WORDS)}:\n    print(each, {self.random.randrange(100)})\n```")
            if links:
                parts.append(f"See [the {self.random.choice(WORDS)}]({self.random.choice(links)}) and `{self.random.choice(WORDS)}`.")
        return "\n\n".join(parts)


def write(folder: Path, documents: int, seed: int = 1) -> None:
    """Write a site of about so many Markdown documents: of twenty, twelve are library documents, six are notes, two decisions."""
    writer = Writer(seed)
    communities = max(1, documents // 80)
    people = [f"person-{number}" for number in range(max(2, documents // 20))]
    for person in people:
        _put(
            folder / f"content/people/{person}.yml", f"name: {person.title().replace('-', ' ')}\nskills: [{writer.random.choice(WORDS)}]\n"
        )
    for number in range(communities):
        _community(folder / f"communities/community-{number}", number, people, writer)
    for number in range(documents):
        home = folder / f"communities/community-{number % communities}"
        _document(home, number, number // communities, people, writer)


def _community(home: Path, number: int, people: list[str], writer: Writer) -> None:
    lead, other = writer.random.sample(people, 2)
    lines = [
        f"name: Community {number} of {writer.random.choice(WORDS)}",
        "status: active",
        f"summary: {writer.sentence()}",
        "members:",
        f"  - {{person: {lead}, roles: [chair], since: 2025-01-01}}",
        f"  - {{person: {other}, since: 2025-06-01}}",
        "meetings:",
        "  - {id: weekly, title: Weekly, starts: 2026-01-07, time: '10:00', duration: PT30M,",
        "     timezone: Europe/Berlin, rrule: FREQ=WEEKLY;BYDAY=WE}",
    ]
    _put(home / "community.yml", "\n".join(lines) + "\n")
    _put(home / "README.md", f"# About\n\n{writer.paragraph()}\n")


def _document(home: Path, number: int, place: int, people: list[str], writer: Writer) -> None:
    kind = place % 20
    title = f"{writer.title()} {number}"
    neighbour = [f"../resources/doc-{place - place % 20 + other}.md" for other in range(12) if other < kind] if kind else []
    text = writer.text(neighbour)
    if kind < 12:  # noqa: PLR2004 - the share that the docstring of write() names
        _put(home / f"resources/doc-{place}.md", f"---\ntitle: {title}\ntags: [{writer.random.choice(WORDS)}]\n---\n\n{text}\n")
    elif kind < 18:  # noqa: PLR2004
        day = FIRST_DAY - dt.timedelta(days=7 * (place % 100) + 1)
        who = writer.random.choice(people)
        action = f"- [ ] @{who} {writer.sentence()} (due {day + dt.timedelta(days=21)})"
        _put(
            home / f"meetings/{day}-note-{place}.md",
            f"---\ntitle: {title}\nattendees: [{who}]\n---\n\n{text}\n\n{action}\n\nDecision: {writer.sentence()}\n",
        )
    else:
        day = FIRST_DAY - dt.timedelta(days=place % 300)
        _put(home / f"decisions/{place:04}-record.md", f"---\ntitle: {title}\nstatus: accepted\ndate: {day}\n---\n\n{text}\n")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Write a site into a folder: `python -m benchmarks.corpus FOLDER --documents 1000`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.folder, given.documents, given.seed)


if __name__ == "__main__":
    main()
