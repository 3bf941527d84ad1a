"""The eight hues that a community can have, in the theme's order."""

from __future__ import annotations

from hashlib import sha256

HUES = ("teal", "blue", "clay", "moss", "plum", "sky", "ochre", "rose")


def hue_of(name: str) -> str:
    """Choose a hue that stays with a name for good: by its SHA-256, for Python's own hash changes with every run."""
    return HUES[sha256(name.encode()).digest()[0] % len(HUES)]
