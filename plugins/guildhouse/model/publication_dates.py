"""When something was published and last changed: what git knows, else what the file itself says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from hashlib import blake2b

from guildhouse.model.history import History, Span

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

        Git's instant counts from the file's own day on; before that day, and after the day of the build, it is not believed.
        """
        if own is not None and own > self.today:
            return None
        known = self.history.written.get(path)
        first = whole(known.first) if known and known.first.astimezone(dt.UTC).date() <= self.today else None
        if first is None or (own is not None and first.date() < own):
            if own is None:
                return None
            first = noon(own, id_)
        last = whole(known.last) if known else noon(updated, id_) if updated else first
        return Span(first=first, last=max(first, last) if last.date() <= self.today else first)


def noon(day: dt.date, id_: str) -> dt.datetime:
    """Choose the second of a day at which something was published of which nobody knows more."""
    spread = int.from_bytes(blake2b(id_.encode(), digest_size=4).digest(), "big") % SPREAD
    return dt.datetime.combine(day, NOON) + dt.timedelta(seconds=spread)


def whole(moment: dt.datetime) -> dt.datetime:
    """Write an instant in UTC and whole seconds."""
    return moment.astimezone(dt.UTC).replace(microsecond=0)
