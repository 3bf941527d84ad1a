"""A chart of CPU seconds as plain SVG: a line of dots for each build, one dot for each size, on a scale of powers of ten."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from benchmarks.comparing.figures import Figures, Series
from benchmarks.comparing.operations import TITLES
from benchmarks.comparing.peers import OURS
from benchmarks.comparing.table import READERS, seconds

LINES = (
    *((name, "full", 1) for name in READERS),
    ("zensical", "body", 1),
    *((OURS, name, 1) for name in ("cold", "theme", "body", "nothing")),
)
"""What is drawn, as tool, operation and processes."""
WIDTH, LEFT, RIGHT, TOP, STEP, BELOW = 800, 300, 60, 56, 34, 44
STYLE = """
svg { --ground: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --ours: #0a6e5c; --theirs: #6b5a8e;
  font: 14px system-ui, sans-serif; }
.ground { fill: var(--ground); }
@media (prefers-color-scheme: dark) {
  svg { --ground: #0d1117; --ink: #f0f6fc; --soft: #a3adb8; --line: #3d444d; --ours: #4fd1b5; --theirs: #b9a5e2; }
}
text { fill: var(--ink); } .soft { fill: var(--soft); font-size: 12px; } .end { text-anchor: end; } .middle { text-anchor: middle; }
.grid { stroke: var(--line); } .ours { --mark: var(--ours); } .theirs { --mark: var(--theirs); } .ours text { font-weight: 600; }
.span { stroke: var(--mark); stroke-width: 2; } circle { fill: var(--mark); }
"""


@dataclass(frozen=True)
class Line:
    """One line of the chart: its label, its CPU seconds by size, and whether it is one of ours."""

    label: str
    values: tuple[tuple[int, float], ...]
    is_ours: bool

    @property
    def last(self) -> float:
        """The value at the largest size."""
        return self.values[-1][1]


def lines(figures: Figures) -> list[Line]:
    """Gather what there is to draw, the dearest first."""
    found = []
    for tool, operation, jobs in LINES:
        values = tuple((size, cpu) for size in figures.sizes if (cpu := figures.median(Series(tool, operation, size, jobs))))
        if values:
            title = "Guildhouse" if tool == OURS else figures.tools[tool, jobs].title
            found.append(Line(f"{title}: {TITLES[operation]}", values, tool == OURS))
    return sorted(found, key=lambda line: -line.last)


def chart(drawn: Sequence[Line]) -> str:
    """Draw the lines; an empty text where there are none."""
    if not drawn:
        return ""
    height = TOP + STEP * len(drawn) + BELOW
    low, high = _range(drawn)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title description">',
        '<title id="title">CPU seconds of a build, by tool and number of documents</title>',
        f'<desc id="description">{escape(described(drawn))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}"/>',
        *_frame(drawn, low, high, height),
        *(part for number, line in enumerate(drawn) for part in _line(line, TOP + STEP * number + STEP / 2, low, high)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def described(drawn: Sequence[Line]) -> str:
    """Say in words what the chart shows."""
    each = (f"{line.label}: {', '.join(f'{seconds(cpu)} s at {size:,}' for size, cpu in line.values)}" for line in drawn)
    return f"Logarithmic scale, less is better. {'; '.join(each)}."


def _range(drawn: Sequence[Line]) -> tuple[int, int]:
    """Give the powers of ten that hold all values."""
    values = [cpu for line in drawn for _, cpu in line.values]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _x(value: float, low: int, high: int) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(value) - low) / (high - low), 1)


def _frame(drawn: Sequence[Line], low: int, high: int, height: int) -> Iterator[str]:
    sizes = sorted({size for line in drawn for size, _ in line.values})
    yield f'<text x="16" y="24">CPU seconds: dots from left to right are {" · ".join(f"{size:,}" for size in sizes)} documents</text>'
    for power in range(low, high + 1):
        x = _x(10**power, low, high)
        yield f'<line class="grid" x1="{x}" x2="{x}" y1="{TOP - 8}" y2="{height - BELOW}"/>'
        yield f'<text class="soft middle" x="{x}" y="{height - BELOW + 18}">{10.0**power:g} s</text>'


def _line(line: Line, y: float, low: int, high: int) -> Iterator[str]:
    places = [_x(cpu, low, high) for _, cpu in line.values]
    yield f'<g class="{"ours" if line.is_ours else "theirs"}">'
    yield f'<text class="end" x="{LEFT - 16}" y="{y + 5}">{escape(line.label)}</text>'
    yield f'<line class="span" x1="{min(places)}" x2="{max(places)}" y1="{y}" y2="{y}"/>'
    for number, x in enumerate(places):
        yield f'<circle cx="{x}" cy="{y}" r="{4 + 1.5 * number:g}"/>'
    yield f'<text x="{max(places) + 14}" y="{y + 5}">{seconds(line.last)}</text></g>'
