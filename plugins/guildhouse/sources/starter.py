"""What every new site begins with: a first page, a page about how to use the site, and a learning path through it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

STARTER = Path(__file__).parent.parent / "starter"
"""The files of a new site, as they lie in its folder; `{name}` in the first page stands for the name of the site."""


def start(site: Path, name: str) -> Iterator[Path]:
    """Write the files that a site does not have yet, and give the path of each; what is there stays as it is."""
    for source in sorted(path for path in STARTER.rglob("*") if path.is_file()):
        path = site / source.relative_to(STARTER)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source.read_text(encoding="utf-8").replace("{name}", " ".join(name.split())), encoding="utf-8")
            yield path
