"""What is measured of a tool: builds from nothing, and builds after one edit."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.comparing.measure import Cost, measured
from benchmarks.comparing.peers import ENGINE, OURS, Tool
from benchmarks.comparing.sites import OWN

Change = Callable[[Path, int], None]
"""Edits a site, in each run (counted from 0) another document."""


@dataclass(frozen=True)
class Operation:
    """One build: its name in results, its title in tables, what is done to the site before, and the options of the command."""

    name: str
    title: str
    change: Change
    options: tuple[str, ...] = ()


def _nothing(_site: Path, _run: int) -> None:
    pass


def _empty(site: Path, _run: int) -> None:
    for name in ("output", ".cache", "__pycache__", "resources", ".hugo_build.lock"):
        path = site / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _pick(site: Path, run: int) -> Path:
    """Choose a document: of a community where there are any, and not one of a run before."""
    found = sorted(site.glob("communities/*/resources/doc-*.md")) or sorted(site.glob("content/**/*doc-*.md"))
    return found[(run * 7919 + 17) % len(found)]


def _replace(site: Path, run: int, pattern: str, words: str) -> None:
    path = _pick(site, run)
    path.write_text(re.sub(pattern, words, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE), encoding="utf-8")


def _body(site: Path, run: int) -> None:
    with _pick(site, run).open("a", encoding="utf-8") as file:
        file.write(f"\nOne more sentence, of run {run}.\n")


def _added(site: Path, run: int) -> Path:
    return _pick(site, 0).with_name(f"added-{run}.md")


def _add(site: Path, run: int) -> None:
    _added(site, run).write_text(f"---\ntitle: Added in run {run}\ndate: 2026-11-01\n---\n\nSome words.\n", encoding="utf-8")


def _theme(site: Path, run: int) -> None:
    template = (site / OWN).read_text(encoding="utf-8")
    (site / OWN).write_text(re.sub(r"<footer( data-run=\"\d+\")?", f'<footer data-run="{run}"', template, count=1), encoding="utf-8")


COLD = Operation("cold", "cold, nothing kept", _empty, ("--no-cache",))
EDITS = (
    Operation("nothing", "nothing changed", _nothing),
    Operation("body", "one body edited", _body),
    Operation("title", "one title edited", lambda site, run: _replace(site, run, r"^title: ", f"title: Renamed {run} ")),
    Operation("tag", "one tag edited", lambda site, run: _replace(site, run, r"^tags: \[", f"tags: [run-{run}, ")),
    Operation("add", "a document added", _add),
    Operation("delete", "a document deleted", lambda site, run: _added(site, run).unlink()),
    Operation("theme", "the theme changed", _theme),
)
WARM = Operation("first", "cold, all kept for the next build", _empty)
FULL = Operation("full", "any build", _empty)
BODY = EDITS[1]
OPERATIONS = (COLD, WARM, *EDITS)
TITLES = {operation.name: operation.title for operation in (*OPERATIONS, FULL)}


def operations(tool: Tool) -> tuple[Operation, ...]:
    """List what is measured of a tool, in the order in which it must be done."""
    if tool.name == OURS:
        return OPERATIONS
    if tool.name == ENGINE:
        return COLD, WARM, EDITS[0], BODY
    return (FULL, BODY) if tool.is_incremental else (FULL,)


def costs(tool: Tool, site: Path, run: int, only: frozenset[str] = frozenset()) -> Iterator[tuple[str, Cost]]:
    """Do everything to a site that is laid out for the tool; `only` names what is wanted, and the rest is done where it must be."""
    wanted = [operation for operation in operations(tool) if not only or operation.name in only or operation is FULL]
    if wanted and wanted[0] not in (COLD, WARM, FULL) and not (site / "output").exists():
        measured(tool.command, site)
    for operation in wanted:
        if operation.name == "delete" and not _added(site, run).exists():
            _add(site, run)
            measured(tool.command, site)
        operation.change(site, run)
        yield operation.name, measured((*tool.command, *operation.options), site)
