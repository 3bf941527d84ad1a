"""Asks Guildhouse's search, Pagefind, whole-index lunr.js and MiniSearch the judged queries over the same documents, and compares answers.

`python3 tasks.py bench --name search_relevance [--options "--corpus sample --half tune --engines engine pagefind lunr minisearch --show"]`.
Printed are MRR@10 by kind of query and over all, nDCG@10, how often the right section is linked among the first five pages, and the
differences of the first engine to the others with intervals of 95 % (paired bootstrap). Kept in .cache/bench/search-relevance.json.
`site` asks our search page in Chromium, `engine` our worker's script in Node.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from benchmarks.search import installed
from benchmarks.search.corpora import CORPORA, ROOT, Corpus, corpus
from benchmarks.search.engines import NotThere, opened
from benchmarks.search.judged import HALVES, Query, faults, queries
from benchmarks.search.packages import NotFetched
from benchmarks.search.scores import Score, difference, mean, score

RESULTS = ROOT / ".cache/bench/search-relevance.json"
ENGINES = ("site", "engine", "pagefind", "lunr", "minisearch")
Scores = Mapping[str, Sequence[Score]]


def main(words: Sequence[str] | None = None) -> int:
    """Measure; exit code 1 when the judged set does not fit the site, or nothing could be asked."""
    given = _parser().parse_args(words)
    try:
        installed.install()
        searched = corpus(given.corpus, site=given.site)
    except NotFetched as missing:
        print(missing, file=sys.stderr)
        return 1
    judged = queries("sample" if given.corpus == "sample" else "judged")
    if wrong := list(faults(judged, searched.documents)):
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    asked = [query for query in judged if given.half in ("all", query.half)]
    scores = dict(_measured(given.engines, searched, asked, show=given.show and given.half == "tune"))
    if not scores:
        return 1
    print(f"{given.corpus}: {len(searched.documents):,} documents, {len(asked)} queries ({given.half}); {installed.versions()}\n")
    print(table(asked, scores), comparison(scores), sep="\n\n")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    kept = {
        name: [{"query": query.text, **asdict(each)} for query, each in zip(asked, found, strict=True)] for name, found in scores.items()
    }
    RESULTS.write_text(json.dumps({"corpus": given.corpus, "half": given.half, "engines": kept}, indent=1, ensure_ascii=False))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=CORPORA, default="k1")
    parser.add_argument("--half", choices=("all", *HALVES), default="all")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=["site", "pagefind", "lunr", "minisearch"])
    parser.add_argument("--site", type=Path, help="a built site of this corpus (default: it is built)")
    parser.add_argument("--show", action="store_true", help="with --half tune: name the queries that are not answered first")
    return parser


def _measured(names: Sequence[str], searched: Corpus, asked: Sequence[Query], *, show: bool) -> Iterator[tuple[str, list[Score]]]:
    known = frozenset(document.url for document in searched.documents)
    for name in names:
        with suppress(NotThere), opened(name, searched) as engine:
            answers = [engine.search(query.text) for query in asked]
            found = [score(query, answer, known) for query, answer in zip(asked, answers, strict=True)]
            if show:
                _show(engine.name, asked, answers, found)
            yield engine.name, found
            continue
        print(f"Skipped: {name} cannot be asked", file=sys.stderr)


def _show(name: str, asked: Sequence[Query], answers: Sequence[Sequence[str]], found: Sequence[Score]) -> None:
    for query, answer, each in zip(asked, answers, found, strict=True):
        if each.rank < 1:
            print(f"{name} | {query.kind} | {query.text} | {each.rank:.2f} | {' '.join(answer[:3])}")


def table(asked: Sequence[Query], scores: Scores) -> str:
    """Write means by kind of query and over all, an engine a column."""
    kinds = list(dict.fromkeys(query.kind for query in asked))
    lines = [f"{'MRR@10':<26}" + "".join(f"{name:>12}" for name in scores)]
    for kind in kinds:
        chosen = [number for number, query in enumerate(asked) if query.kind == kind]
        means = [mean([found[number].rank for number in chosen]) for found in scores.values()]
        lines.append(_line(f"{kind} ({len(chosen)})", means))
    near = [number for number, query in enumerate(asked) if not query.kind.startswith("far")]
    measures = {
        "all but far paraphrases": [mean([found[number].rank for number in near]) for found in scores.values()],
        "all": [mean([each.rank for each in found]) for found in scores.values()],
        "all, useful pages too": [mean([each.any_rank for each in found]) for found in scores.values()],
        "nDCG@10": [mean([each.gain for each in found]) for found in scores.values()],
        "section, first link": [mean([each.link for each in found if each.link is not None]) for found in scores.values()],
        "section, any of three": [mean([each.shown for each in found if each.shown is not None]) for found in scores.values()],
    }
    return "\n".join([*lines, *(_line(name, means) for name, means in measures.items())])


def _line(name: str, means: Sequence[float]) -> str:
    return f"{name:<26}" + "".join(f"{each:12.3f}" for each in means)


def comparison(scores: Scores) -> str:
    """Write the differences of the first engine to the others, with their intervals."""
    first, *others = scores
    lines = []
    for other in others:
        for measure in ("rank", "gain"):
            ours, theirs = ([getattr(each, measure) for each in scores[name]] for name in (first, other))
            middle, low, high = difference(ours, theirs)
            title = "MRR@10" if measure == "rank" else "nDCG@10"
            lines.append(f"{first} - {other}, {title}: {middle:+.3f} ({low:+.3f} to {high:+.3f})")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
