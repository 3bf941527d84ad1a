"""Whose turn it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import count


def turns(days: Iterable[dt.date], starts: dt.date | None) -> Iterator[tuple[dt.date, int | None]]:
    """Count the meetings that take place from the first date of their series on; what is skipped or cancelled never comes here.

    Before that date, or without one, nobody can say whose turn it is, and the number is None.
    """
    numbers = count()
    for day in days:
        yield day, next(numbers) if starts and day >= starts else None


def whose(names: Sequence[str], turn: int | None) -> str | None:
    """Say whose turn it is, beginning with the first name; None when nobody is named or the turn is not known."""
    return names[turn % len(names)] if names and turn is not None else None
