"""The forms in which things of the site are named: ids, visibilities, addresses."""

from __future__ import annotations

import re
import unicodedata

ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
"""What names a community, person, path, note, record, series, goal or step."""

EVERYBODY = "organization"
VISIBILITIES = (EVERYBODY, "members", "private")
"""For whom something is written; only what is for everybody is published."""


def folded(address: str) -> str:
    """Write an address or path so that two which one disk may take for the same are equal."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", address).casefold())
