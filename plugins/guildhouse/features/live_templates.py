"""What templates were compiled to in this process, by their text: copies of a process that stays find it all done."""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Keeps compiled templates in memory; another text under the same name is compiled anew."""

    def __init__(self) -> None:
        """Begin with nothing compiled."""
        self._kept: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what a text was compiled to."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a text was compiled to."""
        self._kept[bucket.key] = bucket.checksum, bucket.code


COMPILED = Compiled()
"""That of this process: what a template is compiled to depends on its text alone."""
