"""Writes a site of real pages into a folder: about 1,000 from published packages (k1), or 10,000 and 50,000 mixed from their sections.

`python3 tasks.py bench --name search_corpus --options "k1 FOLDER"`; build it with `python -m guildhouse build --lenient --site FOLDER`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.search.packages import NotFetched
from benchmarks.search.pages import SIZES, write


def main() -> int:
    """Write one corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=SIZES)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    try:
        write(given.folder, given.name)
    except NotFetched as missing:
        print(missing, file=sys.stderr)
        return 1
    print(f"{sum(1 for _ in given.folder.rglob('*.md'))} pages in {given.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
