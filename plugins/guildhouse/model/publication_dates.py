"""When something was published and last changed: what git knows, else what the file itself says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter

from guildhouse.model.history import History, Span
from guildhouse.model.instants import SECOND, apart, on_day, spread, whole
from guildhouse.model.publication import Publication

NOON = dt.time(12, tzinfo=dt.UTC)
"""Noon in UTC is on the same day nearly everywhere on earth."""
SPREAD = 3600
"""Seconds after noon over which things are spread of which only the day is known, each by its id, so that none moves another."""


@dataclass(frozen=True)
class Dates:
    """Tells dates in a site whose git `history` is known or not, on the day of a build."""

    history: History
    today: dt.date

    def span(self, id_: str, path: str, own: dt.date | None, updated: dt.date | None = None) -> Span | None:
        """Date a file that says `own` (and `updated`) of itself; None when it is not out yet, or nobody knows since when it is.

        Git's instant counts from the file's own day on; before that day, and after the day of the build, it is not believed. Files of one
        commit are a second apart, in an order that the commit alone decides.
        """
        if own is not None and own > self.today:
            return None
        known = self.history.written.get(path)
        first = _ranked(known.first, known.ranks[0]) if known and known.first.astimezone(dt.UTC).date() <= self.today else None
        if first is None or (own is not None and first.date() < own):
            if own is None:
                return None
            first = noon(own, id_)
        last = _ranked(known.last, known.ranks[1]) if known else noon(updated, id_) if updated else first
        return Span(first=first, last=max(first, last) if last.date() <= self.today else first)

    def after(self, path: str, moment: dt.datetime) -> dt.datetime:
        """Tell from when on something may stand that a file holds, published at `moment`: after all files of the commit that brought it."""
        known = self.history.written.get(path)
        is_ranked = known is not None and moment == _ranked(known.first, known.ranks[0])
        return _ranked(known.first, known.size - 1) if known and is_ranked else moment


def _ranked(moment: dt.datetime, rank: int) -> dt.datetime:
    return on_day(whole(moment), rank)


def noon(day: dt.date, id_: str) -> dt.datetime:
    """Choose the second of a day at which something was published of which nobody knows more."""
    return spread(dt.datetime.combine(day, NOON), id_, SPREAD)


def settled(publications: Iterable[Publication]) -> tuple[Publication, ...]:
    """Put publications in order, newest first, at instants of which no two are equal (see `apart`).

    What was changed later than it was published stays so, at an instant at which nothing else was published or changed. What has an instant
    of its own never gives way to what has a chosen one: first come those that git knows, then those of a known day, then the others. Of
    several with one id the first is told.
    """
    told = list({each.id: each for each in reversed(list(publications))}.values())
    published: dict[str, dt.datetime] = {}
    updated: dict[str, dt.datetime] = {}
    for certainty in (_KNOWN, _DAY, _NEAR):
        some = [each for each in told if _certainty(each) == certainty]
        published |= apart({each.id: each.published for each in some}, {*published.values(), *updated.values()})
        later = {each.id: max(each.updated, published[each.id] + SECOND) for each in some if each.updated > each.published}
        updated |= {each.id: published[each.id] for each in some} | apart(later, {*published.values(), *updated.values()})
    moved = (_at(each, published[each.id], updated[each.id]) for each in told)
    return tuple(sorted(moved, key=attrgetter("published"), reverse=True))


_KNOWN, _DAY, _NEAR = range(3)


def _certainty(each: Publication) -> int:
    """Tell what is known of when it was published: the second, the day, or only what it is part of."""
    if each.gives_way:
        return _NEAR
    return _DAY if each.own_date is not None and each.published == noon(each.own_date, each.id) else _KNOWN


def _at(publication: Publication, published: dt.datetime, updated: dt.datetime) -> Publication:
    stays = (published, updated) == (publication.published, publication.updated)
    return publication if stays else replace(publication, published=published, updated=updated)
