"""Compares what it costs to make a search index of 10,000 documents: Pagefind, stock lunr.py, and ours (cold, and after one edit).

`python3 tasks.py bench --name search_build [--options "--corpus k10 --sides pagefind lunr guildhouse"]`
Seconds of the processor (user and system, all processes) and the most memory held. Pagefind reads the documents as plain pages, lunr.py
their titles and texts, each in one run; stock lunr.py with the fields of our index is what the goals are fractions of. Of Guildhouse
counts what `build --profile` says its feature `search` took (in one process), and the memory of its build with and without search.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.comparing.measure import CommandFailed, Cost, measured
from benchmarks.search import installed
from benchmarks.search.corpora import CORPORA, ROOT, Corpus, build_command, corpus, source
from benchmarks.search.engines import NotThere
from benchmarks.search.packages import NotFetched

RESULTS = ROOT / ".cache/bench/search-build.json"
FEATURE = re.compile(r"^ *([\d.]+) s .* search$", re.MULTILINE)
"""The line of `--profile` that tells the seconds of the feature."""
STOCK = """
import json, sys
from lunr import lunr
documents = []
for line in open(sys.argv[1], encoding="utf-8"):
    read = json.loads(line)
    headings = " ".join(section["heading"] for section in read["sections"])
    path = read["url"].replace("/", " ").replace("-", " ")
    documents.append({"url": read["url"], "title": read["title"], "path": path, "headings": headings, "body": read["text"]})
fields = [{"field_name": "title", "boost": 10}, {"field_name": "path", "boost": 4}, {"field_name": "headings", "boost": 3}, "body"]
index = lunr(ref="url", fields=fields, documents=documents)
json.dump(index.serialize(), open(sys.argv[2], "w"))
"""
Costs = dict[str, Cost]


def main(words: Sequence[str] | None = None) -> int:
    """Measure, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=CORPORA, default="k10")
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=list(SIDES))
    parser.add_argument("--site", type=Path, help="a built site of this corpus (default: it is built)")
    given = parser.parse_args(words)
    try:
        installed.install()
        built = corpus(given.corpus, site=given.site)
    except NotFetched as missing:
        print(missing, file=sys.stderr)
        return 1
    found: Costs = {}
    for side in given.sides:
        try:
            found |= SIDES[side](built)
        except (CommandFailed, NotThere) as missing:
            print(f"Skipped: {side}: {missing}", file=sys.stderr)
    stock = found.get("stock lunr.py")
    print(f"{given.corpus}: {len(built.documents):,} documents")
    for name, cost in found.items():
        share = f"  {cost.cpu / stock.cpu:5.2f} of stock lunr.py" if stock else ""
        print(f"{name:28} {cost.cpu:7.1f} s CPU {cost.wall:7.1f} s {cost.memory:7.0f} MB{share}")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    kept = {name: [cost.cpu, cost.wall, cost.memory] for name, cost in found.items()}
    RESULTS.write_text(json.dumps({"corpus": given.corpus, "costs": kept}, indent=1))
    return 0 if found else 1


def _pagefind(built: Corpus) -> Costs:
    with tempfile.TemporaryDirectory() as aside:
        command = (*installed.command(built.plain), "--output-path", f"{aside}/pagefind")
        return {f"Pagefind {installed.versions()['pagefind']}": measured(command)}


def _lunr(built: Corpus) -> Costs:
    with tempfile.TemporaryDirectory() as aside:
        return {"stock lunr.py": measured((sys.executable, "-c", STOCK, str(built.lines), f"{aside}/index.json"))}


def _guildhouse(built: Corpus) -> Costs:
    """Build a copy of the site in one process: without caches, then after one edit of one page."""
    with tempfile.TemporaryDirectory() as aside:
        site, output = Path(aside, "site"), Path(aside, "output")
        shutil.copytree(source(built.name), site, ignore=shutil.ignore_patterns(".cache", ".git", "output", ".venv"))
        command = (*build_command(site, output), "--jobs", "1")
        cold = measured((*command, "--no-cache"))
        profiled = _profiled((*command, "--no-cache", "--profile"))
        subprocess.run(command, check=True, capture_output=True)
        page = next(iter(sorted((site / "content/pages").rglob("*.md"))))
        page.write_text(page.read_text(encoding="utf-8") + "\nAn edit that nobody expected.\n", encoding="utf-8")
        edited = _profiled((*command, "--profile"))
        whole = measured(command)
    return {
        "Guildhouse, search, cold": Cost(profiled, 0.0, 0.0),
        "Guildhouse, search, one edit": Cost(edited, 0.0, 0.0),
        "Guildhouse, all, cold": cold,
        "Guildhouse, all, one edit": whole,
    }


def _profiled(command: Sequence[str]) -> float:
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    found = FEATURE.search(said.stdout + said.stderr)
    if found is None:
        raise NotThere("`build --profile` names no feature search")
    return float(found[1])


SIDES: dict[str, Callable[[Corpus], Costs]] = {"pagefind": _pagefind, "lunr": _lunr, "guildhouse": _guildhouse}

if __name__ == "__main__":
    sys.exit(main())
