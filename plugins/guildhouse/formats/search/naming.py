"""Files named by what they hold, so that a browser may keep them for good."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count

MARK = 5
"""Bytes of a content's hash that its file's name shows, as ten hexadecimal digits."""
LEVEL = 9
LEAST = 9
"""Bits of the smallest window that zlib has."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A content as it is stored: its hash, and its bytes as raw deflate (RFC 1951), which need nothing of the server."""

    digest: bytes
    deflated: bytes

    def raw(self) -> bytes:
        """Give the content itself."""
        return zlib.decompress(self.deflated, -zlib.MAX_WBITS)


def packed(raw: bytes) -> Packed:
    """Deflate a content; its hash is that of the content, which no version of zlib changes."""
    return Packed(sha256(raw).digest(), _deflated(raw))


def _deflated(raw: bytes) -> bytes:
    """Deflate with a window no larger than the content: of thousands of small files, making room costs more than packing (measured)."""
    bits = min(max(len(raw).bit_length(), LEAST), zlib.MAX_WBITS)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -bits, min(bits - 4, zlib.DEF_MEM_LEVEL))
    return packer.compress(raw) + packer.flush()


def mark(digest: bytes, turn: int) -> bytes:
    """Give the bytes that name a content; another turn gives others, for a name that something else has."""
    return (digest if turn == 0 else sha256(digest + turn.to_bytes(4, "big")).digest())[:MARK]


@dataclass(slots=True)
class Shelf:
    """The files made so far. Two contents never share a name: the second takes the next that is free."""

    files: dict[str, Packed] = field(default_factory=dict)
    marked: Callable[[bytes, int], bytes] = mark

    def put(self, kind: str, content: bytes | Packed) -> bytes:
        """Keep a file and give the mark that it is asked for by."""
        file = packed(content) if isinstance(content, bytes) else content
        for turn in count():
            found = self.marked(file.digest, turn)
            if self.files.setdefault(name(kind, found), file).digest == file.digest:
                return found
        raise AssertionError("counting ends")

    def together(self, files: Mapping[tuple[str, str], Packed]) -> bytes:
        """Keep files, by kind and what follows the mark, under one mark, which is made of them all; gives it."""
        digest = sha256(b"".join(file.digest for file in files.values())).digest()
        for turn in count():
            found = self.marked(digest, turn)
            names = {name(kind, found) + rest: file for (kind, rest), file in files.items()}
            if all(self.files.get(each, file).digest == file.digest for each, file in names.items()):
                self.files.update(names)
                return found
        raise AssertionError("counting ends")

    def named(self, kind: str, content: bytes | Packed) -> str:
        """Keep a file and give its name."""
        return name(kind, self.put(kind, content))


def name(kind: str, shown: bytes) -> str:
    """Name a file of a kind, a letter, by its mark."""
    return f"{kind}-{shown.hex()}"
