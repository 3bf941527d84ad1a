"""How good answers are: reciprocal rank, discounted gain, the right section, and how sure a difference between two engines is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.search.judged import ANSWER, Query

DEPTH, FIRST = 10, 5
"""Results that count, and those among which the right section has to be."""
SAMPLES, SEED = 10_000, 7
SURE = (2.5, 97.5)
"""Percentiles of the bootstrap that bound an interval of 95 %."""


@dataclass(frozen=True)
class Score:
    """How one query was answered: `rank` is 1/position of the first answer (`any_rank` also of a useful page), `gain` is nDCG."""

    rank: float
    any_rank: float
    gain: float
    link: float | None
    """1 when the first link of one of the first five pages leads to the right section; None when no section is judged."""
    shown: float | None
    """As `link`, with up to three sections a page, as Pagefind's interface shows them."""


def score(query: Query, found: Sequence[str], known: frozenset[str]) -> Score:
    """Judge the addresses that an engine found; what is no document (a list of pages) is passed over."""
    by_page: dict[str, list[str]] = {}
    for url in found:
        page = url.partition("#")[0]
        if page in known:
            by_page.setdefault(page, []).append(url)
    grades = [query.pages.get(page, 0) for page in by_page][:DEPTH]
    first = list(by_page.values())[:FIRST]
    link = float(any(urls[0] in query.sections for urls in first)) if query.sections else None
    shown = float(any(url in query.sections for urls in first for url in urls)) if query.sections else None
    return Score(_rank(grades, ANSWER), _rank(grades, 1), _gain(grades, query), link, shown)


def _rank(grades: Sequence[int], least: int) -> float:
    return next((1 / place for place, grade in enumerate(grades, 1) if grade >= least), 0.0)


def _gain(grades: Sequence[int], query: Query) -> float:
    best = sorted(query.pages.values(), reverse=True)[:DEPTH]
    return _discounted(grades) / _discounted(best)


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def mean(values: Sequence[float]) -> float:
    """Give the mean, of nothing 0."""
    return sum(values) / len(values) if values else 0.0


def difference(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    """Give the mean difference of paired values with its interval, by drawing the pairs again and again."""
    pairs = np.asarray(one) - np.asarray(other)
    drawn = np.random.default_rng(SEED).choice(pairs, (SAMPLES, len(pairs))).mean(axis=1)
    low, high = np.percentile(drawn, SURE)
    return float(pairs.mean()), float(low), float(high)
