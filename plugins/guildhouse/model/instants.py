"""Instants at which things are said to have happened: whole seconds of which no two are equal, each chosen by what it belongs to alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from hashlib import blake2b

SECOND = dt.timedelta(seconds=1)
DAY = 86_400
"""Seconds of a day."""
MINUTE = 60
"""Seconds over which things are spread that wish for one instant, for a start."""


def apart(wishes: Mapping[str, dt.datetime], taken: Collection[dt.datetime] = ()) -> dict[str, dt.datetime]:
    """Give every id an instant of its own, none before the one that it wishes for (in UTC, whole seconds), and none that is `taken`.

    Whoever alone wishes for an instant has it, whatever else there is. Of several the first by id has it; the others give way, each to
    seconds that its id chooses: of the next minute, then of two, four and more, on the same day while that has room. So one that is removed
    moves nothing but what has given way, and this only back to a second that it would have taken earlier; one that is added moves nothing
    but what wishes for its instant too, or has given way.
    """
    used = set(taken)
    found: dict[str, dt.datetime] = {}
    left = {id_: choices(id_, wishes[id_]) for id_ in sorted(wishes)}
    while left:
        for id_, its in list(left.items()):
            if (moment := next(its)) not in used:
                used.add(moment)
                found[id_] = moment
                del left[id_]
    return found


def choices(id_: str, wish: dt.datetime) -> Iterator[dt.datetime]:
    """List the instants that something would take, best first; in the end every second after its wish."""
    yield wish
    window = MINUTE
    while window <= DAY:
        yield spread(wish, id_, window)
        window *= 2
    while True:
        wish += SECOND
        yield wish


def spread(moment: dt.datetime, id_: str, window: int) -> dt.datetime:
    """Choose one of the `window` seconds after an instant by an id, so that nothing else has a say in it."""
    digest = blake2b(f"{window} {id_}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return on_day(moment, 1 + int.from_bytes(digest, "big") % window)


def on_day(moment: dt.datetime, seconds: int) -> dt.datetime:
    """Add seconds to an instant in UTC; beyond midnight they count again from that instant, for a day must not change."""
    room = DAY - (moment.hour * 60 + moment.minute) * 60 - moment.second
    return moment + dt.timedelta(seconds=seconds % room)


def whole(moment: dt.datetime) -> dt.datetime:
    """Write an instant in UTC and whole seconds."""
    return moment.astimezone(dt.UTC).replace(microsecond=0)
