"""Videos and sounds that lie beside a text, and their captions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

VIDEOS = frozenset({"m4v", "mov", "mp4", "ogv", "webm"})
SOUNDS = frozenset({"aac", "flac", "m4a", "mp3", "oga", "ogg", "opus", "wav", "weba"})

_ENDING = re.compile(r"[^?#]*\.([A-Za-z0-9]+)(?:[?#].*)?", re.DOTALL)
_CAPTIONS = re.compile(r"(.+?)(?:\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.vtt", re.DOTALL)


def element_of(address: str) -> Literal["video", "audio"] | None:
    """Name the element that plays what an address leads to; None when it is no recording."""
    match = _ENDING.fullmatch(address)
    ending = match[1].lower() if match else ""
    return "video" if ending in VIDEOS else "audio" if ending in SOUNDS else None


def captions(paths: Iterable[str]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Give language (may be empty) and path of the captions (WebVTT) among files, by the path of their recording without its ending."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(paths):
        match = _CAPTIONS.fullmatch(path)
        if match:
            found.setdefault(match[1], []).append((match[2] or "", path))
    return {stem: tuple(files) for stem, files in found.items()}
