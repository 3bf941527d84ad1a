"""Measures what it costs to read the history of a large repository: 15,000 commits by about 1,500 people under about 1,800 addresses.

The repository is made by `git fast-import` from a seed: co-authors and reviewers, files that are moved, mass commits, merges, subjects
and trailers that imitate separators, and odd names. Times are of the processor, of this process and of git together.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from guildhouse.sources.history.identities import Directory
from guildhouse.sources.history.reading import Remembered, Today, remembered
from guildhouse.sources.lookup import Known, OptOut
from guildhouse.sources.problems import Problems
from guildhouse.sources.store import Store, store

BAR = 1.0
"""Seconds of the processor that git and reading may take together."""
COMMITS, PEOPLE, PAGES, LATER = 15_000, 1_500, 900, 25
BEGIN = 1_600_000_000
FIRST = ("Ada", "Bo", "Chi", "Doğa", "Edit", "Faïza", "Gül", "Haruka", "Iñaki", "Jörg", "Kwame", "Łucja", "Minh", "Ngozi", "Ørjan")
LAST = ("Aalto", "Berg", "Castro", "Duarte", "Eze", "Fofana", "García", "Haddad", "Ito", "Jansen", "Kaya", "Lindqvist", "Moreau")
ODD = (
    "\u202eevil",
    "Robert'); DROP TABLE",
    "\x1e\x1f forged",
    "名前 太郎",
    "a" * 300,
    "-n --exec=rm",
    "",
    "x@y.example",
    "\ud83d\ude00 Smile".encode("utf-16", "surrogatepass").decode("utf-16"),
)
FORGED = ("\x1e\x1f fake \x1e record", "commit 0123456789012345678901234567890123456789", "%x00%H%x00", ":100644 100644 a b M")


class Repository:
    """A repository in the making."""

    def __init__(self, seed: int, commits: int) -> None:
        self.draw = random.Random(seed)
        self.commits = commits
        self.people = [self._person(number) for number in range(PEOPLE)]
        self.files = {f"communities/c{number % 40}/resources/page-{number}.md": number for number in range(PAGES)}
        self.marks = 0

    def _person(self, number: int) -> list[tuple[str, str]]:
        """Make the one to three ways in which somebody signs."""
        name = ODD[number] if number < len(ODD) else f"{self.draw.choice(FIRST)} {self.draw.choice(LAST)} {number}"
        ways = [(name, f"person{number}@quay.example")]
        if self.draw.random() < 0.17:  # noqa: PLR2004 - gives about 1,800 addresses
            ways.append((name, f"{number}+login{number}@users.noreply.github.com"))
        if self.draw.random() < 0.04:  # noqa: PLR2004 - as above
            ways.append((f"Old {name}", ways[0][1]))
        return ways

    def _who(self) -> str:
        """Sign as somebody; a few write most, as everywhere."""
        number = min(int(self.draw.paretovariate(0.7)), PEOPLE) - 1 if self.draw.random() < 0.6 else self.draw.randrange(PEOPLE)  # noqa: PLR2004
        name, mail = self.draw.choice(self.people[number])
        return f"{name} <{mail}>".replace("\n", " ")

    def stream(self) -> Iterator[bytes]:
        """Write what `git fast-import` reads."""
        yield self._commit(0, [f"M 100644 inline {path}\n{_data(f'text {number}')}" for path, number in self.files.items()])
        for number in range(1, self.commits):
            yield self._commit(number, list(self._edits(number)))

    def _edits(self, number: int) -> Iterator[str]:
        if number % 500 == 0:  # everything, as a formatter does
            for path in self.draw.sample(sorted(self.files), 300):
                self.files[path] = number
                yield f"M 100644 inline {path}\n{_data(f'formatted {path} {number}')}"
        elif number % 40 == 0:
            old = self.draw.choice(sorted(self.files))
            new = f"communities/c{number % 40}/resources/moved-{number}.md"
            self.files[new] = self.files.pop(old)
            yield f"R {old} {new}"
        else:
            for path in self.draw.sample(sorted(self.files) if number % 97 == 0 else self._some, self.draw.choice((1, 1, 2, 4))):
                if path in self.files:
                    yield f"M 100644 inline {path}\n{_data(f'text {path} {number}')}"

    @property
    def _some(self) -> list[str]:
        return list(self.files)

    def _commit(self, number: int, edits: list[str]) -> bytes:
        self.marks += 1
        message = f"{self.draw.choice(FORGED) if number % 50 == 0 else 'Change'} {number}\n\nWords.\n"
        keys = ("Co-authored-by", "Reviewed-by", "Helped-by", "Thanks-to")
        lines = [f"{key}: {self._who()}" for key in keys if self.draw.random() < 0.2]  # noqa: PLR2004 - one commit in five
        if number % 200 == 0:
            lines.append("Co-authored-by: Claude Code <noreply@anthropic.com>")
        message += "\n" + "\n".join(lines)
        parent = f"from :{self.marks - 1}\n" if self.marks > 1 else ""
        merge = f"merge :{self.marks - 30}\n" if number % 60 == 0 and self.marks > 60 else ""  # noqa: PLR2004 - some merges
        when = BEGIN + number * 12_000
        head = f"commit refs/heads/main\nmark :{self.marks}\nauthor {self._who()} {when} +0100\ncommitter C <c@quay.example> {when} +0000\n"
        return f"{head}{_data(message)}\n{parent}{merge}{chr(10).join(edits)}\n".encode()


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}"


def generate(folder: Path, commits: int, seed: int = 7) -> tuple[str, str]:
    """Make the repository; returns the commit near its end and its last."""
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True, env=environment)
    with subprocess.Popen(["git", "fast-import", "--quiet", "--force"], cwd=folder, env=environment, stdin=subprocess.PIPE) as process:
        assert process.stdin
        for part in Repository(seed, commits).stream():
            process.stdin.write(part)
    assert process.returncode == 0
    names = subprocess.run(
        ["git", "rev-parse", f"main~{LATER}", "main"], cwd=folder, check=True, capture_output=True, text=True, env=environment
    )
    old, new = names.stdout.split()
    return old, new


def _timed(work: Callable[[], Remembered]) -> tuple[Remembered, float, float, float]:
    """Do something; gives seconds of git's processor time, of ours, and on the clock."""
    ours, theirs, begun = time.process_time(), _children(), time.monotonic()
    found = work()
    return found, _children() - theirs, time.process_time() - ours, time.monotonic() - begun


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def main() -> None:
    """Generate, read all, read what came since, and read again; fail beyond the bar."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--commits", type=int, default=COMMITS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        site = Path(made) / "site"
        old, new = generate(site, given.commits)
        (site / ".mailmap").write_text("Ada Renamed <person100@quay.example>\nBo <bo@quay.example> <person101@quay.example>\n")
        listed = subprocess.run(["git", "ls-tree", "-rz", "--name-only", new], cwd=site, check=True, capture_output=True, text=True)
        today = Today(frozenset(listed.stdout.split("\0")) - {""})
        described = {f"person{number}@quay.example": Known(f"p{number}", f"P {number}") for number in range(0, 300, 2)}
        directory = Directory(described=described, opt_out=OptOut("salt", frozenset({"0" * 64})))

        def read(kept: Store) -> Remembered:
            problems = Problems()
            found = remembered(site, today, directory, kept, problems)
            assert not problems.found, problems.found
            return found

        whole, *full = min((_timed(lambda: read(Store(None))) for _ in range(3)), key=lambda each: sum(each[1:3]))
        head = site / ".git/refs/heads/main"
        head.write_text(f"{old}\n")
        read(store(site, "history"))
        head.write_text(f"{new}\n")
        more, *incremental = _timed(lambda: read(store(site, "history")))
        again, *same = _timed(lambda: read(store(site, "history")))
        assert whole.history == more.history == again.history, "an incremental run tells the same"
        history = whole.history
        people, changes, files = len(whole.identities.people), len(history.changes), len(history.written)
        print(f"{given.commits:,} commits, {people:,} people, {changes:,} changes, {files:,} files")
        for name, (git, ours, wall) in (("all", full), (f"{LATER} commits later", incremental), ("nothing new", same)):
            print(f"{name:20} git {git:5.2f} s + reading {ours:5.2f} s = {git + ours:5.2f} s CPU, {wall:5.2f} s on the clock")
        assert sum(full[:2]) <= BAR, f"more than {BAR} s"


if __name__ == "__main__":
    main()
