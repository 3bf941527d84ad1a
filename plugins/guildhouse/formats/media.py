"""Media types of recordings, by the ending of an address."""

from __future__ import annotations

from urllib.parse import urlsplit

TYPES = {
    "aac": "audio/aac",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "m4v": "video/mp4",
    "mkv": "video/x-matroska",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "webm": "video/webm",
}
"""Those that browsers and feed readers play; the machine's own table would make the output depend on the machine."""


def media_type(address: str) -> str | None:
    """Tell what a recording is; None where its address does not say."""
    name = urlsplit(address).path.rpartition("/")[2]
    return TYPES.get(name.rpartition(".")[2].lower())
