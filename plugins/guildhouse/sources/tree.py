"""Finds the files of a site, and reads them without following anything that leads elsewhere."""

from __future__ import annotations

import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

from guildhouse.model.source import Source
from guildhouse.sources import codes
from guildhouse.sources.problems import Problems

ROOTS = ("content", "communities")
MAX_BYTES = 1_000_000
"""For files that are read; attachments are copied, whatever their size."""
MAX_FOLDERS = 40
"""How deep folders may stand in each other."""

IGNORED = frozenset({"Thumbs.db", "desktop.ini"})
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


_CONTROL_BYTES = bytes(number for number in range(0x80) if CONTROL.match(chr(number)))
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())


def walk(site: Path, problems: Problems) -> Iterator[str]:
    """Yield the paths of all files below `content/` and `communities/`, relative to the site with `/`, in sorted order.

    Names that begin with a dot, and litter of desktops, are passed over. Symbolic links, pipes, sockets and devices are a problem
    and never opened.
    """
    for root in ROOTS:
        mode = _mode(site / root)
        if mode is None:
            continue
        if not stat.S_ISDIR(mode):
            problems.add(codes.SPECIAL_FILE, Source(root), f"{root} is not a folder")
            continue
        yield from _folder(site, root, problems)


def _mode(path: Path) -> int | None:
    try:
        return os.lstat(path).st_mode
    except FileNotFoundError:
        return None


def _folder(site: Path, folder: str, problems: Problems) -> Iterator[str]:
    entries = sorted(os.scandir(site / folder), key=lambda entry: entry.name)
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name.startswith(".") or entry.name in IGNORED or entry.name.endswith("~"):
            continue
        if _unwritable(entry.name):
            problems.add(codes.BAD_NAME, Source(_shown(path)), "the name holds characters that addresses cannot have")
        elif path.count("/") > MAX_FOLDERS:
            problems.add(codes.BAD_NAME, Source(path), f"the file stands deeper than {MAX_FOLDERS} folders")
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(site, path, problems)
        elif entry.is_file(follow_symlinks=False):
            yield path
        else:
            problems.add(codes.SPECIAL_FILE, Source(path), f"{entry.name} is a symbolic link, pipe or device and is not read")


def _unwritable(name: str) -> bool:
    return CONTROL.search(name) is not None or "\\" in name or any(mark in name for mark in "\t\n\r")


def _shown(path: str) -> str:
    return path.encode("utf-8", "replace").decode().translate({**dict.fromkeys(range(32), "?"), 127: "?"})


def read_text(site: Path, path: str, problems: Problems) -> str | None:
    r"""Read a file as UTF-8 text with line ends as `\n` and without a byte order mark; None when it cannot be published."""
    data = _bytes(f"{site}/{path}")
    if len(data) > MAX_BYTES:
        problems.add(codes.TOO_LARGE, Source(path), f"the file is larger than {MAX_BYTES:,} bytes")
        return None
    try:
        data = data.removeprefix(BOM_UTF8)
        text = data.decode()
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        problems.add(codes.NOT_UTF8, Source(path, line), "the file is not UTF-8 text")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = CONTROL.search(text) if _may_hold_controls(data) else None
    if found:
        line = 1 + text.count("\n", 0, found.start())
        column = found.start() - text.rfind("\n", 0, found.start())
        problems.add(codes.CONTROL_CHARACTER, Source(path, line, column), f"the text holds the control character U+{ord(found[0]):04X}")
        return None
    return text


def _bytes(place: str) -> bytes:
    """Read a file, not more of it than makes it too large."""
    descriptor = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        data = b""
        while len(data) <= MAX_BYTES and (piece := os.read(descriptor, min(os.fstat(descriptor).st_size, MAX_BYTES) + 1)):
            data += piece
        return data
    finally:
        os.close(descriptor)


def _may_hold_controls(data: bytes) -> bool:
    """Tell quickly of nearly all files that no character of CONTROL is in their bytes."""
    return len(data.translate(None, _CONTROL_BYTES)) < len(data) or any(noncharacter in data for noncharacter in _NONCHARACTERS)
