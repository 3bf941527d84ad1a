"""What must be known of a picture before it is shown: how wide it is for its height."""

from __future__ import annotations

import re
import struct

PNG = b"\x89PNG\r\n\x1a\n"

_VIEW = re.compile(rb"""<svg\b[^>]*?\bviewBox\s*=\s*["']\s*[-+\d.eE]+[\s,]+[-+\d.eE]+[\s,]+([\d.eE+]+)[\s,]+([\d.eE+]+)\s*["']""")


def ratio(content: bytes) -> float:
    """Tell the width of a PNG or SVG as a multiple of its height; 1 when it does not say."""
    if content.startswith(PNG):
        width, height = struct.unpack(">II", content[16:24].ljust(8, b"\0"))
    else:
        found = _VIEW.search(content)
        width, height = (_number(found[1]), _number(found[2])) if found else (1, 1)
    return width / height if width and height else 1.0


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
