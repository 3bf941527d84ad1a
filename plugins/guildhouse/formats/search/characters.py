"""What belongs to a word, in every Python and every browser alike, although each knows another version of Unicode."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

SEGMENTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u303c\u3041-\u318e\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\ua9e0-\ua9ff\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Scripts that put no spaces between words, or endings without end after them: Thai to Khmer, Han, Kana, Bopomofo, Hangul."""
UNSETTLED = (
    "\u088f\u0897\u0c5c\u0cdc\u0cf3\u0ece\u1acf-\u1aff\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7f1\U000105c0-\U000105ff"
    "\U00010940-\U0001095f\U00010d40-\U00010d8f\U00010ec2-\U00010eff\U0001123f-\U00011241\U00011380-\U000113ff\U000116d0-\U000116ff"
    "\U00011b60-\U00011bff\U00011db0-\U00011def\U00011f00-\U00011f5f\U0001342f-\U000143ff\U00016100-\U0001613f\U00016d40-\U00016d7f"
    "\U00016ea0-\U00016edf\U000187f8-\U000187ff\U00018cff\U00018d09-\U00018dff\U0001b132\U0001b155\U0001ccf0-\U0001ccf9\U0001d2c0-\U0001d2df"
    "\U0001df25-\U0001df2a\U0001e030-\U0001e08f\U0001e4d0-\U0001e6ff\U0002b739-\U0002b73f\U0002b81e\U0002b81f\U0002cea2-\U0002ceaf"
    "\U0002ebf0-\U0002f7ff\U0003134b-\U0003ffff"
)
"""Letters younger than Unicode 14 (2021): part of no word, for some machines do not know them as letters yet."""
INVISIBLE = "\u00ad\u200c\u200d\u2060"
"""What may stand inside a word without being one of its letters: soft hyphen, joiners."""
ACCENTS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
"""What readers leave out when they type: accents, points of Hebrew, vowels and tatweel of Arabic, choices of a glyph."""


@cache
def marks(without: str = "") -> str:
    """Give the combining marks of all scripts as ranges for a character class, without those of another class."""
    outside = re.compile(f"[{UNSETTLED}{without}]").match
    blocks = (range(0x300, 0x20000), range(0xE0100, 0xE01F0))
    points = [point for block in blocks for point in block if unicodedata.category(chr(point))[0] == "M" and not outside(chr(point))]
    starts = [point for before, point in pairwise([0, *points]) if point != before + 1]
    ends = [point for point, after in pairwise([*points, 0]) if after != point + 1]
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))
