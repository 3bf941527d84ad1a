"""Figures are made from runs that belong together, and results of several measurements become one."""

from __future__ import annotations

import pytest
from benchmarks.comparing import results
from benchmarks.comparing.figures import MEMORY, Figures, Ratio, Series, exponent
from benchmarks.comparing.measure import CommandFailed, Cost, measured
from benchmarks.comparing.results import Results, Row


def row(tool="guildhouse", operation="cold", cpu=1.0, *, size=1000, jobs=1, run=0, session="a", memory=100.0):
    return Row(session, tool, tool.title(), "1.0", operation, size, jobs, run, Cost(cpu, cpu / 2, memory))


def test_ratios_pair_runs_of_one_session():
    figures = Figures(
        [
            *(row(cpu=cpu, run=run) for run, cpu in enumerate((1, 2, 3))),
            *(row("hugo", "full", 4, run=run) for run in range(2)),
            row("hugo", "full", 1, run=2, session="another day"),
        ]
    )
    assert figures.ratio(Series("guildhouse", "cold", 1000), Series("hugo", "full", 1000)) == Ratio(0.375, 0.25, 0.5)
    assert figures.ratio(Series("guildhouse", "cold", 1000), Series("hugo", "full", 5000)) is None


def test_a_median_is_of_all_runs_of_a_series():
    figures = Figures([row(cpu=cpu, run=cpu, memory=cpu * 10) for cpu in (1, 9, 2)] + [row(cpu=99, jobs=2)])
    assert figures.median(Series("guildhouse", "cold", 1000)) == 2
    assert figures.median(Series("guildhouse", "cold", 1000), MEMORY) == 20
    assert figures.median(Series("guildhouse", "body", 1000)) is None


@pytest.mark.parametrize(("first", "last", "power"), [((1000, 2), (10_000, 20), 1), ((1000, 1), (10_000, 100), 2), ((10, 5), (99, 5), 0)])
def test_an_exponent_tells_how_cost_grows(first, last, power):
    assert exponent(first, last) == pytest.approx(power)


def test_growth_needs_two_sizes():
    rows = [row(cpu=2), row(cpu=20, size=10_000)]
    assert Figures(rows).growth("guildhouse", "cold") == pytest.approx(1)
    assert Figures(rows[:1]).growth("guildhouse", "cold") is None


def test_results_survive_their_file(tmp_path):
    path = tmp_path / "deep" / "results.json"
    known = Results(
        "2026-11-21", "2 cores", {"a": "bench"}, (row(), row("hugo", "full")), {"zensical": "not here"}, {"edits": "500 of 500"}
    )
    results.write(path, known)
    assert results.read(path) == known
    assert results.read(tmp_path / "none.json") == Results()


def test_what_is_measured_again_replaces_what_was_known():
    first = Results(
        "d1",
        "m",
        {"a": "one", "b": "gone"},
        (row(cpu=1), row(cpu=1, run=1, session="b"), row(cpu=1, size=5000)),
        {"hugo": "none", "zensical": "none"},
    )
    later = Results("d2", "m", {"c": "two"}, (row(cpu=7, session="c"), row("hugo", "full", 2, session="c")))
    merged = first.merged(later)
    assert [each.cost.cpu for each in merged.rows if each.size == 1000 and each.tool == "guildhouse"] == [7]
    assert [each.size for each in merged.rows] == [5000, 1000, 1000]
    assert (merged.date, merged.commands, dict(merged.skipped)) == ("d2", {"a": "one", "c": "two"}, {"zensical": "none"})


def test_a_proof_is_noted_where_asked(tmp_path):
    results.prove(None, "edits", "500 of 500", "2026-11-21")
    path = tmp_path / "results.json"
    results.prove(path, "edits", "1 of 500", "2026-11-20")
    results.prove(path, "edits", "500 of 500", "2026-11-21")
    assert results.read(path).proofs == {"edits": "500 of 500 (2026-11-21)"}


def test_the_machine_is_told_without_its_name():
    assert "cores" in results.machine()
    assert "Python 3." in results.machine()


def test_a_command_is_measured_with_what_it_starts(tmp_path):
    work = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = bytearray(90_000_000); sum(range(3_000_000))'])"
    cost = measured(("python3", "-c", work), tmp_path)
    assert cost.cpu > 0.01
    assert cost.memory > 90
    with pytest.raises(CommandFailed, match="exit 7: so it is"):
        measured(("sh", "-c", "echo so it is; exit 7"), tmp_path)
