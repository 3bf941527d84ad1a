"""Edits a site at random, many times over, and holds every build that follows an edit against a clean one: every byte must be the same.

`python3 tasks.py bench --name edits [--options "--edits 500 --seed 1"]`
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

SITE = {
    "communities/rail/community.yml": """name: Rail
mission: Trains that run.
hue: teal
members:
  - {person: ada, roles: [lead]}
  - {person: bo}
goals:
  - {id: late, title: Fewer late trains, status: active}
meetings:
  - {id: weekly, title: Weekly, rrule: "FREQ=WEEKLY;BYDAY=WE", starts: 2026-11-04, time: "10:00", timezone: Europe/London}
""",
    "communities/rail/meetings/2026-11-04-signals.md": """---
attendees: [ada, bo]
---
# Signals

- [ ] @bo mends the lamp (due 2026-12-01)
""",
    "communities/rail/resources/lamp.md": """---
title: Lamps
tags: [light]
---
Text about @ada and [how](how.md).

## A part

```python
x = 1
```
""",
    "communities/rail/decisions/0001-lamps.md": "---\nstatus: accepted\ndate: 2026-10-01\n---\n# Use lamps\n\nThey shine.\n",
    "communities/rail/resources/how.md": "# How to\n\nOne | two\n--- | ---\na | b\n",
    "communities/sea/community.yml": "name: Sea\nmission: Ships.\nmembers: [bo]\n",
    "content/people/ada.yml": "name: Ada Quist\nskills: [lamps]\n",
    "content/people/bo.yml": "name: Bo Larsen\n",
    "content/pages/about.md": "---\ntitle: About\naliases: [/old-about/]\n---\nSee [lamps](../../communities/rail/resources/lamp.md).\n",
    "content/news/2026-11-01-open.md": "# Open\n\nWe are open.\n",
}
WORDS = ("amber", "bridge", "cargo", "deck", "engine", "ferry", "gauge", "harbour")


@dataclass
class Editor:
    """Makes one random edit after another; each leaves a site that somebody could have written, if not always one without problems."""

    site: Path
    draw: random.Random
    today: int = 16
    options: list[str] = field(default_factory=list)

    def edit(self) -> str:
        """Edit once and tell what kind of edit it was."""
        name = self.draw.choice(sorted(KINDS))
        KINDS[name](self)
        return name

    def word(self) -> str:
        """Give a word of any number."""
        return f"{self.draw.choice(WORDS)} {self.draw.randrange(1000)}"

    def pick(self, pattern: str) -> Path | None:
        """Choose one of the files that are there."""
        found = sorted(self.site.glob(pattern))
        return self.draw.choice(found) if found else None

    def append(self, pattern: str, text: str) -> None:
        """Write something at the end of a file."""
        if path := self.pick(pattern):
            with path.open("a", encoding="utf-8") as file:
                file.write(text)

    def exchange(self, pattern: str, old: str, new: str) -> None:
        """Put other words in place of some that a file may hold."""
        if path := self.pick(pattern):
            path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def _title(editor: Editor) -> None:
    if path := editor.pick("c*/**/*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("# ", f"# {editor.word()} ", 1), encoding="utf-8")


def _add(editor: Editor) -> None:
    name = editor.word().replace(" ", "-")
    folder = editor.draw.choice(["content/pages", "communities/rail/resources", "communities/sea/resources", "content/pages/guide"])
    (editor.site / folder).mkdir(parents=True, exist_ok=True)
    (editor.site / folder / f"{name}.md").write_text(f"# {name}\n\n@bo writes about [[Lamps]].\n", encoding="utf-8")


def _delete(editor: Editor) -> None:
    if path := editor.pick("c*/**/*.md"):
        path.unlink()


def _rename(editor: Editor) -> None:
    if path := editor.pick("c*/**/resources/*.md"):
        path.rename(path.with_name(f"{editor.word().replace(' ', '-')}.md"))


def _undo(editor: Editor) -> None:
    for path, text in SITE.items():
        (editor.site / path).parent.mkdir(parents=True, exist_ok=True)
        (editor.site / path).write_text(text, encoding="utf-8")


def _today(editor: Editor) -> None:
    editor.today = editor.draw.randrange(1, 29)


def _template(editor: Editor) -> None:
    path = editor.site / "own/components/file.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{%- macro file(path) -%}<code>" + editor.word() + "{{ path }}</code>{%- endmacro -%}\n", encoding="utf-8")
    _configure(editor, "")


def _configure(editor: Editor, line: str) -> None:
    (editor.site / "pelicanconf.py").write_text(
        f"GUILDHOUSE = {{'templates': ['own'] if {(editor.site / 'own').is_dir()} else []}}\n{line}\n"
    )


def _touch(editor: Editor) -> None:
    if path := editor.pick("c*/**/*.*"):
        path.touch()


def _spoil(editor: Editor) -> None:
    if path := editor.pick("output/**/*.html"):
        path.write_text("spoilt", encoding="utf-8")


def _lose(editor: Editor) -> None:
    if path := editor.pick("output/**/*.*"):
        path.unlink()


KINDS: dict[str, Callable[[Editor], None]] = {
    "body": lambda editor: editor.append("c*/**/*.md", f"\nMore about {editor.word()}.\n"),
    "title": _title,
    "person's name": lambda editor: editor.exchange("content/people/*.yml", "name: ", f"name: {editor.word().title()} "),
    "community's name": lambda editor: editor.exchange("communities/*/community.yml", "name: ", f"name: {editor.word().title()} "),
    "member": lambda editor: editor.exchange("communities/rail/community.yml", "roles: [lead]", "roles: [co-lead]"),
    "goal": lambda editor: editor.exchange("communities/rail/community.yml", "active", "achieved"),
    "meeting": lambda editor: editor.exchange("communities/rail/community.yml", "BYDAY=WE", "BYDAY=TH"),
    "tag": lambda editor: editor.exchange("communities/rail/resources/*.md", "tags: [", f"tags: [{editor.draw.choice(WORDS)}, "),
    "decision": lambda editor: editor.exchange("communities/rail/decisions/*.md", "accepted", "proposed"),
    "alias": lambda editor: editor.exchange("content/pages/*.md", "aliases: [", f"aliases: [/{editor.word().replace(' ', '-')}/, "),
    "action": lambda editor: editor.append("communities/rail/meetings/*.md", f"\n- [ ] @ada paints the {editor.word()} (due 2026-12-24)\n"),
    "add": _add,
    "delete": _delete,
    "rename": _rename,
    "undo everything": _undo,
    "day": _today,
    "template": _template,
    "site's name": lambda editor: _configure(editor, f"SITENAME = {editor.word()!r}"),
    "touch": _touch,
    "page spoilt by hand": _spoil,
    "page lost": _lose,
    "nothing": lambda _: None,
}


def hashes(folder: Path) -> dict[str, str]:
    """List the files of a folder with what is in them."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()
    }


