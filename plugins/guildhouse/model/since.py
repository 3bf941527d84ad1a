"""Since when something is new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from guildhouse.model.history import History, Span
from guildhouse.model.publication import Publication

DAYS = 7
"""What is new by default: what was published in so many days before the day of the build."""


@dataclass(frozen=True)
class Since:
    """A moment: an aware instant, and for one that git names the commits that came after it (by name), whatever date they bear.

    The instant is that of an annotated tag, or of the commit; `aside` are files that commits brought on its side of a fork alone.
    """

    instant: dt.datetime
    commits: frozenset[str] | None = None
    aside: frozenset[str] = frozenset()

    def told(self, publications: Iterable[Publication], history: History) -> tuple[Publication, ...]:
        """Choose what was published since; of files that git knows the commit that brought them decides, through renames too."""
        return tuple(each for each in publications if self._is_new(each, history.written.get(each.source)))

    def _is_new(self, each: Publication, span: Span | None) -> bool:
        if self.commits is None or span is None:
            return each.published >= self.instant
        day, own = self.instant.astimezone(dt.UTC).date(), each.own_date or dt.date.min
        was_there = each.source in self.aside or not self.commits.issuperset(span.brought)
        return not was_there or own > day  # what bears a later day was not out yet


def last_days(publications: Iterable[Publication], today: dt.date) -> tuple[Publication, ...]:
    """Choose what was published in the days before `today`; what is published today belongs to the next time."""
    first = today - dt.timedelta(days=DAYS)
    return tuple(each for each in publications if first <= each.published.date() < today)
