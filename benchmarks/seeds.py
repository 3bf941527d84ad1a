"""Publishes the documents that the project began from, unchanged: each is a page, one at its permalink, one in the glossary.

The files carry the ending .txt where they are kept; they are copied byte for byte to files that end in .md.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PERMALINK = "sops/continuous-improvement-and-knowledge-management/index.html"


def main() -> None:
    """Build a site of the seeds alone, strictly, and look at what is published."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", type=Path, nargs="?", default=Path("../shared/seeds"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "content").mkdir()
        seeds = sorted(given.seeds.glob("*.txt"))
        for seed in seeds:
            shutil.copyfile(seed, site / "content" / f"{seed.stem}.md")
        subprocess.run([sys.executable, "-m", "guildhouse", "build", "--site", str(site)], check=True)
        output = site / "output"
        sources = json.loads((output / "build.json").read_text())["sources"]
        assert sources["published"] == len(seeds) == 3, sources  # noqa: PLR2004 - the three seeds; a benchmark's own check
        assert 'data-kind="page"' in (output / PERMALINK).read_text(), PERMALINK
        glossary = (output / "glossary/index.html").read_text()
        assert ">Knowledge Management<" in glossary, "the second seed is a glossary entry"
        kinds = sorted(page.read_text().partition('data-kind="')[2].partition('"')[0] for page in output.rglob("index.html"))
        assert kinds.count("term") == 1, kinds
    print(f"3 of 3 seeds published; {PERMALINK} and the glossary entry are there")


if __name__ == "__main__":
    main()
