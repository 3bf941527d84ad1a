"""How large pictures are, so that a page keeps their place before they are loaded."""

from __future__ import annotations

import re
from contextlib import suppress
from io import BytesIO
from typing import BinaryIO
from xml.parsers import expat

import imagesize  # type: ignore[import-untyped]

RASTERS = frozenset({"apng", "avif", "gif", "jfif", "jpeg", "jpg", "png", "webp"})
"""Endings of pictures made of dots; drawings (SVG) are measured apart."""
LARGEST = 100_000
"""No side is longer in earnest, in CSS pixels."""

HEAD = 1 << 22
"""Bytes at the beginning of a picture that tell its size, or nothing does."""

Size = tuple[int, int]
"""Width and height in CSS pixels."""

_LENGTH = re.compile(r"\s*\+?(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})\s*(px|in|cm|mm|q|pt|pc)?\s*", re.IGNORECASE)
_PIXELS = {"px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 96 / 72, "pc": 16.0}
_BETWEEN = re.compile(r"[\s,]+")
_BOX_PARTS = 4


def raster_size(file: BinaryIO) -> Size | None:
    """Measure a picture as browsers show it, turned as its EXIF says; None when it cannot be read, or not from its beginning."""
    return _sensible(*imagesize.get(BytesIO(file.read(HEAD))))


def drawing_size(drawing: bytes) -> Size | None:
    """Measure an SVG by its width and height, and what they leave open by its viewBox (SVG 2, section 8.2); None when nothing tells."""
    root = _root(drawing)
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box_width, box_height = _box(root.get("viewBox", ""))
    if not width and not height:
        width, height = box_width, box_height
    elif box_width and box_height:
        width, height = width or height * box_width / box_height, height or width * box_height / box_width
    return _sensible(round(width), round(height))


def _sensible(width: int, height: int) -> Size | None:
    return (width, height) if 0 < width <= LARGEST and 0 < height <= LARGEST else None


class _Begun(Exception):
    """The root has been read; the rest does not matter."""


def _root(drawing: bytes) -> dict[str, str]:
    """Give the attributes of the root element; none when the drawing is no XML."""
    found: dict[str, str] = {}

    def begin(_name: str, attributes: dict[str, str]) -> None:
        found.update(attributes)
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    with suppress(expat.ExpatError, LookupError, ValueError, _Begun):  # the second and third are of unknown encodings
        parser.Parse(drawing, True)  # noqa: FBT003 - expat takes no names
    return found


def _length(written: str) -> float:
    """Read a length that does not depend on the page around it; 0 when it does."""
    match = _LENGTH.fullmatch(written)
    return float(match[1]) * _PIXELS[(match[2] or "px").lower()] if match else 0.0


def _box(written: str) -> tuple[float, float]:
    parts = _BETWEEN.split(written.strip())
    if len(parts) != _BOX_PARTS:
        return 0.0, 0.0
    return _length(parts[2]), _length(parts[3])
