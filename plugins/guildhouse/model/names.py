"""The forms in which things of the site are named: ids, visibilities, addresses."""

from __future__ import annotations

import re
import unicodedata

ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
"""What names a community, person, path, note, record, series, goal or step."""

EVERYBODY = "organization"
VISIBILITIES = (EVERYBODY, "members", "private")
"""For whom something is written; only what is for everybody is published."""


_NUMBER = re.compile(r"\d+")
_DIGITS = 20


def in_order(words: str) -> str:
    """Write words so that they sort as people look for them: capitals make no difference, and 9 stands before 10."""
    return _NUMBER.sub(lambda number: number[0].zfill(_DIGITS), words.casefold())


def topic_id(topic: str) -> str:
    """Write a topic as its address does: capitals make no difference, and words are parted by hyphens."""
    return "-".join(re.findall(r"\w+", unicodedata.normalize("NFC", topic.casefold()).replace("_", " ")))


def folded(address: str) -> str:
    """Write an address or path so that two which one disk may take for the same are equal."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", address).casefold())


_SEPARATORS = re.compile(r"[\s_\u2010-\u2015-]+")


def alike(words: str) -> str:
    """Write the name of a subject so that its spellings are equal: `On-call`, `on call` and `oncall`."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold())
    # Marks that a space kept apart may now stand in another order.
    return unicodedata.normalize("NFKC", _SEPARATORS.sub("", plain)) or plain.strip()
