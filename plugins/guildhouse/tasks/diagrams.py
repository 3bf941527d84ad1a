"""Draws the diagrams of a site's texts into files beside them, and removes drawings that belong to no text any more."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from guildhouse.sources.attachments import is_inert
from guildhouse.sources.codes import TOO_LARGE
from guildhouse.sources.diagrams import drawings, leftover, place
from guildhouse.sources.draft import draft
from guildhouse.sources.entries import Files, collect
from guildhouse.sources.exclusion import exclude
from guildhouse.sources.forge.record import Link
from guildhouse.sources.forgetting import forget
from guildhouse.sources.problems import Problems

Draw = Callable[[str], str]
"""Makes an SVG of the source of a diagram; NotDrawnError when it cannot be read."""
Pen = Callable[[], AbstractContextManager[Draw]]
"""Makes ready to draw, which takes seconds."""


class NotDrawnError(Exception):
    """A diagram that cannot be drawn; the message says what is wrong with its source."""


@dataclass(frozen=True, slots=True)
class Block:
    """A diagram in a text: where it stands, its source, and the path of its drawing."""

    page: str
    line: int
    source: str
    drawing: str


@dataclass(slots=True)
class Outcome:
    """Paths of the drawings that were made and removed, and a line for each diagram that could not be drawn."""

    drawn: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def refresh(site: Path, pen: Pen) -> Outcome:
    """Bring the drawings of the site up to date; what is up to date already is not touched, and nothing is started for it."""
    files = _files(site)
    links = dict(_links(files))
    outcome = Outcome()
    wanted = {block.drawing: block for path in links for block in _blocks(path, links[path])}
    missing = [block for path, block in sorted(wanted.items()) if path not in files.others]
    if missing:
        with pen() as draw:
            for block in missing:
                _draw(site, block, draw, outcome)
    known = drawings(files.others)
    old = {place(path, name) for path in links for name in leftover(path, links[path], known)}
    for path in sorted(old):
        (site / path).unlink()
        outcome.removed.append(path)
    return outcome


def _files(site: Path) -> Files:
    """Read the site up to where texts are drafted; drafts are drawn too, so that their authors see them."""
    problems = Problems()
    files = collect(site, problems)
    exclude(files, problems)
    forget(files)
    return files


def _links(files: Files) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Give what each text points to, without texts that could not be read: their drawings are left alone."""
    for path, entry in files.entries.items():
        if path.endswith(".md") and not entry.is_unread:
            text = draft(entry.text, entry.first_line)
            if not any(code is TOO_LARGE for code, _, _ in text.findings):
                yield path, text.links


def _blocks(page: str, links: tuple[Link, ...]) -> Iterator[Block]:
    return (Block(page, link.line, link.text, place(page, link.target)) for link in links if link.kind == "diagram")


def _draw(site: Path, block: Block, draw: Draw, outcome: Outcome) -> None:
    try:
        drawing = draw(block.source).encode()
    except NotDrawnError as error:
        outcome.failed.append(f"{block.page}:{block.line}: {' '.join(str(error).split())}")
        return
    if not is_inert(drawing):
        outcome.failed.append(f"{block.page}:{block.line}: the drawing holds something that could run.")
        return
    _write(site / block.drawing, drawing)
    outcome.drawn.append(block.drawing)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and through no link that leads out of the site."""
    if path.parent.is_symlink():
        raise NotADirectoryError(20, "a link stands where the drawings would go", str(PurePosixPath(path.parent)))
    path.parent.mkdir(exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
        file.write(content)
    aside.replace(path)
