"""When what calendars say was last changed, and how often: from all that git knows of the folders of communities.

What a calendar says of a series can come from any file of its community, and from one that is gone: a note that cancelled a date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import unquote

from guildhouse.formats.icalendar import Written
from guildhouse.model.history import History
from guildhouse.model.instants import whole

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
TICK = dt.timedelta(seconds=10)
"""What numbers of changes count: the 31 bits that they have last until the year 2650."""
MOST = 2**31 - 1
_COMMUNITY = re.compile(r"/?(communities/[^/]+)(?:/.*)?")


def written(history: History, addresses: tuple[str, ...], fallback: dt.date) -> Written:
    """Date what stands in the communities to which addresses belong, old ones too; by `fallback` where git does not know them.

    Neither its instant nor its number ever goes back while the history grows (RFC 5545, section 3.8.7.4).
    """
    trail = history.trail(_all_folders(addresses))
    if trail is None:
        return Written(stamp=dt.datetime.combine(fallback, dt.time(), dt.UTC))
    ticks = max(0, (trail.last - EPOCH) // TICK)
    changes = min(ticks + trail.commits, MOST)  # a commit that came later counts, though its own date is an earlier one
    return Written(stamp=whole(trail.last), changes=changes, is_known=True)


def changed(history: History, addresses: tuple[str, ...] = ()) -> dt.datetime | None:
    """Tell when something in the communities to which addresses belong was last changed, or in any at all; None where git knows none."""
    trail = history.trail(_all_folders(addresses or tuple(history.trails)))
    return whole(trail.last) if trail else None


def _all_folders(addresses: tuple[str, ...]) -> Iterator[str]:
    yield from (folder for address in addresses for folder in _folders(unquote(address)))


def _folders(address: str) -> tuple[str, ...]:
    """Name the folders of a community in which its series and its notes stand, or stood when something had this address."""
    found = _COMMUNITY.fullmatch(address)
    return (found[1], f"{found[1]}/meetings") if found else ()
