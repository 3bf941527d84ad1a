"""What must be known of a picture."""

from __future__ import annotations

import struct

import pytest

from guildhouse.formats.pictures import PNG, ratio


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PNG + b"\0\0\0\rIHDR" + struct.pack(">II", 300, 100), 3),
        (PNG, 1),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"/>', 3),
        (b"<svg width='9' viewBox='-1,-1,10,20'/>", 0.5),
        (b'<svg viewBox="0 0 1..2 4"/>', 1),
        (b'<svg viewBox="0 0 0 4"/>', 1),
        (b"<svg/>", 1),
    ],
)
def test_the_width_for_the_height(content: bytes, expected: float) -> None:
    assert ratio(content) == expected
