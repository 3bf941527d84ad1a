"""Files that are published as they are: under which address, and whether a browser would run what is in them."""

from __future__ import annotations

import os
import re
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
    | {"atom", "mathml", "mml", "rng", "rss", "wsdl", "xbl", "xpdl"}
)
"""Endings of names under which browsers, or servers, run what a file holds."""
STEERING = frozenset(
    {"_headers", "_redirects", "_routes.json", "firebase.json", "netlify.toml", "staticwebapp.config.json", "vercel.json", "web.config"}
)
"""Names under which hosts and servers read what they do with the files of a site."""

_PAGE_START = re.compile(
    rb"[\t\n\f\r ]*<(?:!--|(?:!doctype html|a|b|body|br|div|font|h1|head|html|iframe|p|script|style|table|title)(?![a-z0-9:_-]))",
    re.IGNORECASE,
)
"""How a file begins that browsers take for a page when a server names no type (https://mimesniff.spec.whatwg.org, section 7.1)."""
_XML_START = re.compile(rb"[\t\n\f\r ]*<\?xml")
_MARK = b"\xef\xbb\xbf"
_START = 1445
"""Bytes that a browser looks at before it takes a file for something."""

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

    def size_of(self, path: str) -> int:
        """Tell how many bytes the file at `path` has."""
        with self.opened(path) as file:
            return file.seek(0, os.SEEK_END)

    def _judged(self, path: str) -> Shelved:
        root = next((root for root in ("content/pages/", "content/") if path.startswith(root)), "")
        url = "/" + quote(path.removeprefix(root), safe="/!$&'()*+,;=:@~")
        kind, name = ending(path), path.rpartition("/")[2].lower()
        as_text = Shelved(f"{url}.txt", is_active=True)
        if kind in ACTIVE or name in STEERING:
            return as_text
        with self.opened(path) as file:
            if kind == "svg":
                drawing = file.read()
                return Shelved(url, size=drawing_size(drawing)) if is_inert(drawing) else as_text
            if kind != "txt" and _seems_page(file):
                return as_text
            return Shelved(url, size=raster_size(file) if name.rpartition(".")[2] in RASTERS else None)


def shelf(site: Path) -> Shelf:
    """Give the files of the site in that folder."""

    def opened(path: str) -> BinaryIO:
        return os.fdopen(os.open(site / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")

    return Shelf(opened)


def ending(path: str) -> str:
    """Tell the ending that decides how a server treats a file: the last one that means anything, for some servers pass over others."""
    parts = path.rpartition("/")[2].lower().split(".")[1:]
    return next((part for part in reversed(parts) if part in ACTIVE or f".{part}" in _TYPES.types_map[True]), "")


def _seems_page(file: BinaryIO) -> bool:
    """Tell whether a browser that is told no type would run a file: some servers tell none when they do not know its ending."""
    start = file.read(_START)
    file.seek(0)
    text = start.removeprefix(_MARK)
    if _XML_START.match(text):
        return not is_inert(file.read())
    return _PAGE_START.match(text) is not None


def is_inert(drawing: bytes) -> bool:
    """Tell whether an SVG is a picture and nothing more: no script, no handler of an event, no address that is code.

    A page that shows it as a picture never runs it; somebody who opens it by itself would. What is no XML is not inert.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _check_element
    parser.ProcessingInstructionHandler = _check_instruction
    parser.StartDoctypeDeclHandler = lambda *given: _check_subset(parser, is_there=bool(given[-1]))
    parser.EntityDeclHandler = _check_entity
    try:
        parser.Parse(drawing, True)  # noqa: FBT003 - expat takes no names
    except (expat.ExpatError, LookupError, ValueError, _ActiveError):  # the second and third are of unknown encodings
        return False
    return True


class _ActiveError(Exception):
    """Something in the drawing runs."""


def _check_element(name: str, attributes: dict[str, str]) -> None:
    element = _local(name)
    given = [(_local(key), value) for key, value in attributes.items()]  # a name may come twice, in different namespaces
    targets = [value.strip().rpartition(":")[2].lower() for key, value in given if key == "attributename"]
    if (
        element in _RUNNING
        or any(key.startswith("on") or key == "srcdoc" for key, _ in given)
        or any(_is_code(value) for key, value in given if key in {"href", "src", "action", "formaction", "data"})
        or (element in _ANIMATIONS and any(target.startswith("on") or target == "href" for target in targets))
    ):
        raise _ActiveError


def _check_subset(parser: expat.XMLParserType, *, is_there: bool) -> None:
    """Take no reference to a parameter entity: expat passes over what it stands for, and over what is declared behind it."""
    if is_there:
        parser.NotStandaloneHandler = _refuse


def _check_entity(_name: str, is_parameter: bool, value: str | None, *_: object) -> None:  # noqa: FBT001 - expat gives no names
    if is_parameter or value is None:
        raise _ActiveError


def _refuse() -> int:
    raise _ActiveError


def _check_instruction(target: str, _data: str) -> None:
    if target == "xml-stylesheet":  # XSLT may write scripts
        raise _ActiveError


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def _is_code(address: str) -> bool:
    used = scheme(address)
    return bool(used) and used not in SCHEMES and not address.strip().lower().startswith("data:image/")
