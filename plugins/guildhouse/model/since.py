"""Since when something is new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from guildhouse.model.publication import Publication

DAYS = 7
"""What is new by default: what was published in so many days before the day of the build."""


@dataclass(frozen=True)
class Since:
    """A moment: an aware instant, and for one that git names the files that came after it, whatever date their commits bear."""

    instant: dt.datetime
    added: tuple[str, ...] = ()

    def told(self, publications: Iterable[Publication]) -> tuple[Publication, ...]:
        """Choose what was published since."""
        added = frozenset(self.added)
        return tuple(each for each in publications if each.published >= self.instant or each.source in added)


def last_days(publications: Iterable[Publication], today: dt.date) -> tuple[Publication, ...]:
    """Choose what was published in the days before `today`; what is published today belongs to the next time."""
    first = today - dt.timedelta(days=DAYS)
    return tuple(each for each in publications if first <= each.published.date() < today)
