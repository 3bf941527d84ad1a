"""What happened in a week or a month, in one entry; one in which nothing was published has none, and neither has one that is not over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby

from guildhouse.features.context import SUBSCRIBE
from guildhouse.features.teller import Teller, items, paragraph
from guildhouse.model.feed import MOST
from guildhouse.model.publication import Publication
from guildhouse.model.tags import tag
from guildhouse.model.words import Words, count, say

WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)


def weekly(teller: Teller, published: Iterable[Publication]) -> tuple[Publication, ...]:
    """Sum up the weeks that are over, newest first, Monday to Sunday in UTC."""
    return tuple(_digests(teller, published, "week", lambda day: day - dt.timedelta(days=day.weekday()), lambda first: first + WEEK))


def monthly(teller: Teller, published: Iterable[Publication]) -> tuple[Publication, ...]:
    """Sum up the months that are over, newest first."""
    return tuple(_digests(teller, published, "month", lambda day: day.replace(day=1), _next_month))


def _digests(
    teller: Teller,
    published: Iterable[Publication],
    kind: str,
    first_of: Callable[[dt.date], dt.date],
    end_of: Callable[[dt.date], dt.date],
) -> Iterator[Publication]:
    made = 0
    for first, group in groupby(published, key=lambda each: first_of(each.published.date())):
        if end_of(first) <= teller.house.today and made < MOST:
            made += 1
            yield _digest(teller, kind, first, end_of(first), tuple(group))


def _next_month(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=31)).replace(day=1)


def _digest(teller: Teller, kind: str, first: dt.date, end: dt.date, published: tuple[Publication, ...]) -> Publication:
    """Sum up what was published from a day to the one before `end`; it is told as soon as that day begins."""
    moment = dt.datetime.combine(end, dt.time(), tzinfo=dt.UTC)
    tongue = teller.tongue
    title = say("The week from %(first)s to %(last)s", first=first, last=end - DAY) if kind == "week" else tongue.month(first)
    return Publication(
        id=tag(teller.authority, f"/{kind}ly/", first.isoformat() if kind == "week" else f"{first:%Y-%m}"),
        kind=kind,
        title=tongue.plain(title),
        url=SUBSCRIBE,
        published=moment,
        updated=moment,
        summary=tongue.plain(_amount(len(published))),
        parts=tuple(_parts(teller, published)),
    )


def _amount(number: int) -> Words:
    return count("%(number)s new entry", "%(number)s new entries", number)


def _parts(teller: Teller, published: tuple[Publication, ...]) -> Iterator[str]:
    """List what is new, what is nobody's own first, then by community."""
    groups: dict[str | None, list[Publication]] = {}
    for each in published:
        groups.setdefault(each.community, []).append(each)
    order = [None, *teller.house.community_ids]
    for id_ in (each for each in order if each in groups):
        community = teller.house.community(id_)
        name = community.name if community else teller.settings.site_name
        yield paragraph(f"<strong>{escape(name)}</strong>")
        yield items(_item(each) for each in groups[id_])


def _item(publication: Publication) -> str:
    kind = next((label.words for label in publication.labels if label.scheme == "kinds"), "")
    return f'<a href="{escape(publication.url)}">{escape(publication.title)}</a>' + (f" ({escape(kind)})" if kind else "")
