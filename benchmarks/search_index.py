"""Times what makes the search index, beside stock lunr.py on the same terms' texts, in one run.

The pages are drawn from a vocabulary whose words are as frequent as Zipf says (exponent 1.05, 250,000 words; prose, capitals, hyphens,
code words), 590 words a page, seeded. Stock is lunr.py as it comes: its own tokenizer, trimmer, stop words and stemmer, one field
`body` beside `title`. Every figure is CPU time (user and system) of a process of its own; memory is the peak of that process above
what it held before it began.

    python benchmarks/search_index.py --documents 10000
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

WORDS = 590
VOCABULARY = 250_000
ENDINGS = ("", "s", "ing", "ed", "er", "ation", "ly", "ment", "ness", "ive")
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "wa",
    "xe",
    "yi",
    "zo",
    "bra",
    "cle",
    "dri",
    "flo",
    "gru",
    "pla",
    "ste",
    "tri",
]


def vocabulary(draw: random.Random) -> list[str]:
    """Make words of syllables and English endings, the frequent ones short; one in ten is a name among programmers."""
    words: dict[str, None] = dict.fromkeys(
        ["the", "of", "and", "to", "in", "a", "is", "for", "that", "with", "on", "as", "it", "be", "are", "this", "by", "or", "not", "from"]
    )
    while len(words) < VOCABULARY:
        length = 1 + min(len(words) // 400, draw.randint(1, 4))
        word = "".join(draw.choices(SYLLABLES, k=length)) + draw.choice(ENDINGS)
        other = "".join(draw.choices(SYLLABLES, k=2))
        shapes = (word, f"{word}-{other}", f"{word}_{other}", word.title() + other.title(), f"{other}.{word}")
        word = draw.choices(shapes, weights=(90, 4, 2, 2, 2))[0]
        words[word] = None
    return list(words)


def pages(count: int) -> list[tuple[str, str]]:
    """Draw the pages: title and text."""
    draw = random.Random(7)
    words = np.array(vocabulary(draw), dtype=object)
    sums = np.cumsum(1 / (np.arange(len(words)) + 2.7) ** 1.05)
    places = np.searchsorted(sums, np.random.default_rng(7).random((count, WORDS + 5)) * sums[-1])
    return [(" ".join(words[row[:5]]).title(), _text(draw, list(words[row[5:]]))) for row in places]


def _text(draw: random.Random, found: list[str]) -> str:
    for place in range(0, WORDS, 14):
        found[place] = found[place].capitalize()
        found[place - 1] += draw.choice((".", ".", ",", "?", ":", ")."))
    return " ".join(found) + draw.choice(("", " \u2013 caf\u00e9\u2019s", " \u201cdone\u201d"))


def stock(documents: list[tuple[str, str]]) -> None:
    """Build with lunr.py as it comes."""
    from lunr import lunr  # noqa: PLC0415 - each process loads what it measures

    index = lunr(ref="id", fields=("title", "body"), documents=[{"id": n, "title": t, "body": b} for n, (t, b) in enumerate(documents)])
    json.dumps(index.serialize())


def cold(documents: list[tuple[str, str]]) -> None:
    """Analyse all pages, write their digests as bytes, build."""
    from guildhouse.formats.search.lunr_index import build  # noqa: PLC0415

    digests = [made for each in documents if (made := _digest(each)).to_bytes()]
    build(digests, [1.0] * len(digests))


def _digest(page: tuple[str, str]):  # noqa: ANN202 - of a package that only some processes load
    from guildhouse.formats.search.lunr_index import digest  # noqa: PLC0415
    from guildhouse.formats.search.record import Record, Section  # noqa: PLC0415

    return digest(Record(url="x/", kind="page", title=page[0], sections=(Section("", "", page[1]),)))


def remembered(documents: list[tuple[str, str]]) -> list[bytes]:
    """Make what a cache would hold."""
    return [_digest(each).to_bytes() for each in documents]


def warm(kept: list[bytes]) -> None:
    """Build from the bytes of all digests."""
    from guildhouse.formats.search.lunr_index import Digest, build  # noqa: PLC0415

    build(map(Digest.from_bytes, kept), [1.0] * len(kept))


def edit(kept: list[bytes], page: tuple[str, str]) -> None:
    """Build after one page has changed."""
    from guildhouse.formats.search.lunr_index import Digest, build  # noqa: PLC0415

    build([_digest(page), *map(Digest.from_bytes, kept[1:])], [1.0] * len(kept))


def _measured(work: Callable[[], None]) -> tuple[float, float]:
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    work()
    return time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def _child(name: str, count: int) -> None:
    documents = pages(count)
    if name in {"warm", "edit"}:
        kept = remembered(documents)
        # What was remembered is what a cache file would give: analysers begin anew.
        from guildhouse.formats.search.analysis import analyser  # noqa: PLC0415

        analyser.cache_clear()
        work = (lambda: warm(kept)) if name == "warm" else (lambda: edit(kept, documents[0]))
    else:
        work = (lambda: stock(documents)) if name == "stock" else (lambda: cold(documents))
    print(json.dumps(_measured(work)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--only", choices=("stock", "cold", "warm", "edit"), help="measure one of them in this process")
    arguments = parser.parse_args()
    if arguments.only:
        _child(arguments.only, arguments.documents)
        return
    base = 0.0
    for name in ("stock", "cold", "warm", "edit"):
        command = [sys.executable, __file__, "--documents", str(arguments.documents), "--only", name]
        seconds, mebibytes = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        base = base or seconds
        print(f"{name:6} {seconds:7.2f} s CPU  {seconds / base:6.3f} of stock  peak +{mebibytes:5.0f} MiB")


if __name__ == "__main__":
    main()
