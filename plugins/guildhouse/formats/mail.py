"""E-mail addresses in what programs gather: they stay out of it, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from guildhouse.formats.markdown_tree import BLOCKS, Node

_ADDRESS = re.compile(r"(?<![\w.+-])(?:mailto:)?(?:[\w.+-]+|\"[^\"\n]{1,64}\")[@\uff20](?:[\w-]+\.)+[^\W\d_][\w-]+")
"""An e-mail address; `jquery@3.6.0` is none."""
_SIGN = re.compile("[@\uff20]")
_WORD = re.compile(r"\S+")
_Place = tuple[Any, str]
"""An element and which of its two texts, `text` or `tail`."""


def without_mail(text: str, left_out: str) -> str:
    """Take e-mail addresses out of words; `left_out` stands where one stood."""
    return _ADDRESS.sub(left_out, text) if _SIGN.search(text) else text


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
    for found in _ADDRESS.finditer("".join(pieces)):
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