def build(editor: Editor, output: Path, *options: str) -> int:
    """Build the site; returns the exit code."""
    day = f"2026-11-{editor.today:02}"
    command = [sys.executable, "-m", "guildhouse", "build", "--site", str(editor.site), "--output", str(output), "--today", day, *options]
    return subprocess.run(command, check=False, capture_output=True).returncode


def differing(folder: Path, edits: int, seed: int, tell: Callable[[str], object] = print) -> list[str]:
    """Edit a site of ten files and build after each edit; returns what was not as in a clean build, one line each."""
    editor = Editor(folder / "site", random.Random(seed))
    _undo(editor)
    build(editor, editor.site / "output")
    wrong: list[str] = []
    refused, kinds, start = 0, Counter[str](), time.monotonic()
    for number in range(1, edits + 1):
        kind = editor.edit()
        kinds[kind] += 1
        clean = folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        codes = build(editor, editor.site / "output"), build(editor, clean, "--no-cache")
        if codes[0] != codes[1]:
            wrong.append(f"edit {number} ({kind}): exit code {codes[0]}, clean {codes[1]}")
        elif codes[0]:
            refused += 1
            _undo(editor)
        elif found := {*hashes(editor.site / "output").items()} ^ {*hashes(clean).items()}:
            wrong.append(f"edit {number} ({kind}): {len(found)} differ, first {min(found)[0]}")
    tell(f"seed {seed}: {edits - len(wrong)} of {edits} as in a clean build ({refused} refused alike), {time.monotonic() - start:.0f} s")
    tell(", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    return wrong


def main() -> int:
    """Measure once; exit code 1 when a build was not as a clean one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guildhouse-edits-") as folder:
        wrong = differing(Path(folder), given.edits, given.seed)
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
