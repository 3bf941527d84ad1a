"""Asks an index in shards and the whole of it, both in real lunr.js (Node), the same, and tells every difference; then what reading cost.

`python3 tasks.py bench --name search_exact --options "FOLDER --each 95 --heavy 40"`, the folder holding Markdown (search_corpus writes
some). Compared are documents, order, scores to the last bit and matched terms. `--heavy` is for kinds that take seconds in a large index.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.search_exactness.pages import records
from benchmarks.search_exactness.queries import HEAVY, kinds, queries
from guildhouse.formats.search import chunks
from guildhouse.formats.search.analysis import VERSION
from guildhouse.formats.search.lunr_index import Postings, build, digest, loadable
from guildhouse.formats.search.record import Record
from guildhouse.formats.search.writing import Setting, written

HERE = Path(__file__).parent / "search_exactness"
THEME = Path(__file__).parents[1] / "theme/static"
SCRIPTS = (
    THEME / "vendor/lunr.min.js",
    *(THEME / f"search/worker/{name}.js" for name in ("lunr_patch", "format", "files", "shards")),
    HERE / "differential.js",
)
WHOLE = 2
"""Queries for `*`, which finds all terms of all documents: minutes in a large index."""


def main() -> int:
    """Measure and compare; fail where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", type=int, default=90, help="queries of each kind")
    parser.add_argument("--heavy", type=int, default=40, help="queries of kinds that look at everything")
    parser.add_argument("--whole", type=int, default=WHOLE, help="queries for everything there is")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    pages = list(records(given.folder))
    index = build(map(digest, pages), [page.weight for page in pages])
    files = _written(pages, index)
    amounts = {"": given.each, **dict.fromkeys(HEAVY, given.heavy), "*": given.whole}
    with tempfile.TemporaryDirectory() as folder:
        _stored(Path(folder), files, index)
        asked = _asked(pages, index, amounts, given.seed)
        (Path(folder) / "queries.json").write_text(json.dumps(asked))
        command = ["node", "--max-old-space-size=6000", str(HERE / "node.js"), folder, *map(str, SCRIPTS)]
        report = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    _print_costs(report, len(files["manifest.json"]))
    return _print_kinds(report["kinds"])


def _written(pages: list[Record], index: Postings) -> dict[str, bytes]:
    begun = time.process_time()
    fragments = [chunks.shown(page) for page in pages]
    packed = time.process_time()
    files = written(index, pages, Setting(analysis=VERSION, languages=("en",)), fragments=fragments)
    done = time.process_time()
    postings = sum(len(column.docs) for column in index.columns.values())
    print(f"{len(pages)} documents, {len(index.terms)} terms, {postings} postings")
    print(f"written in {done - begun:.2f} s of the processor, {packed - begun:.2f} of them fragments")
    sizes: dict[str, list[int]] = {}
    for name, content in files.items():
        sizes.setdefault(name.split("-")[0], []).append(len(content))
    for kind, held in sizes.items():
        print(f"  {kind}: {len(held)} files, {sum(held)} bytes, median {median(held):.0f}, most {max(held)}")
    print(f"  the manifest has {len(gzip.compress(files['manifest.json'], 9))} bytes as hosts send it")
    return files


def _stored(folder: Path, files: dict[str, bytes], index: Postings) -> None:
    (folder / "search").mkdir()
    for name, content in files.items():
        (folder / "search" / name).write_bytes(content)
    (folder / "whole.json").write_text(loadable(index))


def _asked(pages: list[Record], index: Postings, amounts: dict[str, int], seed: int) -> list[tuple[str, str]]:
    counts = [end - start for start, end in pairwise(index.columns["body"].starts.tolist())]
    frequent = [term for term, count in zip(index.terms, counts, strict=True) if count > max(3, len(pages) // 500)]
    return list(queries(amounts, kinds(random.Random(seed), index.terms, frequent, [page.title.lower() for page in pages])))


def _print_costs(report: dict[str, Any], manifest: int) -> None:
    for name in ("words", "pairs"):
        cost = report[name]
        for part in ("first", "next"):
            told = ", ".join(f"{what} {_spread([each[what] for each in cost[part]])}" for what in ("bytes", "requests", "turns"))
            print(f"{name}, {part} query with ten fragments: {told}; milliseconds {_spread([each['ms'] for each in cost[part]])}")
        print(f"{name}, shards alone: bytes {_spread([size - manifest for size in cost['shard']])}")


def _spread(values: list[float]) -> str:
    return f"p50 {median(values):.0f} p95 {sorted(values)[int(len(values) * 0.95)]:.0f}"


def _print_kinds(found: dict[str, Any]) -> int:
    for kind, sums in found.items():
        told = f"{sums['queries']:5} queries {sums['results']:8} results {sums['seconds']:7.1f} s"
        print(f"  {kind:12} {told} {len(sums['different'])} differences")
        for text, difference in sums["different"][:3]:
            print(f"    {text!r}: {difference}")
    totals = [sum(sums[what] for sums in found.values()) for what in ("queries", "results")]
    different = sum(len(sums["different"]) for sums in found.values())
    print(f"{totals[0]} queries, {totals[1]} results compared, {different} differences")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
