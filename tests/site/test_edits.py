"""Whatever somebody edits, the next build is a clean build, byte for byte. `python3 tasks.py bench --name edits` makes 500 such edits."""

from __future__ import annotations

from benchmarks.edits import differing


def test_builds_after_edits_are_as_clean_ones(tmp_path):
    assert differing(tmp_path, 25, seed=20) == []
