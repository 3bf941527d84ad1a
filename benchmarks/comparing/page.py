"""docs/performance.md, made from results."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.comparing import chart, table
from benchmarks.comparing.figures import Figures
from benchmarks.comparing.results import Results

PAGE, CHART = Path("docs/performance.md"), Path("docs/performance.svg")
HEAD = """# How fast it is

<!-- Written by `python3 tasks.py bench --options "--write --no-measure"`; measure again instead of changing the figures. -->

Measured on {date}: {machine}. The same seeded documents (580 words each, with headings, lists, links and code) for every tool, with

{commands}
"""
MEANING = """CPU is user and system time of all processes of a build, memory what they hold together at the highest moment (pages that
processes share count twice). Each figure is the median of its runs. A ratio is made from runs that took turns on the same machine,
with the least and the most of them behind it: seconds of different machines or days say little about each other, ratios do."""
READER = """Our whole theme, with communities, people, series, actions and JSON, against a full build of each peer in its own plain set-up
with the same documents. Nobody writes a search index; MkDocs-Material and Zensical prune their menus, as both advise large sites to.
An edit saves Pelican, MkDocs and Hugo nothing, so a full build is what one edit costs there. The change of the theme is one of the
footer, which stands on every page."""
ENGINE = """Our plugins under Pelican's `simple` theme against stock Pelican under the same theme. The documents are news here. Pages of a
theme that is not ours are never taken over from an earlier build, so after an edit only the texts are."""


def write(root: Path, results: Results) -> None:
    """Write the page and its chart into a repository."""
    (root / PAGE).write_text(page(results), encoding="utf-8")
    (root / CHART).write_text(chart.chart(chart.lines(Figures(results.rows))), encoding="utf-8")


def page(results: Results) -> str:
    """Write the page."""
    return "\n\n".join(part.strip("\n") for part in _parts(results) if part.strip()) + "\n"


def _parts(results: Results) -> Iterator[str]:
    figures = Figures(results.rows)
    commands = "\n".join(f"    {command}" for command in dict.fromkeys(results.commands.values()))
    yield HEAD.format(date=results.date, machine=results.machine, commands=commands)
    yield "![CPU seconds of a build, by tool and number of documents; the tables below hold the numbers.](performance.svg)"
    yield MEANING
    yield from _section("What was to be reached", table.goals(figures))
    for size in reversed(figures.sizes):
        yield from _section(f"What readers get, {size:,} documents", table.readers(figures, size), READER)
    for size in reversed(figures.sizes):
        yield from _section(f"The engine alone, {size:,} documents", table.engines(figures, size), ENGINE)
    yield from _section("Growth", table.growths(figures))
    yield from _section("Not measured", "\n".join(f"- {why}." for why in results.skipped.values()))
    yield from _section("Never a wrong page", "\n".join(f"- `bench --name {name}`: {line}" for name, line in results.proofs.items()))


def _section(title: str, content: str, words: str = "") -> Iterator[str]:
    if content:
        yield f"## {title}"
        yield words
        yield content
