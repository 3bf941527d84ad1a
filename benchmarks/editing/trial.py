"""Edit after edit, and every build that follows held against a clean one."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.editing import records, surroundings, texts
from benchmarks.editing.builds import Build, Outcome, hashes
from benchmarks.editing.editor import Editor, Kind
from benchmarks.editing.site import original, put, sources

KINDS = {**records.KINDS, **texts.KINDS, **surroundings.KINDS}
MENDED = "mended"
SEVERAL = 4
"""Edits that are made at once."""
Damage = Callable[[Path, Callable[[], object]], str]
"""Does something to what a site keeps for the next build, and tells what; the second thing given builds the site once more."""


@dataclass
class Trial:
    """One site that is edited; `audit_every` says after how many edits `build --audit` is asked too (0: never)."""

    folder: Path
    editor: Editor
    build: Build
    audit_every: int = 1
    damage: Damage | None = None
    tell: Callable[[str], object] = print
    edits: int = 0
    seconds: float = 0
    wrong: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    _deck: list[str] = field(default_factory=list)
    _good: list[dict[str, bytes]] = field(default_factory=list)
    _is_broken: bool = False

    @property
    def output(self) -> Path:
        """The published site."""
        return self.editor.site / "output"

    def run(self, edits: int, only: Sequence[str] = ()) -> list[str]:
        """Make so many edits, of the kinds that are named or of all in turn; returns what was not as in a clean build."""
        started = time.monotonic()
        self.edits = edits
        put(self.editor.site, original())
        self._build()
        self._good.append(sources(self.editor.site))
        for number in range(1, edits + 1):
            self._step(number, only)
        self.seconds = time.monotonic() - started
        return self.wrong

    def _step(self, number: int, only: Sequence[str]) -> None:
        """Damage, edit, and look; what was refused is mended in the next step."""
        faults = len(self.wrong)
        damage = f"; {self.damage(self.editor.site, self._build)}" if self.damage else ""
        kind = MENDED if self._is_broken else self._kind(only)
        self.kinds[kind] += 1
        if self._is_broken:
            put(self.editor.site, self._good[-1])
        else:
            self._all[kind](self.editor)
        self._is_broken = self._hold(f"edit {number} ({kind}{damage})", number)
        if not self._is_broken:
            self._good.append(sources(self.editor.site))
        if self.damage and len(self.wrong) > faults:  # else one fault that stays would be told after every edit
            shutil.rmtree(self.editor.site / ".cache", ignore_errors=True)

    @property
    def summary(self) -> str:
        """Say in one line what was found."""
        wrong = len({words.partition(")")[0] for words in self.wrong})
        return (
            f"{self.edits - wrong} of {self.edits} edits as in a clean build, {len(self.kinds)} kinds, "
            f"{self.refused} refused alike, {self.seconds:.0f} s"
        )

    @property
    def _all(self) -> dict[str, Kind]:
        """All kinds of edits that can be made here; a switch of branches is several at once, or a state of before."""
        program = surroundings.PROGRAM if self.editor.program else {}
        return {**KINDS, **program, "several at once": self._several, "an earlier state": self._earlier}

    def _several(self, editor: Editor) -> None:
        for name in editor.draw.sample(sorted(KINDS), SEVERAL):
            KINDS[name](editor)

    def _earlier(self, editor: Editor) -> None:
        put(editor.site, editor.draw.choice(self._good))

    def _kind(self, only: Sequence[str]) -> str:
        """Draw a kind; each comes once before one comes again."""
        if not self._deck:
            self._deck = sorted(only or self._all)
            self.editor.draw.shuffle(self._deck)
        return self._deck.pop()

    def _build(self) -> Outcome:
        """Build as after any edit."""
        return self.build(self.editor.order, self.output, ())

    def _hold(self, what: str, number: int) -> bool:
        """Build after an edit and cleanly, and compare; returns whether the site was refused."""
        before = hashes(self.output)
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        mine = self._build()
        theirs = self.build(self.editor.order, clean, ("--no-cache",))
        self._compare(what, mine, theirs)
        if mine.code:
            self.refused += mine.code == theirs.code
            self._same(f"{what}: refused, and the published site", before)
            return True
        self._same(what, hashes(clean))
        if self.audit_every and number % self.audit_every == 0:
            self._audit(what)
        return False

    def _compare(self, what: str, mine: Outcome, theirs: Outcome) -> None:
        if mine.code != theirs.code:
            self._blame(f"{what}: exit code {mine.code}, clean {theirs.code}; said {mine.words.strip()[-300:]!r}")
        elif mine.problems != theirs.problems:
            self._blame(f"{what}: told {sorted({*mine.problems} ^ {*theirs.problems})[:2]} differently")
        if "Traceback" in mine.words or "internal error" in mine.words:
            self._blame(f"{what}: said {mine.words.strip()[-300:]!r}")

    def _same(self, what: str, wanted: dict[str, str]) -> None:
        if found := {*hashes(self.output).items()} ^ {*wanted.items()}:
            self._blame(f"{what}: {len({path for path, _ in found})} files differ, first {min(found)[0]}")

    def _blame(self, words: str) -> None:
        self.wrong.append(words)
        self.tell(words)

    def _audit(self, what: str) -> None:
        """Ask the build itself whether a clean one would be the same; it has to agree, and to change nothing."""
        before = hashes(self.output)
        said = self.build(self.editor.order, self.output, ("--audit",))
        if said.code:
            self._blame(f"{what}: --audit ended with {said.code}: {said.words.strip()[-300:]!r}")
        self._same(f"{what}: after --audit", before)


def trial(folder: Path, seed: int, build: Build, program: Path | None = None) -> Trial:
    """Begin a trial in a folder that is empty but for the copy of the program."""
    (folder / "site").mkdir(parents=True)
    return Trial(folder, Editor(folder / "site", random.Random(seed), program), build)
