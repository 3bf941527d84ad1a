"""Whatever somebody edits, the next build is a clean build, byte for byte. `python3 tasks.py bench --name edits` makes 500 such edits."""

from __future__ import annotations

from benchmarks.editing.builds import by_command, by_fork, copied_program
from benchmarks.editing.trial import trial


def test_builds_after_edits_are_as_clean_ones(tmp_path):
    run = trial(tmp_path / "trial", 20, by_fork)
    run.audit_every = 5
    assert run.run(25) == []
    assert run.refused < 10, "edits that are refused prove little"


def test_the_command_sees_edits_of_the_program_and_of_the_published_site(tmp_path):
    program = copied_program(tmp_path / "program")
    run = trial(tmp_path / "trial", 1, by_command(program), program)
    run.audit_every = 0
    assert run.run(3, ["program: a reader", "page spoilt quietly", "file left in the output"]) == []
    assert run.refused == 0
