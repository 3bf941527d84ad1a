"""Files that are published as they are: under which address, and whether a browser would run what is in them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from mimetypes import MimeTypes
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote
from xml.parsers import expat

from guildhouse.sources.pictures import RASTERS, Size, drawing_size, raster_size
from guildhouse.sources.schemes import SCHEMES, scheme

ACTIVE = frozenset(
    {"asp", "aspx", "cgi", "cjs", "hta", "htc", "htm", "html", "js", "jsm", "jsp", "mht", "mhtml", "mjs", "phar", "php", "phtml", "rdf"}
    | {"shtm", "shtml", "svgz", "xht", "xhtm", "xhtml", "xml", "xsd", "xsl", "xslt"}
)
"""Endings of names under which browsers, or servers, run what a file holds."""

_TYPES = MimeTypes(filenames=())  # the machine's own table would make the output depend on the machine
_RUNNING = frozenset({"embed", "frame", "handler", "iframe", "listener", "object", "script"})
_ANIMATIONS = frozenset({"animate", "set"})


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file of the site: its address, whether it is published as plain text because it could run scripts, the size of a picture."""

    url: str
    is_active: bool = False
    size: Size | None = None


@dataclass(frozen=True)
class Shelf:
    """The files that a text may link to; what they hold is looked at when somebody asks, and once.

    `opened` opens a file by its path.
    """

    opened: Callable[[str], BinaryIO]
    known: dict[str, Shelved] = field(default_factory=dict)

    def __getitem__(self, path: str) -> Shelved:
        """Tell how the file at `path` is published."""
        if path not in self.known:
            self.known[path] = self._judged(path)
        return self.known[path]

    def _judged(self, path: str) -> Shelved:
        root = next((root for root in ("content/pages/", "content/") if path.startswith(root)), "")
        url = "/" + quote(path.removeprefix(root), safe="/!$&'()*+,;=:@~")
        kind = ending(path)
        if kind == "svg":
            with self.opened(path) as file:
                drawing = file.read()
            return Shelved(url, size=drawing_size(drawing)) if is_inert(drawing) else Shelved(f"{url}.txt", is_active=True)
        if kind in ACTIVE:
            return Shelved(f"{url}.txt", is_active=True)
        if path.rpartition(".")[2].lower() in RASTERS:
            with self.opened(path) as file:
                return Shelved(url, size=raster_size(file))
        return Shelved(url)


def shelf(site: Path) -> Shelf:
    """Give the files of the site in that folder."""

    def opened(path: str) -> BinaryIO:
        return os.fdopen(os.open(site / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")

    return Shelf(opened)


def ending(path: str) -> str:
    """Tell the ending that decides how a server treats a file: the last one that means anything, for some servers pass over others."""
    parts = path.rpartition("/")[2].lower().split(".")[1:]
    return next((part for part in reversed(parts) if part in ACTIVE or f".{part}" in _TYPES.types_map[True]), "")


def is_inert(drawing: bytes) -> bool:
    """Tell whether an SVG is a picture and nothing more: no script, no handler of an event, no address that is code.

    A page that shows it as a picture never runs it; somebody who opens it by itself would. What is no XML is not inert.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _check_element
    parser.ProcessingInstructionHandler = _check_instruction
    try:
        parser.Parse(drawing, True)  # noqa: FBT003 - expat takes no names
    except (expat.ExpatError, LookupError, ValueError, _ActiveError):  # the second and third are of unknown encodings
        return False
    return True


class _ActiveError(Exception):
    """Something in the drawing runs."""


def _check_element(name: str, attributes: dict[str, str]) -> None:
    element = _local(name)
    given = {_local(key): value for key, value in attributes.items()}
    target = given.get("attributename", "").strip().rpartition(":")[2].lower()
    if (
        element in _RUNNING
        or any(key.startswith("on") or key == "srcdoc" for key in given)
        or any(_is_code(value) for key, value in given.items() if key in {"href", "src", "action", "formaction", "data"})
        or (element in _ANIMATIONS and (target.startswith("on") or target == "href"))
    ):
        raise _ActiveError


def _check_instruction(target: str, _data: str) -> None:
    if target == "xml-stylesheet":  # XSLT may write scripts
        raise _ActiveError


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def _is_code(address: str) -> bool:
    used = scheme(address)
    return bool(used) and used not in SCHEMES and not address.strip().lower().startswith("data:image/")
