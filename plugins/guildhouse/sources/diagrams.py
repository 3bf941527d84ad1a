"""Diagrams: written as text in a page, drawn once by `tasks.py diagrams`, and found again by what the text says.

The drawing of a block in `guide.md` is `diagrams/guide-<hash>.svg` beside it, the hash being that of the block. So blocks can be moved, and
a drawing that belongs to no block any more is out of date.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.forge.record import Link
from guildhouse.sources.problems import Problems

LANGUAGES = frozenset({"mermaid"})
"""Words after a fence that make its block a diagram."""
FOLDER = "diagrams"
HASH_LENGTH = 8

_DRAWING = re.compile(rf"(.+/)?({FOLDER}/.+)-([0-9a-f]{{{HASH_LENGTH}}})\.svg", re.DOTALL)
_TITLE = re.compile(r"^[ \t]*accTitle[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_DESCRIPTION = re.compile(r"^[ \t]*accDescr[ \t]*(?::[ \t]*([^\n]+)|\{([^{}]*)\})", re.MULTILINE)

Drawings = Mapping[str, frozenset[str]]
"""Hashes of drawings by what stands before them in their paths."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a diagram says in words, by Mermaid's own lines `accTitle:` and `accDescr:`; either may be empty."""

    title: str
    description: str

    @property
    def text(self) -> str:
        """Both as one."""
        ended = f"{self.title}." if self.title and self.title[-1] not in ".!?" else self.title
        return f"{ended} {self.description}".strip() if self.description else self.title


def alternative(source: str) -> Alternative:
    """Read what the source of a diagram says for those who do not see it."""
    title, description = _TITLE.search(source), _DESCRIPTION.search(source)
    said = (description[1] or description[2] or "") if description else ""
    return Alternative(title[1] if title else "", " ".join(said.split()))


def digest(source: str) -> str:
    """Name a diagram by its source; blank lines around it and spaces at the ends of lines make no difference."""
    normal = "\n".join(line.rstrip() for line in source.split("\n")).strip("\n")
    return sha256(normal.encode("utf-8", "replace")).hexdigest()[:HASH_LENGTH]


def place(page: str, name: str) -> str:
    """Tell where the drawing of a block lies, from the site's folder; `name` is the block's digest."""
    return f"{_stem(page)}-{name}.svg"


def drawings(paths: Iterable[str]) -> Drawings:
    """Find the drawings among files."""
    found: dict[str, set[str]] = {}
    for path in paths:
        match = _DRAWING.fullmatch(path)
        if match:
            found.setdefault((match[1] or "") + match[2], set()).add(match[3])
    return {stem: frozenset(names) for stem, names in found.items()}


def leftover(page: str, links: Iterable[Link], known: Drawings) -> frozenset[str]:
    """Name the drawings of a page that belong to none of its blocks."""
    return known.get(_stem(page), frozenset()) - {link.target for link in links if link.kind == "diagram"}


def check(page: str, links: Iterable[Link], known: Drawings, problems: Problems) -> None:
    """Tell of blocks without a drawing; when a drawing is left over, the block was probably changed since."""
    blocks = [link for link in links if link.kind == "diagram"]
    drawn = known.get(_stem(page), frozenset())
    if leftover(page, blocks, known):
        code, message = codes.STALE_DIAGRAM, "The drawing of this diagram is older than its text and is not shown."
    else:
        code, message = codes.UNDRAWN_DIAGRAM, "This diagram has no drawing and is shown as text."
    for block in blocks:
        if block.target not in drawn:
            problems.add(code, Source(page, block.line), message)


def _stem(page: str) -> str:
    folder, name = posixpath.split(page)
    return posixpath.join(folder, FOLDER, name.removesuffix(".md"))
