"""The strict build: aside, verified, then exchanged with the published site under a lock."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from guildhouse import leash
from guildhouse.exit_codes import ExitCode
from guildhouse.marks import Published, Seen, published
from guildhouse.pace import Count
from guildhouse.publish import ENGINE, child, reuse, unchanged
from guildhouse.publish.lock import held
from guildhouse.publish.manifest import Manifest, UnsoundBuild, verify
from guildhouse.publish.places import Places
from guildhouse.publish.progress import Progress
from guildhouse.publish.swap import recover, swap
from guildhouse.settings import Settings

Run: TypeAlias = Callable[..., int]
"""Runs a command as `child.run` does, and takes what that takes."""


@dataclass(frozen=True)
class Order:
    """One build as it was asked for: where, with which settings, and by which module."""

    places: Places
    settings: Settings
    engine: str = ENGINE
    run: Run = child.run
    """How the engine is run: in a process of its own, or by one that stays."""
    look: Callable[[Places, Settings, str], unchanged.Look | None] = unchanged.look
    """Looks at what the build depends on: here, or where it has been done already."""
    profile: bool = False
    """Whether to say what costs how much; a build is then made even where nothing has changed, and by one process."""
    refused: Callable[[str], object] = repr
    """Hears too why a build was not published where the engine itself does not know."""

    def command(self, aside: Path, *, cache: bool) -> Sequence[str]:
        """Make the command that builds into `aside`. The day is named, so that a build over midnight has one day."""
        settings = self.settings
        given = {"--site": self.places.site, "--output": aside, "--url": settings.site_url, "--today": settings.today}
        flags = {"--lenient": settings.lenient, "--offline": settings.offline, "--style-page": settings.style_page, "--no-cache": not cache}
        options = [word for name, value in given.items() if value != "" for word in (name, str(value))]
        options += ["--jobs", "1" if self.profile else str(settings.jobs), *(["--earlier", str(self.places.output)] if cache else [])]
        return [*leash.command(self.engine), *options, *(name for name, is_set in flags.items() if is_set)]


def build(order: Order) -> int:
    """Build and publish; returns the exit code. OSError and `Interrupted` pass through with everything cleaned up."""
    places = order.places
    _make_room(places.output.parent)
    with held(places.lock, lambda: _tell("Another build of this output is running; waiting for it.")):
        recover(places.output, places.previous)
        places.sweep()
        found = None if order.profile else order.look(places, order.settings, order.engine)
        progress = Progress("Building")
        if found and (words := unchanged.still(found, places.output)) is not None:
            _tell(unchanged.told(words, places.output, progress.seconds))
            return ExitCode.PUBLISHED
        earlier = published(places.output, unchanged.retire(found))
        try:
            code, words, seen = _build_aside(order, places.new_aside(), earlier, progress)
        finally:
            progress.clear()
            places.sweep()
        if found and not code:
            unchanged.remember(found, places.output, words, seen)
        return code


def _make_room(folder: Path) -> None:
    """Make the folder in which the output stands; OSError says what it is needed for when nobody may write there."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "A build is made beside its output, in a folder where nothing may be written", str(folder))


def _build_aside(order: Order, aside: Path, earlier: Published, progress: Progress) -> tuple[int, str, Mapping[str, Seen]]:
    """Build and publish; returns the exit code, what there was to say of the sources, and what each published file was seen as."""
    heard: list[str] = []
    known = earlier.known()
    command = [*order.command(aside, cache=order.settings.cache), *(["--profile"] if order.profile else [])]
    if earlier.notes:
        command += ["--notes", str(earlier.notes)]
    code = _ended(order, order.run(command, progress, heard=heard.append))
    if code:
        if code == ExitCode.PROBLEMS:
            _tell(f"Nothing was published{_standing(order.places.output)}.")
        return code, "", {}
    try:
        progress.say("Verifying")
        manifest = verify(aside, known)
        if order.settings.audit:
            _audit(order, manifest)
    except UnsoundBuild as problem:
        progress.clear()
        return _fault(order, f"The build was not published: {problem}."), "", {}
    changes, seen = _publish(order.places, aside, manifest)
    progress.clear()
    _tell(manifest.summary)
    done = f"{_files(len(manifest.files))}, {changes} changed{_work(progress)}, in {progress.seconds:.1f} s"
    _tell(f"Published {order.places.output}: {done}.")
    return ExitCode.PUBLISHED, f"{''.join(heard)}{manifest.summary}\n", seen


def _standing(output: Path) -> str:
    return f"; {output} is as it was" if output.exists() else ""


def _work(progress: Progress) -> str:
    """Sum up what the engine did, where it has told."""
    counts = progress.counts
    if not counts:
        return ""
    warned = f", {_some(counts[Count.WARNINGS], 'warning')}" if counts.get(Count.WARNINGS) else ""
    return f", {_some(counts.get(Count.DRAWN, 0), 'page')} drawn, {counts.get(Count.REUSED, 0)} reused{warned}"


def _files(count: int) -> str:
    return _some(count, "file")


def _some(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"


def _ended(order: Order, code: int) -> int:
    """Tell a child that ended with a promised code from one that was killed or broke."""
    if code in set(ExitCode):
        return code
    how = f"was ended by signal {-code}" if code < 0 else f"ended with the unknown code {code}"
    return _fault(order, f"The building process {how}; the published site is as it was.")


def _publish(places: Places, aside: Path, manifest: Manifest) -> tuple[int, Mapping[str, Seen]]:
    """Exchange the folders unless nothing changed; returns how many files did, and what each published one was seen as."""
    if not places.output.exists():
        swap(aside, places.output, places.previous)
        return len(manifest.files), manifest.seen
    found = reuse.compare(aside, places.output, manifest.files)
    if not found.differ:
        return 0, {**manifest.seen, **found.copies}
    kept = reuse.keep(aside, places.output, found.copies)
    swap(aside, places.output, places.previous)
    shutil.rmtree(places.previous, ignore_errors=True)
    return len(found.differ), {**manifest.seen, **kept}


def _audit(order: Order, manifest: Manifest) -> None:
    """Build once more without caches, under another hash seed, zone and language, and compare byte for byte."""
    again = order.places.new_aside()
    environment = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C"}
    if order.run(order.command(again, cache=False), Progress("Auditing"), environment):
        raise UnsoundBuild("the audit's second build failed")
    other = verify(again)
    differing = sorted(path for path in {*manifest.files, *other.files} if manifest.files.get(path) != other.files.get(path))
    if differing:
        raise UnsoundBuild(f"the audit built {_files(len(differing))} differently, first {differing[0]}")
    _tell(f"Audited: a second build without caches made the same {_files(len(manifest.files))}, byte for byte.")


def _fault(order: Order, text: str) -> int:
    _tell(text)
    order.refused(text)
    return ExitCode.MACHINE


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
