"""docs/writing.md: every example is built as it stands there, without a complaint, and shows what the page promises."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest

from site_building import REPOSITORY, build

PAGE = (REPOSITORY / "docs/writing.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^````(?:markdown|yaml) ?(\S*)\n(.*?)^````$", re.MULTILINE | re.DOTALL)
SAMPLE = REPOSITORY / "communities/ferry-app/resources"

SHOWN = {
    "Writing": ["<h1>How we label boats</h1>", "The text begins here."],
    "Words": [
        "<em>Slanted</em>",
        "<strong>",
        "<del>",
        "<code>",
        "<kbd>",
        "<mark>",
        "<sub>",
        "<blockquote>",
        "<hr>",
        "<dt>",
        '<abbr title="Hyper',
    ],
    "Lists and tasks": ["<ul>", "<ol>", 'type="checkbox"', "order two lamps", "The lamp is the only sign that counts."],
    "Links": ['href="../about/"', 'href="../about/#history"', 'href="../sheet.pdf"', "https://example.org/", 'id="own"', 'class="wanted"'],
    "Pictures": ["<img", 'alt="A map with six piers"', 'width="10"', "<figcaption>The pier at Skerry"],
    "Video and sound": ["<video", "<track", "Six seconds"],
    "Tables": ["<table", "<th", "align-right"],
    "Code": ["lamp.py", '<span class="hll">'],
    "Callouts": ["callout-note", "callout-warning", "<details", "The line is stronger than you"],
    "Folded text": ["<summary>How we counted</summary>", "<strong>two</strong>"],
    "Tabs": ['type="radio"', "By hand", "With the winch"],
    "Footnotes": ["footnote", "The decision is in the minutes of May."],
    "Diagrams": ["Who waits for whom", "flowchart LR"],
    "Yourself": [
        "I throw the light line.",
        "navigation",
        "Come aboard before seven.",
        'href="jo.vcf" type="text/vcard"',
        "#gh-about-firstaid",
    ],
    "Thanks": ["Sat with the winch until it failed again.", "We found the worn tooth because of it."],
    "Learning paths": ["Your first watch", "Ashore", "Check yourself", "Stand a watch", "1 day"],
    "Another language": ['<html lang="de"', 'hreflang="en"'],
}
"""What the examples below each heading become."""


def examples() -> Iterator[tuple[str, str, str]]:
    """Give each example with its heading and the file it stands for; one that shows a piece of a page gets a title."""
    for number, found in enumerate(EXAMPLE.finditer(PAGE)):
        heading = re.findall(r"^##? (.+)$", re.sub(EXAMPLE, "", PAGE[: found.start()]), re.MULTILINE)[-1]
        titled = found[2] if found[2].startswith(("---\n", "# ")) or found[1].endswith(".yml") else f"# {heading}\n\n{found[2]}"
        yield heading, found[1] or f"content/pages/example-{number}.md", titled


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], str]:
    """Build all examples as one site: the text of the pages below each heading, and what the build said."""
    site, output = tmp_path_factory.mktemp("writing"), tmp_path_factory.mktemp("built") / "output"
    here = site / "content/pages"
    here.mkdir(parents=True)
    for path, text in {
        "content/pages/about.md": "# About\n\n## History\n\nLong.\n",
        "content/pages/sheet.pdf": "%PDF-1.4\n",
        "content/pages/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><path d="M0 0h9"/></svg>',
        "content/people/ada.yml": "name: Ada Lovelace\n",
        "content/people/bo.yml": "name: Bo Larsen\n",
        "communities/crew/community.yml": "name: Crew\n",
        "communities/boats/community.yml": "name: Boats\n",
        **{path: text for _, path, text in examples()},
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    for ending in ("webm", "en.vtt"):
        shutil.copy(SAMPLE / f"coming-alongside.{ending}", here / f"mooring.{ending}")
    done = build(output, "--url", "https://h.example/", site=site)
    assert done.returncode == 0, done.stderr
    shown: dict[str, str] = {}
    for heading, path, _ in examples():
        address = path.removesuffix(".md").removesuffix(".yml").removeprefix("content/").removeprefix("pages/")
        page = "recognition" if address.startswith("kudos/") else address
        shown[heading] = shown.get(heading, "") + (output / page / "index.html").read_text(encoding="utf-8")
    return shown, done.stderr


def test_nothing_is_wrong_with_an_example(pages: tuple[dict[str, str], str]) -> None:
    told = [line for line in pages[1].splitlines() if re.search(r": (warning|note): ", line)]
    assert [line for line in told if not re.search(r"\[(wanted-page|undrawn-diagram|no-history)\]$", line)] == []


@pytest.mark.parametrize("heading", sorted(SHOWN))
def test_it_becomes_what_the_page_says(pages: tuple[dict[str, str], str], heading: str) -> None:
    assert [words for words in SHOWN[heading] if words not in pages[0][heading]] == []


def test_every_heading_with_an_example_is_looked_at() -> None:
    assert {heading for heading, _, _ in examples()} == SHOWN.keys()
