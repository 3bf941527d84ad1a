"""How a file of the theme becomes one of the site: without what readers need not fetch, and named by its content."""

from __future__ import annotations

import re
from hashlib import sha256

from guildhouse.features.outputs import File

STYLE_PAGE = "style-page.css"
"""The sheet that only the style page names; it is no part of the site's one sheet."""

TEXT = r"""\\(?:\r\n|.)|"(?:[^"\\\n\r\f]|\\(?:\r\n|.))*"|'(?:[^'\\\n\r\f]|\\(?:\r\n|.))*'"""
"""A text in quotes, or a character behind a backslash: nothing in them is a mark of a style sheet or script (with `re.DOTALL`)."""

COMMENT = re.compile(rf"({TEXT})|(?:/\*.*?\*/)+", re.DOTALL)
"""Comments in a row of a style sheet or script; or, as a group, a text, in which no comment begins."""


_LOOSE = re.compile(rf"({TEXT})|(?<=[{{}};,:])(?<!\\.)[ \n]+|[ \n]+(?=[{{}}])", re.DOTALL)
"""Space in a style sheet that says nothing: behind `{ } ; , :` and before braces; or, as a group, a text, which keeps its own."""


def plain(text: str) -> str:
    """Leave out comments, indentation and empty lines of a style sheet or script."""
    lines = (line.strip() for line in COMMENT.sub(r"\1", text).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def tight(sheet: str) -> str:
    """Leave out comments and all space of a style sheet that says nothing."""
    return _LOOSE.sub(r"\1", plain(sheet)) + "\n"


def hashed(stem: str, suffix: str, content: bytes) -> File:
    """Name a file by its content, so that browsers may keep it for good."""
    return File(f"{stem}.{sha256(content).hexdigest()[:8]}{suffix}", content)
