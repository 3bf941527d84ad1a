"""E-mail addresses in what programs gather: they stay out of it, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from guildhouse.formats.markdown_tree import BLOCKS, Node

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Signs that take no room: soft hyphens, spaces without width, directions."""
_LOCAL = rf"(?:[\w.+{_UNSEEN}-]+|\"[^\"\n]{{1,64}}\"[{_UNSEEN}]*)"
_HOST = rf"(?:[\w{_UNSEEN}-]+\.)+[{_UNSEEN}]*[^\W\d_][\w{_UNSEEN}-]+"
_ADDRESS = re.compile(rf"(?<![\w.+{_UNSEEN}-])(?<!(?<![\w.+-])[@\uff20])(?:mailto:)?{_LOCAL}[@\uff20]{_HOST}")
"""An e-mail address; `jquery@3.6.0` is none, nor is what begins with the sign, as names of the fediverse do."""
_FILE = re.compile(
    "7z avif bak bmp bz2 cfg cjs conf css csv dll docx? eot exe gif gz htm html ico ini jar jpe?g js json jsx lock log mjs mp3 mp4 ogg"
    " otf pdf png pptx? scss svg tar tgz tiff? toml ts tsx ttf txt war wav webm webp woff2? xlsx? xml xz ya?ml".replace(" ", "|"),
    re.IGNORECASE,
)
"""Endings of files that are none of hosts, so neither `md` nor `py` nor `zip`."""
_PLACE = re.compile(r":(?:[\w.~+-]*/|[\w.-]+\.git\b)")
"""What follows a host before a path there."""
_SHELL = re.compile(r"(?:ssh://|\b(?:ssh|ssh-copy-id|sftp|mosh)(?: +-\S+(?: +[^\s-]\S*)?)* +)\Z")
_BEFORE = 120
"""Characters before a word in which a command is looked for."""
_SIGN = re.compile("[@\uff20]")
_WORD = re.compile(r"\S+")
_Place = tuple[Any, str]
"""An element and which of its two texts, `text` or `tail`."""


def without_mail(text: str, left_out: str) -> str:
    """Take e-mail addresses out of words; `left_out` stands where one stood."""
    if not _SIGN.search(text):
        return text
    return _ADDRESS.sub(lambda found: left_out if _is_mail(found) else found[0], text)


def _is_mail(found: re.Match[str]) -> bool:
    """Tell an address from a file (`photo@2x.png`), a place on a host (`git@host.example:a/b.git`) and whom a command logs in."""
    if found[0].startswith("mailto:"):
        return True
    at, text = found.span(), found.string
    is_file = _FILE.fullmatch(re.sub(f"[{_UNSEEN}]", "", found[0]).rpartition(".")[2])
    return not (is_file or _PLACE.match(text, at[1]) or _SHELL.search(text[max(at[0] - _BEFORE, 0) : at[0]]))


def scrub(root: Node, left_out: str) -> None:
    """Take e-mail addresses out of the words of a tree, also those that markup divides, and out of links for writing to somebody."""
    if not _SIGN.search("".join(root.itertext())):
        return
    for link in root.iter("a"):
        if link.get("href", "").lower().startswith("mailto:"):
            for element, name in list(_places(link)):
                setattr(element, name, _WORD.sub(lambda word: left_out if _SIGN.search(word[0]) else word[0], getattr(element, name)))
    for line in list(_lines(root)):
        _scrub(line, left_out)


def _scrub(line: list[_Place], left_out: str) -> None:
    """Take addresses out of a line; one that goes over several pieces is replaced in the first."""
    pieces = [getattr(element, name) for element, name in line]
    signs = list("".join(pieces))
    for found in filter(_is_mail, _ADDRESS.finditer("".join(pieces))):
        signs[found.start() : found.end()] = [left_out, *[""] * (found.end() - found.start() - 1)]
    at = 0
    for (element, name), piece in zip(line, pieces, strict=True):
        setattr(element, name, "".join(signs[at : at + len(piece)]))
        at += len(piece)


def _lines(root: Node) -> Iterator[list[_Place]]:
    """Gather the places of words that no block and no line break parts."""
    line: list[_Place] = []
    for element, name in _places(root, empty=True):
        if element.tag in BLOCKS or element.tag == "br":
            yield line
            line = []
        if getattr(element, name):
            line.append((element, name))
    yield line


def _places(root: Node, *, empty: bool = False) -> Iterator[_Place]:
    """Name where the words of an element stand, in their order; its own tail is none of them."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = "text" if event == "start" else "tail"
        if (empty or getattr(element, name)) and (element is not root or event == "start"):
            yield element, name
