"""Tables, the chart and docs/performance.md say what was measured, and nothing that was not."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from benchmarks.comparing import chart, goals, page, table
from benchmarks.comparing.figures import Figures
from benchmarks.comparing.measure import Cost
from benchmarks.comparing.results import Results, Row

SVG = "{http://www.w3.org/2000/svg}"


def row(tool, operation, cpu, size=1000, run=0, jobs=1, title=None):
    return Row("s", tool, title or tool.title(), "1.0", operation, size, jobs, run, Cost(cpu, cpu, 50))


ROWS = [
    row(tool, operation, cpu * size / 1000, size, run)
    for tool, operation, cpu in [
        ("guildhouse", "cold", 5),
        ("guildhouse", "body", 0.2),
        ("guildhouse", "nothing", 0.05),
        ("engine", "cold", 3),
        ("pelican", "full", 10),
        ("pelican-simple", "full", 8),
        ("hugo", "full", 2),
    ]
    for size in (1000, 10_000)
    for run in (0, 1)
]
FIGURES = Figures(ROWS)


def test_the_readers_table_sets_ratios_side_by_side():
    lines = table.readers(FIGURES, 10_000).splitlines()
    assert lines[0] == "|  | CPU s | wall s | memory MB | : Pelican | : Hugo |"
    assert "| cold, nothing kept | 50.0 | 50.0 | 50 | 0.50 (0.50 to 0.50) | 2.50 (2.50 to 2.50) |" in lines
    assert "| one body edited | 2.0 | 2.0 | 50 | 0.020 (0.020 to 0.020) | 0.10 (0.10 to 0.10) |" in lines
    assert "| Hugo 1.0, any build | 20.0 | 20.0 | 50 |  |  |" in lines
    assert not any("Engine" in line or "simple" in line for line in lines)
    assert len({line.count("|") for line in lines}) == 1


def test_the_engines_table_has_its_own_peer():
    lines = table.engines(FIGURES, 1000).splitlines()
    assert "| cold, nothing kept | 3.0 | 3.0 | 50 | 0.38 (0.38 to 0.38) |" in lines
    assert lines[-1].startswith("| Pelican-Simple 1.0, any build | 8.0 ")


def test_more_processes_have_rows_of_their_own():
    figures = Figures([*ROWS, row("guildhouse", "cold", 6, jobs=2)])
    assert "| cold, nothing kept, 2 processes | 6.0 |" in table.readers(figures, 1000)


def test_growth_is_told_over_all_sizes():
    assert "| Guildhouse: cold, nothing kept | 5.0 | 50.0 | 1.00 |" in table.growths(FIGURES)
    assert "| Guildhouse: cold, nothing kept | 5.0 | - |" in table.growths(Figures([ROWS[0]]))


@pytest.mark.parametrize(("value", "words"), [(None, "-"), (0.05, "0.05"), (0.999, "1.00"), (1.0, "1.0"), (12.34, "12.3"), (123.4, "123")])
def test_seconds_have_the_digits_that_they_are_worth(value, words):
    assert table.seconds(value) == words


def test_goals_name_what_was_reached_and_what_was_not():
    reached = {line[0]: line[1:] for line in goals.reached(FIGURES)}
    assert reached["one body edit : Hugo's full build"] == ("≤ 0.15", "0.10", "10,000")
    assert reached["nothing changed : stock Pelican"] == ("≤ 0.005", "0.005", "10,000")
    assert reached["cold : stock Pelican"] == ("≤ 0.65", "0.50", "10,000")
    assert reached["memory, cold : Hugo"] == ("≤ 0.2", "1.00 (not reached)", "10,000")
    assert reached["growth exponent, cold"] == ("≤ 1.0", "1.00", "1,000 → 10,000")
    assert not any("MkDocs" in goal for goal in reached), "it was not measured"


def test_the_chart_is_sound_and_can_be_read_without_seeing_it():
    drawn = chart.lines(FIGURES)
    assert [line.label for line in drawn] == [
        "Pelican: any build",
        "Guildhouse: cold, nothing kept",
        "Hugo: any build",
        "Guildhouse: one body edited",
        "Guildhouse: nothing changed",
    ]
    root = ET.fromstring(chart.chart(drawn))
    assert root.get("role") == "img"
    named = {child.get("id"): child.text for child in root if child.get("id")}
    assert set(named) == set(root.get("aria-labelledby").split())
    assert "Pelican: any build: 10.0 s at 1,000, 100 s at 10,000" in named["description"]
    assert "prefers-color-scheme: dark" in root.find(f"{SVG}style").text
    assert not list(root.iter(f"{SVG}script"))


def test_every_dot_lies_inside_and_dearer_is_further_right():
    root = ET.fromstring(chart.chart(chart.lines(FIGURES)))
    width = float(root.get("viewBox").split()[2])
    rows = [[float(dot.get("cx")) for dot in group.iter(f"{SVG}circle")] for group in root.iter(f"{SVG}g")]
    assert all(chart.LEFT <= x <= width - chart.RIGHT for row in rows for x in row)
    assert all(first < second for first, second in rows)
    assert [row[-1] for row in rows] == sorted((row[-1] for row in rows), reverse=True)


def test_every_label_has_room():
    titles = {chart.OURS: "Guildhouse", "mkdocs-material": "MkDocs-Material"}
    labels = [f"{titles.get(tool, tool.title())}: {chart.TITLES[operation]}" for tool, operation, _ in chart.LINES]
    assert max(map(len, labels)) * 8.5 < chart.LEFT - 16


def test_a_label_cannot_break_the_chart():
    line = chart.Line("<Peer & co>", ((1000, 1.0),), is_ours=False)
    assert "<Peer & co>" in "".join(ET.fromstring(chart.chart([line])).itertext())
    assert chart.chart([]) == ""


def test_the_page_has_date_machine_command_and_what_is_missing(tmp_path):
    (tmp_path / "docs").mkdir()
    found = Results(
        "2026-11-21", "2 cores", {"a": "python3 tasks.py bench"}, tuple(ROWS), {"zensical": "Zensical is not to be had"}, {"edits": "500"}
    )
    page.write(tmp_path, found)
    text = (tmp_path / page.PAGE).read_text()
    for words in (
        "Measured on 2026-11-21: 2 cores.",
        "    python3 tasks.py bench\n",
        "- Zensical is not to be had.",
        "- `bench --name edits`: 500",
    ):
        assert words in text
    assert text.index("10,000 documents") < text.index("1,000 documents\n")
    assert (tmp_path / page.CHART).read_text().startswith("<svg")
    assert "Never a wrong page" not in page.page(Results("d", "m", {}, tuple(ROWS)))
