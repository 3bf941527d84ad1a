"""Kills builds with `kill -9` at random moments: the published site is whole each time, and the next build equals a clean one.

`python3 tasks.py bench --name kill [--options "--times 20 --seed 1 --site DIR"]`
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from guildhouse.publish.manifest import verify

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Measure once and print what was found; exit code 1 when a promise was broken."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="guildhouse-kill-") as folder:
        site = _copied(options.site, Path(folder) / "site")
        print(f"seed {options.seed}, {options.times} kills")
        seconds = _timed(site)
        published, draw, whole = _digests(site / "output"), random.Random(options.seed), 0
        for turn in range(options.times):
            _edit(site, turn)
            _killed(site, draw.uniform(0.02, 1.0) * seconds)
            verify(site / "output")
            whole += _digests(site / "output") == published or _is_next(site)
            published = _digests(site / "output")
        _timed(site)
        clean = Path(folder) / "clean"
        _build(site, "--output", str(clean)).wait()
        is_equal = _digests(site / "output") == _digests(clean)
        litter = sorted(path.name for path in site.glob(".output*"))
    print(f"whole after a kill: {whole} of {options.times}; next build equals a clean one: {is_equal}; litter: {litter or 'none'}")
    return 0 if whole == options.times and is_equal and not litter else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--site", type=Path, default=ROOT)
    return parser.parse_args()


def _copied(origin: Path, site: Path) -> Path:
    site.mkdir()
    for name in ("content", "communities"):
        if (origin / name).is_dir():
            shutil.copytree(origin / name, site / name)
    return site


def _edit(site: Path, turn: int) -> None:
    """Change a page, so that every build has something to publish."""
    page = site / "content" / "pages" / "kill.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"# Kill\n\nBuild {turn}.\n", encoding="utf-8")


def _build(site: Path, *options: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "guildhouse", "build", "--site", str(site), "--today", "2026-11-16", *options]
    return subprocess.Popen(words, stderr=subprocess.DEVNULL, env=os.environ | {"CI": "true"})


def _timed(site: Path) -> float:
    started = time.perf_counter()
    if _build(site).wait():
        sys.exit("the site does not build: run check first")
    return time.perf_counter() - started


def _killed(site: Path, after: float) -> None:
    """Start a build and end it without a word; some have ended by then."""
    process = _build(site)
    time.sleep(after)
    process.kill()
    process.wait()


def _is_next(site: Path) -> bool:
    """Tell whether the kill came after the exchange, so that the new site stands there whole."""
    return (site / "output" / "kill" / "index.html").is_file()


def _digests(folder: Path) -> dict[str, str]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


if __name__ == "__main__":
    sys.exit(main())
